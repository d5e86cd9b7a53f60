"""Everything out of an archive and into another: row by row between databases, or as rows with nothing packed in them.

Such a row needs nothing of ours to be read: a body is the bytes as received, a version its document as JSON. How the
rows are written to disk is for `rashomon.archive.forms`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import msgspec
import zstandard

from rashomon.errors import ArchiveError, NotFound, UsageError
from rashomon.model import Version
from rashomon.store import schema, versions
from rashomon.store.bodies import Bodies
from rashomon.store.database import Database, Row
from rashomon.store.packing import pack_against, unpack_against

PlainRow = tuple[str, dict[str, Any]]
"""A table's name and a row of it: column → number, text, bytes or None; parents come before children."""
_PAGE = 200
_TEXTS = {("members", "data"), ("copies", "data")}  # JSON kept as bytes

# What the log's beginning up to an entry consists of. A version may rest on a later body where it was read anew.
_KEPT_READINGS = "SELECT version FROM readings WHERE capture <= :until AND version IS NOT NULL"
_KEPT_BODIES = (
    "(SELECT body FROM captures WHERE number <= :until"
    f" UNION SELECT body FROM versions WHERE number IN ({_KEPT_READINGS}))"
)
_KEPT_ARTICLES = (
    f"(SELECT article FROM versions WHERE body IN {_KEPT_BODIES}"
    " UNION SELECT article FROM readings WHERE capture <= :until AND article IS NOT NULL)"
)
_UNTIL = {
    "bodies": f"number IN {_KEPT_BODIES}",
    "addresses": "number IN (SELECT address FROM captures WHERE number <= :until)",
    "captures": "number <= :until",
    "articles": f"number IN {_KEPT_ARTICLES}",
    "urls": f"article IN {_KEPT_ARTICLES}",
    "channels": f"article IN {_KEPT_ARTICLES}",
    "versions": f"body IN {_KEPT_BODIES}",
    "readings": "capture <= :until",
    "removals": "capture <= :until",
    **dict.fromkeys(("stories", "members", "copies", "redirects"), "1 = 0"),  # derived: made again
}


def require_empty(db: Database) -> None:
    """Raises UsageError where the archive holds something already: what is brought in whole needs an empty one."""
    if db.rows("SELECT 1 FROM captures LIMIT 1") or db.rows("SELECT 1 FROM articles LIMIT 1"):
        raise UsageError(db.subject, "already holds articles; a whole archive can be brought into an empty one only")


def copy_rows(source: Database, target: Database, *, until: int | None = None) -> None:
    """Every row of `source` into the empty `target`, numbers and all; call it inside a transaction of `target`.

    With `until`, what the log's entries up to that number brought; stories are then for the caller to make.
    """
    for table, columns in schema.TABLES.items():
        names = ", ".join(columns)
        marks = ", ".join(f":{column}" for column in columns)
        for rows in _pages(source, table, columns, until=until):
            values = [dict(zip(columns, row, strict=True)) for row in rows]
            target.run_many(f"INSERT INTO {table} ({names}) VALUES ({marks})", values)
    schema.count_on(target)
    if until is not None:
        versions.show_latest(target, Bodies(target))


def _pages(db: Database, table: str, columns: tuple[str, ...], *, until: int | None = None) -> Iterator[list[Row]]:
    """The table's rows in the order of its key, a few hundred at a time."""
    key = _key_of(table, columns)
    names, order = ", ".join(columns), ", ".join(key)
    places = [columns.index(name) for name in key]
    limits = {"until": until} if until is not None and table in _UNTIL else {}
    only = f"({_UNTIL[table]})" if limits else "1 = 1"
    where, values = "", dict[str, object]()
    while True:
        rows = db.rows(
            f"SELECT {names} FROM {table} WHERE {only}{where} ORDER BY {order} LIMIT {_PAGE}", {**limits, **values}
        )
        if rows:
            yield rows
        if len(rows) < _PAGE:
            return
        values = {f"k{place}": rows[-1][column] for place, column in enumerate(places)}
        where = f" AND ({order}) > ({', '.join(f':{name}' for name in values)})"


def _key_of(table: str, columns: tuple[str, ...]) -> tuple[str, ...]:
    return columns[:2] if table in {"urls", "channels", "copies"} else columns[:1]


def plain_columns(table: str) -> tuple[str, ...]:
    """The columns of a table's plain rows: which dictionary packed a body is this archive's own business."""
    return tuple(column for column in schema.TABLES[table] if column != "dictionary")


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole archive, for the forms that it is written in."""

    db: Database
    bodies: Bodies

    def rows(self, *, with_bytes: bool = True) -> Iterator[PlainRow]:
        """A row at a time; a body's bytes are None where they were removed on request, or with `with_bytes` False."""
        for table, columns in schema.TABLES.items():
            if table == "dictionaries":
                continue  # only this archive's packing needs them
            for rows in _pages(self.db, table, columns):
                for row in rows:
                    yield table, _plain(self.bodies, table, dict(zip(columns, row, strict=True)), with_bytes)

    def body(self, number: int) -> bytes | None:
        """The body of that number, None where it was removed on request."""
        try:
            return self.bodies.read(number)
        except NotFound:
            return None

    def articles(self) -> Iterator[Version]:
        """The latest version of every article."""
        return (version for _, version in versions.every_latest(self.db, self.bodies))


def _plain(bodies: Bodies, table: str, row: dict[str, Any], with_bytes: bool) -> dict[str, Any]:
    """The row with nothing packed in it."""
    row = {name: bytes(value) if isinstance(value, memoryview) else value for name, value in row.items()}
    if table == "bodies":
        row["data"] = bodies.read(row["number"]) if with_bytes and row["data"] else None
        del row["dictionary"]
    elif table == "versions":
        row["data"] = unpack_against(row["data"], bodies.read(row["body"])).decode()
    elif (table, "data") in _TEXTS and row["data"] is not None:
        row["data"] = row["data"].decode()
    return row


def bring_in_rows(db: Database, bodies: Bodies, rows: Iterable[PlainRow], *, source: str) -> None:
    """Bring in what `plain_rows` gave; call it inside a transaction of the empty archive.

    A row that is none raises ArchiveError naming `source` and the row's place.
    """
    for place, (table, row) in enumerate(rows, 1):
        try:
            packed = _packed(bodies, table, row)
            columns = [column for column in schema.TABLES[table] if column in packed]
            values = {column: packed[column] for column in columns}
        except (msgspec.MsgspecError, zstandard.ZstdError, KeyError, ValueError, TypeError, AttributeError) as error:
            raise ArchiveError(source, f"row {place} is no row of an archive: {error}") from error
        marks = ", ".join(f":{column}" for column in columns)
        db.run(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", values)
    schema.count_on(db)


def _packed(bodies: Bodies, table: str, row: dict[str, Any]) -> dict[str, Any]:
    """The row as it is kept."""
    row = dict(row)
    if table == "bodies":
        row["data"] = b"" if row["data"] is None else bodies.packing.pack(row["data"])
        row["dictionary"] = bodies.packing.number
    elif table == "versions":
        row["data"] = pack_against(row["data"].encode(), bodies.read(row["body"]))
    elif (table, "data") in _TEXTS and row["data"] is not None:
        row["data"] = row["data"].encode()
    return row
