"""The timeline of the event and what each account calls things."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.model import TimeExpression
from rashomon.render.marked import Mark, Run, Span, mark_runs
from rashomon.render.story.lookup import Column, Lookup
from rashomon.render.times import show_extended


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What one account says of a time; `others` are the accounts that tell the same claim of the same time."""

    column: Column
    runs: tuple[Run, ...]
    href: str
    others: tuple[Column, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    at: str
    shown: str
    moments: tuple[Moment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingCell:
    column: Column
    words: tuple[tuple[str, int], ...]  # the words and how often the account uses them


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingRow:
    of: str
    lang: str
    cells: tuple[WordingCell, ...]


def view_timeline(lookup: Lookup) -> tuple[TimelineEntry, ...]:
    """Times in order; durations, which have no place in it, are left out."""
    by_time: dict[str, list[TimeExpression]] = {}
    for time in lookup.comparison.timeline:
        if time.sentence in lookup.places and not time.at.startswith("P"):
            by_time.setdefault(time.at, []).append(time)
    return tuple(
        TimelineEntry(at=at, shown=show_extended(at, lookup.texts.ui), moments=_moments(by_time[at], lookup))
        for at in sorted(by_time, key=_order)
    )


def view_wording(lookup: Lookup) -> tuple[WordingRow, ...]:
    """A row a thing that accounts call by different names."""
    rows = []
    for wording in lookup.comparison.wording:
        cells = tuple(
            WordingCell(
                column=column,
                words=tuple((v.text, v.count) for v in wording.variants if v.account == column.id),
            )
            for column in lookup.columns
        )
        lang = next((c.column.lang for c in cells if any(text == wording.of for text, _n in c.words)), "und")
        rows.append(WordingRow(of=wording.of, lang=lang, cells=cells))
    return tuple(rows)


def _moments(times: list[TimeExpression], lookup: Lookup) -> tuple[Moment, ...]:
    groups: list[list[TimeExpression]] = []
    for time in times:
        numbers = set(lookup.numbers.get(time.sentence, ()))
        for group in groups:
            if group[0].sentence == time.sentence or numbers & set(lookup.numbers.get(group[0].sentence, ())):
                group.append(time)
                break
        else:
            groups.append([time])
    return tuple(_view_moment(group, lookup) for group in groups)


def _view_moment(group: list[TimeExpression], lookup: Lookup) -> Moment:
    first = group[0]
    place = lookup.places[first.sentence]
    others = {lookup.places[time.sentence].column.index for time in group} - {place.column.index}
    return Moment(
        column=place.column,
        runs=mark_runs(
            place.sentence.text,
            place.sentence.start,
            [Span(start=time.start, end=time.end, mark=Mark.TIME) for time in group if time.sentence == first.sentence],
        ),
        href=f"#{place.anchor}",
        others=tuple(column for column in lookup.columns if column.index in others),
    )


def _order(at: str) -> tuple[str, bool]:
    start, slash, end = at.partition("/")
    return (end if start in {"..", ""} else start, bool(slash))
