"""A step carried out by other processes: each worker is a Python of its own that reads batches from a pipe.

Plain pipes rather than `multiprocessing`: nothing of the caller's main module is imported again, a caller with
threads may start them at any time, and a worker whose parent was killed sees the end of its pipe and stops.
"""

from __future__ import annotations

import gc
import os
import select
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from queue import SimpleQueue
from types import TracebackType
from typing import BinaryIO, Self, TypeVar, cast

from rashomon.archive.pipes import receive, send
from rashomon.errors import ArchiveError

A = TypeVar("A")
B = TypeVar("B")

_AHEAD = 2  # batches under way for each worker, so that none is ever idle; more only takes memory
# A batch takes seconds at most; a page that takes a minute on its own is not worth waiting for.
_PATIENCE = 300.0
_PATIENCE_WITH_ONE = 60.0
_START = "from rashomon.archive.workers import work; work()"
# Objects between two looks for cycles: what a batch makes is let go of by counting, and at Python's 700 the looking
# alone took a tenth of the time of reading pages.
_OBJECTS = 50_000


def worker_count() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class WorkerDied(Exception):
    """A worker ended, or did not answer in time, while it worked on a batch."""


class Crew:
    """Processes that carry out one step after another; a context manager, as none may outlive their work.

    They are started when they are hired or there first is a step for them, and kept for the next one.
    """

    def __init__(self, workers: int) -> None:
        self._count = workers
        self._hired: list[_Worker] = []
        self._idle: SimpleQueue[_Worker] = SimpleQueue()
        self._dismissed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._dismissed = True  # a death from now on is no accident
        for worker in self._hired:
            worker.stop()

    @property
    def is_one(self) -> bool:
        """Whether there is no other process than this one to do the work."""
        return self._count <= 1

    def map(
        self,
        step: Callable[[list[A]], list[B]],
        batches: Iterable[list[A]],
        *,
        instead: Callable[[A, str], B] | None = None,
        alone: bool = False,
    ) -> Generator[list[B], None, None]:
        """`map(step, batches)`, in order, worked out by the processes; by this one if there is one, or `alone`.

        `step`, the batches and the results must be picklable. An error that the step raises is raised here. An item
        that a worker dies of, or over, gets the result that `instead` gives for it and for what happened.
        Who stops listening early has the crew dismissed.
        """
        if alone or self.is_one:
            yield from map(step, batches)
            return
        self.hire()
        waiting: deque[Future[list[B]]] = deque()
        with ThreadPoolExecutor(self._count, thread_name_prefix="worker") as threads:
            try:
                for batch in batches:
                    waiting.append(threads.submit(self._ask, step, batch, instead))
                    if len(waiting) > self._count * _AHEAD:
                        yield waiting.popleft().result()
                while waiting:
                    yield waiting.popleft().result()
            finally:
                for future in waiting:
                    future.cancel()
                if waiting:
                    self.__exit__(None, None, None)

    def hire(self, *, loading: object = None) -> None:
        """Start the processes now, each loading what the function or class is from; nothing where one is enough.

        Half a second of processor each that `map` then need not wait for.
        """
        while not self.is_one and len(self._hired) < self._count:
            worker = _Worker()
            self._hired.append(worker)
            self._idle.put(worker)
            with suppress(OSError):  # one that died already is missed when it is asked
                worker.learn(loading)

    def _ask(
        self, step: Callable[[list[A]], list[B]], batch: list[A], instead: Callable[[A, str], B] | None
    ) -> list[B]:
        """What a worker that is free makes of the batch."""
        worker = self._idle.get()
        try:
            return cast(list[B], worker.answer(step, batch, _PATIENCE))
        except WorkerDied as death:
            if self._dismissed:
                raise
            worker = self._replace(worker)
            if instead is None:
                raise ArchiveError("a worker process", str(death)) from death
            results: list[B] = []
            for item in batch:
                try:
                    results += cast(list[B], worker.answer(step, [item], _PATIENCE_WITH_ONE))
                except WorkerDied as cause:
                    if self._dismissed:
                        raise
                    worker = self._replace(worker)
                    results.append(instead(item, str(cause)))
            return results
        finally:
            self._idle.put(worker)

    def _replace(self, worker: _Worker) -> _Worker:
        worker.stop()
        self._hired.remove(worker)
        self._hired.append(_Worker())
        return self._hired[-1]


class _Worker:
    """One process, and the step that it was taught last."""

    def __init__(self) -> None:
        self._process = subprocess.Popen([sys.executable, "-c", _START], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._step: object = None

    def answer(self, step: object, batch: object, patience: float) -> object:
        """What the step makes of the batch; WorkerDied where nothing comes back in so many seconds."""
        orders, answers = cast(BinaryIO, self._process.stdin), cast(BinaryIO, self._process.stdout)
        try:
            if step is not self._step:
                self.learn(step)
            send(orders, (False, batch))
            if not select.select([answers], [], [], patience)[0]:
                raise WorkerDied(f"did not answer within {patience:.0f} seconds")
            done, answer = cast(tuple[bool, object], receive(answers))
        except (OSError, EOFError) as error:
            raise WorkerDied("ended unexpectedly") from error
        if not done:
            raise cast(BaseException, answer)
        return answer

    def learn(self, step: object) -> None:
        """Have it load the step, which the batches that follow are for."""
        send(cast(BinaryIO, self._process.stdin), (True, step))
        self._step = step

    def stop(self) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                cast(BinaryIO, pipe).close()
        self._process.wait()


def work() -> None:
    """A worker's life: a step first, then a batch at a time, until the pipe ends."""
    incoming, outgoing = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # whatever a library prints must not get among the answers
    gc.set_threshold(_OBJECTS)
    step: Callable[[object], object] = lambda batch: batch  # noqa: E731 (never asked: a step comes first)
    try:
        while True:
            is_step, told = cast(tuple[bool, object], receive(incoming))
            if is_step:
                step = cast(Callable[[object], object], told)
                gc.freeze()  # what was loaded for it stays as long as the worker
                continue
            try:
                answer: tuple[bool, object] = True, step(told)
            except Exception as error:  # noqa: BLE001 (the outermost loop: the parent raises it again)
                answer = False, error
            send(outgoing, answer)
    except (EOFError, BrokenPipeError, KeyboardInterrupt):
        return
