"""A story's accounts side by side, worked out once: until an article, the story or a rule of ours changes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

import msgspec

from rashomon.attribute import attribute_article
from rashomon.compare import compare_accounts
from rashomon.errors import ArchiveError
from rashomon.model import Comparison, Copy, Story, StoryId, Version
from rashomon.outlets import Outlets
from rashomon.store import articles, comparisons, stories, versions
from rashomon.store.bodies import Bodies
from rashomon.store.database import Database

_ROOMS = ("model", "text", "outlets", "attribute", "compare")  # whose rules decide what a comparison says


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A comparison on its way into the store."""

    story: StoryId
    digest: bytes
    data: bytes


def compare(db: Database, bodies: Bodies, story: Story, *, outlets: Outlets) -> Comparison:
    """The story's accounts side by side, as kept from the last time where nothing has changed."""
    comparison, new = compare_anew(db, bodies, story, outlets=outlets)
    if new is not None and not db.read_only:
        with suppress(ArchiveError):  # what cannot be kept is worked out again
            keep(db, [new])
    return comparison


def compare_anew(db: Database, bodies: Bodies, story: Story, *, outlets: Outlets) -> tuple[Comparison, Compared | None]:
    """The story's accounts side by side, and what there is to be kept of it: nothing where it is kept already."""
    told, copies = _told(db, bodies, story)
    digest = _digest(story, told, copies, outlets)
    kept = comparisons.find(db, story.id, told, digest=digest)
    if kept is not None:
        return kept, None
    accounts = [attribute_article(version) for version in told]
    comparison = compare_accounts(accounts, story=story, copies=copies, outlets=outlets)
    return comparison, Compared(story=story.id, digest=digest, data=comparisons.pack(comparison, told))


def keep(db: Database, found: Iterable[Compared]) -> None:
    """Keep the comparisons for the next who asks."""
    with db.transaction():
        for compared in found:
            comparisons.put(db, compared.story, compared.data, digest=compared.digest)


def _told(db: Database, bodies: Bodies, story: Story) -> tuple[list[Version], tuple[Copy, ...]]:
    """The versions that the story's comparison is made of, and what is known of their copies."""
    numbers = [articles.number_of(db, article.id) for article in story.articles]
    return list(versions.latest_of(db, bodies, numbers).values()), stories.copies(db, story.id)


def _digest(story: Story, told: Sequence[Version], copies: Sequence[Copy], outlets: Outlets) -> bytes:
    """32 bytes that stand for all that the comparison is worked out from, our own rules among it."""
    return hashlib.sha256(msgspec.json.encode((rules_of(_ROOMS), story, told, copies, outlets.all))).digest()


@cache
def rules_of(rooms: tuple[str, ...]) -> str:
    """A digest of the code and data of these rooms: of those that compare 0.8 MB, read once a process."""
    digest = hashlib.sha256()
    for room in rooms:
        _take_in(digest, files("rashomon").joinpath(room))
    return digest.hexdigest()


def _take_in(digest: hashlib._Hash, place: Traversable) -> None:
    for entry in sorted(place.iterdir(), key=lambda each: each.name):
        if entry.is_dir():
            if entry.name != "__pycache__":
                _take_in(digest, entry)
        else:
            digest.update(entry.name.encode() + b"\0" + entry.read_bytes())
