"""Judging pairs: what the trees say of their likeness, some thousands of articles at a time."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from rashomon.group.edges import EdgeStore
from rashomon.group.likeness import Facts, Surroundings
from rashomon.group.pairs import Numbers, Pairs
from rashomon.text.trees import Matrix

_SPAN = 8000  # articles whose pairs are judged at once: about 150 MB


class Judge:
    """Measures the pairs of a stretch of time; `window` is how many articles away a pair may lie."""

    def __init__(self, window: int) -> None:
        self._window = window
        self._surroundings = Surroundings()

    def grow(self, size: int) -> None:
        """Make room for as many articles."""
        self._surroundings.grow(size)

    def measured(
        self, edges: EdgeStore, facts: Facts, order: Numbers, low: int, high: int
    ) -> Iterator[tuple[Pairs, Matrix]]:
        """The pairs with an end at one of the places `low` to `high` of `order`, each once, and their figures."""
        spans = [(at, min(at + _SPAN, high)) for at in range(low, high, _SPAN)]
        for begin, end in spans:  # all before any is judged, for a pair may reach into the next span
            pairs = self._around(edges, facts, order, begin, end)
            self._surroundings.measure(pairs, facts, _marked(facts, order[begin:end]))
        for begin, end in spans:
            pairs = self._around(edges, facts, order, begin, end)
            ranks = facts.rank[pairs.left], facts.rank[pairs.right]
            last = np.maximum(*ranks)
            own = np.where(last < high, last, np.minimum(*ranks))  # the span that a pair is judged in
            chosen = (own >= begin) & (own < end)
            yield pairs.chosen(chosen), self._surroundings.figures(pairs, facts, chosen)

    def _around(self, edges: EdgeStore, facts: Facts, order: Numbers, begin: int, end: int) -> Pairs:
        """The pairs of these places and of those they are paired with."""
        first = order[max(0, begin - self._window)]
        last = order[min(len(order), end + self._window) - 1]
        return edges.between(facts.times[first], facts.times[last])


def _marked(facts: Facts, numbers: Numbers) -> NDArray[np.bool_]:
    found = np.zeros(len(facts.times), np.bool_)
    found[numbers] = True
    return found
