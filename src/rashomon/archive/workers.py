"""A step carried out by other processes: each worker is a Python of its own that reads batches from a pipe.

Plain pipes rather than `multiprocessing`: nothing of the caller's main module is imported again, a caller with
threads may start them at any time, and a worker whose parent was killed sees the end of its pipe and stops.
"""

from __future__ import annotations

import os
import pickle
import select
import struct
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from queue import SimpleQueue
from typing import BinaryIO, Generic, TypeVar, cast

from rashomon.errors import ArchiveError

A = TypeVar("A")
B = TypeVar("B")

_LENGTH = struct.Struct("<Q")
_AHEAD = 2  # batches under way for each worker, so that none is ever idle; more only takes memory
# A batch takes seconds at most; a page that takes a minute on its own is not worth waiting for.
_PATIENCE = 300.0
_PATIENCE_WITH_ONE = 60.0
_START = "from rashomon.archive.workers import work; work()"


def worker_count() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class WorkerDied(Exception):
    """A worker ended, or did not answer in time, while it worked on a batch."""


def in_processes(
    step: Callable[[list[A]], list[B]],
    batches: Iterable[list[A]],
    *,
    workers: int,
    instead: Callable[[A, str], B] | None = None,
) -> Generator[list[B], None, None]:
    """`map(step, batches)`, in order, worked out by that many processes; by this one, if it is one.

    `step`, the batches and the results must be picklable. An error that the step raises is raised here. An item that
    a worker dies of, or over, gets the result that `instead` gives for it and for what happened.
    """
    if workers <= 1:
        yield from map(step, batches)
        return
    crew = _Crew(step, workers)
    waiting: deque[Future[list[B]]] = deque()
    with ThreadPoolExecutor(workers, thread_name_prefix="worker") as threads:
        try:
            for batch in batches:
                waiting.append(threads.submit(crew.ask, batch, instead))
                if len(waiting) > workers * _AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()
            crew.dismiss()


class _Crew(Generic[A, B]):
    """Workers that know one step; each thread borrows one at a time."""

    def __init__(self, step: Callable[[list[A]], list[B]], count: int) -> None:
        self._step = step
        self._dismissed = False
        self._idle: SimpleQueue[subprocess.Popen[bytes]] = SimpleQueue()
        self._hired = [self._hire() for _ in range(count)]
        for worker in self._hired:
            self._idle.put(worker)

    def ask(self, batch: list[A], instead: Callable[[A, str], B] | None) -> list[B]:
        worker = self._idle.get()
        try:
            return cast(list[B], _ask(worker, batch, _PATIENCE))
        except WorkerDied as death:
            if self._dismissed:
                raise
            worker = self._replace(worker)
            if instead is None:
                raise ArchiveError("a worker process", str(death)) from death
            results: list[B] = []
            for item in batch:
                try:
                    results += cast(list[B], _ask(worker, [item], _PATIENCE_WITH_ONE))
                except WorkerDied as cause:
                    if self._dismissed:
                        raise
                    worker = self._replace(worker)
                    results.append(instead(item, str(cause)))
            return results
        finally:
            self._idle.put(worker)

    def dismiss(self) -> None:
        self._dismissed = True  # a death from now on is no accident
        for worker in list(self._hired):
            _stop(worker)

    def _hire(self) -> subprocess.Popen[bytes]:
        worker = subprocess.Popen([sys.executable, "-c", _START], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        _send(cast(BinaryIO, worker.stdin), self._step)
        return worker

    def _replace(self, worker: subprocess.Popen[bytes]) -> subprocess.Popen[bytes]:
        _stop(worker)
        self._hired.remove(worker)
        self._hired.append(self._hire())
        return self._hired[-1]


def _ask(worker: subprocess.Popen[bytes], batch: object, patience: float) -> object:
    try:
        _send(cast(BinaryIO, worker.stdin), batch)
        answers = cast(BinaryIO, worker.stdout)
        if not select.select([answers], [], [], patience)[0]:
            raise WorkerDied(f"did not answer within {patience:.0f} seconds")
        done, answer = cast(tuple[bool, object], _receive(answers))
    except (OSError, EOFError) as error:
        raise WorkerDied("ended unexpectedly") from error
    if not done:
        raise cast(BaseException, answer)
    return answer


def _stop(worker: subprocess.Popen[bytes]) -> None:
    worker.kill()
    for pipe in (worker.stdin, worker.stdout):
        with suppress(OSError):
            cast(BinaryIO, pipe).close()
    worker.wait()


def work() -> None:
    """A worker's life: a step first, then a batch at a time, until the pipe ends."""
    incoming, outgoing = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # whatever a library prints must not get among the answers
    try:
        step = cast(Callable[[object], object], _receive(incoming))
        while True:
            batch = _receive(incoming)
            try:
                answer: tuple[bool, object] = True, step(batch)
            except Exception as error:  # noqa: BLE001 (the outermost loop: the parent raises it again)
                answer = False, error
            _send(outgoing, answer)
    except (EOFError, BrokenPipeError, KeyboardInterrupt):
        return


def _send(pipe: BinaryIO, value: object) -> None:
    data = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    pipe.write(_LENGTH.pack(len(data)))
    pipe.write(data)
    pipe.flush()


def _receive(pipe: BinaryIO) -> object:
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (size,) = _LENGTH.unpack(head)
    return pickle.loads(pipe.read(size))
