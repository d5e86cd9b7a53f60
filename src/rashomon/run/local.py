"""The steps over processes of one machine."""

from __future__ import annotations

import os
from collections.abc import Hashable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, ProcessPoolExecutor, wait
from multiprocessing import get_all_start_methods, get_context
from types import TracebackType
from typing import Any, Generic, Self

from rashomon.archive.workers import worker_count
from rashomon.run.runner import Lost, R, S, Step, drive

_AHEAD = 2  # shards under way for each process, so that none waits for the next


class LocalRunner:
    """As many processes as asked for, one for each processor unless told; one works in this process.

    A context manager: the processes are kept from one step to the next, and none outlives it.
    """

    def __init__(self, workers: int | None = None) -> None:
        self.workers = workers if workers is not None else worker_count()
        self._pool = _Pool(self.workers)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.dismiss()

    def map(self, step: Step[S, R], shards: Iterable[S]) -> Iterator[R]:
        """See `Runner.map`."""
        if self.workers <= 1:
            return drive(_Alone(step), shards, ahead=1)
        return drive(_Processes(step, self._pool), shards, ahead=self.workers * _AHEAD)


class _Alone(Generic[S, R]):
    """This process itself, one shard at a time."""

    def __init__(self, step: Step[S, R]) -> None:
        self._step = step
        self._given: list[tuple[S, bool]] = []

    def start(self, shard: S, careful: bool) -> Hashable:
        self._given = [(shard, careful)]
        return 0

    def finished(self) -> list[tuple[Hashable, R | Lost]]:
        [(shard, careful)] = self._given
        try:
            return [(0, self._step(shard, careful))]
        except Exception as error:  # noqa: BLE001 (the outermost loop: told at the end, after the other shards)
            return [(0, Lost(why=describe(error)))]


class _Pool:
    """Processes, made when first needed and made anew when one of them has ended."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._pool: ProcessPoolExecutor | None = None

    def submit(self, step: Step[S, R], shard: S, careful: bool) -> Future[R]:
        try:
            return self._living().submit(step, shard, careful)
        except BrokenExecutor:
            self.dismiss()
            return self._living().submit(step, shard, careful)

    def dismiss(self) -> None:
        """Let the processes go; what has not begun is left undone."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def _living(self) -> ProcessPoolExecutor:
        if self._pool is None:
            method = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"
            # A fork server keeps the environment that it was once started in: storage's credentials would be stale.
            self._pool = ProcessPoolExecutor(
                max_workers=self._count,
                mp_context=get_context(method),
                initializer=_take_environment,
                initargs=(dict(os.environ),),
            )
        return self._pool


def _take_environment(environment: dict[str, str]) -> None:
    os.environ.clear()
    os.environ.update(environment)


class _Processes(Generic[S, R]):
    """The pool at one step."""

    def __init__(self, step: Step[S, R], pool: _Pool) -> None:
        self._step, self._pool = step, pool
        self._futures: set[Future[R]] = set()

    def start(self, shard: S, careful: bool) -> Hashable:
        future = self._pool.submit(self._step, shard, careful)
        self._futures.add(future)
        return future

    def finished(self) -> list[tuple[Hashable, R | Lost]]:
        done, self._futures = wait(self._futures, return_when=FIRST_COMPLETED)
        return [(future, _outcome(future)) for future in done]


def _outcome(future: Future[Any]) -> Any:
    try:
        return future.result()
    except BrokenExecutor as error:
        return Lost(why=f"its process ended: {error}")
    except Exception as error:  # noqa: BLE001 (the outermost loop: told at the end, after the other shards)
        return Lost(why=describe(error))


def describe(error: BaseException) -> str:
    """An error in one line."""
    return f"{type(error).__name__}: {error}"
