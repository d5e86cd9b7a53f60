"""The stories of the articles that came in."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from rashomon.group import StoryIndex
from rashomon.model import ArticleId, StoryId, Version
from rashomon.store import stories, versions
from rashomon.store.bodies import Bodies
from rashomon.store.database import Database

_BATCH = 200  # articles read at a time
# Articles on each side of new ones, in time, that are grouped again with them: about three days of 300 a day each.
_REACH = 1000


def regroup(db: Database, bodies: Bodies, *, changed: Collection[int] | None = None) -> None:
    """Make the stories again, of all articles or around those that changed; a story keeps its id while most of it stays.

    Articles that stand in no story yet count as changed.
    """
    numbers = _to_group(db, changed)
    if not numbers:
        return
    found: dict[str, int] = {}

    def walk() -> Iterator[Version]:
        for place in range(0, len(numbers), _BATCH):
            for number, version in versions.latest_of(db, bodies, numbers[place : place + _BATCH]).items():
                found[version.id] = number
                yield version

    index = StoryIndex()
    index.add(walk(), stories=_stories_by_id(db, numbers), redirects=stories.redirected(db))
    grouping = index.grouping()
    with db.transaction():
        stories.put(
            db,
            grouping.stories,
            copies=grouping.copies,
            joined=grouping.joined,
            redirects={entry.old: entry.new for entry in grouping.redirects},
            numbers=found,
        )


def _to_group(db: Database, changed: Collection[int] | None) -> list[int]:
    """The articles to group, in the order they came."""
    every = [number for (number,) in db.rows("SELECT number FROM articles WHERE latest IS NOT NULL ORDER BY number")]
    if changed is None:
        return every
    touched = {*changed, *stories.missing(db)}
    if not touched or len(every) <= 2 * _REACH:
        return every if touched else []
    return sorted(stories.around(db, touched, reach=_REACH))


def _stories_by_id(db: Database, numbers: Sequence[int]) -> dict[ArticleId, StoryId]:
    placed = stories.places(db, numbers)
    ids: dict[int, str] = {row[0]: row[1] for row in db.rows("SELECT number, id FROM articles")}
    return {ArticleId(ids[number]): story for number, story in placed.items()}
