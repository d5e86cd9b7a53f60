"""An article taken out on request, and all that was derived from it made again."""

from __future__ import annotations

from datetime import datetime

from rashomon.archive.grouping import regroup
from rashomon.model import Removal
from rashomon.store import comparisons, index, removals, stories
from rashomon.store.bodies import Bodies
from rashomon.store.database import Database

# What is deleted must not stay readable in the file: SQLite overwrites it, and the write-ahead log is emptied.
_BEFORE = {"sqlite": ("PRAGMA secure_delete = ON",), "postgresql": ()}
_AFTER = {
    "sqlite": ("PRAGMA secure_delete = OFF",),
    "postgresql": ("VACUUM bodies, versions, attributions, words, quoted, name_pairs, name_forms, name_places",),
}


def remove(db: Database, bodies: Bodies, article: int, *, reason: str, at: datetime) -> Removal:
    """What was taken out; its story's other articles are grouped again."""
    for statement in _BEFORE[db.dialect]:
        db.run(statement)
    story = stories.of_article(db, article)
    others = set(stories.members(db, story)) - {article} if story else set[int]()
    with db.transaction():
        removal = removals.remove(db, bodies, article, reason=reason, at=at)
        if story:
            comparisons.forget(db, story)
        if story and not others:
            stories.forget(db, story)
        index.tidy(db)  # the index holds what was deleted from it until its pieces are merged
    if others:
        regroup(db, bodies, changed=others)
    db.shrink()
    for statement in _AFTER[db.dialect]:
        db.run(statement)
    return removal
