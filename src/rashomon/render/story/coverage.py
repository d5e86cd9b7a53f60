"""Coverage over time: when each account was published, from the first to the last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from rashomon.model import Precision, Version
from rashomon.render.story.lookup import Column, Lookup


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldAt:
    """An account's place between the first and the last, in hundredths; a day without a time is as wide as the day."""

    column: Column
    start: float
    end: float


def view_coverage(lookup: Lookup) -> tuple[ToldAt, ...]:
    """The accounts whose time is known, the first first; none where fewer than two are."""
    spans = []
    for column, account in zip(lookup.columns, lookup.comparison.accounts, strict=True):
        if (span := _span(account.article)) is not None:
            spans.append((span[0], span[1], column))
    if len(spans) < 2:
        return ()
    first, last = min(start for start, _end, _c in spans), max(end for _s, end, _c in spans)
    whole = (last - first).total_seconds()
    if not whole:
        return ()

    def place(moment: datetime) -> float:
        return round(100 * (moment - first).total_seconds() / whole, 1)

    return tuple(
        ToldAt(column=column, start=place(start), end=place(end))
        for start, end, column in sorted(spans, key=lambda span: (span[0], span[1], span[2].index))
    )


def _span(version: Version) -> tuple[datetime, datetime] | None:
    """From when to when the article may have been published."""
    at = version.published_at
    if at is None:
        return None
    if version.published_at_precision is Precision.DAY:
        midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
        return midnight, midnight + timedelta(days=1)
    return at, at
