"""What speaks for two sentences of two accounts saying the same: figures for every pair worth looking at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy import sparse  # type: ignore[import-untyped]

from rashomon.compare.statements import Reading
from rashomon.compare.vectors import Vectors, long_grams, pair_grams, single_grams, vectorise

Plane = NDArray[np.float32]
_ROWS = 256  # sentences worked on at a time: 256 × 5,000 planes of 4 bytes stay under 6 MB each
_LEAST = 0.03  # sum of the cosines of pairs and single characters; 99% of the gold's alignments lie above it
_BEST = 8  # candidates kept for a sentence in another account, either way


@dataclass(frozen=True, slots=True)
class Pairs:
    """Candidate pairs of statements (`left` before `right`) and their figures: one row a pair, one column a name."""

    left: NDArray[np.intp]
    right: NDArray[np.intp]
    figures: Plane
    names: tuple[str, ...]

    def column(self, name: str) -> Plane:
        return self.figures[:, self.names.index(name)]


def measure_pairs(reading: Reading) -> Pairs:
    """Every pair of statements of two accounts that shares enough to be looked at, with its figures."""
    measures = _measures(reading)
    lefts, rights, parts = [], [], []
    for rows, columns in _blocks(reading.starts):
        planes = [plane for measure in measures for plane in measure(rows, columns)]
        chosen = _choose(planes[0] + planes[3], reading, rows, columns)
        at_row, at_column = np.nonzero(chosen)
        lefts.append(at_row + rows.start)
        rights.append(at_column + columns.start)
        parts.append(np.stack([plane[at_row, at_column] for plane in planes], axis=1))
    names = tuple(name for measure_names in _NAMES for name in measure_names)
    if not parts:
        nothing = np.zeros(0, dtype=np.intp)
        return Pairs(nothing, nothing, np.zeros((0, len(names)), dtype=np.float32), names)
    return Pairs(np.concatenate(lefts), np.concatenate(rights), np.concatenate(parts).astype(np.float32), names)


_NAMES = (
    ("pairs_cosine", "pairs_in_left", "pairs_in_right"),
    ("singles_cosine", "singles_in_left", "singles_in_right"),
    ("longs_cosine", "longs_in_left", "longs_in_right"),
    ("clause_best", "clauses_left", "clauses_right"),
)
Measure = Callable[[slice, slice], Sequence[Plane]]


def _measures(reading: Reading) -> list[Measure]:
    folded = [statement.folded for statement in reading.statements]
    return [
        _gram_measure(vectorise([pair_grams(text) for text in folded])),
        _gram_measure(vectorise([single_grams(text) for text in folded])),
        _gram_measure(vectorise([long_grams(text) for text in folded])),
        _clause_measure(reading),
    ]


def _blocks(starts: Sequence[int]) -> Iterator[tuple[slice, slice]]:
    """Rows of one account, at most `_ROWS`, against all statements of the accounts after it."""
    for low, high in pairwise(starts[:-1]):
        for start in range(low, high, _ROWS):
            yield slice(start, min(start + _ROWS, high)), slice(high, starts[-1])


def _choose(cosine: Plane, reading: Reading, rows: slice, columns: slice) -> NDArray[np.bool_]:
    """Which pairs of a block are worth looking at: the best of each sentence in each account, both ways."""
    chosen = np.zeros(cosine.shape, dtype=bool)
    starts = reading.starts
    for low, high in pairwise(starts):
        if low < columns.start or low == high:
            continue
        part = cosine[:, low - columns.start : high - columns.start]
        kept = chosen[:, low - columns.start : high - columns.start]
        for axis in (0, 1):
            best = min(_BEST, part.shape[axis])
            top = np.argpartition(-part, best - 1, axis=axis).take(range(best), axis=axis)
            np.put_along_axis(kept, top, True, axis=axis)
    result: NDArray[np.bool_] = chosen & (cosine >= _LEAST)
    return result


def _gram_measure(vectors: Vectors) -> Measure:
    """Cosine, and the share of each side's weight that the other side has too."""
    marked = vectors.mark
    weighted = sparse.csr_matrix(marked @ sparse.diags(vectors.weight))
    total = np.maximum(np.asarray(weighted.sum(axis=1)).ravel(), 1e-6).astype(np.float32)

    def measure(rows: slice, columns: slice) -> Sequence[Plane]:
        cosine = (vectors.unit[rows] @ vectors.unit[columns].T).toarray()
        shared = (weighted[rows] @ marked[columns].T).toarray()
        return cosine, shared / total[rows, None], shared / total[None, columns]

    return measure


def _clause_measure(reading: Reading) -> Measure:
    """The best cosine between two clauses, and how much of each side's clauses the other side's clauses cover."""
    texts: list[str] = []
    first = [0]
    for statement in reading.statements:
        texts.extend(statement.folded[low:high] for low, high in statement.clauses)
        first.append(len(texts))
    grams = [pair_grams(text) for text in texts]
    vectors = vectorise(grams, among=[pair_grams(statement.folded) for statement in reading.statements])
    weight = np.maximum(np.asarray((vectors.mark @ sparse.diags(vectors.weight)).sum(axis=1)).ravel(), 1e-6)
    starts = np.array(first)

    def measure(rows: slice, columns: slice) -> Sequence[Plane]:
        low, high = starts[rows.start], starts[rows.stop]
        left, right = starts[columns.start], starts[columns.stop]
        cosine = (vectors.unit[low:high] @ vectors.unit[left:right].T).toarray()
        at_row, at_column = starts[rows] - low, starts[columns] - left
        by_column = np.maximum.reduceat(cosine, at_column, axis=1)
        by_row = np.maximum.reduceat(cosine, at_row, axis=0)
        best = np.maximum.reduceat(by_column, at_row, axis=0)
        w_row, w_column = weight[low:high], weight[left:right]
        cover_row = np.add.reduceat(by_column * w_row[:, None], at_row, axis=0)
        cover_column = np.add.reduceat(by_row * w_column[None, :], at_column, axis=1)
        cover_row /= np.add.reduceat(w_row, at_row)[:, None]
        cover_column /= np.add.reduceat(w_column, at_column)[None, :]
        return best, cover_row, cover_column

    return measure
