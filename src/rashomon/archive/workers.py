"""Reading in other processes: each worker is a Python of its own that reads batches from a pipe.

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
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue
from typing import BinaryIO

from rashomon.archive.reading import Item, Reader
from rashomon.errors import ArchiveError
from rashomon.model import Rejected
from rashomon.store.intake import Prepared

_LENGTH = struct.Struct("<Q")
_AHEAD = 2  # batches that wait at each worker, so that none is ever idle; more only takes memory


def worker_count() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def read_in_processes(
    batches: Iterable[Sequence[Item]], reader: Reader, *, workers: int
) -> Iterator[list[Prepared | Rejected]]:
    """What `reader.read` gives for each batch, in order, worked out by `workers` processes."""
    idle: SimpleQueue[subprocess.Popen[bytes]] = SimpleQueue()
    started = [_start(reader) for _ in range(workers)]
    for worker in started:
        idle.put(worker)

    def ask(batch: Sequence[Item]) -> list[Prepared | Rejected]:
        worker = idle.get()
        try:
            return _ask(worker, batch)
        finally:
            idle.put(worker)

    waiting: deque[Future[list[Prepared | Rejected]]] = deque()
    with ThreadPoolExecutor(workers, thread_name_prefix="reading") as threads:
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


def _start(reader: Reader) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", "from rashomon.archive.workers import work; work()"]
    worker = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    _send(_pipe(worker.stdin), reader)
    return worker


def _ask(worker: subprocess.Popen[bytes], batch: Sequence[Item]) -> list[Prepared | Rejected]:
    try:
        _send(_pipe(worker.stdin), batch)
        answer = _receive(_pipe(worker.stdout))
    except (OSError, EOFError) as error:
        raise ArchiveError("reading", f"a reading process ended unexpectedly (exit code {worker.poll()})") from error
    if isinstance(answer, BaseException):
        raise answer
    assert isinstance(answer, list)
    return answer


def _stop(worker: subprocess.Popen[bytes]) -> None:
    worker.terminate()
    _pipe(worker.stdin).close()
    _pipe(worker.stdout).close()
    worker.wait()


def work() -> None:
    """A worker's life: a reader first, then a batch at a time, until the pipe ends."""
    incoming, outgoing = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # whatever a library prints must not get among the answers
    try:
        reader = _receive(incoming)
        assert isinstance(reader, Reader)
        while True:
            batch = _receive(incoming)
            assert isinstance(batch, Sequence)
            try:
                answer: object = reader.read(batch)
            except Exception as error:  # noqa: BLE001 (the parent raises it again)
                answer = error
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


def _pipe(stream: object) -> BinaryIO:
    assert stream is not None
    return stream  # type: ignore[return-value]
