"""Stories made of what the archive holds, keeping the ids that they had."""

from __future__ import annotations

from collections.abc import Iterator

from rashomon.group import StoryIndex
from rashomon.model import ArticleId, Version
from rashomon.store import stories, versions
from rashomon.store.bodies import Bodies
from rashomon.store.database import Database


def regroup(db: Database, bodies: Bodies) -> None:
    """Make all stories again from the articles; a story keeps its id while most of its articles stay together."""
    numbers: dict[str, int] = {}

    def walk() -> Iterator[Version]:
        for number, version in versions.every_latest(db, bodies):
            numbers[version.id] = number
            yield version

    index = StoryIndex()
    index.add(walk(), stories={ArticleId(id_): story for id_, story in stories.places(db)})
    grouping = index.grouping()
    with db.transaction():
        stories.replace_all(
            db,
            grouping.stories,
            copies=grouping.copies,
            joined=grouping.joined,
            redirects={entry.old: entry.new for entry in grouping.redirects},
            numbers=numbers,
        )
