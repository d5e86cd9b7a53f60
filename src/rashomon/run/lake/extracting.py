"""The first stage: each input file to versions, sorted by day so that the next finds its own; what holds none set aside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import compress, islice
from operator import not_

import pyarrow as pa

from rashomon.archive.workers import Crew
from rashomon.capture.streams import Item
from rashomon.extract import extract_article
from rashomon.model import Reason, Rejected, Version
from rashomon.outlets import Outlets
from rashomon.run.lake.columns import VERSION, Row, encode_rows, encoded, hour_of, version_row, with_columns
from rashomon.run.lake.inputs import read_input
from rashomon.run.lake.limits import limited
from rashomon.run.lake.marks import Job, Mark, Part, row_digest, sum_digests, write_part
from rashomon.text.digests import version_digest
from rashomon.text.language import detect_language

STAGE = "extract"
TABLE, LATE = "_extracted", "_late"
ORDER = ("place", "id", "digest")
READ = with_columns(VERSION, ("place", pa.string()))
LOTS = 1 << 12
REJECTED = pa.schema([("source", pa.string()), ("reason", pa.string()), ("detail", pa.string())])
GROUP = 500  # rows of a row group: a day of few articles is found in a file without reading much else
_RARE = 50  # a day of fewer than one article in so many is one of late articles
_BATCH = 50  # pages sent at once to a process that may not survive them
_CAREFUL = 2  # processes: one would be this one


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One input file; `state` tells whether it has changed since."""

    name: str
    url: str
    state: str


def extract_input(job: Job, shard: Input, careful: bool) -> Mark:
    """The versions of one file, in parts of a bounded number, and the table of what was set aside."""
    waiting: list[Version] = []
    late: list[Version] = []
    rejected: list[Rejected] = []
    parts: list[Part] = []
    for outcome in _outcomes(job, shard, careful):
        if isinstance(outcome, Rejected):
            rejected.append(outcome)
            continue
        waiting.append(outcome)
        if len(waiting) >= job.settings.part_rows:
            usual, more = _divided(waiting)
            late += more
            parts += _write_parts(job, shard, TABLE, len(parts), usual)
            waiting = []
        if len(late) >= job.settings.part_rows:
            parts += _write_parts(job, shard, LATE, len(parts), late)
            late = []
    usual, more = _divided(waiting)
    parts += _write_parts(job, shard, TABLE, len(parts), usual)
    parts += _write_parts(job, shard, LATE, len(parts), [*late, *more])
    if rejected:
        parts.append(_write_rejected(job, shard, rejected))
    reasons = Counter(one.reason.value for one in rejected)
    return Mark(stage=STAGE, shard=shard.name, parts=tuple(parts), rejected=dict(sorted(reasons.items())))


def _outcomes(job: Job, shard: Input, careful: bool) -> Iterator[Version | Rejected]:
    step = partial(read_items, outlets=job.outlets)
    items = iter(read_input(shard.url))
    batches = iter(lambda: list(islice(items, _BATCH)), [])
    if not careful:
        yield from (outcome for batch in batches for outcome in step(batch))
        return
    # The process that held this file was lost: now its pages are read by processes that may be.
    with Crew(_CAREFUL) as crew:
        yield from (outcome for batch in crew.map(step, batches, instead=_set_aside) for outcome in batch)


def _set_aside(item: Item, why: str) -> Version | Rejected:
    source = item.id if isinstance(item, Version) else item.source
    return Rejected(source=source, reason=Reason.UNREADABLE, detail=f"the process reading it {why}")


def read_items(items: list[Item], *, outlets: Outlets | None) -> list[Version | Rejected]:
    """Each item as a version that can be stored, or the reason why not; nothing that a page holds raises."""
    return [_read_item(item, outlets) for item in items]


def _read_item(item: Item, outlets: Outlets | None) -> Version | Rejected:
    if isinstance(item, Rejected):
        return item
    source = item.id if isinstance(item, Version) else item.source
    try:
        with limited():
            found = item if isinstance(item, Version) else extract_article(item, outlets=outlets)
            if isinstance(found, Version):
                found = _completed(found)
                encoded(found)  # what cannot be written is told here, where its source is known
    except Exception as error:  # noqa: BLE001 (one poisonous page must not cost the other 50,000 of its file)
        detail = f"{type(error).__name__} {error}".encode("utf-8", "replace").decode()
        return Rejected(source=source, reason=Reason.UNREADABLE, detail=detail)
    return found


def _completed(version: Version) -> Version:
    """With digest and language, which documents that came from elsewhere may lack."""
    digest = version_digest(
        headline=version.headline,
        byline=version.byline,
        dateline=version.dateline,
        text=version.text,
        captions=[image.caption for image in version.images],
    )
    if version.language:
        return version if version.digest == digest else replace(version, digest=digest)
    language, script = detect_language(version.text or version.headline)
    return replace(version, digest=digest, language=language, script=version.script or script)


def place_of(version: Version) -> str:
    """By what the parts are sorted: the article's day, and a hash of it by which a large day is divided."""
    return f"{hour_of(version)[:10]} {row_digest(version.id.encode()) % LOTS:03x}"


def _divided(versions: list[Version]) -> tuple[list[Version], list[Version]]:
    """The articles of the days that many of them are of, and the late ones."""
    days = Counter(hour_of(version)[:10] for version in versions)
    is_usual = [days[hour_of(version)[:10]] * _RARE >= len(versions) for version in versions]
    return list(compress(versions, is_usual)), list(compress(versions, map(not_, is_usual)))


def _write_parts(job: Job, shard: Input, table: str, number: int, versions: list[Version]) -> list[Part]:
    """The part that holds these, none where there are none."""
    if not versions:
        return []
    rows: list[Row] = [version_row(version) | {"place": place_of(version)} for version in versions]
    rows.sort(key=lambda row: tuple(row[name] for name in ORDER))
    path = f"{table}/{shard.name}-{number:04}.parquet"
    part = Part(table=table, path=path, rows=len(rows), counts=Counter(row["place"][:10] for row in rows))
    return [write_part(job, part, encode_rows(rows, READ, group=GROUP, sorted_by=ORDER))]


def _write_rejected(job: Job, shard: Input, rejected: list[Rejected]) -> Part:
    rows = [{"source": one.source, "reason": one.reason.value, "detail": one.detail} for one in rejected]
    path = f"rejected/{shard.name}.parquet"
    # A source is a place, and a detail may name one: the digest knows how many were set aside for which reason.
    digest = sum_digests(row_digest(one.reason.encode()) for one in rejected)
    part = Part(table="rejected", path=path, rows=len(rows), digest=digest)
    return write_part(job, part, encode_rows(rows, REJECTED, group=len(rows)))
