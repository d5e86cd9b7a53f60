"""The indexes of words in SQLite: FTS5 without content, so nothing but tokens is kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rashomon.errors import ArchiveError
from rashomon.store.database import Database, Values

# A match in the headline counts as much as this many in the body; `postgres_index` must do the same.
_HEADLINE_WEIGHT = 5.0


def add(db: Database, words: Mapping[int, tuple[str, str]]) -> None:
    db.run_many("INSERT INTO words (rowid, text, headline) VALUES (:article, :text, :headline)", _rows(words))


def remove(db: Database, words: Mapping[int, tuple[str, str]]) -> None:
    sql = "INSERT INTO words (words, rowid, text, headline) VALUES ('delete', :article, :text, :headline)"
    db.run_many(sql, _rows(words))


def add_quoted(db: Database, words: Mapping[int, str]) -> None:
    rows = ({"article": article, "text": text} for article, text in sorted(words.items()))
    db.run_many("INSERT INTO quoted (rowid, text) VALUES (:article, :text)", rows)


def remove_quoted(db: Database, words: Mapping[int, str]) -> None:
    rows = ({"article": article, "text": text} for article, text in sorted(words.items()))
    db.run_many("INSERT INTO quoted (quoted, rowid, text) VALUES ('delete', :article, :text)", rows)


def _rows(words: Mapping[int, tuple[str, str]]) -> Iterator[Values]:
    # By number: FTS5 begins a new piece of its index whenever a smaller one follows.
    return (
        {"article": article, "text": text, "headline": headline} for article, (text, headline) in sorted(words.items())
    )


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
