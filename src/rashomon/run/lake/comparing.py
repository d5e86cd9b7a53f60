"""The last stage: the accounts of every story of two outlets or more, side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from rashomon.attribute import attribute_article
from rashomon.compare import compare_accounts
from rashomon.model import ArticleId, Claim, Comparison, Copy, CopyKind, Story, StoryId, Version
from rashomon.render.documents import to_json
from rashomon.run.lake import stories
from rashomon.run.lake.columns import VERSION, encode_rows, encoded, hour_of, is_one_of, read_rows, version_of
from rashomon.run.lake.limits import limited
from rashomon.run.lake.marks import Job, Mark, Part, row_digest, sum_digests, write_part
from rashomon.run.lake.settings import LakeSettings
from rashomon.run.lake.versions import latest_rows

STAGE = "compare"
COMPARISONS, CLAIMS = "comparisons", "claims"
_TEXT, _COUNT = pa.string(), pa.int32()
_GROUP = 100
SCHEMAS = {
    COMPARISONS: pa.schema(
        [
            ("story", _TEXT),
            ("day", _TEXT),
            ("headline", _TEXT),
            ("accounts", _COUNT),
            ("left_out", _COUNT),  # articles of the story that were not compared, beyond the most that are
            ("claims", _COUNT),
            ("disputed", _COUNT),
            ("differences", _COUNT),
            ("document", _TEXT),  # the `comparison` document of the contract
        ]
    ),
    CLAIMS: pa.schema(
        [
            ("story", _TEXT),
            ("day", _TEXT),
            ("claim", _TEXT),
            ("text", _TEXT),
            ("standing", _TEXT),
            ("disputed", pa.bool_()),
            ("reason", _TEXT),
            ("origins", pa.list_(_TEXT)),
            ("statements", pa.list_(_TEXT)),
        ]
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The `share`th of `shares` of a window's stories that several outlets tell, and where their articles are."""

    name: str
    stories: str
    copies: str
    share: int
    shares: int
    most_accounts: int
    parts: tuple[str, ...]
    made_of: tuple[str, ...]


