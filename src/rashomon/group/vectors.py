"""The archive's articles as weighted term vectors: kept flat, weighed by how rare each term is among them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array  # type: ignore[import-untyped]

from rashomon.group.terms import TERM_BITS, TermCounts, count_terms

WIDTH = 1 << TERM_BITS
_LEAD = 500  # characters of the body that count as its lead: two or three sentences
_LEAD_HAN = 200  # the same length told in Han characters
_HAN = re.compile(r"[\u3400-\u9fff]")
_BODY = 2500  # characters read of a body: events are told at its head, and long features wander
_KEPT = 250  # terms kept of an article, the weightiest: the rest carry little of a vector's length

_Number = TypeVar("_Number", bound=np.generic)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What grouping reads of an article."""

    headline: str
    text: str


class TermField:
    """One field of every article, in order of arrival: its terms and their weights before rarity."""

    def __init__(self) -> None:
        self._terms = np.zeros(1024, np.int32)
        self._weights = np.zeros(1024, np.float32)
        self._ends = np.zeros(256, np.int64)
        self._rows = 0

    def __len__(self) -> int:
        return self._rows

    def append(self, counts: TermCounts, rows: int) -> None:
        """Add `rows` articles; their terms come sorted by row."""
        begin = int(self._ends[self._rows - 1]) if self._rows else 0
        end = begin + len(counts.term)
        self._terms = _grown(self._terms, end)
        self._weights = _grown(self._weights, end)
        self._terms[begin:end] = counts.term
        self._weights[begin:end] = 1 + np.log(counts.count)
        self._ends = _grown(self._ends, self._rows + rows)
        ends = begin + np.cumsum(np.bincount(counts.text, minlength=rows))
        self._ends[self._rows : self._rows + rows] = ends
        self._rows += rows

    def lengths(self) -> NDArray[np.int64]:
        """How many terms each article has."""
        return np.diff(self._ends[: self._rows], prepend=0)

    def rows(self, numbers: NDArray[np.int64], rarity: NDArray[np.float32]) -> csr_array:
        """The unit vectors of these articles, one a row, terms weighed by `rarity`."""
        starts = np.where(numbers > 0, self._ends[np.maximum(numbers - 1, 0)], 0)
        lengths = self._ends[numbers] - starts
        pointers = np.concatenate([[0], np.cumsum(lengths)])
        places = np.arange(int(pointers[-1])) + np.repeat(starts - pointers[:-1], lengths)
        terms = self._terms[places]
        weights = self._weights[places] * rarity[terms]
        squares = np.add.reduceat(np.append(weights**2, 0), np.minimum(pointers[:-1], len(weights)))
        norms = np.sqrt(np.where(lengths > 0, squares, 1))
        norms[norms == 0] = 1
        weights /= np.repeat(norms, lengths).astype(np.float32)
        # 32 bits for both index arrays: of mixed sizes SciPy makes the larger, and its products take a third longer
        return csr_array((weights, terms, pointers.astype(np.int32)), shape=(len(numbers), WIDTH))


class Vectors:
    """Headline, lead and whole of every article, and in how many articles each term stands."""

    def __init__(self) -> None:
        self.headline = TermField()
        self.lead = TermField()
        self.whole = TermField()
        self._spread = np.zeros(WIDTH, np.int32)

    def __len__(self) -> int:
        return len(self.whole)

    def append(self, articles: Sequence[Told]) -> None:
        """Read a batch of articles; they are numbered on from the last."""
        headlines = [one.headline for one in articles]
        leads = [f"{one.headline}\n{one.headline}\n{_lead(one.text)}" for one in articles]
        wholes = [f"{head}\n{one.text[:_BODY]}" for head, one in zip(leads, articles, strict=True)]
        rows = len(articles)
        counts = count_terms(wholes)
        self._spread += np.bincount(counts.term, minlength=WIDTH).astype(np.int32)
        self.headline.append(count_terms(headlines), rows)
        self.lead.append(count_terms(leads), rows)
        self.whole.append(self._weightiest(counts, rows), rows)

    def rarity(self) -> NDArray[np.float32]:
        """For each term: its inverse document frequency, never below 0."""
        total = len(self) + 1
        return np.maximum(np.log((total + 1) / (self._spread + 0.5)), 0).astype(np.float32)

    def _weightiest(self, counts: TermCounts, rows: int) -> TermCounts:
        total = max(len(self), rows) + 1
        weight = (1 + np.log(counts.count)) * np.log((total + 1) / (self._spread[counts.term] + 0.5))
        order = np.argsort(counts.text * 1000.0 - weight)  # no weight reaches 1000: by text, then the weightiest first
        begins = np.searchsorted(counts.text, np.arange(rows))
        rank = np.empty(len(order), np.int64)
        rank[order] = np.arange(len(order)) - begins[counts.text[order]]
        kept = rank < _KEPT
        return TermCounts(text=counts.text[kept], term=counts.term[kept], count=counts.count[kept])


def _lead(text: str) -> str:
    start = text[:_LEAD]
    return start if len(_HAN.findall(start)) * 3 < len(start) else start[:_LEAD_HAN]


def _grown(array: NDArray[_Number], size: int) -> NDArray[_Number]:
    if size <= len(array):
        return array
    larger = np.zeros(max(size, 2 * len(array)), array.dtype)
    larger[: len(array)] = array
    return larger
