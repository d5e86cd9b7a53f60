"""The places in time that a change touches, and what is linked anew there."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from rashomon.group.linkage import Link
from rashomon.group.pairs import Numbers
from rashomon.group.roster import Roster
from rashomon.model import StoryId


def spans(ranks: Numbers, most: int, widest: int) -> Iterator[tuple[int, int]]:
    """Cut sorted places into spans of at most `most` places that lie at most `widest` apart: (begin, end) indices."""
    begin = 0
    while begin < len(ranks):
        end = min(begin + most, int(np.searchsorted(ranks, ranks[begin] + widest, side="right")))
        yield begin, end
        begin = end


def runs(ranks: Numbers, gap: int) -> Iterator[tuple[int, int]]:
    """The first and last of each run of sorted places that lie at most `gap` apart."""
    cuts = np.flatnonzero(np.diff(ranks) > gap) + 1
    for run in np.split(ranks, cuts):
        yield int(run[0]), int(run[-1])


class Zone:
    """What a repair links: each article inside by itself, and the stories of the articles around it as they are."""

    def __init__(self, zone: Numbers, inside: NDArray[np.bool_], roster: Roster) -> None:
        self._zone = zone.tolist()
        self._group_of = {number: at for at, number in enumerate(self._zone)}
        self._inside = inside.tolist()  # asked one by one, which an array answers slowly
        self._roster = roster
        self._stories: dict[StoryId, int] = {}
        self.sizes = [1] * len(self._zone)
        self.links: list[Link] = []

    @property
    def fixed(self) -> frozenset[int]:
        """The groups that are stories of before."""
        return frozenset(self._stories.values())

    def tie(self, left: int, right: int, score: float) -> None:
        """Enter a pair of which one is inside at least; an outside article that has no story yet waits its turn."""
        ends = (self._group(left), self._group(right))
        if ends[0] is not None and ends[1] is not None and ends[0] != ends[1]:
            self.links.append((min(ends[0], ends[1]), max(ends[0], ends[1]), score))

    def _group(self, number: int) -> int | None:
        if self._inside[number]:
            return self._group_of[number]
        story = self._roster.story_of.get(number)
        if story is None:
            return None
        if story not in self._stories:
            self._stories[story] = len(self.sizes)
            self.sizes.append(len(self._outside(story)))
        return self._stories[story]

    def _outside(self, story: StoryId) -> list[int]:
        return [number for number in self._roster.members[story] if not self._inside[number]]

    def gather(self, clusters: list[int]) -> list[list[int]]:
        """The articles of each cluster."""
        gathered: dict[int, list[int]] = {}
        for number, cluster in zip(self._zone, clusters, strict=False):
            gathered.setdefault(cluster, []).append(number)
        for story, at in self._stories.items():
            gathered.setdefault(clusters[at], []).extend(self._outside(story))
        return list(gathered.values())
