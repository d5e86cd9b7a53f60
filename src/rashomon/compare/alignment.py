"""Which sentences of which accounts say the same, in whole or in part."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rashomon.compare.features import Pairs, measure_pairs
from rashomon.compare.statements import Reading

_ALIGNED = 0.5  # score from which two sentences are aligned
_SAME = 0.8  # score from which they say the same rather than overlap


@dataclass(frozen=True, slots=True)
class Match:
    """Two statements that are aligned, by their numbers in the reading."""

    left: int
    right: int
    score: float
    same: bool


def match_statements(reading: Reading) -> tuple[Match, ...]:
    """Aligned pairs in reading order."""
    pairs = measure_pairs(reading)
    scores = score_pairs(pairs)
    kept = np.nonzero(scores >= _ALIGNED)[0]
    matches = [
        Match(int(pairs.left[at]), int(pairs.right[at]), round(float(scores[at]), 4), bool(scores[at] >= _SAME))
        for at in kept
    ]
    return tuple(sorted(matches, key=lambda match: (match.left, match.right)))


def score_pairs(pairs: Pairs) -> NDArray[np.float64]:
    """0–1 for each pair: how sure it is that the two say the same, in whole or in part."""
    column = pairs.column
    covered = np.maximum(column("pairs_in_left"), column("pairs_in_right"))
    total = 4.0 * column("pairs_cosine") + 3.0 * column("clause_best") + 2.0 * covered + 1.5 * column("singles_cosine")
    result: NDArray[np.float64] = 1.0 / (1.0 + np.exp(-2.0 * (total.astype(np.float64) - 1.9)))
    return result
