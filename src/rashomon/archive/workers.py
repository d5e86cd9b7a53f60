"""A step carried out by other processes: each worker is a Python of its own that reads batches from a pipe.

Plain pipes rather than `multiprocessing`: nothing of the caller's main module is imported again, a caller with
threads may start them at any time, and a worker whose parent was killed sees the end of its pipe and stops.
"""

from __future__ import annotations

import os
import pickle
import struct
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue
from typing import BinaryIO, TypeVar, cast

from rashomon.errors import ArchiveError

A = TypeVar("A")
B = TypeVar("B")

_LENGTH = struct.Struct("<Q")
_AHEAD = 2  # batches under way for each worker, so that none is ever idle; more only takes memory
_START = "from rashomon.archive.workers import work; work()"


def worker_count() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_processes(step: Callable[[A], B], batches: Iterable[A], *, workers: int) -> Iterator[B]:
    """`map(step, batches)`, in order, worked out by that many processes; by this one, if it is one.

    `step`, the batches and the results must be picklable. An error that the step raises is raised here.
    """
    if workers <= 1:
        yield from map(step, batches)
        return
    started = [_start(step) for _ in range(workers)]
    idle: SimpleQueue[subprocess.Popen[bytes]] = SimpleQueue()
    for worker in started:
        idle.put(worker)

    def ask(batch: A) -> B:
        worker = idle.get()
        try:
            return cast(B, _ask(worker, batch))
        finally:
            idle.put(worker)

    waiting: deque[Future[B]] = deque()
    with ThreadPoolExecutor(workers, thread_name_prefix="worker") as threads:
        try:
            for batch in batches:
                waiting.append(threads.submit(ask, batch))
                if len(waiting) > workers * _AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()
            for worker in started:
                _stop(worker)


def _start(step: object) -> subprocess.Popen[bytes]:
    worker = subprocess.Popen([sys.executable, "-c", _START], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    _send(cast(BinaryIO, worker.stdin), step)
    return worker


def _ask(worker: subprocess.Popen[bytes], batch: object) -> object:
    try:
        _send(cast(BinaryIO, worker.stdin), batch)
        done, answer = cast(tuple[bool, object], _receive(cast(BinaryIO, worker.stdout)))
    except (OSError, EOFError) as error:
        raise ArchiveError("reading", f"a worker process ended unexpectedly (exit code {worker.poll()})") from error
    if not done:
        raise cast(BaseException, answer)
    return answer


def _stop(worker: subprocess.Popen[bytes]) -> None:
    worker.terminate()
    for pipe in (worker.stdin, worker.stdout):
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
