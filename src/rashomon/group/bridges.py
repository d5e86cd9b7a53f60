"""Stories told in two writing systems, joined by what both write alike: names in Latin letters, and figures.

A Chinese report gives foreign names their original in brackets; those, and the exact figures, are what it shares with
a report in English. One shared name says little, so several rare ones are asked for, and each side must be the
other's best match.
"""

from __future__ import annotations

import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

Marks = frozenset[str]

_NAME = re.compile(r"[A-ZÀ-Þ][A-Za-zÀ-ÿ’'\-]{2,}")
_SMALL_WORD = re.compile(r"(?<![A-Za-zÀ-ÿ])[a-zß-ÿ]{3,}")
_MYRIADS = re.compile(r"(\d{1,5}(?:\.\d{1,4})?)[万萬](\d{4})?(?!\d)")
_FIGURE = re.compile(r"(?<![\d.,万萬])\d{1,3}(?:[,，]\d{3})+(?![\d,])|(?<![\d.,万萬])\d{4,9}(?![\d.,])")
_DIGITS = re.compile(r"\d[\d.,，]{3,}(?:[万萬]\d*)?|\d[\d.,，]*[万萬]\d*")  # where one of the two above may be
_HAN = re.compile(r"[\u3400-\u9fff]+")
_LATIN = re.compile(r"[A-Za-zÀ-ÿ]+")
_YEARS = range(1900, 2101)

_RARE_BEFORE = 2000  # articles of news seen before the first: rarity must not depend on how small an archive is
_LEAST_SHARED = 5
_LEAST_WEIGHT = 36.0  # about six names that one article in 400 has; at 15 most of what met was two events of one affair
_LEAST_SHARE = 0.25  # of the lesser side's weight
_DAYS = 3.0
_DAY = 86400.0


class Writing(IntEnum):
    """What an article is mostly written in."""

    OTHER = 0
    LATIN = 1
    HAN = 2


def writing_of(text: str) -> Writing:
    """Told by the first thousand characters; a Latin letter counts a third, as words are longer."""
    head = text[:1000]
    han, latin = sum(map(len, _HAN.findall(head))), sum(map(len, _LATIN.findall(head))) / 3
    if max(han, latin) < 5:
        return Writing.OTHER
    return Writing.HAN if han > latin else Writing.LATIN


def marks_of(text: str, writing: Writing) -> Marks:
    """Names in Latin letters (words never written small in the text, case folded) and figures of four digits or more."""
    small = set(_SMALL_WORD.findall(text)) if writing is Writing.LATIN else set()
    names = {name.casefold().removesuffix("’s").removesuffix("'s") for name in _NAME.findall(text)}
    digits = "\n".join(_digits(text))
    figures = {figure.replace(",", "").replace("，", "") for figure in _FIGURE.findall(digits)}
    figures |= {str(round(float(head) * 10_000) + int(rest or 0)) for head, rest in _MYRIADS.findall(digits)}
    return frozenset(names - small) | {figure for figure in figures if int(figure) not in _YEARS}


def _digits(text: str) -> Iterator[str]:
    """The runs of digits that are long enough, each with the mark that stands right before it."""
    for match in _DIGITS.finditer(text):
        start = match.start()
        yield text[start - (start > 0 and text[start - 1] in ".,万萬") : match.end()]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A group of articles as bridging sees it; times in seconds."""

    writing: Writing
    marks: Marks
    first_at: float
    last_at: float


def find_bridges(groups: Sequence[Told], spread: Mapping[str, int], articles: int) -> list[tuple[int, int, Marks]]:
    """Pairs of groups, in two writing systems, that tell one event: their numbers (lesser first) and shared marks.

    `spread` tells how many of the `articles` hold each mark. A group is in one pair at most.
    """
    rarity = {
        mark: math.log((articles + _RARE_BEFORE) / (spread.get(mark, 0) + 1))
        for group in groups
        for mark in group.marks
    }
    best: dict[int, tuple[float, int]] = {}
    shared_of: dict[tuple[int, int], Marks] = {}
    for (left, right), _ in sorted(_meetings(groups).items()):
        a, b = groups[left], groups[right]
        if max(a.first_at, b.first_at) - min(a.last_at, b.last_at) > _DAYS * _DAY:
            continue
        shared = a.marks & b.marks
        weight = sum(rarity[mark] for mark in shared)
        lesser = min(sum(rarity[mark] for mark in side.marks) for side in (a, b))
        if weight < _LEAST_WEIGHT or weight < _LEAST_SHARE * lesser:
            continue
        shared_of[left, right] = shared
        for one, other in ((left, right), (right, left)):
            best[one] = max(best.get(one, (0.0, -1)), (weight, -other))
    return [
        (left, right, shared)
        for (left, right), shared in sorted(shared_of.items())
        if best[left][1] == -right and best[right][1] == -left
    ]


class Bridges:
    """The marks of the articles read so far, by number, and the joining of their groups."""

    def __init__(self) -> None:
        self.marks: list[Marks] = []
        self._writing: list[Writing] = []
        self._spread: Counter[str] = Counter()

    def append(self, texts: Iterable[str]) -> None:
        """Read articles in the order of their numbers."""
        for text in texts:
            writing = writing_of(text)
            marks = frozenset(map(sys.intern, marks_of(text, writing)))
            self.marks.append(marks)
            self._writing.append(writing)
            self._spread.update(marks)

    def join(self, groups: Sequence[Sequence[int]], times: NDArray[np.float64]) -> list[list[int]]:
        """The groups of article numbers, those that tell one event in two writing systems made one."""
        told = [self._told(group, times) for group in groups]
        if len({group.writing for group in told} - {Writing.OTHER}) < 2:
            return [list(group) for group in groups]
        joined = [list(group) for group in groups]
        for left, right, _ in find_bridges(told, self._spread, len(self.marks)):
            joined[left] += joined[right]
            joined[right] = []
        return [group for group in joined if group]

    def _told(self, group: Sequence[int], times: NDArray[np.float64]) -> Told:
        """A group that is written in both systems already is joined no further."""
        writings = {self._writing[number] for number in group} - {Writing.OTHER}
        when = times[list(group)]
        return Told(
            writing=writings.pop() if len(writings) == 1 else Writing.OTHER,
            marks=frozenset().union(*(self.marks[number] for number in group)),
            first_at=float(when.min()),
            last_at=float(when.max()),
        )


def _meetings(groups: Sequence[Told]) -> dict[tuple[int, int], int]:
    """Pairs of groups in different writing that share enough marks, found through the marks."""
    holders: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for number, group in enumerate(groups):
        if group.writing is not Writing.OTHER:
            for mark in group.marks:
                holders[mark][group.writing is Writing.HAN].append(number)
    met: Counter[tuple[int, int]] = Counter()
    for latin, han in holders.values():
        if len(latin) * len(han) <= 400:  # a mark that more hold is no sign of one event
            met.update((min(a, b), max(a, b)) for a in latin for b in han)
    return {pair: count for pair, count in met.items() if count >= _LEAST_SHARED}
