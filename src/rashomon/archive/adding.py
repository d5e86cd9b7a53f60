"""Taking items in: read side by side where there are many, stored batch by batch by the one writer."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from copy import copy
from datetime import datetime
from itertools import chain, islice

from rashomon.archive.reading import Item, Reader
from rashomon.archive.workers import Crew
from rashomon.model import Page, Reason, Rejected, Tally, Version
from rashomon.outlets import Outlets
from rashomon.store import again, versions
from rashomon.store.again import Known
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
    few = len(first) <= _FEW and sum(map(_size, first)) <= _FIRST_BYTES  # a few hundred large pages are many
    if not few:
        crew.hire(loading=Reader)  # while the rest of the first items is read and the dictionary learnt
        first += _up_to(waiting, _FIRST - len(first), _FIRST_BYTES)
    if bodies.packing.number is None and not few:
        _train(db, bodies, first, now=now)
    reader = Reader(dictionary=(bodies.packing.number, bodies.packing.data), now=now, outlets=outlets)
    told: deque[tuple[list[Item], dict[int, Known]]] = deque()  # the batches under way, and what is known of each
    source = _batches(chain(first, waiting))
    del first  # up to 64 MB that nobody needs once they are read

    def unread() -> Iterator[list[Item]]:
        for batch in source:
            told.append((batch, again.known_among(db, batch)))
            yield [item for place, item in enumerate(batch) if place not in told[-1][1]]

    counts = _Counts()
    ready = crew.map(reader.read, unread(), instead=copy(reader).unread, alone=few)
    with closing(ready):  # whoever stops an import stops its processes at once
        for fresh in ready:
            batch, known = told.popleft()
            with taking_in(db, bodies) as intake:
                taken = [*_taken_in(intake, batch, known, iter(fresh), reader=reader, wanted=on_item is not None)]
            for stored, result in taken:
                counts.count(stored, result)
                if on_item and result is not None:
                    on_item(result)
    return counts.tally(), counts.touched


class _Counts:
    """What became of all items so far; `touched` are the articles that are new or have a new version."""

    def __init__(self) -> None:
        self.touched: set[int] = set()
        self._outcomes: Counter[Outcome] = Counter()
        self._rejected: Counter[str] = Counter()

    def count(self, stored: Stored, result: Version | Rejected | None) -> None:
        """Count one item."""
        self._outcomes[stored.outcome] += 1
        if stored.article is not None and stored.outcome in (Outcome.NEW, Outcome.VERSION):
            self.touched.add(stored.article)
        if isinstance(result, Rejected):
            self._rejected[result.reason.value] += 1

    def tally(self) -> Tally:
        """The counts as they are told, `seconds` left at 0."""
        counts = self._outcomes
        return Tally(
            read=counts.total(),
            new=counts[Outcome.NEW],
            versions=counts[Outcome.VERSION],
            unchanged=counts[Outcome.UNCHANGED],
            duplicates=counts[Outcome.DUPLICATE],
            capped=counts[Outcome.CAPPED],
            rejected=dict(sorted(self._rejected.items())),
        )


def _taken_in(
    intake: Intake,
    batch: Sequence[Item],
    known: Mapping[int, Known],
    fresh: Iterator[Prepared | Rejected],
    *,
    reader: Reader,
    wanted: bool,
) -> Iterator[tuple[Stored, Version | Rejected | None]]:
    """What became of each item of the batch, and what it is: of known articles only where that is `wanted`."""
    db, bodies = intake.db, intake.bodies
    texts = again.versions_of(db, bodies, known.values()) if wanted else {}
    for place, item in enumerate(batch):
        if place in known and isinstance(item, Page):
            # Looked at once more: an address may come twice in one import, with other bytes.
            before = again.known(db, item)
            if before is not None:
                outcome = Outcome.REJECTED if before.rejected else Outcome.UNCHANGED
                article = before.reading.article
                text = texts.get(before.reading.version or 0)
                if wanted and text is None and article is not None:  # a change too many, or stored a moment ago
                    text = versions.latest(db, bodies, article)
                yield Stored(outcome=outcome, article=article), before.rejected or text
                continue
            [ready] = reader.read([item])
        else:
            ready = next(fresh)
        stored = _store(intake, ready, now=reader.now)
        yield stored, _result(ready, stored)


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
        size += _size(item)
        if size > most_bytes:
            return


def _size(item: Item) -> int:
    return len(item.body) if isinstance(item, Page) else 0


def _batches(items: Iterator[Item]) -> Iterator[list[Item]]:
    """The items some hundred at a time, fewer where they are large."""
    while batch := list(_up_to(items, _BATCH, _FIRST_BYTES // 8)):
        yield batch
