"""One request and its answer: no redirect followed, nothing kept, the body decoded within its cap."""

from __future__ import annotations

import base64
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NewType
from urllib.parse import quote, unquote, urljoin, urlsplit, urlunsplit

import httpcore
import httpx

from rashomon.capture.addresses import Resolve, resolve_by_system
from rashomon.capture.decoding import Overflow, Undecodable, decode_chunks
from rashomon.capture.outcomes import Unfetched, Validators
from rashomon.capture.settings import CaptureSettings
from rashomon.capture.transport import GuardedTransport, make_backend
from rashomon.errors import AddressRefused
from rashomon.model import Reason

Credentials = NewType("Credentials", str)
"""An Authorization header's value; never logged, never part of an outcome."""

_ACCEPT = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/feed+json,*/*;q=0.5"
_MAX_HEADER_BYTES = 64_000
_MAX_URL = 8_000  # what servers accept; longer ones are traps


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A server's answer; `location` is absolute and without credentials, empty where there is none."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    location: str = ""


def split_credentials(url: str) -> tuple[str, Credentials | None]:
    """The address without user and password, in ASCII, and these as a header's value; raises ValueError for none."""
    parts = urlsplit(url.strip())
    if parts.scheme.lower() not in ("http", "https"):
        raise ValueError("only http and https are fetched")
    if not parts.hostname:
        raise ValueError("it has no host")
    if len(url) > _MAX_URL:
        raise ValueError("it is too long")
    try:
        host = httpx.URL(scheme="http", host=parts.hostname).raw_host.decode("ascii")
    except (httpx.InvalidURL, UnicodeError) as error:
        raise ValueError(str(error)) from error
    place = f"[{host}]" if ":" in host else host
    if parts.port is not None:
        place += f":{parts.port}"
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?[]")
    address = urlunsplit((parts.scheme.lower(), place, path, query, ""))
    if parts.username is None:
        return address, None
    pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
    return address, Credentials("Basic " + base64.b64encode(pair.encode()).decode("ascii"))


class Exchange:
    """Sends requests over one guarded transport."""

    def __init__(
        self,
        settings: CaptureSettings,
        *,
        resolve: Resolve = resolve_by_system,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._settings = settings
        self._backend = make_backend(settings, resolve, monotonic)
        self._transport = GuardedTransport(settings, self._backend)

    def close(self) -> None:
        self._transport.close()

    def get(
        self, url: str, *, credentials: Credentials | None = None, validators: Validators | None = None
    ) -> Answer | Unfetched:
        """The answer to GET `url` (http or https only), or why there is none."""
        try:
            address, _ = split_credentials(url)
        except ValueError as error:
            return Unfetched(url=url.rpartition("@")[2], reason=Reason.REFUSED, detail=f"is no address: {error}")
        request = httpx.Request(
            "GET",
            address,
            headers={
                "User-Agent": self._settings.agent_line,
                "Accept": _ACCEPT,
                "Accept-Encoding": "gzip, br, zstd, deflate",
                **({"Authorization": credentials} if credentials else {}),
                **(validators.headers() if validators else {}),
            },
            extensions={"timeout": self._phases()},
        )
        self._backend.start_clock(self._settings.timeouts.total)
        try:
            response = self._transport.handle_request(request)
            try:
                return self._read(address, response)
            finally:
                response.close()
        except AddressRefused as error:
            return Unfetched(url=address, reason=Reason.REFUSED, detail=error.message)
        except Overflow as error:
            return Unfetched(url=address, reason=Reason.TOO_LARGE, detail=f"the answer has {error}")
        except (httpcore.TimeoutException, TimeoutError) as error:
            return _passing(address, f"took too long ({_kind(error)})")
        except httpcore.RemoteProtocolError as error:
            if "too long" in str(error):  # h11's and h2's words for headers past 100 kB
                return Unfetched(url=address, reason=Reason.TOO_LARGE, detail="the answer's headers are a flood")
            return _passing(address, f"{_kind(error)}: {error}")
        except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.ProxyError, Undecodable, OSError) as error:
            return _passing(address, f"{_kind(error)}: {error}" if str(error) else _kind(error))
        except (httpcore.UnsupportedProtocol, httpx.StreamError, UnicodeError) as error:
            return Unfetched(url=address, reason=Reason.REFUSED, detail=f"cannot be asked for: {error}")

    def _read(self, address: str, response: httpx.Response) -> Answer | Unfetched:
        """The answer with its body; a longer one than allowed is not read to its end."""
        limit = self._settings.max_page_bytes
        if sum(len(name) + len(value) for name, value in response.headers.raw) > _MAX_HEADER_BYTES:
            return Unfetched(url=address, reason=Reason.TOO_LARGE, detail="the answer's headers are a flood")
        announced = response.headers.get("content-length", "")
        if announced.isdecimal() and int(announced[:20]) > limit:
            raise Overflow(f"more than {limit} bytes: it announces {announced[:20]}")
        codings = response.headers.get("content-encoding", "")
        is_wanted = 200 <= response.status_code < 300
        # The body of an error or a redirect is nobody's article: read little of it, so that the connection lives on.
        chunks = decode_chunks(response.iter_raw(), codings if is_wanted else "", max_bytes=limit)
        body = b"".join(chunks) if is_wanted else b""
        location = response.headers.get("location", "")
        return Answer(
            url=address,
            status=response.status_code,
            headers={name.lower(): value for name, value in response.headers.items()},
            body=body,
            location=_absolute(address, location) if location else "",
        )

    def _phases(self) -> dict[str, float]:
        limits = self._settings.timeouts
        return {"connect": limits.connect, "read": limits.read, "write": limits.write, "pool": limits.connect}


def _absolute(base: str, location: str) -> str:
    """The redirect's target without credentials; the location itself where it is no http address (refused later)."""
    try:
        return split_credentials(urljoin(base, location))[0]
    except ValueError:
        return location.rpartition("@")[2]


def _passing(url: str, detail: str) -> Unfetched:
    return Unfetched(url=url, reason=Reason.UNREACHABLE, detail=detail, is_temporary=True)


def _kind(error: BaseException) -> str:
    """What went wrong, in words, by the kind of the error."""
    kinds: tuple[tuple[type[BaseException], str], ...] = (
        (httpcore.ConnectTimeout, "connecting"),
        (httpcore.ReadTimeout, "reading"),
        (httpcore.WriteTimeout, "writing"),
        (httpcore.ConnectError, "no connection"),
        (httpcore.RemoteProtocolError, "the server broke off"),
        (httpcore.LocalProtocolError, "the request is not possible"),
        (httpcore.ProxyError, "the proxy refuses"),
        (Undecodable, "the answer cannot be decoded"),
        (ssl.SSLError, "no secure connection"),
    )
    return next((words for kind, words in kinds if isinstance(error, kind)), "the connection failed")
