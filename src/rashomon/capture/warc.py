"""Web archives: the page of each response record, streamed, with the record's own address and time."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from rashomon.capture.decoding import Overflow, decode_all
from rashomon.model import Page, Reason, Rejected

_TEXT_TYPES = re.compile(r"\s*(?:text/|application/(?:xhtml|[\w.+-]*xml|[\w.+-]*json))", re.IGNORECASE)
_MAX_WACZ_MEMBERS = 10_000
_MAX_RATIO = 1_000  # deflate cannot exceed 1,032:1; text compresses 3–10:1, so this is a bomb


def read_warc(stream: BinaryIO, *, source: str, max_bytes: int) -> Iterator[Page | Rejected]:
    """Each response or resource record as a page named `source record N`, in order; memory stays flat.

    Records that hold no text (pictures, programs) are rejections, and so is the rest of a damaged archive.
    """
    number = 0
    try:
        kinds = WarcRecordType.response | WarcRecordType.resource
        for record in ArchiveIterator(stream, record_types=kinds, parse_http=True):
            number += 1
            yield _page_of(record, f"{source} record {number}", max_bytes)
    except (ValueError, OSError, EOFError, RuntimeError) as error:
        yield Rejected(
            source=f"{source} record {number + 1}",
            reason=Reason.UNREADABLE,
            detail=f"the archive is damaged from here on: {error}",
        )
    if number == 0:
        yield Rejected(source=source, reason=Reason.EMPTY, detail="the archive holds no response")


def _page_of(record: WarcRecord, source: str, max_bytes: int) -> Page | Rejected:
    """The record's page; the HTTP body is decoded within `max_bytes`."""
    url = (record.headers.get("WARC-Target-URI") or "").strip("<> ")
    headers = record.http_headers if record.is_http_parsed else None
    content_type = (headers.get("Content-Type") if headers else record.headers.get("Content-Type")) or None
    if content_type and not _TEXT_TYPES.match(content_type):
        return Rejected(source=source, reason=Reason.NOT_AN_ARTICLE, detail=f"{url} is {content_type}")
    body = record.reader.read(max_bytes + 1)
    if len(body) > max_bytes:
        return Rejected(source=source, reason=Reason.TOO_LARGE, detail=f"{url} has more than {max_bytes} bytes")
    if len(body) < record.content_length:
        detail = f"the archive is cut off in {url}: {len(body)} of {record.content_length} bytes"
        return Rejected(source=source, reason=Reason.UNREADABLE, detail=detail)
    if headers:
        codings = [headers.get("Transfer-Encoding") or "", headers.get("Content-Encoding") or ""]
        try:
            body = decode_all(body, codings, max_bytes=max_bytes)
        except Overflow:
            return Rejected(source=source, reason=Reason.TOO_LARGE, detail=f"{url} has more than {max_bytes} bytes")
    if not body.strip():
        return Rejected(source=source, reason=Reason.EMPTY, detail=url)
    return Page(
        source=source,
        body=body,
        captured_at=_aware(record.record_date),
        url=url or None,
        content_type=content_type,
        status=(headers.status_code if headers else None) or 200,
    )


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def read_wacz(stream: BinaryIO, *, source: str, max_bytes: int) -> Iterator[Page | Rejected]:
    """The pages of each WARC inside a WACZ; nothing is unpacked to disk.

    Members whose name leads out of the archive, and members that unpack to more than a bomb's ratio, are rejected.
    """
    try:
        with zipfile.ZipFile(stream) as archive:
            members = archive.infolist()
            if len(members) > _MAX_WACZ_MEMBERS:
                yield Rejected(source=source, reason=Reason.TOO_LARGE, detail=f"holds {len(members)} files")
                return
            warcs = 0
            for member in members:
                if problem := _problem_with(member):
                    yield Rejected(source=f"{source} {member.filename!r}", reason=Reason.REFUSED, detail=problem)
                elif member.filename.startswith("archive/") and not member.is_dir():
                    warcs += 1
                    name = f"{source} {member.filename}"
                    with archive.open(member) as warc:
                        yield from read_warc(warc, source=name, max_bytes=max_bytes)  # type: ignore[arg-type]
            if warcs == 0:
                yield Rejected(source=source, reason=Reason.NOT_AN_ARTICLE, detail="a zip file without web archives")
    except (zipfile.BadZipFile, OSError, EOFError, RuntimeError, NotImplementedError) as error:
        yield Rejected(source=source, reason=Reason.UNREADABLE, detail=f"a damaged zip file: {error}")


def _problem_with(member: zipfile.ZipInfo) -> str:
    """Why a member is not read; empty for a good one."""
    parts = member.filename.replace("\\", "/").split("/")
    if ".." in parts or member.filename.startswith(("/", "\\")) or ":" in parts[0]:
        return "the name leads out of the archive"
    if member.file_size > _MAX_RATIO * max(member.compress_size, 1_000):
        return f"unpacks {member.compress_size} bytes to {member.file_size}"
    if member.flag_bits & 0x1:
        return "is encrypted"
    return ""
