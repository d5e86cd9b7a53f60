"""One item on its way in: logged, joined to its article, stored as a version, searchable."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import cast

from rashomon.model import Rejected, Version
from rashomon.store import articles, captures, changes, index, meetings, removals, versions
from rashomon.store.bodies import Bodies, pack_body
from rashomon.store.captures import Address, Facts
from rashomon.store.database import Database
from rashomon.store.preparing import Prepared

BACK_AGAIN = "back again"
"""What is noted of a page that holds an article again after it was gone."""
MOST_A_DAY = 24
"""Versions of an article kept within a day: what changes oftener (counters, tickers) is kept as captures alone."""
_CAP_TOLD = f"more than {MOST_A_DAY} changes in a day: kept as a capture only"
_GONE = 410  # the status of an entry that tells of a page that is gone; the reading tells the outlet's own
_DAY = 86_400 * 1_000_000


class Outcome(StrEnum):
    """What an item turned out to be; each stands for one count of a `Tally`."""

    NEW = "new"
    VERSION = "version"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"
    CAPPED = "capped"  # one change too many: kept as a capture, not as a version
    GONE = "gone"  # the outlet says that there is nothing at a known address any more
    REMOVED = "removed"  # on request, and not to come in again: nothing was stored
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """What became of an item; `article` is the article's number where the page holds one."""

    outcome: Outcome
    article: int | None = None
    version: int | None = None


@contextmanager
def taking_in(db: Database, bodies: Bodies) -> Iterator[Intake]:
    """A transaction that stores items; they are safe, and searchable, when it has ended."""
    with db.transaction():
        intake = Intake(db, bodies)
        yield intake
        intake.words.enter(db)


