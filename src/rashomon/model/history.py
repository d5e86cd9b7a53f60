"""How an article changed from one version to the next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from rashomon.model.ids import ArticleId, ClaimId, Digest


class EditKind(StrEnum):
    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A run of text in reading order: what is not REMOVED makes the newer text, what is not ADDED the older.

    `start` and `end` are code points of the newer text, for REMOVED of the older one.
    """

    kind: EditKind
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One version against the one before it; the first one has no edits."""

    version: Digest
    captured_at: datetime | None
    reason: str  # "new", "outlet edited", "headline changed" …
    headline: tuple[Edit, ...] = ()  # empty where the headline stayed
    text: tuple[Edit, ...] = ()  # empty where the text stayed


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimChange:
    """A sentence of a claim that an outlet changed, or added, after its article was first captured."""

    claim: ClaimId
    article: ArticleId
    outlet: str
    version: Digest | None  # the first that holds the sentence
    still_at: datetime | None  # when the version before it was captured
    seen_at: datetime | None  # when the new one was
    before: str  # the sentence that stood in its place; empty where it was added
    after: str
    told_before: tuple[ArticleId, ...]  # articles that held the claim before the outlet changed its own
