"""Which articles are alike, and how much: candidates by shared rare terms, then a score of a handful of features."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array  # type: ignore[import-untyped]

from rashomon.group.vectors import Vectors

_DAY = 86400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PairFeatures:
    """Candidates (`left` newly added, `right` any article of the window) and in what they are alike, 0–1 each."""

    left: NDArray[np.int64]
    right: NDArray[np.int64]
    whole: NDArray[np.float64]
    lead: NDArray[np.float64]
    headline: NDArray[np.float64]
    days: NDArray[np.float64]


def find_pairs(
    vectors: Vectors,
    rarity: NDArray[np.float32],
    times: NDArray[np.float64],
    new: NDArray[np.int64],
    window: NDArray[np.int64],
    *,
    floor: float = 0.06,
    most: int = 60,
) -> PairFeatures:
    """The pairs of a new article and one of the window whose whole vectors meet `floor`, the best `most` of each."""
    ours = vectors.whole.rows(new, rarity)
    theirs = vectors.whole.rows(window, rarity)
    products = (ours @ theirs.T).tocsr()
    rows = np.repeat(np.arange(len(new)), np.diff(products.indptr))
    enough = products.data >= floor
    rows, columns, whole = rows[enough], products.indices[enough], products.data[enough]
    distinct = new[rows] != window[columns]
    rows, columns, whole = rows[distinct], columns[distinct], whole[distinct]
    order = np.lexsort((window[columns], -whole, rows))
    rows, columns, whole = rows[order], columns[order], whole[order]
    rank = np.arange(len(rows)) - np.searchsorted(rows, rows)
    best = rank < most
    rows, columns, whole = rows[best], columns[best], whole[best]
    left, right = new[rows], window[columns]
    return PairFeatures(
        left=left,
        right=right,
        whole=whole.astype(np.float64),
        lead=_cosines(vectors.lead.rows(new, rarity), vectors.lead.rows(window, rarity), rows, columns),
        headline=_cosines(vectors.headline.rows(new, rarity), vectors.headline.rows(window, rarity), rows, columns),
        days=np.abs(times[left] - times[right]) / _DAY,
    )


def _cosines(
    ours: csr_array, theirs: csr_array, rows: NDArray[np.int64], columns: NDArray[np.int64]
) -> NDArray[np.float64]:
    if not len(rows):
        return np.zeros(0)
    return np.asarray(ours[rows].multiply(theirs[columns]).sum(axis=1)).ravel().astype(np.float64)