def plan_comparisons(told: Iterable[Mark], kept: Iterable[Mark], settings: LakeSettings) -> list[Told]:
    """Shards of about `compared_stories` stories."""
    holders: dict[str, list[tuple[str, str]]] = {}
    for mark in kept:
        for part in mark.parts:
            for day in {key[:10] for key in part.counts}:
                holders.setdefault(day, []).append((part.path, part.digest))
    planned = []
    for mark in told:
        table = next(part for part in mark.parts if part.table == stories.STORIES)
        copies = next(part for part in mark.parts if part.table == stories.COPIES)
        shares = -(-table.counts.get("stories", 0) // settings.compared_stories)
        held = sorted({holder for day in table.counts for holder in holders.get(day, ())})
        for share in range(shares):
            shard = Told(
                name=f"{mark.shard}_{share:03}of{shares:03}",
                stories=table.path,
                copies=copies.path,
                share=share,
                shares=shares,
                most_accounts=settings.most_accounts,
                parts=tuple(path for path, _ in held),
                made_of=(table.digest, copies.digest, *(digest for _, digest in held)),
            )
            planned.append(shard)
    return planned


def compare_stories(job: Job, shard: Told, careful: bool) -> Mark:
    """The tables of comparisons and of their claims."""
    chosen = _chosen(job, shard)
    versions = _versions(job, shard, [article for told in chosen for article in told.compared])
    copies = _copies(job, shard, {told.story.id for told in chosen})
    tables: dict[str, list[dict[str, Any]]] = {COMPARISONS: [], CLAIMS: []}
    digests: dict[str, list[int]] = {COMPARISONS: [], CLAIMS: []}
    failed: Counter[str] = Counter()
    for told in chosen:
        try:
            with limited():
                accounts = [attribute_article(versions[article]) for article in told.compared]
                comparison = compare_accounts(
                    accounts, story=told.story, copies=copies.get(told.story.id, ()), outlets=job.outlets
                )
                document = to_json(comparison)
        except Exception as error:  # noqa: BLE001 (one poisonous story must not cost all others of its days)
            failed[f"comparison: {type(error).__name__}"] += 1
            continue
        tables[COMPARISONS].append(_comparison_row(told, comparison, document))
        digests[COMPARISONS].append(row_digest(to_json(_timeless(comparison))))
        for claim in comparison.claims:
            tables[CLAIMS].append(_claim_row(told, claim))
            digests[CLAIMS].append(row_digest(encoded(tables[CLAIMS][-1])))
    parts = []
    for table, rows in tables.items():
        path = f"{table}/{shard.name}.parquet"
        part = Part(table=table, path=path, rows=len(rows), digest=sum_digests(digests[table]))
        parts.append(write_part(job, part, encode_rows(rows, SCHEMAS[table], group=_GROUP)))
    return Mark(stage=STAGE, shard=shard.name, parts=tuple(parts), rejected=dict(sorted(failed.items())))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chosen:
    story: Story
    day: str
    compared: tuple[tuple[str, str], ...]  # articles with the day that each is kept under


def _chosen(job: Job, shard: Told) -> list[_Chosen]:
    """The shard's stories with the articles that are compared: the earliest of each outlet, then the earliest."""
    with job.lake.open(shard.stories) as stream:
        rows = list(read_rows(stream, where=pc.field("outlets") > 1))
    chosen = []
    for row in rows[len(rows) * shard.share // shard.shares : len(rows) * (shard.share + 1) // shard.shares]:
        first: dict[str, dict[str, Any]] = {}
        for article in row["articles"]:
            first.setdefault(article["outlet"], article)
        others = [article for article in row["articles"] if first[article["outlet"]] is not article]
        compared = [*first.values(), *others][: shard.most_accounts]
        told = _Chosen(
            story=stories.story_from_row(row),
            day=row["day"],
            compared=tuple((article["id"], article["day"]) for article in compared),
        )
        chosen.append(told)
    return chosen


def _versions(job: Job, shard: Told, wanted: list[tuple[str, str]]) -> dict[tuple[str, str], Version]:
    ids, places = {article for article, _ in wanted}, set(wanted)
    found: dict[tuple[str, str], Version] = {}
    for row in latest_rows(job, shard.parts, VERSION.names, where=is_one_of("id", ids)):
        version = version_of(row)
        place = (version.id, hour_of(version)[:10])
        if place in places:
            found[place] = version
    return found


def _copies(job: Job, shard: Told, wanted: set[StoryId]) -> dict[str, list[Copy]]:
    found: dict[str, list[Copy]] = {}
    with job.lake.open(shard.copies) as stream:
        for row in read_rows(stream, where=is_one_of("story", wanted)):
            copy = Copy(
                article=ArticleId(row["article"]),
                original=ArticleId(row["original"]),
                kind=CopyKind(row["kind"]),
                share=row["share"],
                evidence=row["evidence"],
            )
            found.setdefault(row["story"], []).append(copy)
    return found


def _timeless(comparison: Comparison) -> Comparison:
    """The comparison as its digest sees it: when a page was captured is no finding."""
    accounts = tuple(
        replace(account, article=replace(account.article, captured_at=None)) for account in comparison.accounts
    )
    return replace(comparison, accounts=accounts)


def _comparison_row(told: _Chosen, comparison: Comparison, document: bytes) -> dict[str, Any]:
    return {
        "story": told.story.id,
        "day": told.day,
        "headline": told.story.headline,
        "accounts": len(comparison.accounts),
        "left_out": len(told.story.articles) - len(told.compared),
        "claims": len(comparison.claims),
        "disputed": sum(claim.disputed for claim in comparison.claims),
        "differences": len(comparison.differences),
        "document": document.decode(),
    }


def _claim_row(told: _Chosen, claim: Claim) -> dict[str, Any]:
    return {
        "story": told.story.id,
        "day": told.day,
        "claim": claim.id,
        "text": claim.text,
        "standing": claim.standing.value,
        "disputed": claim.disputed,
        "reason": claim.reason,
        "origins": [origin.name for origin in claim.origins],
        "statements": claim.statements,
    }
