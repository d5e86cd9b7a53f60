"""A story's accounts side by side, worked out once: until an article, the story or a rule of ours changes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import cache, cached_property, partial
from importlib.resources import files
from importlib.resources.abc import Traversable

import msgspec

from rashomon.archive.workers import Crew
from rashomon.attribute import attribute_article
from rashomon.compare import compare_accounts
from rashomon.errors import ArchiveError
from rashomon.model import Comparison, Copy, Story, StoryId, Version
from rashomon.outlets import Outlets
from rashomon.store import articles, comparisons, stories, versions
from rashomon.store.bodies import Bodies
from rashomon.store.database import Database
from rashomon.store.opening import open_database

_BATCH = 8  # stories compared in one transaction: a second's work or two
_ROOMS = ("model", "text", "outlets", "attribute", "compare")  # whose rules decide what a comparison says


@dataclass(frozen=True, slots=True, kw_only=True)
class _Compared:
    """A comparison on its way into the store."""

    story: StoryId
    digest: bytes
    data: bytes


@dataclass(kw_only=True)
class _Comparer:
    """A step for other processes, each with a connection of its own: only packed comparisons come back."""

    address: str
    outlets: Outlets

    def compare(self, ids: list[StoryId]) -> list[_Compared | None]:
        return _compare_all(*self._opened, self.outlets, ids)

    @cached_property
    def _opened(self) -> tuple[Database, Bodies]:
        db = open_database(self.address, read_only=True, create=False)
        return db, Bodies(db)


def compare(db: Database, bodies: Bodies, story: Story, *, outlets: Outlets) -> Comparison:
    """The story's accounts side by side, as kept from the last time where nothing has changed."""
    told, copies = _told(db, bodies, story)
    digest = _digest(story, told, copies, outlets)
    kept = comparisons.find(db, story.id, told, digest=digest)
    if kept is not None:
        return kept
    comparison = _work_out(story, told, copies, outlets)
    if not db.read_only:
        with suppress(ArchiveError), db.transaction():  # what cannot be kept is worked out again
            comparisons.put(db, story.id, comparisons.pack(comparison, told), digest=digest)
    return comparison


def compare_ahead(db: Database, bodies: Bodies, ids: Sequence[StoryId], *, outlets: Outlets, crew: Crew) -> int:
    """How many of the stories' comparisons were worked out and kept: all that were not yet, by several processes."""
    alone = crew.is_one or len(ids) <= _BATCH
    step = (
        partial(_compare_all, db, bodies, outlets) if alone else _Comparer(address=db.address, outlets=outlets).compare
    )
    batches = (list(ids[at : at + _BATCH]) for at in range(0, len(ids), _BATCH))
    count = 0
    with closing(crew.map(step, batches, instead=lambda id_, why: None, alone=alone)) as done:
        for batch in done:
            found = [compared for compared in batch if compared is not None]
            with db.transaction():
                for compared in found:
                    comparisons.put(db, compared.story, compared.data, digest=compared.digest)
            count += len(found)
    return count


def _compare_all(db: Database, bodies: Bodies, outlets: Outlets, ids: list[StoryId]) -> list[_Compared | None]:
    return [_compare_missing(db, bodies, id_, outlets) for id_ in ids]


def _compare_missing(db: Database, bodies: Bodies, id_: StoryId, outlets: Outlets) -> _Compared | None:
    """The story's comparison to be kept; None when it is kept already."""
    story = stories.get(db, id_)
    told, copies = _told(db, bodies, story)
    digest = _digest(story, told, copies, outlets)
    if comparisons.is_kept(db, id_, digest=digest):
        return None
    data = comparisons.pack(_work_out(story, told, copies, outlets), told)
    return _Compared(story=id_, digest=digest, data=data)


def _told(db: Database, bodies: Bodies, story: Story) -> tuple[list[Version], tuple[Copy, ...]]:
    """The versions that the story's comparison is made of, and what is known of their copies."""
    numbers = [articles.number_of(db, article.id) for article in story.articles]
    return list(versions.latest_of(db, bodies, numbers).values()), stories.copies(db, story.id)


def _work_out(story: Story, told: Sequence[Version], copies: Sequence[Copy], outlets: Outlets) -> Comparison:
    accounts = [attribute_article(version) for version in told]
    return compare_accounts(accounts, story=story, copies=copies, outlets=outlets)


def _digest(story: Story, told: Sequence[Version], copies: Sequence[Copy], outlets: Outlets) -> bytes:
    """32 bytes that stand for all that the comparison is worked out from, our own rules among it."""
    return hashlib.sha256(msgspec.json.encode((_rules(), story, told, copies, outlets.all))).digest()


@cache
def _rules() -> str:
    """A digest of the code and data of the rooms that compare: 0.8 MB, read once a process."""
    digest = hashlib.sha256()
    for room in _ROOMS:
        _take_in(digest, files("rashomon").joinpath(room))
    return digest.hexdigest()


def _take_in(digest: hashlib._Hash, place: Traversable) -> None:
    for entry in sorted(place.iterdir(), key=lambda each: each.name):
        if entry.is_dir():
            if entry.name != "__pycache__":
                _take_in(digest, entry)
        else:
            digest.update(entry.name.encode() + b"\0" + entry.read_bytes())
