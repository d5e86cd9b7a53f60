"""From likenesses to the chance that two articles tell one event."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import msgspec
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array  # type: ignore[import-untyped]

from rashomon.group.pairs import Floats, Numbers, Pairs
from rashomon.text.trees import Matrix, Trees, TreesFile, trees_of

_CROWD = 15  # nearest articles whose likeness tells how crowded a place is
_NEAR = 3  # the same for the nearest of all
_FAR = 10  # the same away from the day, or from the time
_AWAY = 3.0  # days
_ELSEWHERE = 500  # articles between
_NEIGHBOURS = 20  # nearest articles by which two are found to have the same ones
_ITSELF = 0.5  # likeness that an article counts as its own neighbour with
_ROWS = 100_000  # pairs whose neighbours are compared at once: about 40 MB
_DAY = 86400.0

FIGURES = (
    "whole",  # square roots of cosines, because the step from none to some tells more than that from much to more
    "lead",
    "headline",
    "crossed",
    "crossed_back",
    "peak",  # likeness by one term only is a topic's, or a name's
    "shared",
    "second",  # of the two lists of neighbours: articles of one event have the same
    "place",  # of each among the other's neighbours, counted from the nearest
    "worse_place",
    "relative",  # to the likeness of the nearest of both
    "crowd",  # where all is alike, likeness tells little
    "topic",  # what goes on for long is likely to be on another day's event of it
    "elsewhere",
    "days",
    "between",
    "apart",  # days, limited by articles between: in an archive of few articles, time alone says little
    "outlet",  # an outlet seldom tells one event twice
    "length",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of each article by number."""

    times: NDArray[np.float64]  # seconds
    rank: Numbers  # place in the order of time
    outlets: Numbers  # a number for each
    lengths: Numbers  # weighty terms


class Surroundings:
    """How crowded the place of each article is, as last measured."""

    def __init__(self) -> None:
        self.near = np.zeros(0)
        self.crowd = np.zeros(0)
        self.topic = np.zeros(0)
        self.elsewhere = np.zeros(0)

    def grow(self, size: int) -> None:
        """Make room for as many articles."""
        for name in ("near", "crowd", "topic", "elsewhere"):
            values = getattr(self, name)
            setattr(self, name, np.append(values, np.zeros(size - len(values))))

    def measure(self, pairs: Pairs, facts: Facts, inside: NDArray[np.bool_]) -> None:
        """Measure the articles marked `inside` anew; `pairs` must hold all of theirs."""
        lists = _Lists(pairs, len(facts.times))
        days, between = _gaps(pairs, facts)
        self.near[inside] = lists.nearest(_NEAR)[inside]
        self.crowd[inside] = lists.nearest(_CROWD)[inside]
        self.topic[inside] = lists.nearest(_FAR, days > _AWAY)[inside]
        self.elsewhere[inside] = lists.nearest(_FAR, between > _ELSEWHERE)[inside]

    def figures(self, pairs: Pairs, facts: Facts, places: NDArray[np.bool_]) -> Matrix:
        """The `FIGURES` of the pairs at these places; `pairs` must hold all of the articles that they are of."""
        lists = _Lists(pairs, len(facts.times))
        chosen = pairs.chosen(places)
        left, right = chosen.left, chosen.right
        days, between = _gaps(chosen, facts)
        far = np.log1p(between)
        ranks = [np.log1p(place[places]) for place in lists.places()]
        near = np.sqrt(np.maximum(self.near[left] * self.near[right], 1e-6))
        found = {
            "whole": np.sqrt(chosen.whole),
            "lead": np.sqrt(chosen.lead),
            "headline": np.sqrt(chosen.headline),
            "crossed": np.sqrt(chosen.crossed),
            "crossed_back": np.sqrt(chosen.crossed_back),
            "peak": chosen.peak,
            "shared": np.log1p(chosen.shared),
            "second": lists.alike(left, right),
            "place": ranks[0] + ranks[1],
            "worse_place": np.maximum(*ranks),
            "relative": _like(chosen) / near,
            "crowd": np.sqrt(self.crowd[left] * self.crowd[right]),
            "topic": (self.topic[left] + self.topic[right]) / 2,
            "elsewhere": np.sqrt(self.elsewhere[left] * self.elsewhere[right]),
            "days": np.log1p(days),
            "between": far,
            "apart": np.minimum(np.log1p(np.maximum(days - 1, 0)), far / 2),
            "outlet": facts.outlets[left] == facts.outlets[right],
            "length": np.log1p(np.minimum(facts.lengths[left], facts.lengths[right])),
        }
        return np.column_stack([found[name].astype(np.float32) for name in FIGURES])


