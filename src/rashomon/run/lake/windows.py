"""How the versions are cut for grouping: windows of time that overlap, by language where a day is too full for one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from rashomon.run.lake.marks import Mark, row_digest, sum_digests
from rashomon.run.lake.settings import LakeSettings

_MARGIN = 4  # a window sees a quarter as much on either side: more than the 3,000 that grouping compares with
_HOUR = "%Y-%m-%dT%H"


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Hours `first` to `last` (written 2031-05-01T13) that it owns, `low` to `high` that it sees; () is all languages."""

    name: str
    languages: tuple[str, ...]
    first: str
    last: str
    low: str
    high: str
    parts: tuple[str, ...]
    made_of: str

    def overlaps(self, other: Window) -> bool:
        """Whether the two see articles in common, or may."""
        return self.languages == other.languages and self.low <= other.high and other.low <= self.high


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    """A file of versions: its hours, and a digest of what it holds."""

    path: str
    first: str
    last: str
    languages: frozenset[str]
    digest: str


def plan_windows(marks: Iterable[Mark], settings: LakeSettings) -> list[Window]:
    """Windows that own `window_rows` articles each and every article once, by language and then by time."""
    hours: dict[str, Counter[str]] = {}
    files: list[_Held] = []
    for mark in marks:
        for part in mark.parts:
            keys = [key.partition(" ")[::2] for key in part.counts]
            if not keys:
                continue
            for (hour, language), count in zip(keys, part.counts.values(), strict=True):
                hours.setdefault(language, Counter())[hour] += count
            spoken = frozenset(language for _, language in keys)
            first, last = min(hour for hour, _ in keys), max(hour for hour, _ in keys)
            files.append(_Held(path=part.path, first=first, last=last, languages=spoken, digest=part.digest))
    planned = []
    for languages in _divided(hours, settings.window_rows):
        rows: Counter[str] = Counter()
        for language in languages or sorted(hours):
            rows.update(hours[language])
        planned += _cut(languages, rows, files, settings)
    return planned


def _divided(hours: dict[str, Counter[str]], most: int) -> list[tuple[str, ...]]:
    """All languages together where no day has more than `most` articles, else as many together as stay below that.

    Only what stands in one window can be joined across languages.
    """
    days = {language: _by_day(rows) for language, rows in hours.items()}
    every: Counter[str] = Counter()
    for rows in days.values():
        every.update(rows)
    if not every or max(every.values()) <= most:
        return [()] if every else []
    divided: list[tuple[str, ...]] = []
    together: Counter[str] = Counter()
    for language in sorted(days, key=lambda one: (-max(days[one].values()), one)):
        tried = together + days[language]
        if divided and max(tried.values()) <= most:
            divided[-1] = (*divided[-1], language)
            together = tried
        else:
            divided.append((language,))
            together = days[language]
    return divided


def _by_day(hours: Counter[str]) -> Counter[str]:
    days: Counter[str] = Counter()
    for hour, rows in hours.items():
        days[hour[:10]] += rows
    return days


def _cut(
    languages: tuple[str, ...], rows: Counter[str], files: Sequence[_Held], settings: LakeSettings
) -> list[Window]:
    hours = sorted(rows)
    before = [0]
    for hour in hours:
        before.append(before[-1] + rows[hour])
    cuts = [0]
    for at in range(1, len(hours)):
        if before[at + 1] - before[cuts[-1]] > settings.window_rows:
            cuts.append(at)
    planned = []
    for begin, end in zip(cuts, [*cuts[1:], len(hours)], strict=True):
        margin = settings.window_rows // _MARGIN
        # One hour more at least, however full it is: what states only its day stands in one hour of it.
        low = min(bisect_left(before, before[begin] - margin), begin - 1)
        high = max(bisect_right(before, before[end] + margin) - 1, end + 1)
        low = max(low, _days_off(hours, begin, -settings.overlap_days))
        high = min(high, 1 + _days_off(hours, end - 1, settings.overlap_days))
        planned.append(_window(languages, hours[begin], hours[end - 1], hours[low], hours[high - 1], files))
    return planned


def _days_off(hours: Sequence[str], at: int, days: int) -> int:
    """The farthest place no more than so many days away, before where they are negative."""
    here = datetime.strptime(hours[at], _HOUR)  # noqa: DTZ007 (an hour of UTC; only differences are taken)
    step = -1 if days < 0 else 1
    place = at
    while 0 <= place + step < len(hours):
        there = datetime.strptime(hours[place + step], _HOUR)  # noqa: DTZ007
        if abs(there - here).total_seconds() > abs(days) * 86400:
            break
        place += step
    return place


def _window(languages: tuple[str, ...], first: str, last: str, low: str, high: str, files: Sequence[_Held]) -> Window:
    held = [
        file
        for file in files
        if file.first <= high and file.last >= low and (not languages or file.languages.intersection(languages))
    ]
    label = (
        "+".join(languages)
        if 0 < len(languages) <= 2
        else f"{languages[0]}+{len(languages) - 1}"
        if languages
        else "all"
    )
    return Window(
        name=f"{label or 'none'}_{first}_{last}",
        languages=languages,
        first=first,
        last=last,
        low=low,
        high=high,
        parts=tuple(file.path for file in held),
        made_of=sum_digests(row_digest(f"{file.path} {file.digest}".encode()) for file in held),
    )
