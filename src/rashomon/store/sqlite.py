"""The archive in one file: SQLite with a write-ahead log, so that readers never wait for the one writer."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rashomon.errors import ArchiveBusy, ArchiveError, NotAnArchive
from rashomon.store.database import Row, Values

APPLICATION_ID = 0x5253484D  # "RSHM": tells our file from any other SQLite database
_MAGIC = b"SQLite format 3\x00"
_WAIT = 15.0  # seconds that a writer waits for another before it gives up; a batch takes well under one
_NOTHING: Values = {}
_SENTENCES = {
    "SQLITE_FULL": "the disk is full; what was stored before is safe",
    "SQLITE_READONLY": "the archive cannot be written: the file, its folder or its disk is read-only",
    "SQLITE_CORRUPT": "the archive's file is damaged; bring it back from a backup",
    "SQLITE_IOERR": "the disk could not be read or written; what was stored before is safe",
    "SQLITE_CANTOPEN": "the archive could not be opened",
    "SQLITE_TOOBIG": "one item is too large to store",
    "SQLITE_INTERRUPT": "the question took too long and was stopped",
}


class SqliteDatabase:
    """A connection that several threads may share: each statement holds the lock until its rows are read."""

    dialect = "sqlite"

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.subject = self.address = str(path)
        self.read_only = read_only
        self._lock = threading.RLock()
        with self._told():
            self._connection = _connect(path, read_only=read_only)
        try:
            with self._told():
                self._prepare(path)
        except ArchiveError:
            self._connection.close()
            raise

    def _prepare(self, path: Path) -> None:
        execute = self._connection.execute
        known = execute("PRAGMA application_id").fetchone()[0]
        tables = execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if tables and known != APPLICATION_ID:
            raise NotAnArchive(str(path), "this is an SQLite database of another program, not a Rashomon archive")
        if not tables and self.read_only:
            raise NotAnArchive(str(path), "this file holds no Rashomon archive")
        execute("PRAGMA foreign_keys = ON")
        execute("PRAGMA cache_size = -65536")  # 64 MB: the index's hot pages of 100,000 articles
        execute("PRAGMA temp_store = MEMORY")
        execute("PRAGMA mmap_size = 268435456")
        if self.read_only:
            execute("PRAGMA query_only = ON")
            return
        if not tables:
            execute("PRAGMA page_size = 16384")  # pages of news pack to 2 kB: in 4 kB pages a fifth stays empty
            execute("PRAGMA auto_vacuum = INCREMENTAL")
            execute(f"PRAGMA application_id = {APPLICATION_ID}")
            execute("PRAGMA journal_mode = WAL")
        execute("PRAGMA synchronous = FULL")  # an acknowledged batch survives a power cut
        execute("PRAGMA journal_size_limit = 4194304")

    def rows(self, sql: str, values: Values = _NOTHING, /) -> list[Row]:
        with self._lock:
            try:
                return self._connection.execute(sql, values).fetchall()
            except sqlite3.Error as error:
                raise _archive_error(self.subject, error) from error

    def run(self, sql: str, values: Values = _NOTHING, /) -> None:
        with self._lock:
            try:
                self._connection.execute(sql, values)
            except sqlite3.Error as error:
                raise _archive_error(self.subject, error) from error

    def run_many(self, sql: str, values: Iterable[Values], /) -> None:
        with self._lock, self._told():
            self._connection.executemany(sql, values)

    def shrink(self) -> None:
        with self._lock, self._told():
            # As a script: a statement of its own is stepped once by Python, which gives back a single page.
            self._connection.executescript("PRAGMA incremental_vacuum; PRAGMA wal_checkpoint(TRUNCATE)")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        with self._lock:
            self.run("BEGIN IMMEDIATE")
            try:
                yield
                self.run("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.rollback()
                raise

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Every failure of SQLite as one sentence that names the archive."""
        try:
            yield
        except sqlite3.Error as error:
            raise _archive_error(self.subject, error) from error


def _connect(path: Path, *, read_only: bool) -> sqlite3.Connection:
    name = "file:" + _escaped(path) + ("?mode=ro" if read_only else "")
    connection = sqlite3.connect(name, uri=True, timeout=_WAIT, isolation_level=None, check_same_thread=False)
    if not read_only:
        return connection
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError as error:
        # A write-ahead log needs a writable folder even to be read; on a read-only disk nothing can change, so none.
        connection.close()
        if error.sqlite_errorname not in {"SQLITE_CANTOPEN", "SQLITE_READONLY_DIRECTORY", "SQLITE_READONLY_CANTINIT"}:
            raise
        connection = sqlite3.connect(f"{name}&immutable=1", uri=True, isolation_level=None, check_same_thread=False)
    return connection


def _escaped(path: Path) -> str:
    return str(path.absolute()).replace("%", "%25").replace("?", "%3f").replace("#", "%23")


def _archive_error(subject: str, error: sqlite3.Error) -> ArchiveError:
    name = getattr(error, "sqlite_errorname", None) or ""
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return ArchiveBusy(subject, "another process is writing to this archive; try again when it has finished")
    if name == "SQLITE_NOTADB":
        return NotAnArchive(subject, "this file is not a Rashomon archive")
    for prefix, sentence in _SENTENCES.items():
        if name.startswith(prefix):
            return ArchiveError(subject, sentence)
    return ArchiveError(subject, f"the archive's database refused: {error}")


def check_path(path: Path, *, read_only: bool, create: bool) -> None:
    """Nothing, when an archive is at the path or may be made there; else an ArchiveError that says why not."""
    try:
        if path.is_dir():
            raise NotAnArchive(str(path), "this is a folder, not a Rashomon archive")
        if not path.exists():
            if read_only or not create:
                raise ArchiveError(str(path), "there is no archive here; `rashomon add` makes one")
            if not path.absolute().parent.is_dir():
                raise ArchiveError(str(path), "the folder to make the archive in does not exist")
            return
        if not path.is_file():
            raise NotAnArchive(str(path), "this is not a file, so it is no Rashomon archive")
        with path.open("rb") as file:
            start = file.read(len(_MAGIC))
    except OSError as error:
        raise ArchiveError(str(path), f"the archive could not be opened: {error.strerror}") from error
    if start != _MAGIC and (start or read_only):
        raise NotAnArchive(str(path), "this file is not a Rashomon archive")
