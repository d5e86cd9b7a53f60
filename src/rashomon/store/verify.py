"""Whether an archive is whole: each part looked at on its own, each fault told exactly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rashomon.errors import ArchiveError, NotFound
from rashomon.model import Problem
from rashomon.store import captures, index, preparing, removals, versions
from rashomon.store.bodies import Bodies, digest_bytes, digest_text
from rashomon.store.database import Database, Row
from rashomon.store.tokens import index_text

_PAGE = 500
# Every so many articles one is looked up by its own words: enough to see an index that is stale or of another archive.
_LOOKED_UP = 20
_DERIVED = {"members", "copies", "attributions", "mentions"}  # tables with references that are made again at will


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """How much of each part was looked at, and what is wrong with it."""

    counts: Counter[str]
    problems: tuple[Problem, ...]


def check(db: Database, bodies: Bodies) -> Checked:
    """Look at everything that is stored; nothing is changed."""
    counts: Counter[str] = Counter()
    parts = (_file, _references, _bodies, _log, _versions, _removals, _search, _stories)
    problems: list[Problem] = []
    for part in parts:
        try:
            problems.extend(part(db, bodies, counts))
        except ArchiveError as error:  # so damaged that this part cannot be looked through; the others may
            problems.append(Problem(part=part.__name__.strip("_"), subject=db.subject, detail=error.message))
    return Checked(counts=counts, problems=tuple(problems))


def _file(db: Database, bodies: Bodies, counts: Counter[str]) -> Iterator[Problem]:
    if db.dialect != "sqlite":
        return
    counts["files"] += 1
    for (told,) in db.rows("PRAGMA integrity_check(20)"):
        if told != "ok":
            yield Problem(part="file", subject=db.subject, detail=str(told))


def _references(db: Database, bodies: Bodies, counts: Counter[str]) -> Iterator[Problem]:
    if db.dialect != "sqlite":
        return  # PostgreSQL never lets go of a foreign key
    for table, row, parent, _ in db.rows("PRAGMA foreign_key_check"):
        derived = table in _DERIVED
        yield Problem(
            part="references", subject=f"{table} {row}", detail=f"points to no entry of {parent}", derived=derived
        )


def _bodies(db: Database, bodies: Bodies, counts: Counter[str]) -> Iterator[Problem]:
    for number, size in _walk(db, "SELECT number, length(data) AS size FROM bodies"):
        counts["bodies"] += 1
        if not size:
            continue  # removed on request, or `_removals` will tell
        try:
            bodies.read(number)
        except ArchiveError as error:
            yield Problem(part="body", subject=_body_name(db, number), detail=error.message)


def _body_name(db: Database, number: int) -> str:
    [(digest,)] = db.rows("SELECT digest FROM bodies WHERE number = :number", {"number": number})
    return digest_text(digest)


def _log(db: Database, bodies: Bodies, counts: Counter[str]) -> Iterator[Problem]:
    before, expected = captures.FIRST_LINK, 1
    rows = _walk(
        db,
        "SELECT number, address, url, channel, content_type, status, captured_at, digest, link FROM"
        " (SELECT c.number, a.text AS address, c.url, c.channel, c.content_type, c.status, c.captured_at, b.digest,"
        " c.link FROM captures c LEFT JOIN addresses a ON a.number = c.address"
        " LEFT JOIN bodies b ON b.number = c.body) AS log",
    )
    for number, address, url, channel, content_type, status, captured_at, digest, link in rows:
        counts["captures"] += 1
        if number != expected:
            missing = f"entries {expected} to {number - 1} are missing"
            yield Problem(part="log", subject=f"capture {expected}", detail=missing)
        elif address is None or digest is None:
            yield Problem(part="log", subject=f"capture {number}", detail="its address or its bytes are missing")
        else:
            fact = (address, url, channel, content_type, status, captured_at, bytes(digest))
            if captures.link_after(before, number, *fact) != bytes(link):
                detail = "its link does not fit: this entry or the one before it was changed after it was written"
                yield Problem(part="log", subject=f"capture {number}", detail=detail)
        before, expected = bytes(link), number + 1


def _versions(db: Database, bodies: Bodies, counts: Counter[str]) -> Iterator[Problem]:
    for number, article, id_, digest in _walk(
        db,
        "SELECT number, article, id, digest FROM (SELECT v.number, v.article, a.id, v.digest FROM versions v"
        " JOIN articles a ON a.number = v.article) AS known",
    ):
        counts["versions"] += 1
        subject = f"version {number} of article {id_}"
        try:
            version = versions.get(db, bodies, number)
        except (ArchiveError, NotFound) as error:
            yield Problem(part="version", subject=subject, detail=error.message)
            continue
        if preparing.digest_of(version) != bytes(digest):
            yield Problem(part="version", subject=subject, detail="its words do not have the digest it is kept under")
        if (counts["versions"] - 1) % _LOOKED_UP == 0 and not _findable(db, article, number, version.text):
            yield Problem(part="search", subject=f"article {id_}", detail="not found by its words", derived=True)


def _findable(db: Database, article: int, version: int, text: str) -> bool:
    if db.rows("SELECT 1 FROM articles WHERE number = :n AND latest <> :v", {"n": article, "v": version}):
        return True  # an older state: only the latest is searched
    words = index_text(text).split(" ")[:12]
    if not words[0]:
        return True
    return index.holds(db, article, " ".join(words))


def _removals(db: Database, bodies: Bodies, counts: Counter[str]) -> Iterator[Problem]:
    """What the log says was removed is gone, and nothing else is."""
    told: set[str] = set()
    for removal in removals.listed(db, bodies):
        counts["removals"] += 1
        told.update(removal.bodies)
        subject = f"capture {removal.capture}"
        if not db.rows("SELECT 1 FROM removals WHERE capture = :number", {"number": removal.capture}):
            detail = f"tells of the removal of article {removal.article}, which is not kept from coming in again"
            yield Problem(part="removal", subject=subject, detail=detail)
        if db.rows("SELECT 1 FROM articles WHERE id = :id AND latest IS NOT NULL", {"id": removal.article}):
            yield Problem(part="removal", subject=subject, detail=f"article {removal.article} is here all the same")
    for (digest,) in db.rows("SELECT digest FROM bodies WHERE length(data) = 0"):
        if digest_text(digest) not in told:
            detail = "its bytes are gone, and no entry of the log says that they were removed"
            yield Problem(part="body", subject=digest_text(digest), detail=detail)
    for digest in sorted(told):
        if db.rows("SELECT 1 FROM bodies WHERE digest = :d AND length(data) > 0", {"d": digest_bytes(digest)}):
            yield Problem(part="removal", subject=digest, detail="was removed, and its bytes are here all the same")


def _search(db: Database, bodies: Bodies, counts: Counter[str]) -> Iterator[Problem]:
    if not index.is_of_this_program(db):
        detail = "made by another version's folding of characters"
        yield Problem(part="search", subject="search index", detail=detail, derived=True)
    for detail in index.faults(db):
        yield Problem(part="search", subject="search index", detail=detail, derived=True)
    indexed = index.entered(db)
    known = {row[0]: row[1] for row in db.rows("SELECT number, id FROM articles WHERE latest IS NOT NULL")}
    counts["indexed"] = len(indexed)
    for number in sorted(known.keys() - indexed):
        yield Problem(part="search", subject=f"article {known[number]}", detail="not in the index", derived=True)
    for number in sorted(indexed - known.keys()):
        yield Problem(part="search", subject=f"entry {number}", detail="stands for no article", derived=True)


def _stories(db: Database, bodies: Bodies, counts: Counter[str]) -> Iterator[Problem]:
    counts["stories"] = db.rows("SELECT count(*) FROM stories")[0][0]
    for (id_,) in db.rows(
        "SELECT a.id FROM articles a LEFT JOIN members m ON m.article = a.number WHERE m.article IS NULL"
        " AND a.latest IS NOT NULL ORDER BY a.id"
    ):
        yield Problem(part="stories", subject=f"article {id_}", detail="stands in no story", derived=True)
    for (id_,) in db.rows(
        "SELECT s.id FROM stories s WHERE NOT EXISTS (SELECT 1 FROM members m WHERE m.story = s.id) ORDER BY s.id"
    ):
        yield Problem(part="stories", subject=f"story {id_}", detail="has no article", derived=True)


def _walk(db: Database, query: str) -> Iterable[Row]:
    """All rows of a query whose first column is `number`, in its order, a few hundred at a time."""
    after = 0
    joiner = "AND" if " WHERE " in query else "WHERE"
    while True:
        rows = db.rows(f"{query} {joiner} number > :after ORDER BY number LIMIT {_PAGE}", {"after": after})
        yield from rows
        if len(rows) < _PAGE:
            return
        after = rows[-1][0]
