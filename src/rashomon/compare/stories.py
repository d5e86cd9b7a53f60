"""A story made of accounts alone, for comparisons without an archive."""

from __future__ import annotations

import hashlib
from datetime import datetime

from rashomon.compare.statements import Reading
from rashomon.compare.vectors import pair_grams, vectorise
from rashomon.model import Story, StoryArticle, StoryId
from rashomon.text.script import fold_text


def story_of(reading: Reading, *, origins: int) -> Story:
    """The story that the accounts tell: its id from the members, its headline the one nearest to all headlines."""
    articles = tuple(StoryArticle.of(account.article) for account in reading.accounts)
    times = [article.published_at for article in articles if article.published_at is not None]
    return Story(
        id=StoryId(_story_id(reading)),
        headline=_headline(reading),
        first_at=_extreme(times, first=True),
        last_at=_extreme(times, first=False),
        articles=articles,
        outlets=len({article.outlet for article in articles}),
        origins=origins,
    )


def _story_id(reading: Reading) -> str:
    seed = "\n".join(sorted(account.article.id for account in reading.accounts))
    return hashlib.sha256(seed.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _headline(reading: Reading) -> str:
    headlines = [account.article.headline for account in reading.accounts if account.article.headline]
    if len(headlines) < 2:
        return "".join(headlines)
    vectors = vectorise([pair_grams(fold_text(headline)) for headline in headlines])
    nearness = (vectors.unit @ vectors.unit.T).sum(axis=1)
    best = max(range(len(headlines)), key=lambda at: (round(float(nearness[at, 0]), 4), -len(headlines[at]), -at))
    return headlines[best]


def _extreme(times: list[datetime], *, first: bool) -> datetime | None:
    ordered = sorted(times, key=datetime.timestamp)
    return None if not ordered else ordered[0] if first else ordered[-1]
