"""Stories: the articles, of any outlets, about one event; and copies among articles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Self

from rashomon.model.article import Version
from rashomon.model.ids import ArticleId, StoryId


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryArticle:
    """A member of a story, as lists show it."""

    id: ArticleId
    url: str
    urls: tuple[str, ...]
    outlet: str
    headline: str
    published_at: datetime | None
    language: str = ""

    @classmethod
    def of(cls, version: Version) -> Self:
        """The article that a version is a state of."""
        return cls(
            id=version.id,
            url=version.url,
            urls=version.urls,
            outlet=version.outlet,
            headline=version.headline,
            published_at=version.published_at,
            language=version.language,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Articles by publication time; `origins` counts origins shown to differ, never more than can be shown.

    `related` names the stories that come nearest to it, as those of one long affair do, the nearest first.
    """

    id: StoryId
    headline: str
    first_at: datetime | None
    last_at: datetime | None
    articles: tuple[StoryArticle, ...]
    outlets: int
    origins: int
    names: tuple[str, ...] = ()  # key names
    related: tuple[StoryId, ...] = ()


class CopyKind(StrEnum):
    EXACT = "exact"
    NEAR = "near"
    CONTAINED = "contained"


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """`article` repeats the text of `original`; `share` of its own text (0–1) is found there."""

    article: ArticleId
    original: ArticleId
    kind: CopyKind
    share: float
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """Why an article stands in its story: the nearest member and what they share; and what it nearly stood with."""

    article: ArticleId
    story: StoryId
    nearest: ArticleId | None
    score: float
    shared: tuple[str, ...] = ()
    nearly: ArticleId | None = None  # the likeliest article of another story
    nearly_score: float = 0.0
