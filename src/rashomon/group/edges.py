"""The likenesses found so far, kept by day so that those around some articles are found without reading them all."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from numpy.typing import NDArray

_DAY = 86400.0


class EdgeStore:
    """Scored pairs of articles; each pair is kept under the day of its later article."""

    def __init__(self) -> None:
        self._blocks: dict[int, list[NDArray[np.float64]]] = defaultdict(list)

    def add(
        self,
        left: NDArray[np.int64],
        right: NDArray[np.int64],
        score: NDArray[np.float64],
        later: NDArray[np.float64],
    ) -> None:
        """Keep pairs; `later` is the time of the later article of each."""
        days = (later // _DAY).astype(np.int64)
        order = np.argsort(days, kind="stable")
        rows = np.column_stack([left, right, score])[order]
        numbers, begins = np.unique(days[order], return_index=True)
        for day, block in zip(numbers.tolist(), np.split(rows, begins[1:]), strict=False):
            self._blocks[day].append(block)

    def between(self, first: float, last: float) -> NDArray[np.float64]:
        """Rows of (left, right, score) of the pairs whose later article is of these times."""
        low, high = int(first // _DAY), int(last // _DAY)
        days = range(low, high + 1) if high - low < len(self._blocks) else sorted(self._blocks)
        found = [block for day in days if low <= day <= high for block in self._blocks.get(day, ())]
        return np.concatenate(found) if found else np.zeros((0, 3))

    def forget(self) -> None:
        """Drop all pairs."""
        self._blocks.clear()
