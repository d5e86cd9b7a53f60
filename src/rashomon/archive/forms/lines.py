"""An archive as lines of JSON: a first line that names the format, then `{"table": …, "row": {…}}`.

Digests are hexadecimal, bodies are in Base64: nothing but JSON is needed to read it.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from rashomon.errors import ArchiveError, UsageError
from rashomon.store.transfer import PlainRow, Whole

FORMAT = "rashomon archive 1"
_HEX = {"digest", "digests", "link"}


class _Line(msgspec.Struct):
    table: str
    row: dict[str, Any]


class _Head(msgspec.Struct):
    format: str


_DECODE = msgspec.json.Decoder(_Line)


def is_one(path: Path) -> bool:
    """Whether the file's first line names the format."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return FORMAT.encode() in file.readline(200)


def write(whole: Whole, target: Path) -> None:
    """Write the archive to a new file."""
    try:
        with target.open("xb") as file:
            file.writelines(encoded(whole.rows()))
    except FileExistsError as error:
        raise UsageError(str(target), "is there already; an export never overwrites") from error


def read(path: Path) -> Iterator[PlainRow]:
    """The file's rows."""
    with path.open("rb") as file:
        yield from decoded(file, source=str(path))


def encoded(rows: Iterable[PlainRow]) -> Iterator[bytes]:
    """The lines, each ended by a line feed."""
    yield msgspec.json.encode(_Head(format=FORMAT)) + b"\n"
    for table, row in rows:
        yield encoded_row(table, row) + b"\n"


def encoded_row(table: str, row: dict[str, Any]) -> bytes:
    """One row as JSON."""
    plain = {name: _text(name, value) if isinstance(value, bytes) else value for name, value in row.items()}
    return msgspec.json.encode(_Line(table, plain))


def _text(name: str, value: bytes) -> str:
    return value.hex() if name in _HEX else base64.b64encode(value).decode()


def decoded(lines: Iterable[bytes], *, source: str) -> Iterator[PlainRow]:
    """The rows of the lines; ArchiveError naming `source` and the line where one is none."""
    number = 0
    for number, line in enumerate(lines, 1):
        try:
            if number == 1:
                if msgspec.json.decode(line, type=_Head).format != FORMAT:
                    raise ArchiveError(source, "is no whole archive as `rashomon export` writes it")
                continue
            yield decoded_row(line)
        except (msgspec.MsgspecError, ValueError, TypeError) as error:
            raise ArchiveError(source, f"line {number} is no row of an archive: {error}") from error
    if not number:
        raise ArchiveError(source, "is empty: no whole archive as `rashomon export` writes it")


def decoded_row(line: bytes) -> PlainRow:
    """One row; msgspec.MsgspecError, ValueError or TypeError where the line is none."""
    told = _DECODE.decode(line)
    for name in _HEX & told.row.keys():
        told.row[name] = bytes.fromhex(told.row[name])
    if told.table == "bodies" and told.row.get("data") is not None:
        told.row["data"] = base64.b64decode(told.row["data"], validate=True)
    return told.table, told.row