class _Lists:
    """The neighbours of each article, the likest first."""

    def __init__(self, pairs: Pairs, size: int) -> None:
        like = _like(pairs)
        owners = np.concatenate([pairs.left, pairs.right])
        self._size = size
        self._order = np.lexsort((-np.concatenate([like, like]), owners))
        self._owners = owners[self._order]
        self._others = np.concatenate([pairs.right, pairs.left])[self._order]
        self._values = np.concatenate([like, like])[self._order]
        self._place = _counted(self._owners)

    def nearest(self, most: int, among: NDArray[np.bool_] | None = None) -> NDArray[np.float64]:
        """For each article the mean of its `most` highest likenesses, fewer counting as 0; `among` tells pairs."""
        if among is None:
            owners, values, place = self._owners, self._values, self._place
        else:
            kept = np.concatenate([among, among])[self._order]
            owners, values = self._owners[kept], self._values[kept]
            place = _counted(owners)
        best = place < most
        return np.bincount(owners[best], values[best], minlength=self._size) / most

    def places(self) -> tuple[Numbers, Numbers]:
        """For each pair the place of the right one in the left one's list, and the other way round."""
        place = np.empty(len(self._order), np.int64)
        place[self._order] = self._place
        return place[: len(place) // 2], place[len(place) // 2 :]

    def alike(self, left: Numbers, right: Numbers) -> Floats:
        """For each of these pairs the square root of the cosine of both lists."""
        best = self._place < _NEIGHBOURS
        itself = np.unique(np.concatenate([left, right]))
        rows = np.concatenate([self._owners[best], itself])
        columns = np.concatenate([self._others[best], itself])
        values = np.concatenate([self._values[best], np.full(len(itself), _ITSELF, np.float32)])
        matrix = csr_array((values, (rows.astype(np.int32), columns.astype(np.int32))), shape=(self._size, self._size))
        norms = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
        found = np.zeros(len(left), np.float32)
        for at in range(0, len(left), _ROWS):
            a, b = left[at : at + _ROWS], right[at : at + _ROWS]
            products = np.asarray(matrix[a].multiply(matrix[b]).sum(axis=1)).ravel()
            found[at : at + _ROWS] = np.sqrt(np.clip(products / (norms[a] * norms[b]), 0, 1))
        return found


def _like(pairs: Pairs) -> Floats:
    """One likeness of the three."""
    found: Floats = 0.4 * pairs.whole + 0.4 * pairs.lead + 0.2 * pairs.headline
    return found


def _gaps(pairs: Pairs, facts: Facts) -> tuple[Floats, Numbers]:
    """The days and the number of articles between the two of each pair."""
    days = np.abs(facts.times[pairs.left] - facts.times[pairs.right]) / _DAY
    return days.astype(np.float32), np.abs(facts.rank[pairs.left] - facts.rank[pairs.right])


def _counted(owners: Numbers) -> Numbers:
    """The place of each entry among those of its owner; owners are sorted."""
    if not len(owners):
        return np.zeros(0, np.int64)
    begins = np.concatenate([[True], owners[1:] != owners[:-1]])
    firsts = np.flatnonzero(begins)
    found: Numbers = np.arange(len(owners)) - firsts[np.cumsum(begins) - 1]
    return found


@cache
def shipped_trees() -> Trees:
    """What tells the chance from the `FIGURES`; `scripts/train_stories.py` makes it."""
    data = (files("rashomon.group") / "data" / "stories.json").read_bytes()
    return trees_of(msgspec.json.decode(data, type=TreesFile))
