"""Checking an archive, and making again whatever is derived."""

from __future__ import annotations

from collections import Counter

from rashomon.archive.attributing import attribute_missing
from rashomon.archive.grouping import regroup
from rashomon.archive.reading import read_page
from rashomon.archive.workers import Crew
from rashomon.errors import ArchiveError, NotFound
from rashomon.model import Problem, Rejected, Verification, Version
from rashomon.outlets import Outlets
from rashomon.store import attributions, captures, comparisons, index, preparing, verify, versions
from rashomon.store.bodies import Bodies
from rashomon.store.database import Database


def check(db: Database, bodies: Bodies, *, outlets: Outlets, sample: int) -> Verification:
    """What was looked at and what is wrong; `sample` versions, spread evenly, are read again from their pages."""
    found = verify.check(db, bodies)
    counts = Counter(found.counts)
    again = _read_again(db, bodies, outlets=outlets, sample=sample, counts=counts)
    return Verification(checked=dict(counts), problems=(*found.problems, *again))


def _read_again(db: Database, bodies: Bodies, *, outlets: Outlets, sample: int, counts: Counter[str]) -> list[Problem]:
    """Versions that today's extractor, where it is the one that read them, reads differently."""
    problems = []
    for number, capture in captures.sampled(db, sample):
        try:
            page = captures.page(db, bodies, capture)
            kept = versions.get(db, bodies, number)
        except (ArchiveError, NotFound):
            continue  # told already, by its own part
        read = read_page(page, outlets=outlets)
        counts["read again"] += 1
        if isinstance(read, Version) and read.extractor != kept.extractor:
            continue
        if isinstance(read, Rejected) or preparing.digest_of(read) != preparing.digest_of(kept):
            detail = f"its page, read again by {kept.extractor}, gives other words"
            problems.append(Problem(part="version", subject=f"version {number} of article {kept.id}", detail=detail))
    return problems


def repair(db: Database, bodies: Bodies, *, crew: Crew) -> None:
    """Make again all that is derived: what articles show of their latest version, the indexes, the stories."""
    with db.transaction():
        versions.show_latest(db, bodies)
        comparisons.forget(db)
    reindex(db, bodies, crew=crew)
    regroup(db, bodies)


def reindex(db: Database, bodies: Bodies, *, crew: Crew) -> None:
    """Make the indexes again, in one transaction for the words: a search never sees half of them."""
    with db.transaction():
        index.clear(db)
        attributions.clear(db)
        for number, version in versions.every_latest(db, bodies):
            index.add(db, {number: index.words_of(version)})
        index.mark(db)
    attribute_missing(db, bodies, crew=crew)
    with db.transaction():
        index.tidy(db)
    db.shrink()
