"""The Host check: a name that nobody gave this server is refused, so that no other site can be pointed at it."""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import ip_address

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Receive, Scope, Send

_LOCAL = {"localhost", "ip6-localhost"}


def is_allowed(host: str, names: Sequence[str]) -> bool:
    """Whether a Host header's value is this server: an IP address, localhost, or one of its names.

    An attack by DNS rebinding needs a name of the attacker's own, so plain addresses are safe.
    """
    name = _without_port(host.strip().lower())
    if name in _LOCAL or name in {known.lower() for known in names}:
        return True
    try:
        ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True


class HostCheck:
    """ASGI middleware that answers 400 to a request for another host."""

    def __init__(self, app: ASGIApp, names: Sequence[str]) -> None:
        self._app = app
        self._names = tuple(names)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == ScopeType.HTTP:
            host = next((value for name, value in scope["headers"] if name == b"host"), b"")
            if not is_allowed(host.decode("latin-1"), self._names):
                await _refuse(send)
                return
        await self._app(scope, receive, send)


async def _refuse(send: Send) -> None:
    body = b'{"error":{"status":400,"subject":"Host","message":"this server does not go by that name"}}'
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 400, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": False})


def _without_port(host: str) -> str:
    if host.startswith("["):
        return host.partition("]")[0] + "]"
    return host.partition(":")[0]
