"""Names that articles show to belong together, with the evidence for each pair."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.model.ids import ArticleId


@dataclass(frozen=True, slots=True, kw_only=True)
class NameEvidence:
    """Where an article shows that two names mean one: its words at `start`–`end` and the rule that read them."""

    article: ArticleId
    start: int
    end: int
    words: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NamePair:
    """Two names of one person, body, place or outlet: the fuller form in `name`, its original or short form in `other`."""

    name: str
    other: str
    kind: str = ""  # person, body, place, outlet, "" where nothing tells
    articles: int = 1  # how many show it
    evidence: tuple[NameEvidence, ...] = ()  # of some of them, the first seen in front
