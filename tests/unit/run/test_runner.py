from __future__ import annotations

import os
from pathlib import Path

import pytest

from rashomon.errors import RunError
from rashomon.run.local import LocalRunner


def double(shard: int, careful: bool) -> int:
    return shard * 2


def die_unless_careful(shard: int, careful: bool) -> str:
    if shard == 3 and not careful:
        os._exit(9)
    return f"{shard} {'with care' if careful and shard == 3 else 'done'}"


def fail_on_two(shard: int, careful: bool) -> int:
    if shard == 2:
        raise ValueError("no twos")
    return shard


@pytest.mark.parametrize("workers", [1, 2])
def test_every_shard_has_a_result(workers: int) -> None:
    with LocalRunner(workers) as runner:
        assert sorted(runner.map(double, range(20))) == [2 * n for n in range(20)]


def test_a_shard_that_kills_its_process_is_tried_again_with_care_and_costs_no_other() -> None:
    with LocalRunner(2) as runner:
        found = sorted(runner.map(die_unless_careful, range(8)))
    assert found == [f"{n} {'with care' if n == 3 else 'done'}" for n in range(8)]


@pytest.mark.parametrize("workers", [1, 2])
def test_a_shard_that_always_fails_is_named_at_the_end_when_all_others_are_done(workers: int) -> None:
    done: list[int] = []
    with LocalRunner(workers) as runner, pytest.raises(RunError, match=r"2 \(ValueError: no twos\)"):
        done.extend(runner.map(fail_on_two, range(6)))
    assert sorted(done) == [0, 1, 3, 4, 5]


def test_processes_are_kept_from_one_step_to_the_next(tmp_path: Path) -> None:
    with LocalRunner(2) as runner:
        first = set(runner.map(process_number, range(20)))
        assert set(runner.map(process_number, range(20))) & first
    assert os.getpid() not in first


def process_number(shard: int, careful: bool) -> int:
    return os.getpid()
