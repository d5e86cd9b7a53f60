"""Who speaks in each article, found by processes that read the articles from the archive themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property, partial

from rashomon.archive.workers import Crew
from rashomon.attribute import attribute_speech
from rashomon.store import attributions, versions
from rashomon.store.attributions import Attribution, attribution_of
from rashomon.store.bodies import Bodies
from rashomon.store.database import Database
from rashomon.store.opening import open_database

_BATCH = 100  # articles attributed in one transaction
_FEW = 200  # articles that are attributed sooner than processes are started


@dataclass(kw_only=True)
class _Attributor:
    """A step for other processes, each with a connection of its own: no text is sent to it."""

    address: str

    def attribute(self, numbers: list[int]) -> list[Attribution]:
        return attribute_all(*self._opened, numbers)

    @cached_property
    def _opened(self) -> tuple[Database, Bodies]:
        db = open_database(self.address, read_only=True, create=False)
        return db, Bodies(db)


def attribute_missing(
    db: Database, bodies: Bodies, *, crew: Crew, on_batch: Callable[[int, int], None] | None = None
) -> int:
    """How many articles were attributed: all whose latest version was not yet.

    `on_batch` is told how many are done and how many there are. An article that kills the process attributing it
    is noted as one in which nobody speaks.
    """
    total = attributions.count_missing(db)
    alone = crew.is_one or total <= _FEW
    step = partial(attribute_all, db, bodies) if alone else _Attributor(address=db.address).attribute
    told: list[list[int]] = []  # the numbers of the batches that are under way, oldest first

    def batches() -> Iterator[list[int]]:
        after = 0
        while numbers := attributions.missing(db, after=after, most=_BATCH):
            told.append(numbers)
            yield numbers
            after = numbers[-1]

    count = 0

    def unattributed(number: int, why: str) -> Attribution:
        return Attribution(version=versions.latest_number(db, number))

    with closing(crew.map(step, batches(), instead=unattributed, alone=alone)) as done:
        for batch in done:
            numbers, told[:1] = told[0], []
            with db.transaction():
                attributions.put(db, bodies, dict(zip(numbers, batch, strict=True)))
            count += len(numbers)
            if on_batch:
                on_batch(count, total)
    return count


def attribute_all(db: Database, bodies: Bodies, numbers: list[int]) -> list[Attribution]:
    """What the search needs to know of the latest version of each of the articles."""
    return [
        attribution_of(attribute_speech(read.version), version=read.number, body=read.body)
        for read in versions.read_latest(db, bodies, numbers).values()
    ]
