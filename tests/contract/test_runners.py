"""Whatever runs the steps, in whatever order, the lake is the same."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

import pytest
from tests.lakes import PAGES, build

from rashomon.run.lake.building import Built
from rashomon.run.local import LocalRunner
from rashomon.run.runner import R, S, Step


class Shuffled:
    """This process, taking the shards in a random order."""

    def __init__(self, seed: int) -> None:
        self._draw = random.Random(seed)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None

    def map(self, step: Step[S, R], shards: Iterable[S]) -> Iterator[R]:
        taken = list(shards)
        self._draw.shuffle(taken)
        return LocalRunner(1).map(step, taken)


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The lake as one process makes it."""
    return build(tmp_path_factory.mktemp("alone"))


def test_the_lake_holds_what_the_crawl_tells(alone: Built) -> None:
    assert alone.rows["versions"] == PAGES
    assert alone.rows["stories"] < PAGES
    assert alone.rows["comparisons"] > 3
    assert alone.rows["quotations"] > PAGES
    assert min(alone.stages[stage].shards for stage in ("extract", "versions", "group", "link", "stories")) > 1


def test_two_processes_make_the_same_lake(alone: Built, tmp_path: Path) -> None:
    with LocalRunner(2) as runner:
        built = build(tmp_path, runner)
    assert built.digests == alone.digests


def test_shards_in_another_order_make_the_same_lake(alone: Built, tmp_path: Path) -> None:
    assert build(tmp_path, Shuffled(5)).digest == alone.digest
