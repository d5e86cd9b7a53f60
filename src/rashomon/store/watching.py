"""Rows of what is to be looked at, leased to one worker at a time; what a row holds is its owner's business."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from rashomon.store.articles import EPOCH, instant
from rashomon.store.database import Database, Values, one

_INSERT = (
    "INSERT INTO watch_tasks (key, host, free_us, worker, leased_us, data)"
    " VALUES (:key, :host, :free_us, :worker, :leased_us, :data) ON CONFLICT (key) DO "
)
_REPLACE = (
    "UPDATE SET host = excluded.host, free_us = excluded.free_us, worker = excluded.worker,"
    " leased_us = excluded.leased_us, data = excluded.data"
)
_DUE = (
    "SELECT data FROM (SELECT data, free_us, key, row_number() OVER (PARTITION BY host ORDER BY free_us, key) AS turn"
    " FROM watch_tasks WHERE free_us <= :now AND host NOT IN"
    " (SELECT host FROM watch_tasks WHERE leased_us > :now AND worker <> :worker)) AS due"
    " WHERE turn <= :per_host ORDER BY free_us, key LIMIT :limit"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One address to be looked at; `free_at` is when it is due and nobody's, None when it never will be."""

    url: str
    host: str
    free_at: datetime | None
    worker: str
    leased_until: datetime | None
    data: bytes


def add_new(db: Database, duties: Iterable[Duty]) -> int:
    """Take in those whose address is not known yet; how many those were. Inside a transaction."""
    before = _count(db)
    db.run_many(f"{_INSERT} NOTHING", (_values(duty) for duty in duties))
    return _count(db) - before


def save(db: Database, duties: Iterable[Duty]) -> None:
    """Put these in the place of what was known of their addresses."""
    db.run_many(_INSERT + _REPLACE, (_values(duty) for duty in duties))


def find(db: Database, url: str) -> bytes | None:
    """What is kept of that address."""
    row = one(db, "SELECT data FROM watch_tasks WHERE key = :key", {"key": _key(url)})
    return bytes(row[0]) if row else None


def due(db: Database, *, now: datetime, worker: str, limit: int, per_host: int) -> tuple[bytes, ...]:
    """What is due and nobody's, the longest due first, of no host of which another worker holds anything."""
    values = {"now": instant(now), "worker": worker, "limit": limit, "per_host": per_host}
    return tuple(bytes(data) for (data,) in db.rows(_DUE, values))


def next_free_at(db: Database) -> datetime | None:
    """When the next one is due and nobody's."""
    moment = db.rows("SELECT min(free_us) FROM watch_tasks")[0][0]
    return None if moment is None else EPOCH + timedelta(microseconds=moment)


def everything(db: Database) -> Iterator[bytes]:
    """All that is kept of addresses, in no order."""
    return (bytes(data) for (data,) in db.rows("SELECT data FROM watch_tasks"))


def save_hosts(db: Database, hosts: Iterable[tuple[str, bytes]]) -> None:
    """Put these in the place of what was known of the hosts."""
    db.run_many(
        "INSERT INTO watch_hosts (host, data) VALUES (:host, :data)"
        " ON CONFLICT (host) DO UPDATE SET data = excluded.data",
        ({"host": host, "data": data} for host, data in hosts),
    )


def host(db: Database, name: str) -> bytes | None:
    """What is kept of that host."""
    row = one(db, "SELECT data FROM watch_hosts WHERE host = :host", {"host": name})
    return bytes(row[0]) if row else None


def hosts(db: Database) -> Iterator[bytes]:
    """All that is kept of hosts, by name."""
    return (bytes(data) for (data,) in db.rows("SELECT data FROM watch_hosts ORDER BY host"))


def _count(db: Database) -> int:
    return int(db.rows("SELECT count(*) FROM watch_tasks")[0][0])


def _key(url: str) -> bytes:
    """An address's key: addresses may be longer than an index takes."""
    return hashlib.sha256(url.encode("utf-8", "surrogatepass")).digest()


def _values(duty: Duty) -> Values:
    return {
        "key": _key(duty.url),
        "host": duty.host,
        "free_us": instant(duty.free_at),
        "worker": duty.worker,
        "leased_us": instant(duty.leased_until),
        "data": duty.data,
    }
