"""The timeline of the event and what each account calls things."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.model import TimeExpression
from rashomon.render.marked import Mark, Run, Span, mark_runs
from rashomon.render.story.lookup import Column, Lookup
from rashomon.render.times import show_extended


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A sentence that names the time."""

    runs: tuple[Run, ...]
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MomentGroup:
    """What accounts say of a time: the words are the first's, the other columns tell the same claim of it."""

    columns: tuple[Column, ...]
    moments: tuple[Moment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    at: str
    shown: str
    groups: tuple[MomentGroup, ...]


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
        TimelineEntry(at=at, shown=show_extended(at, lookup.texts.ui), groups=_groups(by_time[at], lookup))
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


def _groups(times: list[TimeExpression], lookup: Lookup) -> tuple[MomentGroup, ...]:
    """Sentences of one claim once, then those of one account under one another."""
    told: list[list[TimeExpression]] = []
    for time in times:
        numbers = set(lookup.numbers.get(time.sentence, ()))
        for group in told:
            if group[0].sentence == time.sentence or numbers & set(lookup.numbers.get(group[0].sentence, ())):
                group.append(time)
                break
        else:
            told.append([time])
    by_columns: dict[tuple[int, ...], list[Moment]] = {}
    for group in told:
        first = lookup.places[group[0].sentence].column.index
        others = {lookup.places[time.sentence].column.index for time in group} - {first}
        by_columns.setdefault((first, *sorted(others)), []).append(_view_moment(group, lookup))
    return tuple(
        MomentGroup(columns=tuple(lookup.columns[index] for index in indexes), moments=tuple(moments))
        for indexes, moments in sorted(by_columns.items(), key=lambda item: (-len(item[0]), item[0]))
    )


def _view_moment(group: list[TimeExpression], lookup: Lookup) -> Moment:
    first = group[0]
    place = lookup.places[first.sentence]
    spans = [Span(start=time.start, end=time.end, mark=Mark.TIME) for time in group if time.sentence == first.sentence]
    return Moment(runs=mark_runs(place.sentence.text, place.sentence.start, spans), href=f"#{place.anchor}")


def _order(at: str) -> tuple[str, bool]:
    start, slash, end = at.partition("/")
    return (end if start in {"..", ""} else start, bool(slash))
