"""The chances of pairs as last judged, kept by day, and what they say of each article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rashomon.group.pairs import Floats, Numbers

_DAY = 86400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Ties:
    """Pairs of articles, by number, and the chance that each tells one event."""

    left: Numbers
    right: Numbers
    chance: Floats

    def __len__(self) -> int:
        return len(self.left)

    def chosen(self, places: NDArray[np.bool_] | Numbers) -> Ties:
        """The ties at these places."""
        return Ties(left=self.left[places], right=self.right[places], chance=self.chance[places])


def joined_ties(parts: list[Ties]) -> Ties:
    """The ties of all parts."""
    none = Ties(left=np.zeros(0, np.int64), right=np.zeros(0, np.int64), chance=np.zeros(0, np.float32))
    parts = [none, *parts]
    return Ties(
        left=np.concatenate([part.left for part in parts]),
        right=np.concatenate([part.right for part in parts]),
        chance=np.concatenate([part.chance for part in parts]),
    )


class TieStore:
    """Each tie once, under the day of its later article."""

    def __init__(self) -> None:
        self._days: dict[int, Ties] = {}

    def put(self, ties: Ties, times: NDArray[np.float64], inside: NDArray[np.bool_]) -> None:
        """Keep these ties in place of all that have an end `inside`."""
        days = (np.maximum(times[ties.left], times[ties.right]) // _DAY).astype(np.int64)
        for day in {*days.tolist(), *self._days}:
            fresh, before = ties.chosen(days == day), self._days.get(day)
            if before is not None:
                stale = inside[before.left] | inside[before.right]
                if not len(fresh) and not stale.any():
                    continue
                fresh = joined_ties([before.chosen(~stale), fresh])
            self._days[day] = fresh

    def drop(self, gone: NDArray[np.bool_]) -> None:
        """Drop the ties that have an end among these articles."""
        self._days = {day: ties.chosen(~(gone[ties.left] | gone[ties.right])) for day, ties in self._days.items()}

    def __iter__(self) -> Iterator[Ties]:
        return iter([self._days[day] for day in sorted(self._days)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Fellows:
    """Of each article, by number: what ties it to the others of its story, and to those of another."""

    total: NDArray[np.float64]  # the sum of the chances
    nearest: Numbers  # the likeliest fellow; -1 for none
    chance: NDArray[np.float64]  # that of the nearest
    outside: Numbers  # the likeliest article of another story; -1 for none
    outside_chance: NDArray[np.float64]


def fellows_of(ties: Ties, story_of: Numbers) -> Fellows:
    """The fellows of every article; `story_of` gives a number for the story of each."""
    within = story_of[ties.left] == story_of[ties.right]
    inside, size = ties.chosen(within), len(story_of)
    owners = np.concatenate([inside.left, inside.right])
    total = np.bincount(owners, np.concatenate([inside.chance, inside.chance]), minlength=size)
    nearest, chance = _likeliest(inside, size)
    outside, outside_chance = _likeliest(ties.chosen(~within), size)
    return Fellows(
        total=total.astype(np.float64),
        nearest=nearest,
        chance=chance,
        outside=outside,
        outside_chance=outside_chance,
    )


def _likeliest(ties: Ties, size: int) -> tuple[Numbers, NDArray[np.float64]]:
    """For each article the other end of its likeliest tie (-1 for none), and the chance of that."""
    owners = np.concatenate([ties.left, ties.right])
    others = np.concatenate([ties.right, ties.left])
    chances = np.concatenate([ties.chance, ties.chance]).astype(np.float64)
    order = np.lexsort((-others, chances))  # written in this order, the likeliest stays, of equals the lowest number
    best, chance = np.full(size, -1, np.int64), np.zeros(size)
    best[owners[order]] = others[order]
    chance[owners[order]] = chances[order]
    return best, chance
