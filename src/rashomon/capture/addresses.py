"""Which network addresses capturing may reach, checked when the connection is made and on every hop.

Checking a URL's host beforehand is not enough: a name can resolve differently a moment later (DNS rebinding). Here
the name is resolved once, each answer is checked, and the connection goes to the checked address itself.
"""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)

import httpcore

from rashomon.errors import AddressRefused, UsageError

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
Resolve = Callable[[str, int], Sequence[str]]
"""Host and port in, addresses out, as the operating system (or a test) knows them."""

_SocketOption = tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]

# Cloud metadata services that stand at addresses the registries call public or shared.
_METADATA = frozenset(ip_address(a) for a in ("168.63.129.16", "100.100.100.200", "192.0.0.192", "fd00:ec2::254"))
_NAT64 = ip_network("64:ff9b::/96")  # RFC 6052: the last 32 bits are an IPv4 address
_LOCAL_NAT64 = ip_network("64:ff9b:1::/48")  # RFC 8215
_COMPATIBLE = ip_network("::/96")  # RFC 4291, deprecated, still routed by some stacks


def parse_networks(networks: Iterable[str]) -> tuple[Network, ...]:
    """The networks of a CIDR list; raises UsageError for what is none."""
    parsed = []
    for written in networks:
        try:
            parsed.append(ip_network(written.strip(), strict=False))
        except ValueError as error:
            raise UsageError(written, "is no network; write it as 192.168.0.0/16 or fd00::/8") from error
    return tuple(parsed)


def refusal_of(address: str, allowed: Sequence[Network] = ()) -> str:
    """Why the address may not be reached, in words; empty when it may."""
    written = ip_address(address.partition("%")[0])
    for found in (written, *_carried_by(written)):
        if any(found in network for network in allowed if network.version == found.version):
            continue
        if reason := _kind_of(found):
            return reason if found == written else f"{reason} ({found} written as {written})"
    return ""


def _carried_by(address: Address) -> tuple[Address, ...]:
    """The IPv4 addresses that an IPv6 address leads to: mapped, compatible, 6to4, Teredo, NAT64."""
    if isinstance(address, IPv4Address):
        return ()
    carried: list[Address | None] = [address.ipv4_mapped, address.sixtofour]
    if address.teredo:
        carried.extend(address.teredo)
    last = int(address) & 0xFFFFFFFF
    if address in _NAT64 or address in _LOCAL_NAT64 or (address in _COMPATIBLE and last > 1):
        carried.append(IPv4Address(last))
    return tuple(found for found in carried if found is not None)


def _kind_of(address: Address) -> str:
    """What kind of private address it is; empty for a public one."""
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        return ""  # the address it carries is judged in its place
    kinds = (
        (address in _METADATA or str(address) == "169.254.169.254", "a cloud metadata address"),
        (address.is_loopback, "a loopback address"),
        (address.is_unspecified, "the unspecified address"),
        (address.is_link_local, "a link-local address"),
        (address.is_multicast, "a multicast address"),
        (isinstance(address, IPv6Address) and address.is_site_local, "a site-local address"),
        (address.is_private, "a private address"),
        (not address.is_global or address.is_reserved, "not a public address"),
    )
    return next((name for holds, name in kinds if holds), "")


def resolve_by_system(host: str, port: int) -> tuple[str, ...]:
    """The addresses that the operating system gives for the host, in its order, each once."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(answer[4][0]) for answer in found))


class GuardedBackend(httpcore.NetworkBackend):
    """Connects only to addresses that may be reached, and ends every exchange at its deadline.

    `start_clock(seconds)` sets the deadline of the thread's exchange that follows: servers that send a byte now and then
    would otherwise never run into the timeout of a single read.
    """

    def __init__(
        self,
        *,
        allowed: Sequence[Network] = (),
        trusted_hosts: frozenset[str] = frozenset(),  # the operator's own proxy
        resolve: Resolve = resolve_by_system,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._allowed = tuple(allowed)
        self._trusted = trusted_hosts
        self._resolve = resolve
        self._monotonic = monotonic
        self._exchange = threading.local()  # each thread has one exchange under way, with a deadline of its own
        self._inner = httpcore.SyncBackend()

    def start_clock(self, seconds: float) -> None:
        self._exchange.deadline = self._monotonic() + seconds

    def remaining(self, timeout: float | None) -> float:
        """Seconds that one step may take; raises httpcore.ReadTimeout when none are left."""
        left = getattr(self._exchange, "deadline", float("inf")) - self._monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the whole exchange took too long")
        return left if timeout is None else min(timeout, left)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[_SocketOption] | None = None,
    ) -> httpcore.NetworkStream:
        """A stream to the first address that may be reached and answers; raises AddressRefused when none may be."""
        failure: httpcore.ConnectError | httpcore.ConnectTimeout | None = None
        for address in self._addresses_for(host, port):
            try:
                stream = self._inner.connect_tcp(
                    address, port, self.remaining(timeout), local_address, tuple(socket_options or ())
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return GuardedStream(stream, self)
        raise failure or httpcore.ConnectError(f"{host} has no address")

    def _addresses_for(self, host: str, port: int) -> Sequence[str]:
        try:
            found = self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"the name {host} cannot be resolved: {error}") from error
        if host in self._trusted:
            return found
        refusals = {address: refusal_of(address, self._allowed) for address in found}
        reachable = [address for address, refusal in refusals.items() if not refusal]
        if refusals and not reachable:
            address, refusal = next(iter(refusals.items()))
            raise AddressRefused(host, f"leads to {address}, {refusal}; RASHOMON_ALLOW_NETWORKS can allow it")
        return reachable


class GuardedStream(httpcore.NetworkStream):
    """A stream whose reads and writes end at the backend's deadline."""

    def __init__(self, inner: httpcore.NetworkStream, backend: GuardedBackend) -> None:
        self._inner = inner
        self._backend = backend

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._backend.remaining(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._backend.remaining(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        inner = self._inner.start_tls(ssl_context, server_hostname, self._backend.remaining(timeout))
        return GuardedStream(inner, self._backend)

    def get_extra_info(self, info: str) -> object:
        return self._inner.get_extra_info(info)
