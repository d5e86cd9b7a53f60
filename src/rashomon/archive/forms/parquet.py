"""An archive as a folder of Parquet files, one a table, for whoever asks with pandas, DuckDB or Spark.

`versions.parquet` has two columns more than the table, `headline` and `text`, so that no JSON need be parsed to read;
they are not read back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import msgspec

from rashomon.errors import ArchiveError, UsageError
from rashomon.store import schema
from rashomon.store.transfer import PlainRow, Whole, plain_columns

_ROWS = 2000  # a group of rows in a file: 12 MB of bodies
_MARK = "captures.parquet"
_SHOWN = ("headline", "text")
_BYTES = {"digest", "digests", "link"}
_KEYS = {"number", "size", "hash", "address", "status", "body", "outlet", "latest", "article", "original", "place"}
_NUMBERS = _KEYS | {"capture", "version", "outlets", "articles", "origins"}
_IN_MICROSECONDS = "_us"


def is_one(path: Path) -> bool:
    """Whether the folder holds the tables as Parquet."""
    return (path / _MARK).is_file()


def write(whole: Whole, target: Path) -> None:
    """Write the archive to a new folder; ArchiveError where pyarrow is not installed."""
    arrow, parquet = _pyarrow()
    try:
        target.mkdir()
    except FileExistsError as error:
        raise UsageError(str(target), "is there already; an export never overwrites") from error
    waiting = set(schema.TABLES)
    for table, told in groupby(whole.rows(), key=lambda row: row[0]):
        waiting.discard(table)
        with parquet.ParquetWriter(target / f"{table}.parquet", _columns(arrow, table), compression="zstd") as file:
            for part in _parts(_shown(table, row) for _, row in told):
                file.write_table(arrow.Table.from_pylist(part, schema=file.schema))
    for table in sorted(waiting - {"dictionaries"}):
        parquet.write_table(arrow.Table.from_pylist([], schema=_columns(arrow, table)), target / f"{table}.parquet")


def read(path: Path) -> Iterator[PlainRow]:
    """The rows of the folder's files."""
    arrow, parquet = _pyarrow()
    for table in schema.TABLES:
        source = path / f"{table}.parquet"
        if table == "dictionaries":
            continue
        try:
            for batch in parquet.ParquetFile(source).iter_batches(batch_size=_ROWS):
                for row in batch.to_pylist():
                    yield table, {name: value for name, value in row.items() if name not in _hidden(table)}
        except (OSError, arrow.ArrowException) as error:
            raise ArchiveError(str(source), f"cannot be read: {error}") from error


def _pyarrow() -> tuple[Any, Any]:
    try:
        # Here and not above: it is an extra that most archives do without.
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise ArchiveError("parquet", "needs pyarrow: pip install 'rashomon[lake]'") from error
    return pyarrow, pyarrow.parquet


def _columns(arrow: Any, table: str) -> Any:
    columns = [(name, _kind(arrow, table, name)) for name in plain_columns(table)]
    return arrow.schema([*columns, *((name, arrow.string()) for name in _hidden(table))])


def _kind(arrow: Any, table: str, column: str) -> Any:
    if column in _BYTES or (table, column) == ("bodies", "data"):
        return arrow.binary()
    is_number = column in _NUMBERS or column.endswith(_IN_MICROSECONDS)
    return arrow.int64() if is_number else arrow.string()


def _hidden(table: str) -> tuple[str, ...]:
    return _SHOWN if table == "versions" else ()


def _shown(table: str, row: dict[str, Any]) -> dict[str, Any]:
    if table != "versions":
        return row
    document = msgspec.json.decode(row["data"])
    return row | {name: document.get(name, "") for name in _SHOWN}


def _parts(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    part: list[dict[str, Any]] = []
    for row in rows:
        part.append(row)
        if len(part) == _ROWS:
            yield part
            part = []
    if part:
        yield part
