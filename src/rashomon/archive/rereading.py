"""Reading everything again with today's extractor: in place, resumable, every older version kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from copy import copy

from rashomon.archive.reading import Item, Reader
from rashomon.archive.workers import Crew
from rashomon.model import Tally
from rashomon.store import captures
from rashomon.store.bodies import Bodies
from rashomon.store.database import Database, one
from rashomon.store.intake import Outcome, taking_in
from rashomon.store.preparing import Prepared

_BATCH = 200
_DONE = {"key": "reread"}  # the last capture that was read again, while not all have been


def reread(db: Database, bodies: Bodies, reader: Reader, *, crew: Crew) -> tuple[Tally, set[int]]:
    """The counts, and the articles that are new or have a new version; it goes on where it was stopped."""
    row = one(db, "SELECT value FROM meta WHERE key = :key", _DONE)
    told: list[list[int]] = []  # the captures of the batches that are under way, oldest first

    def batches() -> Iterator[list[Item]]:
        last = int(row[0]) if row else 0
        while numbers := captures.readable_after(db, last, most=_BATCH):
            told.append(numbers)
            yield [captures.page(db, bodies, number) for number in numbers]
            last = numbers[-1]

    counts: Counter[Outcome] = Counter()
    touched: set[int] = set()
    read = 0
    with closing(crew.map(reader.read, batches(), instead=copy(reader).unread)) as done:
        for batch in done:
            numbers, told[:1] = told[0], []
            with taking_in(db, bodies) as intake:
                for number, item in zip(numbers, batch, strict=True):
                    stored = intake.store_again(number, item) if isinstance(item, Prepared) else None
                    counts[stored.outcome if stored else Outcome.UNCHANGED] += 1
                    if stored and stored.article and stored.outcome in (Outcome.NEW, Outcome.VERSION):
                        touched.add(stored.article)
                _note(db, numbers[-1])
            read += len(numbers)
    with db.transaction():
        db.run("DELETE FROM meta WHERE key = :key", _DONE)
    unchanged = counts[Outcome.UNCHANGED] + counts[Outcome.DUPLICATE]
    tally = Tally(read=read, new=counts[Outcome.NEW], versions=counts[Outcome.VERSION], unchanged=unchanged)
    return tally, touched


def _note(db: Database, number: int) -> None:
    db.run(
        "INSERT INTO meta (key, value) VALUES (:key, :value) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        {**_DONE, "value": str(number)},
    )
