"""Where each article was met, and what showed that it was one: read from the log and its readings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from rashomon.model import JoinedReport, Meeting, MetArticle
from rashomon.store import articles
from rashomon.store.database import Database

# The first entry of each address at which an article was met; what holds no article, or is gone, is no meeting.
_FIRSTS = (
    "WITH firsts AS (SELECT r.article, c.address, min(c.number) AS number FROM readings r"
    " JOIN captures c ON c.number = r.capture WHERE r.article IS NOT NULL"
    " AND r.outcome IN ('new', 'version', 'duplicate', 'unchanged', 'capped') GROUP BY r.article, c.address)"
)
_COUNTS = (
    f"{_FIRSTS}, counts AS (SELECT article, count(*) AS times, min(number) AS number FROM firsts GROUP BY article)"
)
_BY = "joined by "


def joined_note(by: str) -> str:
    """What is noted of a reading that was found to be of a known article; nothing where the id told, as it mostly does."""
    return f"{_BY}{by}" if by not in ("", "id") else ""


def joined_by(note: str) -> str:
    """What showed it, from a note such as "outlet edited, joined by url"."""
    return note.rpartition(_BY)[2] if _BY in note else "id"


def report(db: Database, *, article: int | None = None, most: int) -> JoinedReport:
    """How many articles were met at several addresses, what showed it, and those met at most of them, or that one."""
    [(count, addresses, joined)] = db.rows(
        f"{_COUNTS} SELECT count(*), sum(times), sum(CASE WHEN times > 1 THEN 1 ELSE 0 END) FROM counts"
    )
    reasons: Counter[str] = Counter()
    for detail, times in db.rows(
        f"{_COUNTS} SELECT r.detail, count(*) FROM firsts f JOIN counts k ON k.article = f.article"
        " JOIN readings r ON r.capture = f.number WHERE f.number > k.number GROUP BY r.detail"
    ):
        reasons[joined_by(detail)] += times
    most_met = db.rows(
        f"{_COUNTS} SELECT article FROM counts WHERE times > 1 ORDER BY times DESC, article LIMIT :most", {"most": most}
    )
    numbers = [number for (number,) in most_met] if article is None else [article]
    return JoinedReport(
        articles=count,
        addresses=int(addresses or 0),
        joined=int(joined or 0),
        reasons=dict(sorted(reasons.items())),
        listed=_met(db, numbers),
    )


def _met(db: Database, numbers: Sequence[int]) -> tuple[MetArticle, ...]:
    listed = articles.listed(db, numbers)
    return tuple(MetArticle(article=listed[number], meetings=_meetings(db, number)) for number in numbers)


def _meetings(db: Database, article: int) -> tuple[Meeting, ...]:
    rows = db.rows(
        f"{_FIRSTS} SELECT d.text, c.url, c.channel, c.captured_at, r.outcome, r.detail"
        " FROM firsts f JOIN captures c ON c.number = f.number JOIN readings r ON r.capture = f.number"
        " JOIN addresses d ON d.number = c.address WHERE f.article = :article ORDER BY f.number",
        {"article": article},
    )
    return tuple(
        Meeting(
            source=source,
            url=url or "",
            channel=channel or "",
            captured_at=datetime.fromisoformat(captured_at),
            why=joined_by(detail) if place else "first",
            outcome=outcome,
        )
        for place, (source, url, channel, captured_at, outcome, detail) in enumerate(rows)
    )
