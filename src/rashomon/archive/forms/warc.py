"""An archive as one web archive (WARC 1.1, a gzip member a record), for replay and for every tool that reads them.

Each capture that has bytes is a record of its own: `response` where it came over HTTP (the headers are those that were
kept: status and content type), else `resource`. What no WARC field holds, the rows of all tables but the bodies' bytes,
stands in `metadata` records at the end, from which the archive comes back whole.
"""

from __future__ import annotations

import gzip
import hashlib
import uuid
from base64 import b32encode
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote

import msgspec
from fastwarc.warc import ArchiveIterator, WarcRecord

from rashomon.archive.forms.lines import decoded_row, encoded_row
from rashomon.errors import ArchiveError, UsageError
from rashomon.store.transfer import PlainRow, Whole

_ROWS_TYPE = "application/vnd.rashomon.rows+jsonl"
_ROWS_AT = "urn:rashomon:rows"
_ROWS = 1000  # rows of one metadata record
_HTTP = "application/http; msgtype=response"
_SAME = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
_EPOCH = "1970-01-01T00:00:00Z"  # of records that tell of no time: an export does not depend on when it is made
_MADE = uuid.UUID("6f0c1d0e-7d0f-4f6c-9a57-5253484d0001")  # names records by what they hold: the same each time


def is_one(path: Path) -> bool:
    """Whether the file is a web archive that tells of a whole one of ours, by its first record."""
    if not path.is_file():
        return False
    try:
        with gzip.open(path) as file:
            head = file.read(400)
    except (OSError, EOFError):
        return False
    return head.startswith(b"WARC/") and b"software: rashomon" in head


def write(whole: Whole, target: Path) -> None:
    """Write the archive to a new file."""
    try:
        with target.open("xb") as file:
            _write_record(file, "warcinfo", b"software: rashomon\r\nformat: WARC File Format 1.1\r\n", {})
            writer = _Captures(file, whole)
            waiting: list[bytes] = []
            for table, row in whole.rows(with_bytes=False):
                writer.take(table, row)
                waiting.append(encoded_row(table, row))
                if len(waiting) == _ROWS:
                    _write_rows(file, waiting)
                    waiting = []
            _write_rows(file, waiting)
    except FileExistsError as error:
        raise UsageError(str(target), "is there already; an export never overwrites") from error


class _Captures:
    """Writes a record for each capture, from the rows of three tables that come one after another."""

    def __init__(self, file: IO[bytes], whole: Whole) -> None:
        self._file = file
        self._whole = whole
        self._addresses: dict[int, str] = {}
        self._digests: dict[int, bytes] = {}
        self._first: dict[int, dict[str, str]] = {}  # by body: the record that holds it, as a revisit names it

    def take(self, table: str, row: dict[str, Any]) -> None:
        match table:
            case "addresses":
                self._addresses[row["number"]] = row["text"]
            case "bodies":
                self._digests[row["number"]] = row["digest"]
            case "captures":
                self._write(row)

    def _write(self, row: dict[str, Any]) -> None:
        url, number = row["url"], row["body"]
        fields = {
            "WARC-Target-URI": url or f"urn:rashomon:source:{quote(self._addresses[row['address']], safe='/')}",
            "WARC-Date": _date(row["captured_at"]),
            "WARC-Payload-Digest": f"sha256:{b32encode(self._digests[number]).decode()}",
        }
        body = self._whole.body(number)
        if body is None:
            return  # removed on request: the rows tell of it
        head = _http_head(row, len(body)) if url else b""
        if number in self._first:
            more = {**fields, **self._first[number], "WARC-Profile": _SAME, "WARC-Truncated": "length"}
            _write_record(self._file, "revisit", head, more, kind=_HTTP if url else "")
            return
        kind = _HTTP if url else row["content_type"] or ""
        made = _write_record(self._file, "response" if url else "resource", head + body, fields, kind=kind)
        self._first[number] = {
            "WARC-Refers-To": made,
            "WARC-Refers-To-Target-URI": fields["WARC-Target-URI"],
            "WARC-Refers-To-Date": fields["WARC-Date"],
        }


def _http_head(row: dict[str, Any], size: int) -> bytes:
    """The response's head as far as it was kept."""
    status = row["status"]
    phrase = HTTPStatus(status).phrase if status in HTTPStatus._value2member_map_ else ""
    kind = f"Content-Type: {row['content_type']}\r\n" if row["content_type"] else ""
    return f"HTTP/1.1 {status} {phrase}\r\n{kind}Content-Length: {size}\r\n\r\n".encode()


def _date(moment: str) -> str:
    return datetime.fromisoformat(moment).astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _write_rows(file: IO[bytes], rows: list[bytes]) -> None:
    if rows:
        _write_record(file, "metadata", b"\n".join(rows), {"WARC-Target-URI": _ROWS_AT}, kind=_ROWS_TYPE)


def _write_record(
    file: IO[bytes], kind_of_record: str, block: bytes, fields: Mapping[str, str], *, kind: str = ""
) -> str:
    """The record's id; made from its place and content, so that the same archive gives the same file."""
    name = f"<urn:uuid:{uuid.uuid5(_MADE, f'{file.tell()} {hashlib.sha256(block).hexdigest()}')}>"
    told = {
        "WARC-Type": kind_of_record,
        "WARC-Record-ID": name,
        "WARC-Date": _EPOCH,
        **fields,
        **({"Content-Type": kind} if kind else {}),
        "Content-Length": str(len(block)),
    }
    lines = "".join(f"{field}: {value}\r\n" for field, value in told.items())
    file.write(gzip.compress(f"WARC/1.1\r\n{lines}\r\n".encode() + block + b"\r\n\r\n", mtime=0))
    return name


def read(path: Path) -> Iterator[PlainRow]:
    """The rows that the file holds, each body's bytes from the record that carries them."""
    places: dict[str, int] = {}
    with path.open("rb") as file, path.open("rb") as bodies:
        for record in ArchiveIterator(file, parse_http=False):
            kind, digest = record.headers.get("WARC-Type"), record.headers.get("WARC-Payload-Digest")
            if kind in ("response", "resource") and digest:
                places.setdefault(digest, record.stream_pos)
            elif kind == "metadata" and record.headers.get("WARC-Target-URI") == _ROWS_AT:
                yield from _rows_of(record, bodies, places, source=str(path))


def _rows_of(record: WarcRecord, bodies: IO[bytes], places: Mapping[str, int], *, source: str) -> Iterator[PlainRow]:
    for line in record.reader.read().split(b"\n"):
        try:
            table, row = decoded_row(line)
        except (msgspec.MsgspecError, ValueError, TypeError) as error:
            raise ArchiveError(source, f"a record of rows holds a line that is no row: {error}") from error
        if table == "bodies":
            place = places.get(f"sha256:{b32encode(row['digest']).decode()}")
            row["data"] = None if place is None else _body_at(bodies, place)
        yield table, row


def _body_at(file: IO[bytes], place: int) -> bytes:
    """The payload of the record that begins there."""
    file.seek(place)
    record = next(iter(ArchiveIterator(file, parse_http=True)))
    return bytes(record.reader.read())
