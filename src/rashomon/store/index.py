"""The two indexes of words, `words` (headline and text) and `quoted` (what is in quotation marks), by article number.

They keep no text that a reader sees: only the tokens of `tokens.index_text`, found as phrases. What each database does
its own way stands in `sqlite_index` and `postgres_index`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from rashomon.model import Version
from rashomon.store import postgres_index, sqlite_index
from rashomon.store.database import Database, one
from rashomon.store.tokens import index_texts
from rashomon.store.words import index_fingerprint


class _Index(Protocol):
    """What a database's module of this name must offer."""

    def add(self, db: Database, words: Mapping[int, tuple[str, str]]) -> None: ...
    def remove(self, db: Database, words: Mapping[int, tuple[str, str]]) -> None: ...
    def add_quoted(self, db: Database, words: Mapping[int, str]) -> None: ...
    def remove_quoted(self, db: Database, words: Mapping[int, str]) -> None: ...
    def scored(self, phrases: Sequence[str], values: dict[str, object]) -> str: ...
    def matching(self, phrases: Sequence[str], values: dict[str, object]) -> str: ...
    def holding(self, table: str, phrases: Sequence[str], values: dict[str, object]) -> str: ...
    def entered(self, db: Database) -> set[int]: ...
    def faults(self, db: Database) -> list[str]: ...
    def clear(self, db: Database) -> None: ...
    def tidy(self, db: Database) -> None: ...


def _of(db: Database) -> _Index:
    return postgres_index if db.dialect == "postgresql" else sqlite_index


def words_of(version: Version) -> tuple[str, str]:
    """What the index holds of a version: its text's and its headline's words."""
    return words_of_all((version,))[0]


def words_of_all(versions: Sequence[Version]) -> list[tuple[str, str]]:
    """`words_of` of each."""
    told = iter(index_texts([part for version in versions for part in (version.text, version.headline)]))
    return list(zip(told, told, strict=True))


class Waiting:
    """Words to enter together at the end of a transaction.

    SQLite writes what was entered to the disk whenever a statement with a foreign key comes between: entered one by
    one, an article costs three times as much and the index is left in as many pieces.
    """

    def __init__(self) -> None:
        self._words: dict[int, tuple[str, str]] = {}
        self._before: dict[int, tuple[str, str]] = {}

    def put(self, article: int, words: tuple[str, str], *, before: Version | None = None) -> None:
        """Have the article found by these words, in the place of those of the version that it is found by now."""
        if before is not None and article not in self._words:
            self._before[article] = words_of(before)
        self._words[article] = words

    def enter(self, db: Database) -> None:
        """Enter them all, call it inside the transaction."""
        _of(db).remove(db, self._before)
        _of(db).add(db, self._words)


def add(db: Database, words: Mapping[int, tuple[str, str]]) -> None:
    """Enter articles that are not in the index: the words of their text and of their headline."""
    _of(db).add(db, words)


def remove(db: Database, words: Mapping[int, tuple[str, str]]) -> None:
    """Take articles out; the words must be those they were entered with, as the index keeps no text of its own."""
    _of(db).remove(db, words)


def add_quoted(db: Database, words: Mapping[int, str]) -> None:
    """Enter the words of articles' quotations."""
    _of(db).add_quoted(db, words)


def remove_quoted(db: Database, words: Mapping[int, str]) -> None:
    """Take out what `add_quoted` entered."""
    _of(db).remove_quoted(db, words)


def scored(db: Database, phrases: Sequence[str], values: dict[str, object]) -> str:
    """SQL that gives `article` and `score` of all articles that hold every phrase; its values go into `values`."""
    return _of(db).scored(phrases, values)


def matching(db: Database, phrases: Sequence[str], values: dict[str, object]) -> str:
    """SQL that gives `article` of all articles that hold every phrase; its values go into `values`."""
    return _of(db).matching(phrases, values)


def holding(db: Database, table: str, phrases: Sequence[str], values: dict[str, object]) -> str:
    """SQL that gives the articles that hold any of the phrases in `table`; its values go into `values`."""
    return _of(db).holding(table, phrases, values)


def holds(db: Database, article: int, phrase: str) -> bool:
    """Whether the article is found by the phrase."""
    values: dict[str, object] = {"article": article}
    found = holding(db, "words", [phrase], values)
    return bool(db.rows(f"SELECT 1 FROM ({found}) AS found WHERE article = :article", values))


def entered(db: Database) -> set[int]:
    """The numbers of the articles in the index."""
    return _of(db).entered(db)


def faults(db: Database) -> list[str]:
    """What is wrong inside the indexes, in the database's words; nothing where they are sound."""
    return _of(db).faults(db)


def clear(db: Database) -> None:
    """Empty the indexes, to be filled again."""
    _of(db).clear(db)


def tidy(db: Database) -> None:
    """Merge what a long import left in pieces: 0.6 s for 13,000 articles in SQLite."""
    _of(db).tidy(db)


def is_of_this_program(db: Database) -> bool:
    """Whether the indexes were made by the folding that this program does."""
    row = one(db, "SELECT value FROM meta WHERE key = :key", {"key": "index"})
    return row is not None and row[0] == index_fingerprint()


def mark(db: Database) -> None:
    """Note that the indexes are made by this program's folding."""
    db.run(
        "INSERT INTO meta (key, value) VALUES ('index', :value) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        {"value": index_fingerprint()},
    )
