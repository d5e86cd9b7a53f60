"""Completion marks: what a shard of a stage was made of, and what it left; written last, when all else is there."""

from __future__ import annotations

import hashlib
import resource
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

import msgspec

from rashomon.outlets import Outlets
from rashomon.run.lake.settings import LakeSettings
from rashomon.run.lake.storage import Storage
from rashomon.run.runner import Runner

_FORMAT = 1
"""Counts up when a stage comes to write other things: what was marked before is then made again."""
_READERS = 16  # marks read at once: on object storage each costs some 30 ms of waiting
_DIGITS = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One Parquet file of a table; `counts` are what later stages plan with, as the stage that wrote it tells."""

    table: str
    path: str
    rows: int
    size: int = 0  # bytes; filled in when the file is written
    digest: str = ""
    counts: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    stage: str
    shard: str
    made_of: str = ""  # filled in when the mark is written
    parts: tuple[Part, ...] = ()
    rejected: dict[str, int] = field(default_factory=dict)
    # What the cost model is made of, and no part of any digest:
    seconds: float = 0.0  # of processor time
    memory: int = 0  # the most that the process ever held, in bytes


class Shard(Protocol):
    """A piece of a stage's work: a frozen dataclass that says all that its outcome depends on."""

    @property
    def name(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What every shard of a build is told."""

    lake: Storage
    settings: LakeSettings
    outlets: Outlets | None = None

    def made_of(self, stage: str, shard: Shard) -> str:
        """A digest of all that the outcome of a shard depends on."""
        known = [] if self.outlets is None else [(one.id, one) for one in self.outlets.all]
        return hashlib.sha256(msgspec.json.encode([_FORMAT, stage, shard, known])).hexdigest()


def mark_path(stage: str, shard: str) -> str:
    return f"_marks/{stage}/{shard}.json"


def run_stage(
    job: Job,
    stage: str,
    step: Callable[[Job, Any, bool], Mark],
    shards: Sequence[Shard],
    runner: Runner,
    on_done: Callable[[Mark], object],
) -> list[Mark]:
    """The marks of all shards, in their order; only those that are not marked yet are worked on.

    What the stage left of other shards, of an earlier plan, is removed: the tables hold this plan's rows alone.
    """
    before = read_marks(job.lake, stage)
    wanted = {shard.name: job.made_of(stage, shard) for shard in shards}
    marks = {name: mark for name, mark in before.items() if wanted.get(name) == mark.made_of}
    _sweep(job.lake, [mark for name, mark in before.items() if name not in marks], marks.values())
    for mark in marks.values():
        on_done(mark)
    waiting = [shard for shard in shards if shard.name not in marks]
    for mark in runner.map(MarkedStep(job, stage, step), waiting):
        marks[mark.shard] = mark
        on_done(mark)
    return [marks[shard.name] for shard in shards]


@dataclass(frozen=True, slots=True)
class MarkedStep:
    """A stage's step that leaves its mark; picklable, so that any process can carry it out."""

    job: Job
    stage: str
    step: Callable[[Job, Any, bool], Mark]

    def __call__(self, shard: Shard, careful: bool) -> Mark:
        began = time.process_time()
        mark = self.step(self.job, shard, careful)
        mark = replace(
            mark,
            made_of=self.job.made_of(self.stage, shard),
            seconds=round(time.process_time() - began, 3),
            memory=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
        )
        self.job.lake.put(mark_path(self.stage, shard.name), msgspec.json.encode(mark))
        return mark


def read_marks(lake: Storage, stage: str) -> dict[str, Mark]:
    """The marks of a stage by shard."""
    paths = [path for path in lake.paths(f"_marks/{stage}") if path.endswith(".json")]
    with ThreadPoolExecutor(_READERS) as readers:
        found = readers.map(lambda path: msgspec.json.decode(lake.get(path), type=Mark), paths)
        return {mark.shard: mark for mark in found}


def _sweep(lake: Storage, old: Iterable[Mark], kept: Iterable[Mark]) -> None:
    """Remove marks and then files of shards that are no more."""
    needed = {part.path for mark in kept for part in mark.parts}
    gone = list(old)
    lake.delete(path for mark in gone if lake.has(path := mark_path(mark.stage, mark.shard)))
    paths = {part.path for mark in gone for part in mark.parts} - needed
    lake.delete(path for path in sorted(paths) if lake.has(path))


def write_part(job: Job, part: Part, data: bytes) -> Part:
    """The part once its file is written."""
    job.lake.put(part.path, data)
    return replace(part, size=len(data))


def row_digest(row: bytes) -> int:
    """The digest of one row, to be added up."""
    return int.from_bytes(hashlib.sha256(row).digest(), "big")


def sum_digests(digests: Iterable[int]) -> str:
    """A digest of rows in any order and any division into files: the sum of theirs modulo 2^256."""
    return f"{sum(digests) % (1 << 256):0{_DIGITS}x}"


def table_digests(marks: Iterable[Mark]) -> dict[str, str]:
    """Of each table the digest of all its rows."""
    found: dict[str, list[int]] = {}
    for mark in marks:
        for part in mark.parts:
            if part.digest:
                found.setdefault(part.table, []).append(int(part.digest, 16))
    return {table: sum_digests(digests) for table, digests in sorted(found.items())}
