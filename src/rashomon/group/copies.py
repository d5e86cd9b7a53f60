"""Which articles repeat another's text: exactly, nearly, or with one inside the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array  # type: ignore[import-untyped]

from rashomon.model import CopyKind
from rashomon.text.shingles import sample_shingles

_READ = 12_000  # characters of a text that are looked at
_FEWEST = 8  # sampled shingles a text needs, about 32 words, to be compared; below only exact copies are told
_WIDESPREAD = 60  # articles of the window; a shingle found in more is a formula or an outlet's fixed words
_OWN_WORDS = 5  # articles of one outlet in the window; what so many share is its form, footer or advertisement
_NEAR = 0.4  # share of both texts
_CONTAINED = (
    0.4  # share of the smaller text; tellings of one event seldom share a tenth unless one has the other's words
)
_SAME_OUTLET = 0.6  # the same between articles of one outlet, which repeat their own background


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """Two articles that share text, and the shares (0–1) of each that stand in the other."""

    left: int
    right: int
    left_share: float
    right_share: float
    shared: int  # sampled shingles in common
    kind: CopyKind


class Fingerprints:
    """The sampled shingles of every article, in order of arrival."""

    def __init__(self) -> None:
        self._hashes: list[NDArray[np.uint32]] = []
        self._wholes: list[int] = []
        self._alike: dict[int, list[int]] = {}

    def append(self, texts: Sequence[str]) -> None:
        """Read a batch of texts."""
        shingles = sample_shingles([text[:_READ] for text in texts])
        for whole in shingles.whole.tolist():
            if whole:
                self._alike.setdefault(whole, []).append(len(self._wholes))
            self._wholes.append(whole)
        ends = np.searchsorted(shingles.text, np.arange(1, len(texts)))
        self._hashes.extend(part.copy() for part in np.split(shingles.hash, ends))

    def drop(self, numbers: Sequence[int]) -> None:
        """Know these articles as exact copies no more."""
        for number in numbers:
            alike = self._alike.get(self._wholes[number], [])
            if number in alike:
                alike.remove(number)

    def exact(self, new: NDArray[np.int64]) -> list[Overlap]:
        """The pairs of a new article and the first one of the same words, however long ago."""
        found = []
        for number in new.tolist():
            alike = self._alike.get(self._wholes[number], [number])
            if alike[0] != number:
                shared = len(self._hashes[number])
                overlap = Overlap(
                    left=number, right=alike[0], left_share=1.0, right_share=1.0, shared=shared, kind=CopyKind.EXACT
                )
                found.append(overlap)
        return found

    def overlaps(self, new: NDArray[np.int64], window: NDArray[np.int64], outlets: NDArray[np.int64]) -> list[Overlap]:
        """The pairs of a new article and another of the window of which one repeats the other.

        `outlets` tells by article number which outlet it is of.
        """
        rows = [self._hashes[number] for number in window.tolist()]
        lengths = np.array([len(row) for row in rows])
        if not lengths.sum():
            return []
        owners = np.repeat(np.arange(len(rows)), lengths)
        hashes = np.concatenate(rows)
        order = np.argsort(hashes, kind="stable")
        fresh = np.concatenate([[True], np.diff(hashes[order]) != 0])
        columns, spread = np.cumsum(fresh) - 1, np.diff(np.append(np.flatnonzero(fresh), len(order)))
        owners = owners[order]
        kept = (spread > 1)[columns] & (spread <= _WIDESPREAD)[columns]
        sizes = np.bincount(owners[(spread <= _WIDESPREAD)[columns]], minlength=len(rows))
        owners, columns = owners[kept], columns[kept]
        formula = _repeated_by_one(columns, outlets[window][owners])
        sizes -= np.bincount(owners[formula], minlength=len(rows))
        owners, columns = owners[~formula], columns[~formula]
        shape = (len(rows), len(spread))
        matrix = csr_array(
            (np.ones(len(owners), np.int32), (owners.astype(np.int32), columns.astype(np.int32))), shape=shape
        )
        place = {number: at for at, number in enumerate(window.tolist())}
        ours = np.array([place[number] for number in new.tolist()])
        common = (matrix[ours] @ matrix.T).tocoo()
        left, right, shared = ours[common.row], common.col, common.data
        smaller = np.minimum(sizes[left], sizes[right])
        same = outlets[window[left]] == outlets[window[right]]
        needed = np.where(same, _SAME_OUTLET, _CONTAINED)
        found = (left != right) & (smaller >= _FEWEST) & (shared >= needed * smaller)
        return [
            _overlap(int(window[a]), int(window[b]), int(count), int(sizes[a]), int(sizes[b]))
            for a, b, count in zip(left[found], right[found], shared[found], strict=True)
        ]


def _repeated_by_one(columns: NDArray[np.int64], outlets: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which occurrences are of a shingle that their outlet has in `_OWN_WORDS` articles or more."""
    keys = (columns << 24) | outlets
    order = np.argsort(keys, kind="stable")
    begins = np.flatnonzero(np.concatenate([[True], np.diff(keys[order]) != 0])) if len(keys) else order
    counts = np.diff(np.append(begins, len(keys)))
    found = np.zeros(len(keys), np.bool_)
    found[order] = np.repeat(counts >= _OWN_WORDS, counts)
    return found


def _overlap(left: int, right: int, shared: int, left_size: int, right_size: int) -> Overlap:
    shares = (shared / left_size, shared / right_size)
    kind = CopyKind.NEAR if min(shares) >= _NEAR else CopyKind.CONTAINED
    return Overlap(left=left, right=right, left_share=shares[0], right_share=shares[1], shared=shared, kind=kind)
