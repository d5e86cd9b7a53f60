"""The search index: every article's latest words, found again in order of relevance and time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.errors import ArchiveError
from rashomon.model import Version
from rashomon.store.database import Database
from rashomon.store.words import Question, index_text, match_expression

# A match in the headline counts as much as this many in the body.
_HEADLINE_WEIGHT = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The articles of one page of results, best first, and how many there are in all."""

    total: int
    scores: tuple[tuple[int, float], ...]


def words_of(version: Version) -> tuple[str, str]:
    """What the index holds of a version: its headline's and its text's words."""
    return index_text(version.headline), index_text(version.text)


def add(db: Database, article: int, words: tuple[str, str]) -> None:
    """Enter an article that is not in the index."""
    db.run(
        "INSERT INTO words (rowid, headline, text) VALUES (:article, :headline, :text)",
        {"article": article, "headline": words[0], "text": words[1]},
    )


def remove(db: Database, article: int, words: tuple[str, str]) -> None:
    """Take an article out; `words` must be those it was entered with, as the index keeps no text of its own."""
    db.run(
        "INSERT INTO words (words, rowid, headline, text) VALUES ('delete', :article, :headline, :text)",
        {"article": article, "headline": words[0], "text": words[1]},
    )


def find(db: Database, question: Question, *, outlets: Sequence[str] = (), limit: int, offset: int) -> Found:
    """The articles that answer the question, best first; without words, the newest first."""
    values: dict[str, object] = {"limit": limit, "offset": offset}
    limits = _limits(question, outlets, values)
    expression = match_expression(question)
    if expression:
        values["expression"] = expression
        rows = db.rows(
            f"WITH hits AS MATERIALIZED (SELECT rowid AS article, -bm25(words, 1.0, {_HEADLINE_WEIGHT}) AS score"
            " FROM words WHERE words MATCH :expression) SELECT a.number, h.score, count(*) OVER () FROM hits h"
            f" JOIN articles a ON a.number = h.article WHERE 1 = 1{limits}"
            " ORDER BY h.score DESC, a.published_us DESC, a.number LIMIT :limit OFFSET :offset",
            values,
        )
    else:
        rows = db.rows(
            f"SELECT a.number, 0.0, count(*) OVER () FROM articles a WHERE a.latest IS NOT NULL{limits}"
            " ORDER BY a.published_us DESC, a.number LIMIT :limit OFFSET :offset",
            values,
        )
    if rows or not offset:
        return Found(total=rows[0][2] if rows else 0, scores=tuple((row[0], row[1]) for row in rows))
    return Found(total=find(db, question, outlets=outlets, limit=1, offset=0).total, scores=())


def holds(db: Database, article: int, question: Question) -> bool:
    """Whether the article is among the answers."""
    return bool(
        db.rows(
            "SELECT 1 FROM words WHERE words MATCH :expression AND rowid = :article",
            {"expression": match_expression(question), "article": article},
        )
    )


def indexed(db: Database) -> set[int]:
    """The numbers of the articles in the index."""
    return {number for (number,) in db.rows("SELECT id FROM words_docsize")}


def faults(db: Database) -> list[str]:
    """What is wrong inside the index, in the database's words; nothing where it is sound."""
    try:
        db.run("INSERT INTO words (words) VALUES ('integrity-check')")
    except ArchiveError as error:
        return [error.message]
    return []


def clear(db: Database) -> None:
    """Empty the index, to be filled again."""
    db.run("INSERT INTO words (words) VALUES ('delete-all')")


def _limits(question: Question, outlets: Sequence[str], values: dict[str, object]) -> str:
    """The question's operators as conditions on articles `a`, their values entered into `values`."""
    conditions: list[str] = []
    names = (*outlets, *question.limits.get("outlet", ()))
    for place, name in enumerate(name for name in names if name):
        values[f"outlet{place}"] = name
        conditions.append(f"a.outlet IN (SELECT number FROM outlets WHERE name = :outlet{place})")
    for place, name in enumerate(question.limits.get("language", ())):
        values[f"language{place}"] = name
        conditions.append(f"a.language = :language{place}")
    for place, name in enumerate(question.limits.get("channel", ())):
        values[f"channel{place}"] = name
        conditions.append(f"a.number IN (SELECT article FROM channels WHERE name = :channel{place})")
    return "".join(f" AND {condition}" for condition in conditions)
