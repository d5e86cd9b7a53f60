from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from tests.lakes import build, crawl

from rashomon.run.lake.extracting import Input, extract_input
from rashomon.run.lake.limits import TooLong, limited
from rashomon.run.lake.marks import Job, sum_digests
from rashomon.run.lake.settings import LakeSettings
from rashomon.run.lake.storage import Storage
from rashomon.run.local import LocalRunner


def test_reading_with_care_gives_what_reading_without_does(tmp_path: Path) -> None:
    shard = Input(name="x", url=f"{Path(crawl()).parent}/crawl-0000.warc.gz", state="")
    found = []
    for careful in (False, True):
        job = Job(lake=Storage(str(tmp_path / str(careful))), settings=LakeSettings())
        mark = extract_input(job, shard, careful)
        found.append((mark.parts, (tmp_path / str(careful) / mark.parts[0].path).read_bytes()))
    assert found[0] == found[1]


class KillsOnce:
    """Two processes, of which one is killed by the first shard of every stage that it is not asked to be careful with."""

    def __init__(self, runner: LocalRunner) -> None:
        self._runner = runner

    def __enter__(self) -> KillsOnce:
        return self

    def __exit__(self, *error: object) -> None:
        return None

    def map(self, step, shards):  # type: ignore[no-untyped-def]
        taken = list(shards)
        return self._runner.map(Killing(step, taken[0].name if taken else ""), taken)


class Killing:
    def __init__(self, step, name: str) -> None:  # type: ignore[no-untyped-def]
        self.step, self.name = step, name

    def __call__(self, shard, careful: bool):  # type: ignore[no-untyped-def]
        if shard.name == self.name and not careful:
            os.kill(os.getpid(), signal.SIGKILL)
        return self.step(shard, careful)


def test_a_build_in_which_a_process_is_killed_at_every_stage_comes_to_the_same_lake(tmp_path: Path) -> None:
    with LocalRunner(2) as runner:
        killed = build(tmp_path / "killed", KillsOnce(runner), upto="stories")
    assert killed.digests == build(tmp_path / "whole", upto="stories").digests


def turn_until_told() -> None:
    """Ends by an error alone, and after some seconds for lack of one."""
    for _ in range(100_000_000):
        pass


def test_what_takes_too_long_is_stopped() -> None:
    with pytest.raises(TooLong), limited(0.05):
        turn_until_told()
    with limited(0.05):
        assert sum(range(3)) == 3


def test_digests_of_rows_add_up_in_any_division() -> None:
    numbers = [3, 5, (1 << 256) - 2]
    assert sum_digests(numbers) == sum_digests([int(sum_digests(numbers[:2]), 16), numbers[2]])
    assert len(sum_digests([])) == 64
