"""A small version to attribute, written for the tests; all names and events in them are invented."""

from __future__ import annotations

from datetime import UTC, datetime

from rashomon.model.article import Version
from rashomon.model.ids import ArticleId


def version(text: str, *, language: str = "zh", outlet: str = "山城日报", dateline: str = "") -> Version:
    """A version published on Wednesday 21 April 2021, noon UTC."""
    return Version(
        id=ArticleId("a1"),
        text=text,
        language=language,
        outlet=outlet,
        dateline=dateline,
        published_at=datetime(2021, 4, 21, 12, tzinfo=UTC),
    )
