"""Archives copied, moved and restored whole."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from rashomon.archive.repair import reindex
from rashomon.archive.workers import Crew
from rashomon.errors import ArchiveError, UsageError
from rashomon.store import schema, transfer
from rashomon.store.bodies import Bodies
from rashomon.store.database import Database
from rashomon.store.opening import open_database


def back_up(db: Database, target: Path, *, crew: Crew) -> None:
    """A copy of the archive as it is now, in one SQLite file, checked before it gets its name.

    Others may read and write meanwhile. A file that is there already raises UsageError and stays.
    """
    if target.exists():
        raise UsageError(str(target), "is there already; a backup never overwrites")
    draft = target.with_name(target.name + ".part")
    draft.unlink(missing_ok=True)
    try:
        if db.dialect == "sqlite":
            db.run("VACUUM INTO :draft", {"draft": str(draft)})
        else:
            _copy_into(db, draft, crew=crew)
        _require_same(db, draft)
        draft.replace(target)
        _make_durable(target)
    except OSError as error:
        raise ArchiveError(str(target), f"the backup could not be written: {error.strerror}") from error
    finally:
        for leftover in (draft, *(draft.with_name(draft.name + end) for end in ("-wal", "-shm", "-journal"))):
            leftover.unlink(missing_ok=True)


def _copy_into(db: Database, path: Path, *, crew: Crew) -> None:
    copy = open_database(path, read_only=False, create=True)
    try:
        schema.upgrade(copy)
        copy_whole(db, copy, crew=crew)
        copy.run("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        copy.close()


def _require_same(db: Database, path: Path) -> None:
    """Raises ArchiveError unless the copy can be opened, is whole, and its log is a beginning of the archive's."""
    copy = open_database(path, read_only=True, create=False)
    try:
        if copy.rows("PRAGMA integrity_check(1)") != [("ok",)] or copy.rows("PRAGMA foreign_key_check"):
            raise ArchiveError(str(path), "the copy is not whole; the archive may be damaged, see `rashomon verify`")
        for number, link in copy.rows("SELECT number, link FROM captures ORDER BY number DESC LIMIT 1"):
            [(same,)] = db.rows("SELECT link FROM captures WHERE number = :number", {"number": number})
            if bytes(same) != bytes(link):
                raise ArchiveError(str(path), "the copy's log is not the archive's")
    finally:
        copy.close()


def _make_durable(path: Path) -> None:
    """Have the file and its name on the disk before anyone is told that the backup is done."""
    for place in (path, path.absolute().parent):
        handle = os.open(place, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def copy_whole(source: Database, target: Database, *, crew: Crew) -> None:
    """Everything of one archive into an empty one, of whichever kind."""
    transfer.require_empty(target)
    with target.transaction():
        transfer.copy_rows(source, target)
    reindex(target, Bodies(target), crew=crew)


def bring_in(db: Database, lines: Iterable[bytes], *, source: str, crew: Crew) -> None:
    """Fill an empty archive with what `export` wrote; all of it or nothing."""
    transfer.require_empty(db)
    with db.transaction():
        transfer.import_lines(db, Bodies(db), lines, source=source)
    reindex(db, Bodies(db), crew=crew)
