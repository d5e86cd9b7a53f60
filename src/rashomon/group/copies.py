"""Which articles repeat another's text: exactly, nearly, or with one inside the other."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array  # type: ignore[import-untyped]

from rashomon.model import CopyKind
from rashomon.text.script import fold_text
from rashomon.text.shingles import sample_shingles

_NO_LETTER = re.compile(r"[\W_]+")
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


class Shingles:
    """The sampled shingles of every article, in order of arrival."""

    def __init__(self) -> None:
        self._hashes: list[NDArray[np.uint32]] = []
        self._digests: list[bytes] = []
        self._alike: dict[bytes, list[int]] = {}

    def append(self, texts: Sequence[str]) -> None:
        """Read a batch of texts."""
        owners, hashes = sample_shingles(texts)
        ends = np.searchsorted(owners, np.arange(1, len(texts)))
        for text in texts:
            letters = _NO_LETTER.sub("", fold_text(text))
            digest = hashlib.blake2b(letters.encode("utf-8", "replace"), digest_size=8).digest()
            if letters:
                self._alike.setdefault(digest, []).append(len(self._digests))
            self._digests.append(digest)
        self._hashes.extend(np.split(hashes, ends))

    def exact(self, new: NDArray[np.int64]) -> list[Overlap]:
        """The pairs of a new article and the first one of the same words, however long ago."""
        found = []
        for number in new.tolist():
            alike = self._alike.get(self._digests[number], [number])
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
        distinct, columns, spread = np.unique(np.concatenate(rows), return_inverse=True, return_counts=True)
        owners = np.repeat(np.arange(len(rows)), lengths)
        _, sort, times = np.unique((columns << 24) | outlets[window][owners], return_inverse=True, return_counts=True)
        kept = (spread[columns] <= _WIDESPREAD) & (times[sort] < _OWN_WORDS)
        owners, columns = owners[kept], columns[kept]
        shape = (len(rows), len(distinct))
        matrix = csr_array((np.ones(len(owners), np.int32), (owners, columns)), shape=shape)
        place = {number: at for at, number in enumerate(window.tolist())}
        ours = np.array([place[number] for number in new.tolist()])
        common = (matrix[ours] @ matrix.T).tocoo()
        sizes = np.bincount(owners, minlength=len(rows))
        left, right, shared = ours[common.row], common.col, common.data
        smaller = np.minimum(sizes[left], sizes[right])
        same = outlets[window[left]] == outlets[window[right]]
        needed = np.where(same, _SAME_OUTLET, _CONTAINED)
        found = (left != right) & (smaller >= _FEWEST) & (shared >= needed * smaller)
        return [
            _overlap(int(window[a]), int(window[b]), int(count), int(sizes[a]), int(sizes[b]))
            for a, b, count in zip(left[found], right[found], shared[found], strict=True)
        ]


def _overlap(left: int, right: int, shared: int, left_size: int, right_size: int) -> Overlap:
    shares = (shared / left_size, shared / right_size)
    kind = CopyKind.NEAR if min(shares) >= _NEAR else CopyKind.CONTAINED
    return Overlap(left=left, right=right, left_share=shares[0], right_share=shares[1], shared=shared, kind=kind)
