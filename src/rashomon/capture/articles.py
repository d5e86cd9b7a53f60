"""`article` documents, one a line or a single one: versions that were read elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from rashomon.errors import UsageError
from rashomon.model import Reason, Rejected, Version
from rashomon.render.documents import article_from_json


def read_articles(stream: BinaryIO, *, source: str, max_bytes: int) -> Iterator[Version | Rejected]:
    """The version of each line, in order; a line that holds none is rejected by its number. Memory stays flat.

    A stream that holds one document spread over several lines gives that one.
    """
    number = 0
    while line := stream.readline(max_bytes + 1):
        number += 1
        name = f"{source} line {number}"
        if len(line) > max_bytes:
            yield Rejected(source=name, reason=Reason.TOO_LARGE, detail=f"the line is longer than {max_bytes} bytes")
            _skip_line(stream, line)
        elif number == 1 and line.lstrip(b"\xef\xbb\xbf").strip() and not _is_whole(line):
            yield from _read_single(line + stream.read(max_bytes + 1 - len(line)), source, max_bytes)
            return
        elif line.strip():
            yield read_article(line, source=name)


def read_article(document: bytes, *, source: str) -> Version | Rejected:
    """The version of one document, or why it holds none."""
    try:
        return article_from_json(document.removeprefix(b"\xef\xbb\xbf"), source=source)
    except UsageError as error:
        return Rejected(source=source, reason=Reason.UNREADABLE, detail=error.message)


def _is_whole(line: bytes) -> bool:
    """Whether the first line can be a document of its own; the last byte tells without parsing it twice."""
    return line.rstrip().endswith(b"}")


def _read_single(document: bytes, source: str, max_bytes: int) -> Iterator[Version | Rejected]:
    if len(document) > max_bytes:
        yield Rejected(source=source, reason=Reason.TOO_LARGE, detail=f"more than {max_bytes} bytes")
    else:
        yield read_article(document, source=source)


def _skip_line(stream: BinaryIO, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(1 << 20)
