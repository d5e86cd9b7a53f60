"""Which sentences of which accounts say the same, in whole or in part."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.compare.pairs import Pairs
from rashomon.compare.weights import Models


@dataclass(frozen=True, slots=True)
class Match:
    """Two statements that are aligned, by their numbers in the reading; `score` is the model's probability."""

    left: int
    right: int
    score: float
    same: bool  # the main assertion is one; else the two overlap


def match_pairs(pairs: Pairs, models: Models) -> tuple[Match, ...]:
    """The pairs that the models hold to be aligned, in reading order."""
    if not len(pairs.left):
        return ()
    scores = models.aligned.probability(pairs.figures)
    sameness = models.same.probability(pairs.figures)
    matches = [
        Match(int(left), int(right), round(float(score), 4), bool(alike >= models.same.threshold))
        for left, right, score, alike in zip(pairs.left, pairs.right, scores, sameness, strict=True)
        if score >= models.aligned.threshold
    ]
    return tuple(sorted(matches, key=lambda match: (match.left, match.right)))
