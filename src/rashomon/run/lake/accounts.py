"""The fifth stage: what each article's sentences say, whom they quote and on whose word they rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import msgspec
import pyarrow as pa

from rashomon.attribute import attribute_article
from rashomon.model import Account
from rashomon.run.lake.columns import VERSION, encode_rows, encoded, hour_of, version_of
from rashomon.run.lake.limits import limited
from rashomon.run.lake.marks import Job, Mark, Part, row_digest, sum_digests, write_part
from rashomon.run.lake.versions import latest_rows

STAGE = "accounts"
_TEXT, _TEXTS, _PLACE = pa.string(), pa.list_(pa.string()), pa.int32()
_GROUP = 20_000

_AT = [("day", _TEXT), ("outlet", _TEXT), ("article", _TEXT), ("sentence", _TEXT), ("start", _PLACE), ("end", _PLACE)]
SCHEMAS = {
    "statements": pa.schema([*_AT, ("text", _TEXT), ("kind", _TEXT)]),
    "quotations": pa.schema(
        [
            *_AT,
            ("id", _TEXT),
            ("text", _TEXT),
            ("form", _TEXT),
            ("speaker", _TEXT),
            ("speaker_text", _TEXT),
            ("speaker_start", _PLACE),
            ("speaker_end", _PLACE),
            ("cue", _TEXT),
            ("stance", _TEXT),
            ("sources", _TEXTS),
            ("rule", _TEXT),
        ]
    ),
    "sources": pa.schema(
        [
            *_AT,
            ("source", _TEXT),
            ("text", _TEXT),
            ("kind", _TEXT),
            ("inferred", pa.bool_()),
            ("via", _TEXTS),
            ("rule", _TEXT),
        ]
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """The files of a shard of versions."""

    name: str
    parts: tuple[str, ...]
    made_of: str


def plan_accounts(marks: Iterable[Mark]) -> list[Texts]:
    """A shard for each of the versions'."""
    return [
        Texts(name=mark.shard, parts=tuple(part.path for part in mark.parts), made_of=mark.made_of) for mark in marks
    ]


def attribute_texts(job: Job, shard: Texts, careful: bool) -> Mark:
    """The tables of statements, quotations and sources of the latest versions."""
    tables: dict[str, list[dict[str, Any]]] = {table: [] for table in SCHEMAS}
    failed: Counter[str] = Counter()
    for row in latest_rows(job, shard.parts, VERSION.names):
        version = version_of(row)
        try:
            with limited():
                found = _rows(attribute_article(version))
        except Exception as error:  # noqa: BLE001 (one poisonous article must not cost all others of its days)
            failed[f"attribution: {type(error).__name__}"] += 1
            continue
        place = {"day": hour_of(version)[:10], "outlet": version.outlet}
        for table, rows in found.items():
            tables[table] += [place | one for one in rows]
    parts = []
    for table, rows in tables.items():
        digest = sum_digests(row_digest(encoded(one)) for one in rows)
        part = Part(table=table, path=f"{table}/{shard.name}.parquet", rows=len(rows), digest=digest)
        parts.append(write_part(job, part, encode_rows(rows, SCHEMAS[table], group=_GROUP)))
    return Mark(stage=STAGE, shard=shard.name, parts=tuple(parts), rejected=dict(sorted(failed.items())))


def _rows(account: Account) -> dict[str, list[dict[str, Any]]]:
    article = account.article.id
    statements = [
        {"article": article, "sentence": one.id, "start": one.start, "end": one.end, "text": one.text, "kind": one.kind.value}
        for one in account.sentences
    ]  # fmt: skip
    quotations = []
    for quotation in account.quotations:
        speaker = quotation.speaker
        row = msgspec.to_builtins(quotation) | {
            "article": article,
            "speaker": speaker.name if speaker else None,
            "speaker_text": speaker.text if speaker else None,
            "speaker_start": speaker.start if speaker else None,
            "speaker_end": speaker.end if speaker else None,
        }
        del row["account"]
        quotations.append(row)
    sources = []
    for use in account.sources:
        row = msgspec.to_builtins(use) | {"article": article}
        del row["account"]
        sources.append(row)
    return {"statements": statements, "quotations": quotations, "sources": sources}
