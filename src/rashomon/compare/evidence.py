"""Why two statements are aligned: the figures, times, names and rare words that both have, at their places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import log

from rashomon.compare.alignment import Match
from rashomon.compare.clauses import Span
from rashomon.compare.concepts import PARTICLES, is_concept
from rashomon.compare.names import places_of_names
from rashomon.compare.partings.parting import meet, value_at
from rashomon.compare.statements import Reading, Statement
from rashomon.model import Name, Shared, SharedKind

_MOST = 6  # pieces shown of one alignment
_WORDS = 3  # of these shared runs of words, the rarest
_RARE = (
    1.5  # logarithm of the story's statements over those that have it, from which a shared run of words tells something
)

Found = tuple[SharedKind, Span, Span]


def find_evidence(
    reading: Reading, matches: Sequence[Match], names: Sequence[Name]
) -> Mapping[tuple[int, int], tuple[Shared, ...]]:
    """What the statements of each match share: figures, times and names first, then the rarest words."""
    if not matches:
        return {}
    having = Counter(pair for statement in reading.statements for pair in set(_pairs(statement)))
    named = places_of_names(reading, names)
    evidence = {}
    for match in matches:
        left, right = reading.statements[match.left], reading.statements[match.right]
        found = [*_figures(left, right), *_times(left, right), *_names(named[match.left], named[match.right])]
        taken = [span for _, span, _ in found]
        runs = sorted(_runs(left, right, having, len(reading.statements)), key=lambda run: (-round(run[0], 6), run[1]))
        words = [(SharedKind.WORDS, one, other) for rarity, one, other in runs if rarity >= _RARE]
        found.extend([each for each in words if not any(meet(each[1], span) for span in taken)][:_WORDS])
        evidence[match.left, match.right] = tuple(
            Shared(kind=kind, a=value_at(left, one), b=value_at(right, other)) for kind, one, other in found[:_MOST]
        )
    return evidence


def _pairs(statement: Statement) -> Iterator[tuple[str, str]]:
    """Neighbouring tokens."""
    yield from pairwise(token for _, _, token in statement.words)


def _figures(left: Statement, right: Statement) -> Iterator[Found]:
    """Numbers of one value."""
    theirs = {(number.value, number.unit): number for number in reversed(right.numbers)}
    for number in dict.fromkeys(left.numbers):
        other = theirs.pop((number.value, number.unit), None)
        if other is not None:
            yield SharedKind.NUMBER, _inside(left, number.start, number.end), _inside(right, other.start, other.end)


def _times(left: Statement, right: Statement) -> Iterator[Found]:
    """Times that resolve to one, however they are written."""
    theirs = {time.at: time for time in reversed(right.times) if time.at}
    for time in left.times:
        other = theirs.pop(time.at, None)
        if other is not None:
            yield SharedKind.TIME, _inside(left, time.start, time.end), _inside(right, other.start, other.end)


def _names(ours: Mapping[int, Span], theirs: Mapping[int, Span]) -> Iterator[Found]:
    """Names of one person, body or place, in whatever form."""
    for number, span in ours.items():
        if number in theirs:
            yield SharedKind.NAME, span, theirs[number]


def _inside(statement: Statement, start: int, end: int) -> Span:
    return start - statement.sentence.start, end - statement.sentence.start


def _runs(
    left: Statement, right: Statement, having: Mapping[tuple[str, str], int], many: int
) -> Iterator[tuple[float, Span, Span]]:
    """The longest runs of words that both have, synonyms taken for one, and how rare each is in the story."""
    places: dict[tuple[str, str], int] = {}
    for at, pair in enumerate(_pairs(right)):
        places.setdefault(pair, at)
    ours, theirs = left.words, right.words
    at = 0
    while at + 1 < len(ours):
        start = places.get((ours[at][2], ours[at + 1][2]))
        if start is None:
            at += 1
            continue
        length = 2
        while (
            at + length < len(ours)
            and start + length < len(theirs)
            and ours[at + length][2] == theirs[start + length][2]
        ):
            length += 1
        low, high = _without_particles([token for _, _, token in ours[at : at + length]])
        if high - low > 1 or (high > low and is_concept(ours[at + low][2])):
            rarity = sum(log(many / having[ours[k][2], ours[k + 1][2]]) for k in range(at, at + length - 1))
            here = ours[at + low][0], ours[at + high - 1][1]
            there = theirs[start + low][0], theirs[start + high - 1][1]
            yield rarity, here, there
        at += length - 1


def _without_particles(run: Sequence[str]) -> tuple[int, int]:
    low, high = 0, len(run)
    while low < high and run[low] in PARTICLES:
        low += 1
    while low < high and run[high - 1] in PARTICLES:
        high -= 1
    return low, high
