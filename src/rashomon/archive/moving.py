"""Archives copied, moved and restored whole."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from rashomon.archive.grouping import regroup
from rashomon.archive.repair import reindex
from rashomon.archive.workers import Crew
from rashomon.errors import ArchiveError, UsageError
from rashomon.store import captures, removals, schema, transfer
from rashomon.store.bodies import Bodies
from rashomon.store.database import Database
from rashomon.store.opening import open_database
from rashomon.store.transfer import PlainRow


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


def bring_in(db: Database, rows: Iterable[PlainRow], *, source: str, crew: Crew) -> None:
    """Fill an empty archive with the rows of an export; all of it or nothing."""
    transfer.require_empty(db)
    with db.transaction():
        transfer.bring_in_rows(db, Bodies(db), rows, source=source)
    reindex(db, Bodies(db), crew=crew)


def restore(source: Database, target: Database, *, until: datetime | int, crew: Crew) -> int:
    """The number of the last entry of the log that the empty `target` now holds: all up to a moment, or that number.

    Up to a moment means before the first entry that was captured after it. Addresses that an article was met under
    later stay with it. Raises UsageError where an article that was removed since would come back, and where the log
    has no such entry.
    """
    transfer.require_empty(target)
    last = until if isinstance(until, int) else captures.last_before(source, until)
    [(end,)] = source.rows("SELECT coalesce(max(number), 0) FROM captures")
    if not 0 < last <= end:
        nothing = "nothing had been captured by then" if last < 1 else "there is no such entry"
        raise UsageError(source.subject, f"{nothing}: the log has the entries 1 to {end}")
    later = captures.first_after(source, last, content_type=removals.CONTENT_TYPE)
    if later:
        removed = f"an article was removed on request later, by entry {later} of the log: restore up to that or later"
        raise UsageError(source.subject, removed)
    with target.transaction():
        transfer.copy_rows(source, target, until=last)
    reindex(target, Bodies(target), crew=crew)
    regroup(target, Bodies(target))
    return last
