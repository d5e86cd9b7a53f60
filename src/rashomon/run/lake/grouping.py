"""The third stage: the articles of each window grouped, every article with its group, its copy and its nearest fellow."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from rashomon.group import Grouping, StoryIndex
from rashomon.model import Version
from rashomon.run.lake.columns import EPOCH, encode_rows, hour_of, instant_of, version_of
from rashomon.run.lake.marks import Job, Mark, Part, write_part
from rashomon.run.lake.versions import latest_rows
from rashomon.run.lake.windows import Window
from rashomon.text.retold import retelling_note

STAGE = "group"
TABLE = "_grouped"
_READ = (
    "id", "url", "urls", "outlet", "headline", "published_at", "published_at_offset", "captured_at",
    "captured_at_offset", "text", "credit",
)  # fmt: skip
_LONGEST = 12_000  # characters: grouping reads no more of a text
_GROUP = 5000

COLUMNS = pa.schema(
    [
        ("group", pa.int32()),
        ("id", pa.string()),
        ("owned", pa.bool_()),  # False: seen from here, but another window's
        ("at", pa.timestamp("us", tz="UTC")),
        ("url", pa.string()),
        ("urls", pa.list_(pa.string())),
        ("outlet", pa.string()),
        ("headline", pa.string()),
        ("published_at", pa.timestamp("us", tz="UTC")),
        ("published_at_offset", pa.int32()),
        ("language", pa.string()),
        ("credit", pa.string()),
        ("told", pa.string()),  # the headline of its group
        ("nearest", pa.string()),
        ("score", pa.float64()),
        ("shared", pa.list_(pa.string())),
        ("original", pa.string()),  # of which it is a copy
        ("kind", pa.string()),
        ("share", pa.float64()),
        ("evidence", pa.string()),
    ]
)


def group_window(job: Job, shard: Window, careful: bool) -> Mark:
    """The window's articles, those of its margins too, by group."""
    versions = _versions_of(job, shard)
    index = StoryIndex()
    index.add(versions)
    rows = _rows(index.grouping(), {version.id: version for version in versions}, shard)
    part = Part(table=TABLE, path=f"{TABLE}/{shard.name}.parquet", rows=len(rows))
    return Mark(stage=STAGE, shard=shard.name, parts=(write_part(job, part, encode_rows(rows, COLUMNS, group=_GROUP)),))


def _versions_of(job: Job, shard: Window) -> list[Version]:
    """What the window sees, by time: each article once, in the state of its earliest day."""
    found: list[Version] = []
    for row in latest_rows(job, shard.parts, _READ, languages=shard.languages, where=_seen(shard)):
        version = version_of(row | {"text": row["text"][:_LONGEST]})
        if shard.low <= hour_of(version) <= shard.high:
            found.append(version)
    found.sort(key=lambda version: (instant_of(version) or EPOCH, version.id))
    earliest: dict[str, Version] = {}
    for version in found:
        earliest.setdefault(version.id, version)
    return list(earliest.values())


def _seen(shard: Window) -> pc.Expression | None:
    """The condition on time in the table's own terms; where no time is known it is left to `hour_of`."""
    if shard.low <= f"{EPOCH:%Y-%m-%dT%H}":
        return None
    at = pc.coalesce(pc.field("published_at"), pc.field("captured_at"))
    low, high = (datetime.fromisoformat(f"{hour}:00+00:00") for hour in (shard.low, shard.high))
    kind = pa.timestamp("us", tz="UTC")
    return (at >= pa.scalar(low, kind)) & (at < pa.scalar(high + timedelta(hours=1), kind))


def _rows(grouping: Grouping, versions: dict[str, Version], shard: Window) -> list[dict[str, Any]]:
    copies = {copy.article: copy for copy in grouping.copies}
    joined = {one.article: one for one in grouping.joined}
    rows = []
    for number, story in enumerate(grouping.stories):
        for article in story.articles:
            version, copy, fellow = versions[article.id], copies.get(article.id), joined.get(article.id)
            moment = version.published_at
            offset = moment.utcoffset() if moment else None
            rows.append(
                {
                    "group": number,
                    "id": article.id,
                    "owned": shard.first <= hour_of(version) <= shard.last,
                    "at": instant_of(version) or EPOCH,
                    "url": article.url,
                    "urls": article.urls,
                    "outlet": article.outlet,
                    "headline": article.headline,
                    "published_at": moment,
                    "published_at_offset": int(offset.total_seconds()) if offset is not None else None,
                    "language": article.language,
                    "credit": version.credit or retelling_note(version.text),
                    "told": story.headline,
                    "nearest": fellow.nearest if fellow else None,
                    "score": fellow.score if fellow else None,
                    "shared": fellow.shared if fellow else (),
                    "original": copy.original if copy else None,
                    "kind": copy.kind.value if copy else None,
                    "share": copy.share if copy else None,
                    "evidence": copy.evidence if copy else None,
                }
            )
    return rows
