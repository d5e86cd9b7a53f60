"""The columns of the lake's tables, and versions to rows and back."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone
from typing import IO, Any, cast

import msgspec
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from rashomon.model import Version

Row = Mapping[str, Any]

_TEXT, _TEXTS, _WHOLE = pa.string(), pa.list_(pa.string()), pa.int32()
_MOMENT = pa.timestamp("us", tz="UTC")
_TIMES = ("published_at", "modified_at", "captured_at")

VERSION = pa.schema(
    [
        ("id", _TEXT),
        ("url", _TEXT),
        ("urls", _TEXTS),
        ("outlet", _TEXT),
        ("headline", _TEXT),
        ("byline", _TEXTS),
        ("published_at", _MOMENT),
        ("published_at_offset", _WHOLE),  # seconds east of UTC, as the outlet stated the time
        ("published_at_basis", _TEXT),
        ("published_at_precision", _TEXT),
        ("modified_at", _MOMENT),
        ("modified_at_offset", _WHOLE),
        ("dateline", _TEXT),
        ("language", _TEXT),
        ("script", _TEXT),
        ("text", _TEXT),
        ("paragraphs", pa.list_(pa.struct([("start", _WHOLE), ("end", _WHOLE), ("kind", _TEXT)]))),
        ("images", pa.list_(pa.struct([("url", _TEXT), ("caption", _TEXT), ("credit", _TEXT)]))),
        ("keywords", _TEXTS),
        ("links", _TEXTS),
        ("editor", _TEXT),
        ("credit", _TEXT),
        ("section", _TEXT),
        ("channels", _TEXTS),
        ("digest", _TEXT),
        ("captured_at", _MOMENT),
        ("captured_at_offset", _WHOLE),
        ("extractor", _TEXT),
        ("notes", _TEXTS),
    ]
)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIELDS = frozenset(Version.__dataclass_fields__)


def version_row(version: Version) -> dict[str, Any]:
    """The version's columns; a time is kept by instant and offset."""
    row = cast(dict[str, Any], msgspec.to_builtins(version, builtin_types=(datetime,)))
    for name in _TIMES:
        offset = row[name].utcoffset() if row[name] is not None else None
        row[f"{name}_offset"] = None if offset is None else int(offset.total_seconds())
    return row


def version_of(row: Row) -> Version:
    """The version that a row holds; columns of other tables beside its own are passed over."""
    fields = {name: value for name, value in row.items() if name in _FIELDS}
    for name in _TIMES:
        if fields.get(name) is not None:
            fields[name] = fields[name].astimezone(_zone(row[f"{name}_offset"]))
    return msgspec.convert(fields, Version)


def _zone(seconds: int) -> timezone:
    return UTC if not seconds else timezone(timedelta(seconds=seconds))


def instant_of(version: Version) -> datetime | None:
    """When the article belongs: as published, else as captured; in UTC. None where neither is known."""
    moment = version.published_at or version.captured_at
    return moment.astimezone(UTC) if moment else None


def hour_of(version: Version) -> str:
    """The hour of UTC to which an article belongs, as 2031-05-01T13; the first of 1970 where no time is known."""
    moment = instant_of(version)
    return f"{moment:%Y-%m-%dT%H}" if moment and moment.year >= 1000 else "1970-01-01T00"


def with_columns(schema: pa.Schema, *more: tuple[str, pa.DataType]) -> pa.Schema:
    """The schema with columns added at its end."""
    return pa.schema([*schema, *(pa.field(name, kind) for name, kind in more)])


def encode_rows(rows: Sequence[Row], schema: pa.Schema, *, group: int, sorted_by: Sequence[str] = ()) -> bytes:
    """A Parquet file of the rows as they are sorted, packed by zstd, with statistics for every `group` rows."""
    sink = io.BytesIO()
    order = [(name, "ascending") for name in sorted_by]
    writer = pq.ParquetWriter(
        sink,
        schema,
        compression="zstd",
        compression_level=3,
        sorting_columns=pq.SortingColumn.from_ordering(schema, order) if order else None,
    )
    with writer:
        for start in range(0, len(rows), group):
            writer.write_table(pa.Table.from_pylist(rows[start : start + group], schema=schema), row_group_size=group)
        if not rows:
            writer.write_table(schema.empty_table())
    return sink.getvalue()


def read_rows(
    stream: IO[bytes],
    *,
    columns: Sequence[str] | None = None,
    among: tuple[str, str, str] | None = None,
    where: pc.Expression | None = None,
) -> Iterator[dict[str, Any]]:
    """The rows of a file a row group at a time; `among` names a column and its least and greatest value wanted.

    A group whose statistics show that it holds none of these is not read; rows that are not `where` never become
    Python's.
    """
    file = pq.ParquetFile(stream)
    if among is not None:
        column = pc.field(among[0])
        inside = (column >= among[1]) & (column <= among[2])
        where = inside if where is None else inside & where
    for number in range(file.num_row_groups):
        if among is not None and not _may_hold(file, number, *among):
            continue
        table = file.read_row_group(number, columns=columns)
        yield from (table if where is None else table.filter(where)).to_pylist()


def _may_hold(file: pq.ParquetFile, group: int, column: str, least: str, most: str) -> bool:
    found = file.metadata.row_group(group)
    places = (found.column(place) for place in range(found.num_columns))
    about = next(place.statistics for place in places if place.path_in_schema == column)
    return about is None or not about.has_min_max or (about.min <= most and about.max >= least)


def is_one_of(column: str, values: Iterable[str]) -> pc.Expression:
    """The condition that a column holds one of these."""
    return pc.field(column).isin(pa.array(sorted(values), pa.string()))


def encoded(row: object) -> bytes:
    """The canonical bytes of a row, for its digest."""
    return msgspec.json.encode(row, order="sorted")
