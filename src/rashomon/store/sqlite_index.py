"""The indexes of words in SQLite: FTS5 without content, so nothing but tokens is kept."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.errors import ArchiveError
from rashomon.store.database import Database

# A match in the headline counts as much as this many in the body; `postgres_index` must do the same.
_HEADLINE_WEIGHT = 5.0


def add(db: Database, article: int, text: str, headline: str) -> None:
    values = {"article": article, "text": text, "headline": headline}
    db.run("INSERT INTO words (rowid, text, headline) VALUES (:article, :text, :headline)", values)


def remove(db: Database, article: int, text: str, headline: str) -> None:
    values = {"article": article, "text": text, "headline": headline}
    db.run("INSERT INTO words (words, rowid, text, headline) VALUES ('delete', :article, :text, :headline)", values)


def add_quoted(db: Database, article: int, text: str) -> None:
    db.run("INSERT INTO quoted (rowid, text) VALUES (:article, :text)", {"article": article, "text": text})


def remove_quoted(db: Database, article: int, text: str) -> None:
    values = {"article": article, "text": text}
    db.run("INSERT INTO quoted (quoted, rowid, text) VALUES ('delete', :article, :text)", values)


def scored(phrases: Sequence[str], values: dict[str, object]) -> str:
    name = _enter(values, " AND ".join(f'"{phrase}"' for phrase in phrases))
    score = f"-bm25(words, 1.0, {_HEADLINE_WEIGHT})"
    return f"SELECT rowid AS article, {score} AS score FROM words WHERE words MATCH :{name}"


def matching(phrases: Sequence[str], values: dict[str, object]) -> str:
    name = _enter(values, " AND ".join(f'"{phrase}"' for phrase in phrases))
    return f"SELECT rowid AS article FROM words WHERE words MATCH :{name}"


def holding(table: str, phrases: Sequence[str], values: dict[str, object]) -> str:
    name = _enter(values, " OR ".join(f'"{phrase}"' for phrase in phrases))
    return f"SELECT rowid AS article FROM {table} WHERE {table} MATCH :{name}"


def entered(db: Database) -> set[int]:
    return {number for (number,) in db.rows("SELECT id FROM words_docsize")}


def faults(db: Database) -> list[str]:
    told = []
    for table in ("words", "quoted"):
        try:
            db.run(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')")
        except ArchiveError as error:
            told.append(f"{table}: {error.message}")
    return told


def clear(db: Database) -> None:
    for table in ("words", "quoted"):
        db.run(f"INSERT INTO {table} ({table}) VALUES ('delete-all')")


def tidy(db: Database) -> None:
    for table in ("words", "quoted"):
        db.run(f"INSERT INTO {table} ({table}) VALUES ('optimize')")


def _enter(values: dict[str, object], value: object) -> str:
    name = f"v{len(values)}"
    values[name] = value
    return name
