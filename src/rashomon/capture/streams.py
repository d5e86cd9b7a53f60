"""What an open file holds, by the format that its first bytes tell; long archives are streamed."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import IO, BinaryIO, cast

import zstandard

from rashomon.capture.articles import read_articles
from rashomon.capture.channels import channel_of
from rashomon.capture.expanding import entry_page, entry_source, feed_entries, rejected_format
from rashomon.capture.formats import HEAD_BYTES, Format, format_of
from rashomon.capture.frames import frame_of
from rashomon.capture.lists import read_opml
from rashomon.capture.settings import CaptureSettings
from rashomon.capture.warc import read_wacz, read_warc
from rashomon.errors import CaptureError
from rashomon.model import Page, Reason, Rejected, Version

Item = Page | Version | Rejected
Follow = Callable[[str], Iterator[Page | Rejected]]

_UNPACKING = (EOFError, zlib.error, zstandard.ZstdError, gzip.BadGzipFile)


def read_stream(
    stream: IO[bytes],
    *,
    source: str,
    path: Path | None,
    clock: Callable[[], datetime],
    settings: CaptureSettings,
    follow: Follow,
) -> Iterator[Item]:
    """The items of a file that can be read again from its start; `follow` reads an address that it names (OPML)."""
    head = stream.read(HEAD_BYTES)
    kind = format_of(head)
    stream.seek(0)
    if kind in (Format.GZIP, Format.ZSTD):
        try:
            inner = format_of(_unpacked_head(head, kind))
        except _UNPACKING as error:
            yield Rejected(source=source, reason=Reason.UNREADABLE, detail=f"cannot be unpacked: {error}")
            return
        # A web archive is packed record by record; its reader unpacks it itself.
        stream, kind = stream if inner is Format.WARC else _unpacked(stream, kind), inner
    limit = settings.max_page_bytes
    if kind is Format.WARC:
        yield from read_warc(cast("BinaryIO", stream), source=source, max_bytes=limit)
    elif kind is Format.ZIP:
        yield from read_wacz(cast("BinaryIO", stream), source=source, max_bytes=limit)
    elif kind is Format.ARTICLES:
        yield from read_articles(cast("BinaryIO", stream), source=source, max_bytes=limit)
    elif kind in (Format.EMPTY, Format.BINARY, Format.JSON, Format.GZIP, Format.ZSTD):
        yield rejected_format(source, kind)
    else:
        yield from _read_body(stream, kind, source, path, clock(), settings, follow)


def _unpacked_head(head: bytes, kind: Format) -> bytes:
    """As much of a packed file's content as its first bytes hold."""
    if kind is Format.GZIP:
        return zlib.decompressobj(wbits=zlib.MAX_WBITS | 16).decompress(head, HEAD_BYTES)
    return zstandard.ZstdDecompressor().stream_reader(head).read(HEAD_BYTES)


def _unpacked(stream: IO[bytes], kind: Format) -> IO[bytes]:
    """The file's content, unpacked as it is read."""
    if kind is Format.GZIP:
        return cast("IO[bytes]", gzip.open(stream, "rb"))
    reader = zstandard.ZstdDecompressor().stream_reader(stream, read_across_frames=True, closefd=False)
    return cast("IO[bytes]", io.BufferedReader(cast("io.RawIOBase", reader), HEAD_BYTES))


def _read_body(
    stream: IO[bytes],
    kind: Format,
    source: str,
    path: Path | None,
    now: datetime,
    settings: CaptureSettings,
    follow: Follow,
) -> Iterator[Item]:
    """The items of a file that is small enough to be held whole: a page, a feed, a list of feeds."""
    limit = settings.max_page_bytes
    try:
        body = stream.read(limit + 1)
    except _UNPACKING as error:
        yield Rejected(source=source, reason=Reason.UNREADABLE, detail=f"cannot be unpacked: {error}")
        return
    if len(body) > limit:
        yield Rejected(source=source, reason=Reason.TOO_LARGE, detail=f"more than {limit} bytes")
        return
    page = Page(source=source, body=body, captured_at=now, channel=channel_of(path, body) if path else None)
    try:
        if kind in (Format.FEED, Format.JSON_FEED):
            yield from _entry_pages(page, kind, settings)
        elif kind is Format.OPML:
            for feed in read_opml(body, source=source):
                yield from follow(feed.url)
        elif kind is Format.SITEMAP:
            yield Rejected(source=source, reason=Reason.INDEX_PAGE, detail="a sitemap on disk: add its address instead")
        elif frame := frame_of(body):
            yield Rejected(source=source, reason=Reason.INDEX_PAGE, detail=f"{frame} of a mirror")
        else:
            yield page
    except CaptureError as error:
        yield Rejected(source=source, reason=Reason.UNREADABLE, detail=error.message)


def _entry_pages(page: Page, kind: Format, settings: CaptureSettings) -> Iterator[Item]:
    """Each entry with the text that the feed holds: a file on disk never sends us to the network."""
    entries = feed_entries(page.body, kind=kind, source=page.source, url="")
    if not entries:
        yield Rejected(source=page.source, reason=Reason.EMPTY, detail="the feed has no entries")
    for entry in entries[: settings.max_listed]:
        yield entry_page(entry, source=entry_source(page.source, entry), captured_at=page.captured_at)
