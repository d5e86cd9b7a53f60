"""Outlets as the archive holds them: how many articles of each, from when to when."""

from __future__ import annotations

from datetime import datetime, timedelta

from rashomon.model import OutletRecord
from rashomon.store.articles import EPOCH
from rashomon.store.database import Database


def listed(db: Database) -> tuple[OutletRecord, ...]:
    """Every outlet that has an article, the one with most first."""
    rows = db.rows(
        "SELECT o.name, count(*), sum((SELECT count(*) FROM versions v WHERE v.article = a.number)),"
        " min(a.published_us), max(a.published_us) FROM outlets o JOIN articles a ON a.outlet = o.number"
        " WHERE a.latest IS NOT NULL"
        " GROUP BY o.number, o.name ORDER BY count(*) DESC, o.name"
    )
    return tuple(
        OutletRecord(name=name, articles=articles, versions=int(versions), first_at=_time(first), last_at=_time(last))
        for name, articles, versions, first, last in rows
    )


def _time(microseconds: int | None) -> datetime | None:
    return None if microseconds is None else EPOCH + timedelta(microseconds=microseconds)
