"""What people ask, in the names that the archive keeps, and the articles that answer."""

from __future__ import annotations

from dataclasses import replace

from rashomon.model import Hit, SearchResult
from rashomon.outlets import Outlets
from rashomon.store import articles, search, versions
from rashomon.store.bodies import Bodies
from rashomon.store.database import Database
from rashomon.store.words import Question, parse_question, snippet


def question_of(words: str, outlet: str, *, known: Outlets) -> Question:
    """The question with each outlet under the name it is kept by, whichever of its names was asked for."""
    question = parse_question(words)
    asked = (*question.limits.get("outlet", ()), *([outlet] if outlet else ()))
    names = tuple(found.name if (found := known.by_name(name)) else name for name in asked)
    return replace(question, limits=question.limits | {"outlet": names})


def find_articles(
    db: Database, bodies: Bodies, question: Question, *, words: str, limit: int, offset: int
) -> SearchResult:
    """The articles that answer, best first, each with the place where the words stand; `words` are as they were typed."""
    found = search.find(db, question, limit=limit, offset=offset)
    numbers = [number for number, _ in found.scores]
    listed = articles.listed(db, numbers)
    texts = versions.latest_of(db, bodies, numbers)
    hits = tuple(
        Hit(article=listed[number], snippet=snippet(texts[number].text, question.phrases), score=score)
        for number, score in found.scores
    )
    return SearchResult(query=words, total=found.total, hits=hits)
