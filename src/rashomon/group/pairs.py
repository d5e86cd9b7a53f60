"""Which articles may tell one event: candidates by shared rare terms, and in what each two are alike."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array  # type: ignore[import-untyped]

from rashomon.group.vectors import Vectors

_ROWS = 100  # new articles multiplied at once: where all are alike, each is measured with the whole window
Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """Pairs of articles, by number, and their likenesses: one array entry a pair."""

    left: Numbers
    right: Numbers
    whole: Floats  # cosine of headline, lead and body, 0–1
    lead: Floats  # of headline and lead
    headline: Floats
    crossed: Floats  # of one's headline and the other's lead, the better way round
    crossed_back: Floats  # the other way round
    peak: Floats  # what the one term they share most adds to `whole`
    shared: Floats  # how many weighty terms they share

    def __len__(self) -> int:
        return len(self.left)

    def chosen(self, places: NDArray[np.bool_] | Numbers) -> Pairs:
        """The pairs at these places."""
        return Pairs(**{field.name: getattr(self, field.name)[places] for field in fields(self)})


def no_pairs() -> Pairs:
    """No pairs at all."""
    none = np.zeros(0, np.float32)
    numbers = np.zeros(0, np.int64)
    return Pairs(
        left=numbers,
        right=numbers,
        whole=none,
        lead=none,
        headline=none,
        crossed=none,
        crossed_back=none,
        peak=none,
        shared=none,
    )


def joined_pairs(parts: list[Pairs]) -> Pairs:
    """The pairs of all parts."""
    if not parts:
        return no_pairs()
    return Pairs(
        **{field.name: np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(Pairs)}
    )


def find_pairs(
    vectors: Vectors, rarity: Floats, new: Numbers, window: Numbers, *, rank: Numbers, floor: float, most: int
) -> Pairs:
    """The pairs of a new article and one of the window whose whole vectors meet `floor`, the best `most` of each.

    Two new articles are paired once, by the later; `rank` is the place of each article in time.
    """
    ours = vectors.whole.rows(new, rarity)
    theirs = vectors.whole.rows(window, rarity)
    across = theirs.T.tocsr()  # once: SciPy would turn it for each product, a tenth of the time of grouping
    is_new = np.isin(window, new)
    found = [(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.float32))]
    for at in range(0, len(new), _ROWS):
        rows, columns, whole = _above(ours[at : at + _ROWS] @ across, floor)
        rows += at
        kept = ~is_new[columns] | (rank[window[columns]] < rank[new[rows]])
        rows, columns, whole = rows[kept], columns[kept], whole[kept]
        order = np.lexsort((window[columns], -whole, rows))
        place = np.arange(len(rows)) - np.searchsorted(rows, rows)
        order = order[place < most]
        found.append((rows[order], columns[order], whole[order]))
    rows, columns, whole = (np.concatenate(part) for part in zip(*found, strict=True))
    if not len(rows):
        return no_pairs()
    peak, shared = _peaks(ours, theirs, rows, columns)
    leads = vectors.lead.rows(new, rarity)[rows], vectors.lead.rows(window, rarity)[columns]
    headlines = vectors.headline.rows(new, rarity)[rows], vectors.headline.rows(window, rarity)[columns]
    ways = _cosines(headlines[0], leads[1]), _cosines(leads[0], headlines[1])
    return Pairs(
        left=new[rows],
        right=window[columns],
        whole=np.minimum(whole, 1),
        lead=_cosines(*leads),
        headline=_cosines(*headlines),
        crossed=np.maximum(*ways),
        crossed_back=np.minimum(*ways),
        peak=peak,
        shared=shared,
    )


def _above(products: csr_array, floor: float) -> tuple[Numbers, Numbers, Floats]:
    """The row, column and value of each product that meets the floor, row by row."""
    products = products.tocsr()
    kept = products.data >= floor
    rows = np.repeat(np.arange(products.shape[0]), np.diff(products.indptr))
    return rows[kept], products.indices[kept], products.data[kept]


def _cosines(ours: csr_array, theirs: csr_array) -> Floats:
    """The cosine of each row of ours and the same row of theirs."""
    found: Floats = np.asarray(ours.multiply(theirs).sum(axis=1), np.float32).ravel()
    return np.clip(found, 0, 1)


def _peaks(ours: csr_array, theirs: csr_array, rows: Numbers, columns: Numbers) -> tuple[Floats, Floats]:
    """For each pair the largest product of one term's weights, and the number of terms in common."""
    products = ours[rows].multiply(theirs[columns]).tocsr()
    counts = np.diff(products.indptr)
    peak = np.zeros(len(rows), np.float32)
    some = counts > 0
    if some.any():
        peak[some] = np.maximum.reduceat(products.data, products.indptr[:-1][some])
    return peak, counts.astype(np.float32)
