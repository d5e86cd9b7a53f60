"""What is derived from articles that came in: stories, and who speaks in each article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rashomon.archive.workers import in_processes
from rashomon.attribute import attribute_article
from rashomon.group import StoryIndex
from rashomon.model import ArticleId, Version
from rashomon.store import attributions, stories, versions
from rashomon.store.attributions import Attribution, attribution_of
from rashomon.store.bodies import Bodies
from rashomon.store.database import Database

_BATCH = 100  # articles attributed in one transaction
_FEW = 200  # articles that are attributed sooner than processes are started


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


def attribute_missing(db: Database, bodies: Bodies, *, workers: int) -> int:
    """How many articles were attributed: all whose latest version was not yet."""
    first = attributions.missing(db, most=_FEW + 1)
    told: list[Sequence[int]] = []  # the numbers of the batches that are under way, oldest first

    def batches() -> Iterator[list[Version]]:
        after = 0
        while numbers := attributions.missing(db, after=after, most=_BATCH):
            told.append(numbers)
            found = versions.latest_of(db, bodies, numbers)
            yield [found[number] for number in numbers]
            after = numbers[-1]

    count = 0
    for batch in in_processes(attribute_all, batches(), workers=workers if len(first) > _FEW else 1):
        numbers, told[:1] = told[0], []
        with db.transaction():
            for number, found in zip(numbers, batch, strict=True):
                attributions.put(db, bodies, number, found)
        count += len(numbers)
    return count


def attribute_all(batch: Sequence[Version]) -> list[Attribution]:
    """What the search needs to know of each version."""
    return [attribution_of(attribute_article(version)) for version in batch]
