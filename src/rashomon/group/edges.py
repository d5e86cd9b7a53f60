"""The likenesses found so far, kept by day so that those around some articles are found without reading them all."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from numpy.typing import NDArray

from rashomon.group.pairs import Pairs, joined_pairs

_DAY = 86400.0


class EdgeStore:
    """Pairs of articles; each is kept once for each time it was found, under the day of its later article."""

    def __init__(self) -> None:
        self._days: dict[int, list[Pairs]] = defaultdict(list)

    def add(self, pairs: Pairs, later: NDArray[np.float64]) -> None:
        """Keep pairs; `later` is the time of the later article of each, in seconds."""
        days = (later // _DAY).astype(np.int64)
        order = np.argsort(days, kind="stable")
        numbers, begins = np.unique(days[order], return_index=True)
        for day, places in zip(numbers.tolist(), np.split(order, begins[1:]), strict=False):
            self._days[day].append(pairs.chosen(places))

    def between(self, first: float, last: float) -> Pairs:
        """The pairs whose later article is of these times; what was found twice is there once."""
        low, high = int(first // _DAY), int(last // _DAY)
        days = range(low, high + 1) if high - low < len(self._days) else sorted(self._days)
        found = joined_pairs([part for day in days if low <= day <= high for part in self._days.get(day, ())])
        small = np.minimum(found.left, found.right)
        large = np.maximum(found.left, found.right)
        keys = (small << 32) | large
        # of two findings the newer counts: rarity was better known then
        _, places = np.unique(keys[::-1], return_index=True)
        return found.chosen(len(found) - 1 - places)

    def drop(self, gone: NDArray[np.bool_]) -> None:
        """Drop the pairs that have an end among these articles."""
        for parts in self._days.values():
            parts[:] = [part.chosen(~(gone[part.left] | gone[part.right])) for part in parts]

    def forget(self) -> None:
        """Drop all pairs."""
        self._days.clear()
