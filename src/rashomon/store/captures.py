"""The log of captures: append-only, each entry chained to the one before it by a hash."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

import msgspec

from rashomon.model import ArticleId, CaptureRecord, Page
from rashomon.store.bodies import Bodies, digest_text
from rashomon.store.database import Database, one, text_hash

FIRST_LINK = bytes(32)  # what the first entry is chained to


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where pages come from: a URL, or the path of a file; with the last body, article and version seen there."""

    number: int
    body: int | None = None
    article: int | None = None
    version: int | None = None
    outcome: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the log tells of a capture beside its bytes."""

    address: str
    url: str | None
    channel: str | None
    content_type: str | None
    status: int
    captured_at: datetime


def facts_of(page: Page) -> Facts:
    """The page's facts; its address is its URL where it came from the network, else the file it was read from."""
    return Facts(
        address=page.url or page.source,
        url=page.url,
        channel=page.channel,
        content_type=page.content_type,
        status=page.status,
        captured_at=page.captured_at,
    )


def known_address(db: Database, text: str) -> Address | None:
    """The address of that text with what was last captured there, or None."""
    row = one(
        db,
        "SELECT a.number, c.body, r.article, r.version, r.outcome FROM addresses a"
        " LEFT JOIN captures c ON c.address = a.number LEFT JOIN readings r ON r.capture = c.number"
        " WHERE a.hash = :hash AND a.text = :text ORDER BY c.number DESC LIMIT 1",
        {"hash": text_hash(text), "text": text},
    )
    return Address(number=row[0], body=row[1], article=row[2], version=row[3], outcome=row[4] or "") if row else None


