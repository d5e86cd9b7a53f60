"""Web archives, written here by the letter of the standard."""

from __future__ import annotations

import gzip
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

import brotli  # type: ignore[import-untyped]
import pytest

from rashomon.capture import CaptureSettings
from rashomon.model import Page, Reason, Rejected, Version

Read = Callable[..., list[Page | Version | Rejected]]
BODY = "<html><body><p>灯塔重新点亮。</p></body></html>".encode()


def archive(records: list[tuple[str, bytes, list[tuple[str, str]]]], *, packed: bool = True) -> bytes:
    """A WARC of one response for each of (url, body as sent, HTTP headers), with the request before it."""
    made = b""
    for url, body, headers in records:
        lines = [("Content-Type", "text/html"), *headers]
        head = "HTTP/1.1 200 OK\r\n" + "".join(f"{name}: {value}\r\n" for name, value in lines) + "\r\n"
        for kind, block in (
            ("request", b"GET / HTTP/1.1\r\nHost: c.example\r\n\r\n"),
            ("response", head.encode() + body),
        ):
            record = _record(kind, url, block)
            made += gzip.compress(record) if packed else record
    return made


def _record(kind: str, url: str, block: bytes) -> bytes:
    lines = [
        "WARC/1.1",
        f"WARC-Type: {kind}",
        f"WARC-Record-ID: <urn:uuid:{uuid5(NAMESPACE_URL, kind + url)}>",
        f"WARC-Target-URI: {url}",
        "WARC-Date: 2031-05-04T08:00:00Z",
        f"Content-Type: application/http;msgtype={kind}",
        f"Content-Length: {len(block)}",
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


@pytest.mark.parametrize("packed", [True, False])
def test_each_response_is_a_page_with_its_own_address_and_time(tmp_path: Path, read: Read, packed: bool) -> None:
    (tmp_path / "x").write_bytes(archive([(f"https://c.example/{n}", BODY, []) for n in range(3)], packed=packed))
    pages = read(str(tmp_path))
    assert [page.url for page in pages if isinstance(page, Page)] == [f"https://c.example/{n}" for n in range(3)]
    assert all(isinstance(page, Page) and page.body == BODY for page in pages)
    assert {page.captured_at for page in pages if isinstance(page, Page)} == {datetime(2031, 5, 4, 8, tzinfo=UTC)}
    assert {page.content_type for page in pages if isinstance(page, Page)} == {"text/html"}


def test_bodies_are_decoded_as_their_headers_say_or_kept(tmp_path: Path, read: Read) -> None:
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(BODY), BODY)
    records = [
        ("https://c.example/gzip", gzip.compress(BODY), [("Content-Encoding", "gzip")]),
        ("https://c.example/br", brotli.compress(BODY), [("Content-Encoding", "br")]),
        ("https://c.example/chunked", chunked, [("Transfer-Encoding", "chunked")]),
        (
            "https://c.example/both",
            gzip.compress(BODY),
            [("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip")],
        ),
        ("https://c.example/decoded-already", BODY, [("Content-Encoding", "gzip")]),
    ]
    (tmp_path / "x.warc").write_bytes(archive(records))
    pages = read(str(tmp_path))
    assert [page.body for page in pages if isinstance(page, Page)] == [BODY] * 5


def test_pictures_bombs_and_empty_bodies_are_told(tmp_path: Path, read: Read, settings: CaptureSettings) -> None:
    records = [
        ("https://c.example/a.png", b"\x89PNG", []),
        ("https://c.example/bomb", gzip.compress(bytes(5_000_000)), [("Content-Encoding", "gzip")]),
        ("https://c.example/long", b"a" * 200_000, []),
        ("https://c.example/empty", b"", []),
        ("https://c.example/good", BODY, []),
    ]
    body = archive(records, packed=False).replace(b"text/html", b"image/png", 1)
    (tmp_path / "x.warc").write_bytes(body)
    found = read(str(tmp_path), settings=replace(settings, max_page_bytes=100_000))
    assert [item.reason for item in found if isinstance(item, Rejected)] == [
        Reason.NOT_AN_ARTICLE,
        Reason.TOO_LARGE,
        Reason.TOO_LARGE,
        Reason.EMPTY,
    ]
    assert [item.url for item in found if isinstance(item, Page)] == ["https://c.example/good"]


def test_what_is_before_the_damage_is_read(tmp_path: Path, read: Read) -> None:
    whole = archive([(f"https://c.example/{n}", BODY * 50, []) for n in range(3)])
    (tmp_path / "cut.warc.gz").write_bytes(whole[: len(whole) - 40])
    found = read(str(tmp_path))
    assert [item.url for item in found if isinstance(item, Page)][:2] == ["https://c.example/0", "https://c.example/1"]
    assert len(found) == 3


def test_a_record_that_is_cut_off_is_told_and_not_read_as_a_shorter_page(tmp_path: Path, read: Read) -> None:
    path = tmp_path / "cut.warc"
    path.write_bytes(
        archive([("https://c.example/1", BODY, []), ("https://c.example/2", BODY, [])], packed=False)[:-30]
    )
    first, second = read(str(path))
    assert isinstance(first, Page)
    assert isinstance(second, Rejected)
    assert second.reason is Reason.UNREADABLE
    assert "cut off in https://c.example/2" in second.detail


def test_wacz_is_read_without_unpacking(tmp_path: Path, read: Read) -> None:
    with zipfile.ZipFile(tmp_path / "x.wacz", "w") as packed:
        packed.writestr("datapackage.json", "{}")
        packed.writestr("archive/data.warc.gz", archive([("https://c.example/1", BODY, [])]))
        packed.writestr("archive/more.warc", archive([("https://c.example/2", BODY, [])], packed=False))
    pages = read(str(tmp_path))
    assert [page.url for page in pages if isinstance(page, Page)] == ["https://c.example/1", "https://c.example/2"]
    assert len(pages) == 2
