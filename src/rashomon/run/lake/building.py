"""A lake from its inputs, stage by stage."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

import msgspec

from rashomon.errors import UsageError
from rashomon.outlets import Outlets
from rashomon.run.lake import accounts, comparing, extracting, gathering, grouping, merging, stories, versions, windows
from rashomon.run.lake.marks import Job, Mark, Shard, run_stage, table_digests
from rashomon.run.lake.settings import LakeSettings
from rashomon.run.lake.storage import Storage, expand
from rashomon.run.runner import Runner

ABOUT = "lake.json"
STAGES = (
    extracting.STAGE,
    gathering.STAGE,
    versions.STAGE,
    grouping.STAGE,
    merging.STAGE,
    stories.STAGE,
    accounts.STAGE,
    comparing.STAGE,
)
"""In the order they are run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a lake holds: rows and a digest of each table, what was set aside, and what each stage took."""

    rows: dict[str, int] = field(default_factory=dict)
    rejected: dict[str, int] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)
    digest: str = ""  # of all tables: content and findings, no time of capture, no place
    stages: dict[str, StageCost] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class StageCost:
    shards: int
    seconds: float  # of processor time
    memory: int  # the most that a process ever held, in bytes
    written: int  # bytes


def build_lake(
    inputs: Sequence[str],
    lake: str,
    runner: Runner,
    *,
    settings: LakeSettings | None = None,
    outlets: Outlets | None = None,
    upto: str = comparing.STAGE,
    on_stage: Callable[[str, int], object] = lambda stage, shards: None,
    on_shard: Callable[[Mark], object] = lambda mark: None,
) -> Built:
    """The lake at `lake` made of all files that the `inputs` (globs of any fsspec address) name.

    What is marked as done is left as it is, so that a stopped build goes on, and one with more inputs makes only what
    they touch. `settings` of a lake that is there already must be its own. `upto` names the last stage wanted.
    RunError where shards were lost again and again; all others are done then.
    """
    storage = Storage(lake)
    job = Job(lake=storage, settings=_settled(storage, settings), outlets=outlets)
    sources = [extracting.Input(name=_name_of(url), url=url, state=state) for url, state in expand(inputs)]
    marks: dict[str, list[Mark]] = {}

    def run(stage: str, step: Callable[[Job, Any, bool], Mark], shards: Sequence[Shard]) -> bool:
        """Whether there is more to do after the stage."""
        on_stage(stage, len(shards))
        marks[stage] = run_stage(job, stage, step, shards, runner, on_shard)
        return stage != upto

    if not run(extracting.STAGE, extracting.extract_input, sources):
        return built(marks)
    late = gathering.plan_gathering(marks[extracting.STAGE], job.settings)
    if not run(gathering.STAGE, gathering.gather_late, late):
        return built(marks)
    days = versions.plan_days([*marks[extracting.STAGE], *marks[gathering.STAGE]], job.settings)
    if not run(versions.STAGE, versions.write_days, days):
        return built(marks)
    seen = windows.plan_windows(marks[versions.STAGE], job.settings)
    if not run(grouping.STAGE, grouping.group_window, seen):
        return built(marks)
    pairs = merging.plan_links(seen, marks[grouping.STAGE])
    run(merging.STAGE, merging.link_windows, pairs)
    chained = merging.chains(job, pairs, marks[merging.STAGE])
    if not run(stories.STAGE, stories.tell_window, stories.plan_stories(seen, marks[grouping.STAGE], chained)):
        return built(marks)
    if not run(accounts.STAGE, accounts.attribute_texts, accounts.plan_accounts(marks[versions.STAGE])):
        return built(marks)
    told = comparing.plan_comparisons(marks[stories.STAGE], marks[versions.STAGE], job.settings)
    run(comparing.STAGE, comparing.compare_stories, told)
    return built(marks)


def built(marks: dict[str, list[Mark]]) -> Built:
    """What the marks of all stages add up to."""
    rows: Counter[str] = Counter()
    rejected: Counter[str] = Counter()
    costs = {}
    every = [mark for several in marks.values() for mark in several]
    for mark in every:
        rejected.update(mark.rejected)
        rows.update({part.table: 0 for part in mark.parts})
        for part in mark.parts:
            rows[part.table] += part.rows
    for stage, several in marks.items():
        costs[stage] = StageCost(
            shards=len(several),
            seconds=round(sum(mark.seconds for mark in several), 3),
            memory=max((mark.memory for mark in several), default=0),
            written=sum(part.size for mark in several for part in mark.parts),
        )
    digests = table_digests(every)
    return Built(
        rows={table: count for table, count in sorted(rows.items()) if not table.startswith("_")},
        rejected=dict(sorted(rejected.items())),
        digests=digests,
        digest=hashlib.sha256(msgspec.json.encode(digests, order="sorted")).hexdigest(),
        stages=costs,
    )


def _settled(lake: Storage, settings: LakeSettings | None) -> LakeSettings:
    """The settings that the lake keeps; those given, or the defaults, where it is new."""
    if not lake.has(ABOUT):
        chosen = settings or LakeSettings()
        lake.put(ABOUT, msgspec.json.encode({"format": 1, "settings": chosen}))
        return chosen
    kept = msgspec.json.decode(lake.get(ABOUT), type=About).settings
    if settings is not None and settings != kept:
        raise UsageError(lake.url, f"was begun with other settings: {kept}")
    return kept


class About(msgspec.Struct, frozen=True, kw_only=True):
    """The file that makes a folder a lake."""

    format: int
    settings: LakeSettings


def _name_of(url: str) -> str:
    """A name for an input's files: short, no other's, and one that a person can find the input by."""
    stem = "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in PurePosixPath(url).name)
    return f"{stem[:60]}-{hashlib.sha256(url.encode()).hexdigest()[:12]}"
