"""Counts over time: rows of outlets or sources, columns of days, months or years, for a picture and its table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from rashomon.model import Reliance
from rashomon.render.texts import Texts
from rashomon.render.times import show_extended

_PERIODS_AT_MOST = 31
"""Columns that stay apart at a phone's width."""
_SHARE_SHOWN = 0.9
"""A finer unit is chosen when the newest periods hold this share; a stray old article must not flatten the picture."""
_UNITS = (10, 7, 4)  # characters of an ISO 8601 day that name the day, the month, the year


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageRow:
    label: str
    href: str
    counts: tuple[int, ...]  # one a period
    total: int  # with what lies before the first period


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """`periods` are shown as people read them, oldest first; `most` is the largest count of a cell."""

    periods: tuple[str, ...]
    rows: tuple[CoverageRow, ...]
    most: int


def view_coverage(
    found: Sequence[Reliance], texts: Texts, *, of: Callable[[Reliance], str], href: Callable[[str], str], rows: int
) -> Coverage:
    """The counts by row and period: the rows with most articles, the periods that hold nearly all of them."""
    totals: Counter[str] = Counter()
    for item in found:
        totals[of(item)] += item.articles
    labels = [label for label, _count in sorted(totals.items(), key=lambda pair: (-pair[1], pair[0]))[:rows]]
    length, periods = _choose_periods(found)
    cells: Counter[tuple[str, str]] = Counter()
    for item in found:
        cells[of(item), item.day[:length]] += item.articles
    lines = tuple(
        CoverageRow(
            label=label,
            href=href(label),
            counts=tuple(cells[label, period] for period in periods),
            total=totals[label],
        )
        for label in labels
    )
    return Coverage(
        periods=tuple(show_extended(period, texts.ui) for period in periods),
        rows=lines,
        most=max((count for line in lines for count in line.counts), default=0),
    )


def _choose_periods(found: Sequence[Reliance]) -> tuple[int, tuple[str, ...]]:
    """How many characters of a day name a period, and the periods, without gaps, that end at the newest day."""
    dated = [item for item in found if item.day]
    whole = sum(item.articles for item in dated)
    if not whole:
        return 4, ()
    for length in _UNITS:
        newest = max(item.day for item in dated)
        periods = _periods_before(newest, length)
        kept = {item.day[:length] for item in dated} & set(periods)
        inside = sum(item.articles for item in dated if item.day[:length] in kept)
        if inside >= _SHARE_SHOWN * whole or length == _UNITS[-1]:
            break
    first = min(kept)
    return length, tuple(period for period in periods if period >= first)


def _periods_before(newest: str, length: int) -> tuple[str, ...]:
    """The last periods up to that day, oldest first."""
    year, month = int(newest[:4]), int(newest[5:7])
    if length == 10:
        end = date.fromisoformat(newest).toordinal()
        first = max(1, end - _PERIODS_AT_MOST + 1)
        return tuple(date.fromordinal(number).isoformat() for number in range(first, end + 1))
    if length == 7:
        last = year * 12 + month - 1
        months = range(max(12, last - _PERIODS_AT_MOST + 1), last + 1)
        return tuple(f"{number // 12:04}-{number % 12 + 1:02}" for number in months)
    return tuple(f"{number:04}" for number in range(max(1, year - _PERIODS_AT_MOST + 1), year + 1))
