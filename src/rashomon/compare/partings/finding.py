"""The points on which the accounts of a claim part, judged by two learnt models."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from rashomon.compare.alignment import Match
from rashomon.compare.claims import Group
from rashomon.compare.partings.figures import measure_points
from rashomon.compare.partings.parting import Parting, Suggestion, value_at
from rashomon.compare.partings.points import Point, gather_points
from rashomon.compare.statements import Reading
from rashomon.compare.weights import Models
from rashomon.model import DifferenceKind

_FACTS, _OTHERS = 3, 1  # points of one claim that are shown: of fact, of each other kind
_PINNED, _CROWDED = 1.2, 0.7  # exponents: of the chance that these are the words, of a point's rank in its story
_SURE, _SURER = 0.8, 0.95  # least scores of alignments whose sides may contradict each other: those that say the same,
# and, for figures, those that overlap. Of 72 contradictions in 60 stories about 15 were real without them, of 20 about 15 with
_NOTES = 2  # different notes shown of one point


def find_partings(
    reading: Reading, groups: Sequence[Group], matches: Sequence[Match], read: Sequence[Match], models: Models
) -> tuple[Parting, ...]:
    """The points on which aligned statements part, in reading order. Only the matches in `read` are looked at."""
    points = gather_points(reading, groups, read)
    if not points:
        return ()
    names = sorted({*models.parting.names, *models.pinned.names})
    figures = measure_points(reading, groups, matches, points, names)
    chances = rank_points(points, models.parting.probability(figures), models.pinned.probability(figures))
    shown = [
        _parting(reading, point, float(chance))
        for point, chance in zip(points, chances, strict=True)
        if chance >= models.parting.threshold
    ]
    return tuple(sorted(shown, key=lambda parting: (parting.statements, parting.values[0].start)))


def rank_points(
    points: Sequence[Point], parts: NDArray[np.float64], pinned: NDArray[np.float64]
) -> NDArray[np.float64]:
    """How much there is to say for showing each point: 0 for those beyond a claim's share.

    `parts` are the chances that the statements part, `pinned` those that they part in these words. Every further point
    of a story must be surer than the one before: a reader of ten differences needs the eleventh less.
    """
    order = np.lexsort((np.arange(len(points)), -np.round(pinned, 9)))
    told: Counter[tuple[int, DifferenceKind]] = Counter()
    chosen = []
    for at in map(int, order):
        key = points[at].claim, points[at].kind
        if told[key] < (_FACTS if points[at].kind is DifferenceKind.FACT else _OTHERS):
            told[key] += 1
            chosen.append(at)
    chance = parts * pinned**_PINNED
    ranked = np.zeros(len(points))
    for rank, at in enumerate(sorted(chosen, key=lambda at: (-round(float(chance[at]), 9), at))):
        ranked[at] = chance[at] / (2 + rank) ** _CROWDED
    return ranked


def _contradicts(match: Match, suggestion: Suggestion) -> bool:
    """Whether the two statements speak of one thing so surely that what the rule sees cannot both hold."""
    surely = match.score >= _SURE if match.same else match.score >= _SURER and suggestion.kind is DifferenceKind.NUMBER
    return suggestion.contradiction and surely


def _parting(reading: Reading, point: Point, chance: float) -> Parting:
    shown = {at for at, _ in point.spans}
    against = [
        (match, suggestion)
        for match, suggestion in point.found
        if _contradicts(match, suggestion) and {match.left, match.right} <= shown
    ]
    rivals = {(match.left, match.right) for match, _ in against}
    notes = dict.fromkeys(suggestion.note for _, suggestion in against or point.found if suggestion.note)
    speaking = {
        at for pair in rivals for at in pair
    } or shown  # who takes no part in a contradiction is not shown in it
    return Parting(
        statements=tuple(at for at, _ in point.spans if at in speaking),
        kind=point.kind,
        values=tuple(value_at(reading.statements[at], span) for at, span in point.spans if at in speaking),
        rivals=tuple(sorted(rivals)),
        note="; ".join(list(notes)[:_NOTES]),
        rule=point.found[0][1].rule,
        chance=chance,
    )