def find_address(db: Database, text: str) -> Address:
    """The address of that text, entered now if it is new, with what was last captured there."""
    known = known_address(db, text)
    if known:
        return known
    [(number,)] = db.rows(
        "INSERT INTO addresses (hash, text) VALUES (:hash, :text) RETURNING number",
        {"hash": text_hash(text), "text": text},
    )
    return Address(number=number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What an entry of the log was read as."""

    article: int | None
    version: int | None
    outcome: str
    detail: str


def find(db: Database, address: int, body: int, captured_at: datetime | None) -> Reading | None:
    """The newest entry of these bytes from this address, captured at that time if one is given."""
    row = one(
        db,
        "SELECT r.article, r.version, r.outcome, r.detail FROM captures c JOIN readings r ON r.capture = c.number"
        " WHERE c.address = :address AND c.body = :body AND (:any = 1 OR c.captured_at = :captured_at)"
        " ORDER BY c.number DESC LIMIT 1",
        {
            "address": address,
            "body": body,
            "any": int(captured_at is None),
            "captured_at": captured_at.isoformat() if captured_at else "",
        },
    )
    return Reading(article=row[0], version=row[1], outcome=row[2], detail=row[3]) if row else None


class Log:
    """The log's end, to which one writer's transaction adds entries."""

    def __init__(self, db: Database) -> None:
        self._db = db
        last = one(db, "SELECT number, link FROM captures ORDER BY number DESC LIMIT 1", {})
        self._number: int = last[0] if last else 0
        self._link = bytes(last[1]) if last else FIRST_LINK

    def add(self, facts: Facts, *, address: int, body: int, digest: bytes) -> int:
        """The number of the new entry."""
        self._number += 1
        values = {
            "url": facts.url,
            "channel": facts.channel,
            "content_type": facts.content_type,
            "status": facts.status,
            "captured_at": facts.captured_at.isoformat(),
        }
        self._link = link_after(self._link, self._number, facts.address, *values.values(), digest)
        self._db.run(
            "INSERT INTO captures (number, address, url, channel, content_type, status, captured_at, body, link)"
            " VALUES (:number, :address, :url, :channel, :content_type, :status, :captured_at, :body, :link)",
            {**values, "number": self._number, "address": address, "body": body, "link": self._link},
        )
        return self._number


def link_after(before: bytes, number: int, address: str, *facts: str | int | bytes | None) -> bytes:
    """The entry's link: SHA-256 of the link before it and of the entry's facts as a JSON array, digests as hex."""
    plain = [fact.hex() if isinstance(fact, bytes) else fact for fact in (number, address, *facts)]
    return hashlib.sha256(before + msgspec.json.encode(plain)).digest()


def note_reading(
    db: Database, capture: int, *, article: int | None, version: int | None, outcome: str, detail: str = ""
) -> None:
    """What the capture was read as, for the first time."""
    db.run(
        "INSERT INTO readings (capture, article, version, outcome, detail) VALUES"
        " (:capture, :article, :version, :outcome, :detail)",
        {"capture": capture, "article": article, "version": version, "outcome": outcome, "detail": detail},
    )


def note_reading_again(
    db: Database, capture: int, *, article: int | None, version: int | None, outcome: str, detail: str = ""
) -> None:
    """What the capture was read as this time, in the place of what it was read as before."""
    db.run(
        "UPDATE readings SET article = :article, version = :version, outcome = :outcome, detail = :detail"
        " WHERE capture = :capture",
        {"capture": capture, "article": article, "version": version, "outcome": outcome, "detail": detail},
    )


def of_article(db: Database, article: int) -> tuple[CaptureRecord, ...]:
    """The article's captures, oldest entry first."""
    rows = db.rows(
        "SELECT c.number, a.id, d.text, c.url, c.captured_at, b.digest, b.size, v.digest, r.outcome, r.detail"
        " FROM readings r JOIN captures c ON c.number = r.capture JOIN addresses d ON d.number = c.address"
        " JOIN bodies b ON b.number = c.body LEFT JOIN articles a ON a.number = r.article"
        " LEFT JOIN versions v ON v.number = r.version WHERE r.article = :article ORDER BY c.number",
        {"article": article},
    )
    return tuple(
        CaptureRecord(
            number=number,
            article=ArticleId(id_),
            source=source,
            url=url or "",
            captured_at=datetime.fromisoformat(captured_at),
            body=digest_text(body),
            size=size,
            version=digest_text(version) if version else None,
            reason=f"{outcome}: {detail}" if detail else outcome,
        )
        for number, id_, source, url, captured_at, body, size, version, outcome, detail in rows
    )


def page(db: Database, bodies: Bodies, number: int) -> Page:
    """The page of that log entry, as it was received."""
    [(source, url, channel, content_type, status, captured_at, body)] = db.rows(
        "SELECT d.text, c.url, c.channel, c.content_type, c.status, c.captured_at, c.body FROM captures c"
        " JOIN addresses d ON d.number = c.address WHERE c.number = :number",
        {"number": number},
    )
    return Page(
        source=source,
        body=bodies.read(body),
        captured_at=datetime.fromisoformat(captured_at),
        url=url,
        content_type=content_type,
        status=status,
        channel=channel,
    )


def sampled(db: Database, most: int) -> list[tuple[int, int]]:
    """At most so many versions, spread evenly over all: (version, the capture that it was first read from)."""
    [(count,)] = db.rows("SELECT count(*) FROM versions")
    step = max(1, -(-count // max(1, most)))
    return [
        (version, capture)
        for version, capture in db.rows(
            "SELECT r.version, min(c.number) FROM readings r JOIN captures c ON c.number = r.capture"
            " WHERE r.version IS NOT NULL AND r.version % :step = 0"
            " GROUP BY r.version ORDER BY r.version",
            {"step": step},
        )
    ]


def readable_after(db: Database, number: int, *, most: int) -> list[int]:
    """The numbers of the entries behind that one that have bytes to be read."""
    rows = db.rows(
        "SELECT c.number FROM captures c JOIN readings r ON r.capture = c.number WHERE c.number > :number"
        " AND r.outcome NOT IN ('removed', 'removal', 'gone') ORDER BY c.number LIMIT :most",
        {"number": number, "most": most},
    )
    return [found for (found,) in rows]


def first_after(db: Database, number: int, *, content_type: str) -> int | None:
    """The number of the first entry of that content type behind that one."""
    row = one(
        db,
        "SELECT min(number) FROM captures WHERE number > :number AND content_type = :type",
        {"number": number, "type": content_type},
    )
    return row[0] if row else None


def last_before(db: Database, moment: datetime) -> int:
    """The number of the entry before the first that was captured after the moment; 0 for none."""
    last = 0
    while rows := db.rows(
        "SELECT number, captured_at FROM captures WHERE number > :last ORDER BY number LIMIT 1000", {"last": last}
    ):
        for number, captured_at in rows:
            if datetime.fromisoformat(captured_at) > moment:
                return last
            last = int(number)
    return last
