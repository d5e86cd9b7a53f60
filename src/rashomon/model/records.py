"""What an archive answers with: counts of an import, captures, search hits, outlets; and what it is asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from rashomon.model.ids import ArticleId, Digest
from rashomon.model.story import StoryArticle


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How an import ended; the `add` document of the contract. Every page read is in exactly one of the counts."""

    read: int = 0
    new: int = 0
    versions: int = 0  # new versions of known articles
    unchanged: int = 0
    duplicates: int = 0  # known articles met under another address
    capped: int = 0  # one change too many in a day: kept as a capture, not as a version
    rejected: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureRecord:
    """One line of the archive's append-only log of captures."""

    number: int
    article: ArticleId | None  # None: the page held no article
    source: str
    url: str
    captured_at: datetime
    body: Digest
    size: int  # bytes as received
    version: Digest | None
    reason: str = ""  # why it was rejected, or what the version is: "new", "outlet edited", "unchanged" …


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """The first time that an article was met at an address: a URL or a file."""

    source: str
    url: str  # that it was fetched from; empty for a file
    channel: str
    captured_at: datetime
    why: str  # what showed that it was this article: "first", "id" (outlet and canonical URL), "url", "text"
    outcome: str  # "new", "duplicate", "version", "unchanged", "capped"


@dataclass(frozen=True, slots=True, kw_only=True)
class MetArticle:
    """An article with every address at which it was met, in that order."""

    article: StoryArticle
    meetings: tuple[Meeting, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinedReport:
    """What was joined into one article, and why; `listed` are those met at the most addresses, or the one asked for."""

    articles: int  # in the archive
    addresses: int  # at which they were met
    joined: int  # articles that were met at two addresses or more
    reasons: dict[str, int]  # by what showed that it was a known article, how many addresses
    listed: tuple[MetArticle, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """A piece of an article's text; `matches` are spans inside `text`."""

    text: str
    matches: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    article: StoryArticle
    snippet: Snippet
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResult:
    query: str
    total: int
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletRecord:
    """An outlet as the archive holds it."""

    name: str
    articles: int
    versions: int
    first_at: datetime | None
    last_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletHabits:
    """How an outlet publishes, as far as the archive saw it."""

    compared: int = 0  # stories that other outlets told too, where the times of both are known to the minute
    first: int = 0  # of those, where it was the first
    edits: int = 0  # versions that the outlet made after an article's first one
    edited: int = 0  # articles that have any


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRecord:
    """A name that articles quote or rest on; days are local to the outlets, "" where none is known."""

    name: str
    articles: int
    outlets: int
    first_on: str
    last_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliance:
    """How many of an outlet's articles of a day (ISO 8601, "" not known) quote a source or rest on its word."""

    source: str
    outlet: str
    day: str
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """A list that is watched: a feed, index page or sitemap."""

    url: str
    interval: float  # seconds between two looks, as learnt so far
    due_at: datetime  # the next look
    last_success_at: datetime | None = None
    failures: int = 0  # in a row
    last_failure: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HostHealth:
    """How collecting from a host goes; `trouble` is one sentence, empty when it goes well."""

    host: str
    outlet: str  # whose host it is, where that is known
    last_success_at: datetime | None
    failures: int  # in a row
    requests: int
    trouble: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryQuery:
    """Which stories, in which order; the defaults give all, newest first."""

    since: datetime | None = None
    until: datetime | None = None
    outlet: str = ""
    language: str = ""
    min_outlets: int = 1
    words: str = ""
    sort: str = "time"  # time, outlets, articles
    limit: int | None = None
    offset: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """An article taken out on request, as the log of captures tells it for good."""

    article: ArticleId
    reason: str
    removed_at: datetime
    capture: int  # the number of the log's entry that tells it
    bodies: tuple[Digest, ...]  # of the bytes that were erased
    kept: int = 0  # bodies that stayed because another article was read from them, too


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something wrong in an archive; `derived` tells that it can be made again from what is whole."""

    part: str  # "file", "references", "body", "log", "version", "search", "stories"
    subject: str  # which one, as a person can look it up
    detail: str
    derived: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What a check of an archive looked at, by part, and what it found wrong there."""

    checked: dict[str, int]
    problems: tuple[Problem, ...]
    repaired: tuple[Problem, ...] = ()  # found wrong and made again
    seconds: float = 0.0
