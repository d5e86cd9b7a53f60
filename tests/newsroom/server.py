"""The server: one loopback port, any number of outlets told apart by the Host header, every visit written down."""

from __future__ import annotations

import hashlib
import socket
import struct
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One request as the server saw it."""

    host: str
    path: str
    at: datetime
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a path answers with; `stream` instead of `body` is sent as it is made, with no length told."""

    body: bytes = b""
    status: int = 200
    content_type: str = "text/html; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)
    stream: Callable[[], Iterable[bytes]] | None = None
    announced: int | None = None  # a Content-Length that is not the body's
    has_etag: bool = True


Page = Reply | Callable[[Visit], Reply]


class Newsroom:
    """Outlets by host name: `newsroom.put("tidewater.example", "/feed", …)`, then `newsroom.url(…)`."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._pages: dict[tuple[str, str], Page] = {}
        self._lock = threading.Lock()
        self._clock = clock
        self._visits: list[Visit] = []
        self.port = 0
        self.fault: Callable[[Visit], Fault] = lambda visit: Fault.NONE

    def put(self, host: str, path: str, reply: Page | str | bytes) -> None:
        """The path answers with this from now on."""
        if isinstance(reply, str):
            reply = reply.encode()
        with self._lock:
            self._pages[host, path] = Reply(body=reply) if isinstance(reply, bytes) else reply

    def remove(self, host: str, path: str) -> None:
        with self._lock:
            del self._pages[host, path]

    def url(self, host: str, path: str = "/") -> str:
        return f"http://{host}:{self.port}{path}"

    @property
    def visits(self) -> tuple[Visit, ...]:
        with self._lock:
            return tuple(self._visits)

    def visits_to(self, host: str, path: str | None = None) -> tuple[Visit, ...]:
        return tuple(v for v in self.visits if v.host == host and path in (None, v.path))

    def resolve(self, host: str, port: int) -> tuple[str, ...]:
        """Every name of the newsroom stands at the loopback address."""
        return ("127.0.0.1",)

    def answer(self, host: str, path: str, headers: Mapping[str, str]) -> tuple[Visit, Reply]:
        visit = Visit(host=host, path=path, at=self._clock(), headers=headers)
        with self._lock:
            self._visits.append(visit)
            page = self._pages.get((host, path))
        if page is None:
            return visit, Reply(status=404, body=b"<h1>Not found</h1>")
        return visit, page if isinstance(page, Reply) else page(visit)


class Fault(StrEnum):
    """What a bad line between reader and newsroom does to an answer."""

    NONE = "none"
    RESET = "reset"
    CUT = "cut"
    GARBAGE = "garbage"
    ERROR = "error"


def _handler_for(newsroom: Newsroom) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # else each answer waits 40 ms for a delayed acknowledgement

        def do_GET(self) -> None:
            host = (self.headers.get("Host") or "").partition(":")[0]
            headers = {name.lower(): value for name, value in self.headers.items()}
            visit, reply = newsroom.answer(host, self.path, headers)
            fault = newsroom.fault(visit)
            if fault is Fault.NONE:
                self._send(reply, headers)
            else:
                self._spoil(fault, reply)

        def _spoil(self, fault: Fault, reply: Reply) -> None:
            """The answer as a bad line delivers it; the connection ends with it."""
            self.close_connection = True
            if fault is Fault.ERROR:
                self._write([b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n"])
            elif fault is Fault.GARBAGE:
                self._write([b"\x16\x03\x01 this is no HTTP at all\r\n\r\n"])
            elif fault is Fault.CUT:
                head = f"HTTP/1.1 200 OK\r\nContent-Length: {len(reply.body) + 1}\r\n\r\n".encode()
                self._write([head, reply.body[: len(reply.body) // 2]])
            else:
                # Closing with a linger time of zero sends a reset instead of an orderly end.
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                self.connection.close()

        def _send(self, reply: Reply, asked: Mapping[str, str]) -> None:
            etag = f'"{hashlib.sha256(reply.body).hexdigest()[:16]}"' if reply.has_etag and reply.body else ""
            if etag and reply.status == 200 and asked.get("if-none-match") == etag:
                self.send_response(304)
                self.send_header("ETag", etag)
                self.end_headers()
                return
            self.send_response(reply.status)
            self.send_header("Content-Type", reply.content_type)
            if etag:
                self.send_header("ETag", etag)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            if reply.stream is None:
                length = len(reply.body) if reply.announced is None else reply.announced
                self.send_header("Content-Length", str(length))
                self.end_headers()
                self._write([reply.body])
            else:
                self.send_header("Connection", "close")
                self.end_headers()
                self._write(reply.stream())
            if reply.stream is not None or reply.announced is not None:
                self.close_connection = True

        def _write(self, pieces: Iterable[bytes]) -> None:
            try:
                for piece in pieces:
                    self.wfile.write(piece)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True  # the visitor has seen enough

        def log_message(self, *args: object) -> None:
            """Visits are kept by the newsroom, not printed."""

    return Handler


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A visitor that hangs up in the middle is what some tests are about."""


@contextmanager
def serve_newsroom(clock: Callable[[], datetime]) -> Iterator[Newsroom]:
    """A newsroom that answers on a free loopback port until the block ends."""
    newsroom = Newsroom(clock)
    server = _Server(("127.0.0.1", 0), _handler_for(newsroom))
    newsroom.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield newsroom
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
