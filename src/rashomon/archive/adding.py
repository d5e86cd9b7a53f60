"""Taking items in: read side by side where there are many, stored batch by batch by the one writer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from copy import copy
from datetime import datetime
from itertools import chain, islice

from rashomon.archive.reading import Item, Reader
from rashomon.archive.workers import Crew
from rashomon.model import Page, Reason, Rejected, Tally, Version
from rashomon.outlets import Outlets
from rashomon.store.bodies import Bodies
from rashomon.store.database import Database
from rashomon.store.intake import Intake, Outcome, Stored, taking_in
from rashomon.store.packing import train_dictionary
from rashomon.store.preparing import Prepared

# Items of one transaction: an acknowledged write may cost 10 ms on a slow disk, so some hundred share it.
_BATCH = 200
# Items looked at before anything is stored: enough for a dictionary (at 1,000 it is 4 % better than at 300 and learnt
# in 0.2 s) and to tell whether starting processes, half a second each, will pay.
_FIRST = 1000
_FEW = 200
_FIRST_BYTES = 64 << 20


def add_items(
    db: Database,
    bodies: Bodies,
    items: Iterable[Item],
    *,
    now: datetime,
    crew: Crew,
    outlets: Outlets,
    on_item: Callable[[Version | Rejected], None] | None = None,
) -> tuple[Tally, set[int]]:
    """The counts, `seconds` left at 0, and the articles that are new or have a new version.

    A batch is safe once `on_item` has been told of its last item.
    """
    waiting = iter(items)
    first = list(_up_to(waiting, _FEW + 1, _FIRST_BYTES))
    few = len(first) <= _FEW
    if not few:
        crew.hire(loading=Reader)  # while the rest of the first items is read and the dictionary learnt
        first += _up_to(waiting, _FIRST - len(first), _FIRST_BYTES)
    if bodies.packing.number is None and not few:
        _train(db, bodies, first, now=now)
    reader = Reader(dictionary=(bodies.packing.number, bodies.packing.data), now=now, outlets=outlets)
    batches = _batches(chain(first, waiting))
    del first  # up to 64 MB that nobody needs once they are read
    ready = crew.map(reader.read, batches, instead=copy(reader).unread, alone=few)
    touched: set[int] = set()
    counts: Counter[Outcome] = Counter()
    rejected: Counter[str] = Counter()
    read = 0
    with closing(ready):  # whoever stops an import stops its processes at once
        for batch in ready:
            results: list[Version | Rejected] = []
            with taking_in(db, bodies) as intake:
                for item in batch:
                    stored = _store(intake, item, now=now)
                    counts[stored.outcome] += 1
                    if stored.article is not None and stored.outcome in (Outcome.NEW, Outcome.VERSION):
                        touched.add(stored.article)
                    results.append(_result(item, stored))
            read += len(batch)
            for result in results:
                if isinstance(result, Rejected):
                    rejected[result.reason.value] += 1
                if on_item:
                    on_item(result)
    tally = Tally(
        read=read,
        new=counts[Outcome.NEW],
        versions=counts[Outcome.VERSION],
        unchanged=counts[Outcome.UNCHANGED],
        duplicates=counts[Outcome.DUPLICATE],
        capped=counts[Outcome.CAPPED],
        rejected=dict(sorted(rejected.items())),
    )
    return tally, touched


def _store(intake: Intake, item: Prepared | Rejected, *, now: datetime) -> Stored:
    if isinstance(item, Prepared):
        return intake.store(item)
    return intake.store_gone(item, at=now) if item.reason is Reason.GONE else Stored(outcome=Outcome.REJECTED)


def _result(item: Prepared | Rejected, stored: Stored) -> Version | Rejected:
    """What whoever adds is told of the item."""
    if not isinstance(item, Prepared):
        return item
    if stored.outcome is Outcome.REMOVED:
        detail = "it was removed from this archive on request"
        return Rejected(source=item.facts.address, reason=Reason.REFUSED, detail=detail)
    return item.result


def _train(db: Database, bodies: Bodies, items: Sequence[Item], *, now: datetime) -> None:
    """Give an archive its dictionary when there first is enough to learn it from."""
    pages = [item.body for item in items if isinstance(item, Page)]
    data = train_dictionary(pages) if len(pages) > _FEW else b""
    if data:
        with db.transaction():
            bodies.use_dictionary(data, made_at=now)


def _up_to(items: Iterator[Item], most: int, most_bytes: int) -> Iterator[Item]:
    """The first items, no more than `most` and not many more bytes than `most_bytes`."""
    size = 0
    for item in islice(items, most):
        yield item
        size += len(item.body) if isinstance(item, Page) else 0
        if size > most_bytes:
            return


def _batches(items: Iterator[Item]) -> Iterator[list[Item]]:
    """The items some hundred at a time, fewer where they are large."""
    while batch := list(_up_to(items, _BATCH, _FIRST_BYTES // 8)):
        yield batch