class Intake:
    """What stores items one after another inside one transaction; `words` waits for its end."""

    def __init__(self, db: Database, bodies: Bodies) -> None:
        self.db = db
        self.bodies = bodies
        self._log = captures.Log(db)
        self._banned = removals.banned(db)
        self.words = index.Waiting()

    def store(self, item: Prepared) -> Stored:
        """Store one item."""
        db, facts = self.db, item.facts
        if self._is_banned(item):
            return Stored(outcome=Outcome.REMOVED)
        address = captures.find_address(db, facts.address)
        body = self.bodies.add(item.body)
        # A file that still holds what it held is read again, not captured again; and an import that was stopped and
        # is run again brings the captures that it brought before. Neither is logged twice.
        at = None if facts.url is None else facts.captured_at
        before = captures.find(db, address.number, body, at) if address.body is not None else None
        if before is not None and (facts.url is not None or address.body == body):
            same = Outcome.REJECTED if before.outcome == Outcome.REJECTED else Outcome.UNCHANGED
            return Stored(outcome=same, article=before.article, version=before.version)
        capture = self._log.add(facts, address=address.number, body=body, digest=item.body.digest)
        if isinstance(item.result, Rejected):
            detail = f"{item.result.reason}: {item.result.detail}".removesuffix(": ")
            stored = Stored(outcome=Outcome.REJECTED)
        else:
            stored, detail = self._store_version(item, item.result, body=body, address=address)
        captures.note_reading(
            db, capture, article=stored.article, version=stored.version, outcome=stored.outcome, detail=detail
        )
        return stored

    def store_gone(self, gone: Rejected, *, at: datetime) -> Stored:
        """Note in the log that an article's page is gone; once, and only where there was an article."""
        db = self.db
        address = captures.known_address(db, gone.source)
        if address is None or address.article is None or address.outcome == Outcome.GONE:
            return Stored(outcome=Outcome.REJECTED)
        facts = Facts(
            address=gone.source, url=gone.source, channel=None, content_type=None, status=_GONE, captured_at=at
        )
        nothing = pack_body(b"", self.bodies.packing)
        body = self.bodies.add(nothing)
        capture = self._log.add(facts, address=address.number, body=body, digest=nothing.digest)
        stored = Stored(outcome=Outcome.GONE, article=address.article, version=address.version)
        captures.note_reading(
            db, capture, article=stored.article, version=stored.version, outcome=stored.outcome, detail=gone.detail
        )
        return stored

    def _is_banned(self, item: Prepared) -> bool:
        """Whether the item was removed on request, by its bytes or as a state of a removed article."""
        if not self._banned.articles:
            return False
        if item.body.digest in self._banned.digests:
            return True
        if isinstance(item.result, Rejected):
            return False
        known = articles.find(self.db, item.result, item.urls, item.digest)
        return known is not None and known.number in self._banned.articles

    def store_again(self, capture: int, item: Prepared) -> Stored | None:
        """What reading an old capture again brought: another version, an article where there was none, or None.

        Versions that were read before stay.
        """
        [(address, body, article, noted, digest)] = self.db.rows(
            "SELECT c.address, c.body, r.article, r.detail, v.digest FROM captures c JOIN readings r ON r.capture = c.number"
            " LEFT JOIN versions v ON v.number = r.version WHERE c.number = :capture",
            {"capture": capture},
        )
        result = item.result
        if isinstance(result, Rejected) or (digest is not None and bytes(digest) == item.digest):
            return None
        if article is None:
            stored, detail = self._store_version(item, result, body=body, address=Address(number=address))
        else:
            stored = self._store_improved(item, body=body, article=article)
            joined = meetings.joined_note(meetings.joined_by(noted))
            detail = ", ".join(filter(None, ("extractor improved", joined)))
        captures.note_reading_again(
            self.db, capture, article=stored.article, version=stored.version, outcome=stored.outcome, detail=detail
        )
        return stored

    def _store_improved(self, item: Prepared, *, body: int, article: int) -> Stored:
        known = versions.find(self.db, article, item.digest)
        if known is not None:
            return Stored(outcome=Outcome.UNCHANGED, article=article, version=known)
        before = versions.latest(self.db, self.bodies, article)
        added = self._add_version(item, article=article, body=body, reason="extractor improved", before=before)
        return Stored(outcome=Outcome.VERSION, article=article, version=added)

    def _store_version(self, item: Prepared, version: Version, *, body: int, address: Address) -> tuple[Stored, str]:
        """The outcome with the words that explain it."""
        db = self.db
        known = articles.find(db, version, item.urls, item.digest)
        article = known or articles.add(db, version)
        grew = articles.add_urls(db, article.number, item.urls)
        grew |= articles.add_channels(db, article.number, (*version.channels, item.facts.channel or ""))
        number = versions.find(db, article.number, item.digest) if known else None
        last = address.version if address.article == article.number else None
        if number is not None and last in (None, number):
            # The same words at a new address are a duplicate; at a known one, unchanged.
            again = last is None or grew
            outcome = Outcome.DUPLICATE if again else Outcome.UNCHANGED
            detail = meetings.joined_note(article.by) if again else ""
            if address.outcome == Outcome.GONE:
                outcome, detail = Outcome.UNCHANGED, BACK_AGAIN
            return Stored(outcome=outcome, article=article.number, version=number), detail
        reason, before = "new", None
        if known and item.facts.url and self._churns(article.number, version):
            return Stored(outcome=Outcome.CAPPED, article=article.number, version=last), _CAP_TOLD
        if known:
            before = versions.latest(db, self.bodies, article.number)
            reason = "changed back" if number is not None else changes.reason_for(before, version)
        added = self._add_version(item, article=article.number, body=body, reason=reason, before=before)
        outcome = Outcome.VERSION if known else Outcome.NEW
        detail = ", ".join(filter(None, (reason, meetings.joined_note(article.by)))) if known else ""
        return Stored(outcome=outcome, article=article.number, version=added), detail

    def _churns(self, article: int, version: Version) -> bool:
        """Whether the article's page changes at every visit: it had as many versions within a day as are kept."""
        at = articles.instant(version.captured_at) or 0
        [(count,)] = self.db.rows(
            "SELECT count(*) FROM versions WHERE article = :article AND captured_us BETWEEN :since AND :until",
            {"article": article, "since": at - _DAY, "until": at},
        )
        return int(count) >= MOST_A_DAY

    def _add_version(self, item: Prepared, *, article: int, body: int, reason: str, before: Version | None) -> int:
        """The number of the version, which is found in the place of the one before unless a later one is there."""
        version = cast(Version, item.result)
        added = versions.add(
            self.db, version, article=article, digest=item.digest, body=body, frame=item.version, reason=reason
        )
        if before is None or versions.is_latest(self.db, added):
            versions.show(self.db, article, added, version)
            self.words.put(article, item.words, before=before)
        return added
