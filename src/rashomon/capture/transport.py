"""The road to the servers: connection pools over the guarded backend, without cookies, netrc or environment."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from types import TracebackType
from urllib.parse import urlsplit

import httpcore
import httpx

from rashomon.capture.addresses import GuardedBackend, Resolve, parse_networks, resolve_by_system
from rashomon.capture.settings import CaptureSettings
from rashomon.errors import UsageError

_Pool = httpcore.ConnectionPool


def make_backend(
    settings: CaptureSettings,
    resolve: Resolve = resolve_by_system,
    monotonic: Callable[[], float] = time.monotonic,
) -> GuardedBackend:
    """The backend that the settings ask for; the operator's own proxy may stand in a private network."""
    proxy_host = urlsplit(settings.proxy).hostname
    return GuardedBackend(
        allowed=parse_networks(settings.allow_networks),
        trusted_hosts=frozenset([proxy_host] if proxy_host else []),
        resolve=resolve,
        monotonic=monotonic,
    )


class GuardedTransport(httpx.BaseTransport):
    """HTTP/1.1 and HTTP/2 over one backend. Behind a proxy the proxy resolves names, so only its own address and
    hosts written as addresses can be checked here."""

    def __init__(self, settings: CaptureSettings, backend: GuardedBackend) -> None:
        self._pool = _pool_for(settings, backend)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The response with its body still to be read; httpcore's exceptions come through as they are."""
        answer = self._pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            status_code=answer.status,
            headers=answer.headers,
            stream=_Body(answer),
            extensions=answer.extensions,
        )

    def close(self) -> None:
        self._pool.close()

    def __exit__(
        self,
        exc_type: type[BaseException] | None = None,
        exc_value: BaseException | None = None,
        traceback: TracebackType | None = None,
    ) -> None:
        self.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


def _pool_for(settings: CaptureSettings, backend: GuardedBackend) -> _Pool:
    context = httpx.create_ssl_context(trust_env=False)
    proxy = settings.proxy
    if not proxy:
        return httpcore.ConnectionPool(
            ssl_context=context, network_backend=backend, http2=True, max_connections=20, keepalive_expiry=30.0
        )
    if proxy.startswith(("http://", "https://")):
        return httpcore.HTTPProxy(proxy_url=proxy, ssl_context=context, network_backend=backend, http2=True)
    if proxy.startswith(("socks5://", "socks5h://")):
        return httpcore.SOCKSProxy(proxy_url=proxy, ssl_context=context, network_backend=backend, http2=True)
    raise UsageError(proxy.rpartition("@")[2], "is no proxy address; write http://host:port, https://… or socks5://…")
