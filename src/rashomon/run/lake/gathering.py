"""Between the first stage and the second: the late articles of many inputs in few files.

A crawl captures an article in twenty long after its day. Left where they are, every day would have a few rows in every
file of the years after it: of 1.3 billion articles, 30,000 files to open for one shard of versions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from rashomon.run.lake import extracting
from rashomon.run.lake.columns import encode_rows, read_rows
from rashomon.run.lake.marks import Job, Mark, Part, row_digest, sum_digests, write_part
from rashomon.run.lake.settings import LakeSettings

STAGE = "gather"


@dataclass(frozen=True, slots=True, kw_only=True)
class Late:
    """The files of late articles that one shard puts together."""

    name: str
    parts: tuple[str, ...]
    made_of: str


def plan_gathering(marks: Iterable[Mark], settings: LakeSettings) -> list[Late]:
    """Shards of about `day_rows` rows, from inputs that follow one another."""
    planned: list[Late] = []
    held: list[tuple[str, str]] = []
    rows = 0
    for mark in marks:
        for part in mark.parts:
            if part.table == extracting.LATE:
                held.append((part.path, mark.made_of))
                rows += part.rows
        if rows >= settings.day_rows:
            planned.append(_shard(len(planned), held))
            held, rows = [], 0
    return [*planned, _shard(len(planned), held)] if held else planned


def _shard(number: int, held: list[tuple[str, str]]) -> Late:
    made_of = sum_digests(row_digest(mark.encode()) for _, mark in held)
    return Late(name=f"{number:06}", parts=tuple(path for path, _ in held), made_of=made_of)


def gather_late(job: Job, shard: Late, careful: bool) -> Mark:
    """One file of all rows, sorted as the inputs' own are."""
    rows: list[dict[str, Any]] = []
    for path in shard.parts:
        with job.lake.open(path) as stream:
            rows += read_rows(stream)
    rows.sort(key=lambda row: tuple(row[name] for name in extracting.ORDER))
    days = Counter(row["place"][:10] for row in rows)
    part = Part(table="_gathered", path=f"_gathered/{shard.name}.parquet", rows=len(rows), counts=days)
    data = encode_rows(rows, extracting.READ, group=extracting.GROUP, sorted_by=extracting.ORDER)
    return Mark(stage=STAGE, shard=shard.name, parts=(write_part(job, part, data),))
