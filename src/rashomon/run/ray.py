"""The steps as tasks of a Ray cluster: one that runs already, or one of this machine's processors."""

from __future__ import annotations

import os
from collections.abc import Hashable, Iterable, Iterator
from types import TracebackType
from typing import Any, Generic, Self

import ray
from ray.exceptions import RayError

from rashomon.run.local import describe
from rashomon.run.runner import Lost, R, S, Step, drive

_AHEAD = 2  # shards under way for each processor, so that none waits for the driver


class RayRunner:
    """A context manager: connected inside. A cluster that it started itself ends with it.

    The cluster's machines need this package, and its environment what the lake's storage asks for.
    """

    def __init__(self, address: str | None = None, *, workers: int | None = None) -> None:
        self._address, self._workers = address, workers
        self._is_ours = False

    def __enter__(self) -> Self:
        if ray.is_initialized():  # by a program that has a cluster already: it stays the program's
            return self
        self._is_ours = True
        if self._address is None:
            os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # Ray would tell its makers of this cluster
            # "local": without it Ray would join whatever cluster was last started on this machine.
            ray.init(
                address="local",
                num_cpus=self._workers,
                include_dashboard=False,
                log_to_driver=False,
                _node_ip_address="127.0.0.1",
            )
        else:
            ray.init(address=self._address, log_to_driver=False)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._is_ours:
            ray.shutdown()

    def map(self, step: Step[S, R], shards: Iterable[S]) -> Iterator[R]:
        """See `Runner.map`."""
        processors = self._workers or int(ray.cluster_resources().get("CPU", 1))  # type: ignore[no-untyped-call]
        return drive(_Tasks(step), shards, ahead=max(1, processors) * _AHEAD)


class _Tasks(Generic[S, R]):
    """Ray's tasks at one step."""

    def __init__(self, step: Step[S, R]) -> None:
        self._step = step
        # A lost task comes back to us: the second try of a shard is made with more care than the first.
        self._carry_out: Any = ray.remote(_carry_out).options(max_retries=0, num_cpus=1)
        self._under_way: list[Any] = []

    def start(self, shard: S, careful: bool) -> Hashable:
        task: Hashable = self._carry_out.remote(self._step, shard, careful)
        self._under_way.append(task)
        return task

    def finished(self) -> list[tuple[Hashable, R | Lost]]:
        [first], rest = ray.wait(self._under_way, num_returns=1)
        also, self._under_way = ray.wait(rest, num_returns=len(rest), timeout=0) if rest else ([], [])
        return [(task, _outcome(task)) for task in (first, *also)]


def _carry_out(step: Step[S, R], shard: S, careful: bool) -> R | Lost:
    """The step's result; what it raises comes back as told, for an error's class may be unknown to the driver."""
    try:
        return step(shard, careful)
    except Exception as error:  # noqa: BLE001 (the outermost loop: told at the end, after the other shards)
        return Lost(why=describe(error))


def _outcome(task: Any) -> Any:
    try:
        return ray.get(task)
    except RayError as error:
        return Lost(why=f"{type(error).__name__}: its worker or machine ended")
