"""Everything out of an archive and into another: row by row between databases, or as JSON Lines for any program.

The JSON Lines need nothing but JSON and Base64 to be read: bodies are the bytes as received, versions their documents.
The first line names the format; each other is `{"table": …, "row": {…}}`, parents before children.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from rashomon.errors import ArchiveError, UsageError
from rashomon.store import schema
from rashomon.store.bodies import Bodies
from rashomon.store.database import Database, Row
from rashomon.store.packing import pack_against, unpack_against

FORMAT = "rashomon archive 1"
_PAGE = 200
_BYTES = {"digest", "digests", "link"}
_TEXTS = {("members", "data"), ("copies", "data")}  # JSON kept as bytes


class _Line(msgspec.Struct):
    table: str
    row: dict[str, Any]


class _Head(msgspec.Struct):
    format: str


def require_empty(db: Database) -> None:
    """Raises UsageError where the archive holds something already: what is brought in whole needs an empty one."""
    if db.rows("SELECT 1 FROM captures LIMIT 1") or db.rows("SELECT 1 FROM articles LIMIT 1"):
        raise UsageError(db.subject, "already holds articles; a whole archive can be brought into an empty one only")


def copy_rows(source: Database, target: Database) -> None:
    """Every row of `source` into the empty `target`, numbers and all; call it inside a transaction of `target`."""
    for table, columns in schema.TABLES.items():
        names = ", ".join(columns)
        marks = ", ".join(f":{column}" for column in columns)
        for rows in _pages(source, table, columns):
            values = [dict(zip(columns, row, strict=True)) for row in rows]
            target.run_many(f"INSERT INTO {table} ({names}) VALUES ({marks})", values)
    schema.count_on(target)


def _pages(db: Database, table: str, columns: tuple[str, ...]) -> Iterator[list[Row]]:
    """The table's rows in the order of its key, a few hundred at a time."""
    key = _key_of(table, columns)
    names, order = ", ".join(columns), ", ".join(key)
    places = [columns.index(name) for name in key]
    where, values = "", dict[str, object]()
    while True:
        rows = db.rows(f"SELECT {names} FROM {table}{where} ORDER BY {order} LIMIT {_PAGE}", values)
        if rows:
            yield rows
        if len(rows) < _PAGE:
            return
        values = {f"k{place}": rows[-1][column] for place, column in enumerate(places)}
        where = f" WHERE ({order}) > ({', '.join(f':{name}' for name in values)})"


def _key_of(table: str, columns: tuple[str, ...]) -> tuple[str, ...]:
    return columns[:2] if table in {"urls", "channels", "copies"} else columns[:1]


def export_lines(db: Database, bodies: Bodies) -> Iterator[bytes]:
    """The whole archive as lines of JSON, each ended by a line feed."""
    yield msgspec.json.encode(_Head(format=FORMAT)) + b"\n"
    for table, columns in schema.TABLES.items():
        if table == "dictionaries":
            continue  # only this archive's packing needs them
        for rows in _pages(db, table, columns):
            for row in rows:
                plain = _plain(bodies, table, dict(zip(columns, row, strict=True)))
                yield msgspec.json.encode(_Line(table, plain)) + b"\n"


def _plain(bodies: Bodies, table: str, row: dict[str, Any]) -> dict[str, Any]:
    """The row with nothing packed in it."""
    if table == "bodies":
        # Bytes that were removed on request are no more; that they were is told by the log, and by null here.
        row["data"] = base64.b64encode(bodies.read(row["number"])).decode() if row["data"] else None
        del row["dictionary"]
    elif table == "versions":
        row["data"] = unpack_against(bytes(row["data"]), bodies.read(row["body"])).decode()
    for name, value in row.items():
        if isinstance(value, bytes | memoryview):
            row[name] = bytes(value).hex() if name in _BYTES else bytes(value).decode()
    return row


def import_lines(db: Database, bodies: Bodies, lines: Iterable[bytes], *, source: str) -> None:
    """Bring in what `export_lines` gave; call it inside a transaction of the empty archive.

    A line that is none, or lines of another format, raise ArchiveError naming `source` and the line.
    """
    decode = msgspec.json.Decoder(_Line).decode
    for number, line in enumerate(lines, 1):
        try:
            if number == 1:
                if msgspec.json.decode(line, type=_Head).format != FORMAT:
                    raise ArchiveError(source, "is no whole archive as `rashomon export` writes it")
                continue
            told = decode(line)
            row = _packed(bodies, told.table, told.row)
            columns = [column for column in schema.TABLES[told.table] if column in row]
        except (msgspec.MsgspecError, KeyError, ValueError, TypeError) as error:
            raise ArchiveError(source, f"line {number} is no row of an archive: {error}") from error
        marks = ", ".join(f":{column}" for column in columns)
        db.run(f"INSERT INTO {told.table} ({', '.join(columns)}) VALUES ({marks})", {c: row[c] for c in columns})
    schema.count_on(db)


def _packed(bodies: Bodies, table: str, row: dict[str, Any]) -> dict[str, Any]:
    """The row as it is kept."""
    for name in _BYTES & row.keys():
        row[name] = bytes.fromhex(row[name])
    if table == "bodies":
        data = row["data"]
        row["data"] = b"" if data is None else bodies.packing.pack(base64.b64decode(data, validate=True))
        row["dictionary"] = bodies.packing.number
    elif table == "versions":
        row["data"] = pack_against(row["data"].encode(), bodies.read(row["body"]))
    elif (table, "data") in _TEXTS and row["data"] is not None:
        row["data"] = row["data"].encode()
    return row
