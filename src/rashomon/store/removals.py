"""Articles taken out on request: words and bytes go, and an entry of the log says so for good.

The log's entries stay, as each holds only a digest of what is gone, so the chain still proves what was once received
and when. The removal is an entry of its own whose bytes are a `Tombstone`, chained like any other.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import msgspec

from rashomon.errors import NotFound, UsageError
from rashomon.model import ArticleId, Digest, Removal
from rashomon.store import attributions, captures, index, versions
from rashomon.store.bodies import Bodies, digest_bytes, digest_text, pack_body
from rashomon.store.captures import Facts
from rashomon.store.database import Database, one

CONTENT_TYPE = "application/vnd.rashomon.removal+json"
"""The content type of the log's entries that tell of a removal."""
REMOVED = "removed"
"""What captures of a removed article are read as."""
REMOVAL = "removal"
"""What a tombstone is read as."""
_TABLES = ("mentions", "attributions", "copies", "members", "channels", "versions")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone:
    """The bytes of a removal's entry, as JSON: which article, why, and the digests of the bytes that were erased."""

    removed: ArticleId
    reason: str
    removed_at: datetime
    bodies: tuple[Digest, ...]


_DECODE = msgspec.json.Decoder(Tombstone)


def remove(db: Database, bodies: Bodies, article: int, *, reason: str, at: datetime) -> Removal:
    """Take the article out, all its versions with it; call it inside a transaction.

    Bytes that another article was read from, too, stay. Stories and comparisons are for the caller to make again.
    """
    if not reason.strip():
        raise UsageError("--reason", "a removal must say why")
    [(id_,)] = db.rows("SELECT id FROM articles WHERE number = :article", {"article": article})
    own, shared = _bodies_of(db, article)
    index.remove(db, {article: index.words_of(versions.latest(db, bodies, article))})
    attributions.remove(db, bodies, [article])
    values = {"article": article, "outcome": REMOVED}
    db.run("UPDATE readings SET version = NULL, outcome = :outcome, detail = '' WHERE article = :article", values)
    db.run("DELETE FROM copies WHERE original = :article", {"article": article})
    for table in _TABLES:
        db.run(f"DELETE FROM {table} WHERE article = :article", {"article": article})
    db.run(
        "UPDATE articles SET latest = NULL, headline = '', published_at = NULL, published_us = NULL, language = ''"
        " WHERE number = :article",
        {"article": article},
    )
    db.run_many("UPDATE bodies SET data = :none WHERE number = :n", ({"none": b"", "n": number} for number in own))
    erased = tuple(digest_text(digest) for digest in own.values())
    stone = Tombstone(removed=ArticleId(id_), reason=reason, removed_at=at, bodies=erased)
    capture = _log(db, bodies, stone)
    db.run(
        "INSERT INTO removals (article, capture, digests) VALUES (:article, :capture, :digests)",
        {"article": article, "capture": capture, "digests": b"".join(own.values())},
    )
    return Removal(article=ArticleId(id_), reason=reason, removed_at=at, capture=capture, bodies=erased, kept=shared)


def _bodies_of(db: Database, article: int) -> tuple[dict[int, bytes], int]:
    """The bodies that only this article was read from, with their digests; and how many others it shares."""
    rows = db.rows(
        "SELECT b.number, b.digest, (SELECT count(*) FROM captures o JOIN readings s ON s.capture = o.number"
        " WHERE o.body = b.number AND s.article <> :article AND s.outcome <> :removed) FROM bodies b WHERE b.number IN"
        " (SELECT c.body FROM captures c JOIN readings r ON r.capture = c.number WHERE r.article = :article)"
        " ORDER BY b.number",
        {"article": article, "removed": REMOVED},
    )
    own = {number: bytes(digest) for number, digest, others in rows if not others}
    return own, len(rows) - len(own)


def _log(db: Database, bodies: Bodies, stone: Tombstone) -> int:
    """The number of the log's entry that the tombstone now is."""
    body = pack_body(msgspec.json.encode(stone), bodies.packing)
    facts = Facts(
        address=f"removal of article {stone.removed}",
        url=None,
        channel=None,
        content_type=CONTENT_TYPE,
        status=200,
        captured_at=stone.removed_at,
    )
    address = captures.find_address(db, facts.address).number
    capture = captures.Log(db).add(facts, address=address, body=bodies.add(body), digest=body.digest)
    captures.note_reading(db, capture, article=None, version=None, outcome=REMOVAL, detail=stone.reason)
    return capture


def require_kept(db: Database, bodies: Bodies, article: int, id_: str) -> None:
    """Raises NotFound, with the reason, where the article was taken out."""
    row = one(db, "SELECT capture FROM removals WHERE article = :article", {"article": article})
    if row:
        stone = _DECODE.decode(captures.page(db, bodies, row[0]).body)
        raise NotFound(id_, f"was removed from the archive on {stone.removed_at:%Y-%m-%d}: {stone.reason}")


def listed(db: Database, bodies: Bodies) -> tuple[Removal, ...]:
    """All removals, as the log has them, the first one in front."""
    rows = db.rows("SELECT number FROM captures WHERE content_type = :type ORDER BY number", {"type": CONTENT_TYPE})
    found = []
    for (number,) in rows:
        stone = _DECODE.decode(captures.page(db, bodies, number).body)
        removal = Removal(
            article=stone.removed,
            reason=stone.reason,
            removed_at=stone.removed_at,
            capture=number,
            bodies=stone.bodies,
        )
        found.append(removal)
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Banned:
    """What must not come in again: articles by number, bytes by digest."""

    articles: frozenset[int]
    digests: frozenset[bytes]


def banned(db: Database) -> Banned:
    """All that was removed so far."""
    rows = db.rows("SELECT article, digests FROM removals")
    size = len(digest_bytes("0" * 64))
    told = (bytes(digests) for _, digests in rows)
    return Banned(
        articles=frozenset(article for article, _ in rows),
        digests=frozenset(all_[at : at + size] for all_ in told for at in range(0, len(all_), size)),
    )
