"""Answers that are no proper HTTP: each is an outcome, none an exception."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from tests.newsroom import StepClock

from rashomon.capture import CaptureSettings, read_sources
from rashomon.model import Page, Reason, Rejected

OK = b"HTTP/1.1 200 OK\r\n"
BROKEN = {
    "length of 6,000 digits": OK + b"Content-Length: " + b"9" * 6_000 + b"\r\n\r\nhi",
    "negative length": OK + b"Content-Length: -5\r\n\r\nhi",
    "two lengths": OK + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
    "chunk of no size": OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n",
    "chunk of all memory": OK + b"Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nhello\r\n0\r\n\r\n",
    "status that is no number": b"HTTP/1.1 abc OK\r\n\r\n",
    "nothing": b"",
    "switch of protocol": b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n",
    "NUL in a header": OK + b"X: a\0b\r\nContent-Length: 2\r\n\r\nhi",
    "gzip that is none": OK + b"Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello",
    "zstd with a vast window": OK + b"Content-Encoding: zstd\r\n\r\n\x28\xb5\x2f\xfd\x00\xff" + bytes(50),
}
REFUSED = {
    "unknown status": b"HTTP/1.1 999 Odd\r\nContent-Length: 0\r\n\r\n",
    "redirect to half an address": b"HTTP/1.1 302 Found\r\nLocation: http://[::1\r\nContent-Length: 0\r\n\r\n",
    "redirect to nowhere": b"HTTP/1.1 302 Found\r\nLocation: \r\nContent-Length: 0\r\n\r\n",
}
READABLE = {
    "header in UTF-8": OK + "X-A: 新闻\r\nContent-Length: 2\r\n\r\nhi".encode(),
    "content type in UTF-8": OK + "Content-Type: 新闻\r\nContent-Length: 2\r\n\r\nhi".encode(),
    "unknown coding": OK + b"Content-Encoding: compress\r\nContent-Length: 2\r\n\r\nhi",
}


@contextmanager
def serve(answer: bytes) -> Iterator[str]:
    """An address that answers with these bytes; its robots.txt allows all."""

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            asked = self.request.recv(65_536)
            nothing = b"HTTP/1.1 404 None\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            self.request.sendall(nothing if asked.startswith(b"GET /robots") else answer)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/a"
        server.shutdown()
        thread.join()


def read(answer: bytes) -> Page | Rejected:
    clock = StepClock()
    settings = CaptureSettings(allow_networks=("127.0.0.0/8",))
    with serve(answer) as url:
        (item,) = read_sources([url], clock=clock, settings=settings, sleep=clock.sleep)
    assert isinstance(item, Page | Rejected)
    return item


@pytest.mark.parametrize("name", sorted(BROKEN))
def test_broken_answers_are_unreachable_pages(name: str) -> None:
    item = read(BROKEN[name])
    assert isinstance(item, Rejected)
    assert item.reason is Reason.UNREACHABLE
    assert item.detail


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_answers_that_no_retry_can_mend_are_refused(name: str) -> None:
    item = read(REFUSED[name])
    assert isinstance(item, Rejected)
    assert item.reason is Reason.REFUSED


@pytest.mark.parametrize("name", sorted(READABLE))
def test_oddities_that_do_not_matter_are_read_over(name: str) -> None:
    item = read(READABLE[name])
    assert isinstance(item, Page)
    assert item.body == b"hi"


def test_a_flood_of_codings_is_too_large() -> None:
    item = read(OK + b"Content-Encoding: " + b"gzip," * 1_000 + b"\r\nContent-Length: 5\r\n\r\nhello")
    assert isinstance(item, Rejected)
    assert item.reason is Reason.TOO_LARGE
