"""What is to be looked at, kept in the archive's database: for several watchers that share the work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

import msgspec

from rashomon.capture.watching.tasks import HostRecord, Task, TaskState
from rashomon.store import schema, watching
from rashomon.store.database import Database
from rashomon.store.opening import open_database

_ENCODE = msgspec.json.Encoder()
_TASK = msgspec.json.Decoder(Task)
_HOST = msgspec.json.Decoder(HostRecord)


class DatabaseLedger:
    """A ledger that any number of watchers may use at the same time; each call is a transaction of its own."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add_new(self, tasks: Iterable[Task]) -> int:
        with self._db.transaction():
            return watching.add_new(self._db, map(_duty, tasks))

    def find(self, url: str) -> Task | None:
        data = watching.find(self._db, url)
        return _TASK.decode(data) if data is not None else None

    def lease(self, *, now: datetime, until: datetime, worker: str, limit: int, per_host: int) -> tuple[Task, ...]:
        with self._db.transaction():
            due = watching.due(self._db, now=now, worker=worker, limit=limit, per_host=per_host)
            leased = tuple(replace(_TASK.decode(data), leased_by=worker, leased_until=until) for data in due)
            watching.save(self._db, map(_duty, leased))
        return leased

    def save(self, tasks: Iterable[Task], hosts: Iterable[HostRecord] = ()) -> None:
        with self._db.transaction():
            watching.save(self._db, map(_duty, tasks))
            watching.save_hosts(self._db, ((host.host, _ENCODE.encode(host)) for host in hosts))

    def host(self, host: str) -> HostRecord:
        data = watching.host(self._db, host)
        return _HOST.decode(data) if data is not None else HostRecord(host=host)

    def next_due_at(self) -> datetime | None:
        return watching.next_free_at(self._db)

    def tasks(self) -> Iterator[Task]:
        return iter(sorted(map(_TASK.decode, watching.everything(self._db)), key=lambda task: task.url))

    def hosts(self) -> Iterator[HostRecord]:
        return map(_HOST.decode, watching.hosts(self._db))


@contextmanager
def open_database_ledger(url: str, *, read_only: bool = False) -> Iterator[DatabaseLedger]:
    """The ledger in the archive at that address, over a connection of its own; raises ArchiveError as opening does."""
    db = open_database(url, read_only=read_only, create=not read_only)
    try:
        schema.upgrade(db)
        yield DatabaseLedger(db)
    finally:
        db.close()


def _duty(task: Task) -> watching.Duty:
    return watching.Duty(
        url=task.url,
        host=task.host,
        free_at=task.free_at if task.state is TaskState.WAITING else None,
        worker=task.leased_by,
        leased_until=task.leased_until,
        data=_ENCODE.encode(task),
    )
