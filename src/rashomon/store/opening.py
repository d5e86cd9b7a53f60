"""Which database an archive's path or address means."""

from __future__ import annotations

from pathlib import Path

from rashomon.errors import ArchiveError, UsageError
from rashomon.store.database import Database
from rashomon.store.sqlite import SqliteDatabase, check_path


def is_server(url: str | Path) -> bool:
    """Whether it is a server's address and no path."""
    return isinstance(url, str) and url.startswith(("postgresql://", "postgres://"))


def open_database(url: str | Path, *, read_only: bool, create: bool) -> Database:
    """The database of an archive, or of one to be made; an ArchiveError says why it cannot be."""
    if is_server(url):
        return _open_server(str(url), read_only=read_only, create=create)
    if not str(url):
        raise UsageError("--archive", "names no archive: give a path, or postgresql://…")
    if isinstance(url, str) and "://" in url:
        raise UsageError(
            url.rpartition("@")[2], "is no archive: a path is one in SQLite, postgresql://… one on a server"
        )
    path = Path(url)
    check_path(path, read_only=read_only, create=create)
    return SqliteDatabase(path, read_only=read_only)


def _open_server(url: str, *, read_only: bool, create: bool) -> Database:
    try:
        # Here and not above: psycopg is an extra that a reader with one file does without.
        from rashomon.store.postgres import PostgresDatabase, without_password
    except ImportError as error:
        raise ArchiveError("postgresql", "needs psycopg: pip install 'rashomon[postgres]'") from error
    try:
        db = PostgresDatabase(url, read_only=read_only)
    except ValueError as error:
        raise ArchiveError(without_password(url), f"is no address of a PostgreSQL server: {error}") from error
    try:
        db.check(create=create)
    except BaseException:
        db.close()
        raise
    return db
