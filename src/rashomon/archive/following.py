"""Which claims of a story an outlet changed after publishing, and who had told them by then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import SequenceMatcher

from rashomon.model import ArticleId, ClaimChange, Comparison, SentenceId, Story, Version
from rashomon.store import articles, versions
from rashomon.store.bodies import Bodies
from rashomon.store.database import Database
from rashomon.text.sentences import split_sentences

_EDITED = ("outlet edited", "changed back")
_ALIKE = 0.5  # share of equal characters from which a sentence that went is what stood in the place of another
_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """Since when a sentence stands in its article: `version` is the place of the first version that holds it."""

    article: ArticleId
    text: str
    version: int
    at: datetime  # of publication, where it stood there from the first, else when it was first seen


States = Mapping[ArticleId, tuple[Sequence[Version], Sequence[str]]]
"""Each article's versions, oldest first, with why each is one."""


def states_of(db: Database, bodies: Bodies, story: Story) -> States:
    """The states of the story's articles; nothing where none of them has changed."""
    numbers = {article.id: articles.number_of(db, article.id) for article in story.articles}
    states = {
        id_: (versions.of_article(db, bodies, number), versions.reasons(db, number)) for id_, number in numbers.items()
    }
    return states if any(len(held) > 1 for held, _ in states.values()) else {}


def claim_changes(comparison: Comparison, states: States) -> tuple[ClaimChange, ...]:
    """The sentences of claims that an outlet changed or added, the first seen in front.

    An outlet changed its page between two captures; `told_before` are the articles that held the claim by the first of
    them, and so before the change.
    """
    sentences: dict[SentenceId, tuple[ArticleId, str]] = {
        sentence.id: (account.article.id, sentence.text)
        for account in comparison.accounts
        for sentence in account.sentences
    }
    changes: list[ClaimChange] = []
    for claim in comparison.claims:
        seen = [
            _seen(*sentences[statement], states[sentences[statement][0]][0])
            for statement in claim.statements
            if statement in sentences
        ]
        for one in seen:
            held, reasons = states[one.article]
            if not one.version or not reasons[one.version].startswith(_EDITED):
                continue
            last, first = held[one.version - 1], held[one.version]
            still = last.captured_at or _NEVER
            told = {other.article: None for other in seen if other.article != one.article and other.at <= still}
            changes.append(
                ClaimChange(
                    claim=claim.id,
                    article=one.article,
                    outlet=first.outlet,
                    version=first.digest,
                    still_at=last.captured_at,
                    seen_at=first.captured_at,
                    before=_replaced(one.text, last, first),
                    after=one.text,
                    told_before=tuple(told),
                )
            )
    return tuple(sorted(changes, key=lambda change: (change.seen_at or _NEVER, change.article, change.after)))


def _seen(article: ArticleId, text: str, held: Sequence[Version]) -> _Seen:
    place = len(held) - 1
    while place > 0 and text in held[place - 1].text:
        place -= 1
    first = held[place]
    published_at = None if place else first.published_at
    return _Seen(article=article, text=text, version=place, at=published_at or first.captured_at or _NEVER)


def _replaced(text: str, before: Version, after: Version) -> str:
    """The sentence of the earlier version that stood in this one's place; empty where it was added."""
    went = [
        sentence
        for start, end, _ in split_sentences(before.text, before.paragraphs, before.language)
        if (sentence := before.text[start:end]) not in after.text
    ]
    likeness = {sentence: SequenceMatcher(None, sentence, text, autojunk=False).ratio() for sentence in went}
    likest = max(went, key=likeness.__getitem__, default="")
    return likest if likeness.get(likest, 0) >= _ALIKE else ""
