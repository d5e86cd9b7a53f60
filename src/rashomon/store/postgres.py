"""The archive on a PostgreSQL server, for a team: several writers, one at a time."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import errors

from rashomon.errors import ArchiveBusy, ArchiveError, NotAnArchive
from rashomon.store.database import Row, Values

_NOTHING: Values = {}
_NAME = re.compile(r"(?<![:\w]):([a-z]\w*)")
_LOCK = 0x5253484D  # the advisory lock that a writer of this archive holds; the same number as SQLite's file mark
_WAIT = "60s"  # a writer waits so long for another's batch, which takes well under one
_SENTENCES: dict[type[psycopg.Error], str] = {
    errors.DiskFull: "the server's disk is full; what was stored before is safe",
    errors.ReadOnlySqlTransaction: "the archive is open for reading only",
    errors.InsufficientPrivilege: "the server does not allow this user to do that",
    errors.DataCorrupted: "the archive's file is damaged; bring it back from a backup",
    errors.QueryCanceled: "the question took too long and was stopped",
}


class PostgresDatabase:
    """A connection that several threads may share; the archive is the connection's current schema."""

    dialect = "postgresql"

    def __init__(self, url: str, *, read_only: bool = False) -> None:
        self.subject, self.address = without_password(url), url
        self.read_only = read_only
        self._lock = threading.RLock()
        with self._told():
            self._connection = psycopg.connect(url, autocommit=True)
            self.run(f"SET lock_timeout = '{_WAIT}'")
            self.run("SET client_min_messages = warning")
            if read_only:
                self.run("SET default_transaction_read_only = on")

    def check(self, *, create: bool) -> None:
        """Nothing, where the schema is an archive's or may become one; else an ArchiveError that says why not."""
        tables = {name for (name,) in self.rows("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")}
        if tables and not {"meta", "captures"} <= tables:
            raise NotAnArchive(self.subject, "this database holds tables of another program, not a Rashomon archive")
        if not tables and (self.read_only or not create):
            raise ArchiveError(self.subject, "there is no archive in this database; `rashomon add` makes one")

    def rows(self, sql: str, values: Values = _NOTHING, /) -> list[Row]:
        with self._lock, self._told():
            return self._connection.execute(_translated(sql), _storable(values)).fetchall()

    def run(self, sql: str, values: Values = _NOTHING, /) -> None:
        with self._lock, self._told():
            self._connection.execute(_translated(sql), _storable(values))

    def run_many(self, sql: str, values: Iterable[Values], /) -> None:
        with self._lock, self._told(), self._connection.cursor() as cursor:
            cursor.executemany(_translated(sql), [_storable(entry) for entry in values])

    def shrink(self) -> None:
        pass  # the server's own vacuum does

    @contextmanager
    def transaction(self) -> Iterator[None]:
        with self._lock:
            with self._told():
                opened = self._connection.transaction()
                opened.__enter__()
            try:
                self.run("SELECT pg_advisory_xact_lock(:lock)", {"lock": _LOCK})
                yield
            except BaseException as error:
                with self._told():
                    opened.__exit__(type(error), error, error.__traceback__)
                raise
            with self._told():
                opened.__exit__(None, None, None)

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Every failure of the server as one sentence that names the archive."""
        try:
            yield
        except psycopg.Error as error:
            raise _archive_error(self.subject, error) from error


def _archive_error(subject: str, error: psycopg.Error) -> ArchiveError:
    if isinstance(error, errors.LockNotAvailable | errors.DeadlockDetected):
        return ArchiveBusy(subject, "another process is writing to this archive; try again when it has finished")
    for kind, sentence in _SENTENCES.items():
        if isinstance(error, kind):
            return ArchiveError(subject, sentence)
    if isinstance(error, psycopg.OperationalError):
        return ArchiveError(subject, f"the server could not be reached or went away: {_first_line(error)}")
    return ArchiveError(subject, f"the archive's database refused: {_first_line(error)}")


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]


def _storable(values: Values) -> dict[str, object]:
    """The values without the NUL characters that PostgreSQL's text cannot hold; bytes keep theirs."""
    return {name: value.replace("\x00", "") if isinstance(value, str) else value for name, value in values.items()}


@cache
def _translated(sql: str) -> bytes:
    """The SQL with psycopg's `%(name)s` for `:name`."""
    return _NAME.sub(r"%(\1)s", sql.replace("%", "%%")).encode()


def without_password(url: str) -> str:
    """The address as messages may show it."""
    parts = urlsplit(url)
    if parts.password is None:
        return url
    return urlunsplit(parts._replace(netloc=parts.netloc.replace(f":{parts.password}@", ":…@")))
