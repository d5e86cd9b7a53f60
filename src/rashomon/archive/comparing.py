"""A story's accounts side by side, worked out once: until an article, the story or a rule of ours changes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

import msgspec

from rashomon.attribute import attribute_article
from rashomon.compare import compare_accounts
from rashomon.errors import ArchiveError
from rashomon.model import Comparison, Copy, Story, Version
from rashomon.outlets import Outlets
from rashomon.store import articles, comparisons, stories, versions
from rashomon.store.bodies import Bodies
from rashomon.store.database import Database

_ROOMS = ("model", "text", "outlets", "attribute", "compare")  # whose rules decide what a comparison says


def compare(db: Database, bodies: Bodies, story: Story, *, outlets: Outlets) -> Comparison:
    """The story's accounts side by side, as kept from the last time where nothing has changed."""
    numbers = [articles.number_of(db, article.id) for article in story.articles]
    told = list(versions.latest_of(db, bodies, numbers).values())
    copies = stories.copies(db, story.id)
    digest = _digest(story, told, copies, outlets)
    kept = comparisons.find(db, story.id, told, digest=digest)
    if kept is not None:
        return kept
    accounts = [attribute_article(version) for version in told]
    comparison = compare_accounts(accounts, story=story, copies=copies, outlets=outlets)
    if not db.read_only:
        with suppress(ArchiveError), db.transaction():  # what cannot be kept is worked out again
            comparisons.put(db, story.id, told, comparison, digest=digest)
    return comparison


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
