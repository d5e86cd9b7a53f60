"""What a lake holds, asked by DuckDB where the tables lie."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

import duckdb

from rashomon.errors import NotFound, UsageError
from rashomon.model import Story, Version
from rashomon.run.lake import accounts, comparing, stories, versions
from rashomon.run.lake.building import ABOUT
from rashomon.run.lake.columns import VERSION, version_of
from rashomon.run.lake.storage import Storage
from rashomon.run.lake.stories import story_from_row

TABLES = (versions.TABLE, *stories.SCHEMAS, *accounts.SCHEMAS, *comparing.SCHEMAS, "rejected")
_SHORTEST = 6  # characters of an id that may stand for it


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The columns and rows of an answer."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """What a list shows of a claim."""

    text: str
    standing: str
    disputed: bool


class OpenLake:
    """A lake to be asked; a context manager. Its tables are views, none where a stage has not been run."""

    def __init__(self, url: str) -> None:
        self._storage = Storage(url)
        if not self._storage.has(ABOUT):
            raise UsageError(url, "is no lake: `rashomon lake build` makes one")
        self._db = duckdb.connect()
        if not self._storage.is_local:
            self._db.register_filesystem(self._storage.fs)
        for table in TABLES:
            self._add_view(table)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()

    def _add_view(self, table: str) -> None:
        paths = [path for path in self._storage.paths(table) if path.endswith(".parquet")]
        if not paths:
            return
        places = ", ".join(_quoted(self._address(path)) for path in paths)
        days = "true" if table == versions.TABLE else "false"
        self._db.execute(
            f"CREATE VIEW {table} AS SELECT * FROM read_parquet([{places}], hive_partitioning = {days},"
            " hive_types_autocast = false)"
        )

    def _address(self, path: str) -> str:
        place = self._storage.place(path)
        return place if self._storage.is_local else str(self._storage.fs.unstrip_protocol(place))

    def ask(self, question: str, values: Sequence[object] = ()) -> Answer:
        """The answer to a question in SQL; UsageError where it is none that can be answered."""
        try:
            self._db.execute(question, list(values))
            columns = tuple(about[0] for about in self._db.description or ())
            return Answer(columns=columns, rows=tuple(self._db.fetchall()))
        except duckdb.Error as error:
            raise UsageError("the question", str(error)) from error

    def stories(
        self, *, day: str = "", min_outlets: int = 1, outlet: str = "", words: str = "", limit: int | None = None
    ) -> tuple[Story, ...]:
        """The stories with most outlets first; `day` is that of the first article, `words` stand in the headline."""
        answer = self.ask(
            "SELECT * FROM stories WHERE ($1 = '' OR day = $1) AND outlets >= $2 AND contains(lower(headline), lower($4))"
            " AND ($3 = '' OR list_contains(list_transform(articles, lambda a: a.outlet), $3))"
            " ORDER BY outlets DESC, len(articles) DESC, day, id LIMIT $5",
            (day, min_outlets, outlet, words, limit if limit is not None else 2**31),
        )
        return tuple(story_from_row(row) for row in _dicts(answer))

    def story(self, id: str) -> Story:  # noqa: A002
        """The story of that id, or of the only one that begins so; NotFound where there is none."""
        if len(id) < _SHORTEST:
            raise NotFound(id, f"no story: give at least {_SHORTEST} characters of its id")
        found = _dicts(self.ask("SELECT * FROM stories WHERE starts_with(id, $1) LIMIT 2", (id,)))
        if len(found) != 1:
            raise NotFound(id, "more than one story begins so" if found else "no story of this id is in the lake")
        return story_from_row(found[0])

    def comparison(self, story: str) -> bytes | None:
        """The `comparison` document of a story; None where one outlet alone tells it."""
        if not self._storage.paths(comparing.COMPARISONS):
            return None
        rows = self.ask("SELECT document FROM comparisons WHERE story = $1", (story,)).rows
        return str(rows[0][0]).encode() if rows else None

    def claims(self, story: str) -> tuple[ClaimRow, ...]:
        """The claims of a story that several outlets tell, the disputed ones first."""
        if not self._storage.paths(comparing.CLAIMS):
            return ()
        asked = "SELECT text, standing, disputed FROM claims WHERE story = $1 ORDER BY disputed DESC, standing, text"
        rows = self.ask(asked, (story,)).rows
        return tuple(ClaimRow(text=row[0], standing=row[1], disputed=row[2]) for row in rows)

    def versions(self, *, day: str = "", story: str = "") -> Iterator[Version]:
        """The versions of a day, of a story's articles, or all; the oldest captures first."""
        ids = [article.id for article in self.story(story).articles] if story else []
        columns = ", ".join(f'"{name}"' for name in VERSION.names)
        self._db.execute(
            f"SELECT {columns} FROM versions WHERE ($1 = '' OR day = $1) AND (NOT $2 OR list_contains($3, id))"
            " ORDER BY captured_at NULLS FIRST, id, digest",
            [day, bool(story), ids],
        )
        while rows := self._db.fetchmany(500):
            for row in rows:
                yield version_of(dict(zip(VERSION.names, row, strict=True)))


def _dicts(answer: Answer) -> list[dict[str, Any]]:
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
