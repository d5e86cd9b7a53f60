"""What an input file holds: web archives, `article` documents and Parquet tables of pages or articles, told by content."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import IO, Any, NoReturn

import pyarrow as pa
import pyarrow.parquet as pq

from rashomon.capture import CaptureSettings
from rashomon.capture.streams import Item, read_stream
from rashomon.errors import CaptureError, RashomonError, UsageError
from rashomon.model import Page, Reason, Rejected
from rashomon.render.documents import article_from_fields
from rashomon.run.lake.columns import VERSION, version_of
from rashomon.run.lake.storage import open_url

_PARQUET = b"PAR1"
_AT_ONCE = 1 << 20
_ROWS = 200  # pages of a table held at once: 25 MB of large ones
_BODIES = ("body", "html", "content")
_CAPTURES = ("captured_at", "fetched_at", "warc_date")


def read_input(url: str) -> Iterator[Item]:
    """The items of the file at an address, in order; see `read_file`."""
    with open_url(url) as stream:
        yield from read_file(stream, source=url)


def read_file(stream: IO[bytes], *, source: str) -> Iterator[Item]:
    """The items that an open file holds; what is damaged or of another kind is a rejection.

    What storage fails to deliver is no damage: its error is raised, so that the file is read again from its start.
    """
    watched = _Watched(stream)
    try:
        with io.BufferedReader(watched, _AT_ONCE) as whole:
            head = whole.read(len(_PARQUET))
            whole.seek(0)
            if head == _PARQUET:
                yield from _read_table(whole, source)
            else:
                yield from read_stream(
                    whole, source=source, path=None, clock=_refuse_page, settings=CaptureSettings(), follow=_refuse_list
                )
    except (RashomonError, pa.ArrowException) as error:
        if watched.error is None:
            yield Rejected(source=source, reason=Reason.UNREADABLE, detail=f"cannot be read from here on: {error}")
    if watched.error is not None:
        raise watched.error


class _Watched(io.RawIOBase):
    """A file that remembers when storage failed it: readers of archives take any error for damage."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.error: Exception | None = None

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            data = self._stream.read(len(buffer))
        except Exception as error:
            self.error = error
            raise
        buffer[: len(data)] = data
        return len(data)

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        return self._stream.tell()


def _refuse_page() -> NoReturn:
    raise CaptureError("input", "is a single page, which does not tell when it was captured; put it into a web archive")


def _refuse_list(address: str) -> NoReturn:
    raise CaptureError("input", f"leads to the network ({address}), where no lake goes")


def _read_table(stream: IO[bytes], source: str) -> Iterator[Item]:
    file = pq.ParquetFile(stream)
    names = set(file.schema_arrow.names)
    is_ours = set(VERSION.names) <= names
    body = next((name for name in _BODIES if name in names), None)
    if not is_ours and "text" not in names and not (body and "url" in names):
        raise CaptureError(source, "is a table with neither `text` nor `url` and `body` (or `html`, `content`)")
    number = 0
    for batch in file.iter_batches(batch_size=_ROWS):
        for row in batch.to_pylist():
            number += 1
            name = f"{source} row {number}"
            try:
                if is_ours:
                    yield version_of(row)
                elif "text" in names:
                    yield article_from_fields({key: _plain(value) for key, value in row.items()}, source=name)
                else:
                    yield _page(row, body or "", name)
            except (UsageError, ValueError, TypeError) as error:
                yield Rejected(source=name, reason=Reason.UNREADABLE, detail=str(error))


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value


def _page(row: Mapping[str, Any], body: str, source: str) -> Page:
    """A page from a row; ValueError where it does not tell when it was captured."""
    captured = next((row[name] for name in _CAPTURES if row.get(name) is not None), None)
    if captured is None:
        raise ValueError(f"the row has none of {', '.join(_CAPTURES)}")
    moment = captured if isinstance(captured, datetime) else datetime.fromisoformat(str(captured))
    content: str | bytes = row[body] or b""
    return Page(
        source=source,
        body=content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"),
        captured_at=moment if moment.tzinfo else moment.replace(tzinfo=UTC),
        url=row["url"] or None,
        content_type=row.get("content_type") if isinstance(content, bytes) else "text/html; charset=utf-8",
        status=row.get("status") or 200,
    )
