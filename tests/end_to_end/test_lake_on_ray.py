"""A lake made by a real Ray cluster of two node processes on loopback, one of which is killed while it works."""

from __future__ import annotations

import os
import signal
import threading
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import REPOSITORY
from tests.lakes import build

from rashomon.errors import RunError
from rashomon.run.local import LocalRunner
from rashomon.run.runner import R, S, Step

pytest.importorskip("ray", reason="NO RAY: install rashomon[ray] to test the engine")

import ray
from ray.cluster_utils import Cluster

from rashomon.run.ray import RayRunner

# Ray reads "127.0.0.1" as "the address by which others reach this machine"; this one is loopback and means itself.
HOME = "127.0.0.2"
NODE: dict[str, Any] = {"num_cpus": 1, "node_ip_address": HOME, "object_store_memory": 80 << 20}

pytestmark = [
    pytest.mark.allow_hosts([HOME, "127.0.0.1", "localhost", "::1"]),
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    """A cluster of one node, which the driver is connected to; Ray leaves files and processes to Python to close."""
    with pytest.MonkeyPatch.context() as patch, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        patch.setenv("RAY_USAGE_STATS_ENABLED", "0")
        patch.setenv("PYTHONPATH", str(REPOSITORY))  # the steps of these tests are found there
        found = Cluster(initialize_head=True, head_node_args={**NODE, "include_dashboard": False})
        ray.init(address=found.address, _node_ip_address=HOME, log_to_driver=False)
        try:
            yield found
        finally:
            ray.shutdown()
            found.shutdown()  # type: ignore[no-untyped-call]


def meet(shard: tuple[Path, Path], careful: bool) -> str:
    """The node it is carried out on, once the other of two has begun too."""
    mine, other = shard
    if mine < other:
        mine.write_text("here")
        other.read_text()
    else:
        other.read_text()
        mine.write_text("here")
    return str(ray.get_runtime_context().get_node_id())


class DyingNode:
    """A Ray runner in which the first shard that a node takes up never ends."""

    def __init__(self, runner: RayRunner, node: str, news: Path) -> None:
        self._runner, self._node, self._news = runner, node, news

    def __enter__(self) -> DyingNode:
        return self

    def __exit__(self, *error: object) -> None:
        return None

    def map(self, step: Step[S, R], shards: Iterable[S]) -> Iterator[R]:
        return self._runner.map(StuckOnNode(step, self._node, self._news), shards)  # type: ignore[arg-type]


class StuckOnNode:
    """A step that tells when it is carried out on a node, and then does nothing more there."""

    def __init__(self, step: Step[object, object], node: str, news: Path) -> None:
        self.step, self.node, self.news = step, node, news

    def __call__(self, shard: object, careful: bool) -> object:
        if ray.get_runtime_context().get_node_id() == self.node:
            self.news.write_text("begun")
            signal.pause()
        return self.step(shard, careful)


def test_one_node_and_two_make_the_lake_that_one_process_makes(cluster: Cluster, tmp_path: Path) -> None:
    alone = build(tmp_path / "alone", LocalRunner(1))
    with RayRunner() as runner:
        assert build(tmp_path / "one", runner).digests == alone.digests
    node = cluster.add_node(**NODE)
    with RayRunner() as runner:
        assert build(tmp_path / "two", runner).digests == alone.digests
        doors = tmp_path / "a", tmp_path / "b"
        for door in doors:
            os.mkfifo(door)
        assert len(set(runner.map(meet, [doors, (doors[1], doors[0])]))) == 2
    cluster.remove_node(node)


def test_a_node_that_is_killed_costs_its_shard_and_not_the_run(cluster: Cluster, tmp_path: Path) -> None:
    wanted = build(tmp_path / "whole", LocalRunner(1), upto="stories")
    node = cluster.add_node(**NODE)
    news = tmp_path / "news"
    os.mkfifo(news)

    def kill() -> None:
        news.read_text()  # waits until the node has begun a shard
        cluster.remove_node(node, allow_graceful=False)

    killer = threading.Thread(target=kill)
    killer.start()
    with RayRunner() as runner:
        built = build(tmp_path / "lake", DyingNode(runner, node.node_id, news), upto="stories")
    killer.join()
    assert built.digests == wanted.digests
    assert built.rows == wanted.rows


def fails(shard: int, careful: bool) -> int:
    raise ValueError(f"no {shard}")


def test_what_a_step_raises_is_told_by_shard(cluster: Cluster) -> None:
    with RayRunner() as runner, pytest.raises(RunError, match=r"7 \(ValueError: no 7\)"):
        list(runner.map(fails, [7]))
