"""The points on which the accounts of a claim part, judged by two learnt models."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from rashomon.compare.alignment import Match
from rashomon.compare.claims import Group
from rashomon.compare.partings.figures import measure_points
from rashomon.compare.partings.parting import Parting, value_at
from rashomon.compare.partings.points import Point, gather_points
from rashomon.compare.statements import Reading
from rashomon.compare.weights import Models
from rashomon.model import DifferenceKind

_FACTS, _OTHERS = 3, 1  # points of one claim that are shown: of fact, of each other kind
_PINNED, _CROWDED = 1.2, 0.7  # exponents: of the chance that these are the words, of a point's rank in its story
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


def _parting(reading: Reading, point: Point, chance: float) -> Parting:
    notes = dict.fromkeys(suggestion.note for _, suggestion in point.found if suggestion.note)
    shown = {at for at, _ in point.spans}
    rivals = {
        (match.left, match.right)
        for match, suggestion in point.found
        if suggestion.contradiction and {match.left, match.right} <= shown
    }
    return Parting(
        statements=tuple(at for at, _ in point.spans),
        kind=point.kind,
        values=tuple(value_at(reading.statements[at], span) for at, span in point.spans),
        rivals=tuple(sorted(rivals)),
        note="; ".join(list(notes)[:_NOTES]),
        rule=point.found[0][1].rule,
        chance=chance,
    )
