"""What the store needs of a database: one writer's transactions, plain SQL with `:name` parameters, rows as tuples."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from typing import Any, Protocol

Row = tuple[Any, ...]
Values = Mapping[str, object]


class Database(Protocol):
    """SQLite or PostgreSQL behind the same few verbs; every failure is an `ArchiveError` naming `subject`."""

    subject: str  # the path or address, without a password: what messages name
    address: str  # what `open_database` opens the same archive by, password and all: for processes, never shown
    dialect: str  # "sqlite" or "postgresql"
    read_only: bool

    def rows(self, sql: str, values: Values = ..., /) -> list[Row]:
        """All rows of a query."""

    def run(self, sql: str, values: Values = ..., /) -> None:
        """Carry out one statement."""

    def run_many(self, sql: str, values: Iterable[Values], /) -> None:
        """Carry out one statement for each set of values."""

    def shrink(self) -> None:
        """Give the disk back what is no longer used, where the database does not do so by itself."""

    def transaction(self) -> AbstractContextManager[None]:
        """All or nothing; entering it makes this process the writer until it ends."""

    def close(self) -> None:
        """Let go of the file or connection."""


def one(db: Database, sql: str, values: Values) -> Row | None:
    """The first row, or None."""
    found = db.rows(sql, values)
    return found[0] if found else None


def text_hash(text: str) -> int:
    """Eight bytes that stand for a long text in an index, as a signed integer; compare the text itself, too."""
    return int.from_bytes(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:8], "big", signed=True)
