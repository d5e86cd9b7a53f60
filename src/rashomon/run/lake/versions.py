"""The second stage: the versions of each day together, each once, partitioned by day and sorted by language and outlet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from rashomon.model import Version
from rashomon.run.lake import extracting
from rashomon.run.lake.columns import (
    VERSION,
    encode_rows,
    encoded,
    hour_of,
    is_one_of,
    read_rows,
    version_of,
    version_row,
    with_columns,
)
from rashomon.run.lake.marks import Job, Mark, Part, row_digest, sum_digests, write_part
from rashomon.run.lake.settings import LakeSettings

STAGE = "versions"
TABLE = "versions"
HELD = (extracting.TABLE, "_gathered")
"""The tables that hold what this stage sorts: of the usual days, and of late articles."""
COLUMNS = with_columns(VERSION, ("latest", pa.bool_()), ("captures", pa.int32()))
ORDER = ("language", "outlet", "published_at", "id", "captured_at")
_GROUP = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """A run of days, or a share of one day's articles, by the first and last place, and the parts that hold rows of it."""

    name: str
    first: str
    last: str
    parts: tuple[str, ...]
    made_of: str  # the digest of what the parts were made of


def plan_days(marks: Iterable[Mark], settings: LakeSettings) -> list[Days]:
    """Shards of about `day_rows` captures: many small days in one, a large day in several, by a hash of the article."""
    rows: Counter[str] = Counter()
    holders: dict[str, list[tuple[str, str]]] = {}
    for mark in marks:
        for part in mark.parts:
            if part.table in HELD:
                rows.update(part.counts)
                for day in part.counts:
                    holders.setdefault(day, []).append((part.path, mark.made_of))
    planned = []
    for run in _runs(sorted(rows), rows, settings.day_rows):
        shares = -(-sum(rows[day] for day in run) // settings.day_rows) if len(run) == 1 else 1
        held = sorted({holder for day in run for holder in holders[day]})
        made_of = sum_digests(row_digest(mark.encode()) for _, mark in held)
        for share in range(shares):
            low, high = (extracting.LOTS * end // shares for end in (share, share + 1))
            days = Days(
                name=f"{run[0]}_{run[-1]}_{share:03}of{shares:03}",
                first=f"{run[0]} {low:03x}",
                last=f"{run[-1]} {high - 1:03x}",
                parts=tuple(path for path, _ in held),
                made_of=made_of,
            )
            planned.append(days)
    return planned


def _runs(days: Sequence[str], rows: Counter[str], most: int) -> Iterator[list[str]]:
    run: list[str] = []
    for day in days:
        if run and sum(rows[one] for one in run) + rows[day] > most:
            yield run
            run = []
        run.append(day)
    if run:
        yield run


def write_days(job: Job, shard: Days, careful: bool) -> Mark:
    """A file for each day, with every version once: as first captured, under all addresses it was met by."""
    found: dict[str, dict[tuple[str, str], list[Version]]] = {}
    for path in shard.parts:
        with job.lake.open(path) as stream:
            for row in read_rows(stream, among=("place", shard.first, shard.last)):
                version = version_of(row)
                day = found.setdefault(row["place"][:10], {})
                day.setdefault((version.id, version.digest or ""), []).append(version)
    parts = [_write_day(job, shard, day, captures) for day, captures in sorted(found.items())]
    return Mark(stage=STAGE, shard=shard.name, parts=tuple(parts))


def _write_day(job: Job, shard: Days, day: str, captures: dict[tuple[str, str], list[Version]]) -> Part:
    versions = {key: _joined(several) for key, several in captures.items()}
    latest: dict[str, Version] = {}
    for version in versions.values():
        before = latest.get(version.id)
        if before is None or _age(before) < _age(version):
            latest[version.id] = version
    rows: list[dict[str, Any]] = []
    digests = []
    counts: Counter[str] = Counter()
    for key, version in versions.items():
        is_latest = latest[version.id] is version
        rows.append(version_row(version) | {"latest": is_latest, "captures": len(captures[key])})
        digests.append(row_digest(encoded(replace(version, captured_at=None))))
        if is_latest:
            counts[f"{hour_of(version)} {version.language}"] += 1
    rows.sort(key=_place)
    path = f"{TABLE}/day={day}/{shard.name}.parquet"
    part = Part(
        table=TABLE, path=path, rows=len(rows), digest=sum_digests(digests), counts=dict(sorted(counts.items()))
    )
    return write_part(job, part, encode_rows(rows, COLUMNS, group=_GROUP, sorted_by=ORDER))


def _joined(captures: list[Version]) -> Version:
    """The earliest capture, with the addresses and channels of all, its own first."""
    first, *others = sorted(captures, key=lambda version: (_age(version), encoded(version)))
    return replace(
        first, urls=_united(first.urls, others, "urls"), channels=_united(first.channels, others, "channels")
    )


def _united(own: tuple[str, ...], others: Iterable[Version], name: str) -> tuple[str, ...]:
    more = {value for other in others for value in getattr(other, name)}
    return (*own, *sorted(more.difference(own)))


def _age(version: Version) -> tuple[float, str]:
    return version.captured_at.timestamp() if version.captured_at else 0.0, version.digest or ""


def _place(row: dict[str, Any]) -> tuple[object, ...]:
    times = [row[name].timestamp() if row[name] else 0.0 for name in ("published_at", "captured_at")]
    return row["language"], row["outlet"], times[0], row["id"], times[1], row["digest"]


def latest_rows(
    job: Job,
    parts: Iterable[str],
    columns: Sequence[str],
    *,
    languages: Sequence[str] = (),
    where: pc.Expression | None = None,
) -> Iterator[dict[str, Any]]:
    """These columns of each article's latest version in these files, of these languages (none named: all)."""
    latest = pc.field("latest")
    where = latest if where is None else latest & where
    among = ("language", min(languages), max(languages)) if languages else None
    if languages:
        where = where & is_one_of("language", languages)
    for path in sorted(set(parts)):
        with job.lake.open(path) as stream:
            yield from read_rows(stream, columns=sorted({*columns, "latest", "language"}), among=among, where=where)
