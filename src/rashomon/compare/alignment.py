"""Which sentences of which accounts say the same, in whole or in part."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rashomon.compare.pairs import Pairs
from rashomon.compare.weights import Models


@dataclass(frozen=True, slots=True)
class Match:
    """Two statements that are aligned, by their numbers in the reading; `score` is the model's probability."""

    left: int
    right: int
    score: float
    same: bool  # the main assertion is one; else the two overlap


def score_pairs(pairs: Pairs, models: Models) -> NDArray[np.float64]:
    """The probability of each pair to be aligned."""
    return models.aligned.probability(pairs.figures) if len(pairs.left) else np.zeros(0)


def match_pairs(pairs: Pairs, scores: NDArray[np.float64], models: Models) -> tuple[Match, ...]:
    """The pairs that the models hold to be aligned, in reading order; `scores` are those of `score_pairs`."""
    if not len(pairs.left):
        return ()
    sameness = models.same.probability(pairs.figures)
    matches = [
        Match(int(left), int(right), round(float(score), 4), bool(alike >= models.same.threshold))
        for left, right, score, alike in zip(pairs.left, pairs.right, scores, sameness, strict=True)
        if score >= models.aligned.threshold
    ]
    return tuple(sorted(matches, key=lambda match: (match.left, match.right)))
