"""The stories of the articles that came in."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence

from rashomon.group import Embed, StoryIndex, load_embedder
from rashomon.model import Version
from rashomon.store import stories, versions
from rashomon.store.bodies import Bodies
from rashomon.store.database import Database

_BATCH = 200  # articles read at a time
# Articles on each side of new ones, in time, that are grouped again with them: about three days of 300 a day each.
_REACH = 1000
# New articles grouped at once; more are taken in slices of time, so that memory does not grow with the archive.
_SLICE = 20_000


def regroup(db: Database, bodies: Bodies, *, changed: Collection[int] | None = None) -> None:
    """Make the stories again, of all articles or around those that changed; a story keeps its id while most of it stays.

    Articles that stand in no story yet count as changed.
    """
    order = stories.in_time(db)
    touched = set(order) if changed is None else {*changed, *stories.missing(db)}
    for first, last in _slices([rank for rank, number in enumerate(order) if number in touched]):
        near = order[max(0, first - _REACH) : last + 1 + _REACH]
        while not _regrouped(db, bodies, sorted(stories.with_stories(db, near))):
            pass  # another writer was quicker with some of these: once more, with what it made of them


def _embedder() -> Embed | None:
    """The model of sentences that `RASHOMON_EMBEDDER` names, if it names one; `group.meaning` tells how."""
    name = os.environ.get("RASHOMON_EMBEDDER", "")
    return load_embedder(name) if name else None


def _slices(ranks: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The first and the last of those that are near each other in time, and not too many."""
    begin = 0
    for place in range(1, len(ranks) + 1):
        ends = place == len(ranks) or ranks[place] - ranks[place - 1] > 2 * _REACH or place - begin == _SLICE
        if ends:
            yield ranks[begin], ranks[place - 1]
            begin = place


def _regrouped(db: Database, bodies: Bodies, numbers: Sequence[int]) -> bool:
    """Whether the stories of these articles were made again; False where another writer moved one of them meanwhile.

    With every article, all that stand in its story must be among them.
    """
    found: dict[str, int] = {}

    def walk() -> Iterator[Version]:
        for place in range(0, len(numbers), _BATCH):
            for number, version in versions.latest_of(db, bodies, list(numbers[place : place + _BATCH])).items():
                found[version.id] = number
                yield version

    placed = stories.places(db, numbers)
    index = StoryIndex(embed=_embedder())
    index.add(walk(), stories=placed)
    grouping = index.grouping()
    with db.transaction():
        if stories.places(db, numbers) != placed or stories.with_stories(db, numbers) != set(numbers):
            return False
        stories.put(
            db,
            grouping.stories,
            copies=grouping.copies,
            joined=grouping.joined,
            redirects={entry.old: entry.new for entry in grouping.redirects},
            numbers=found,
        )
    return True
