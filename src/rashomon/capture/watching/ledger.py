"""A ledger in memory, and one in a file beside the archive: a journal of states, safe at every line."""

from __future__ import annotations

import fcntl
import heapq
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import IO

import msgspec

from rashomon.capture.watching.tasks import HostRecord, Task, TaskState
from rashomon.errors import ArchiveBusy, CaptureError

_FACTOR = 4  # the journal is written anew when it has this many lines for each state it holds


class MemoryLedger:
    """Keeps everything as long as it lives."""

    def __init__(self) -> None:
        self._tasks: dict[str, Task] = {}
        self._hosts: dict[str, HostRecord] = {}
        # When each waiting task is free and due; lines that a later state has overtaken are dropped when met.
        self._queue: list[tuple[datetime, str]] = []

    def add_new(self, tasks: Iterable[Task]) -> int:
        new = {task.url: task for task in tasks if task.url not in self._tasks}
        self.save(new.values())
        return len(new)

    def find(self, url: str) -> Task | None:
        return self._tasks.get(url)

    def lease(self, *, now: datetime, until: datetime, worker: str, limit: int, per_host: int) -> tuple[Task, ...]:
        leased: list[Task] = []
        passed_over: list[Task] = []
        held = self._held_by_others(now, worker)
        taken: Counter[str] = Counter()
        while len(leased) < limit and (due := self.next_due_at()) is not None and due <= now:
            task = self._tasks[heapq.heappop(self._queue)[1]]
            if task.host in held or taken[task.host] >= per_host:
                passed_over.append(task)
                continue
            taken[task.host] += 1
            leased.append(replace(task, leased_by=worker, leased_until=until))
            # In the queue again at once under its new state, so that it is not met a second time here.
            self._keep(leased[-1])
        for task in passed_over:
            heapq.heappush(self._queue, (task.free_at, task.url))
        self.save(leased)
        return tuple(leased)

    def _held_by_others(self, now: datetime, worker: str) -> set[str]:
        """The hosts of which another worker holds a task."""
        return {
            task.host
            for task in self._tasks.values()
            if task.leased_until and task.leased_until > now and task.leased_by != worker
        }

    def save(self, tasks: Iterable[Task], hosts: Iterable[HostRecord] = ()) -> None:
        for task in tasks:
            self._keep(task)
        self._hosts.update({host.host: host for host in hosts})

    def _keep(self, task: Task) -> None:
        if self._tasks.get(task.url) == task:
            return
        self._tasks[task.url] = task
        if task.state is TaskState.WAITING:
            heapq.heappush(self._queue, (task.free_at, task.url))

    def host(self, host: str) -> HostRecord:
        return self._hosts.get(host) or HostRecord(host=host)

    def next_due_at(self) -> datetime | None:
        while self._queue:
            moment, url = self._queue[0]
            task = self._tasks[url]
            if task.state is TaskState.WAITING and task.free_at == moment:
                return moment
            heapq.heappop(self._queue)
        return None

    def tasks(self) -> Iterator[Task]:
        return iter(sorted(self._tasks.values(), key=lambda task: task.url))

    def hosts(self) -> Iterator[HostRecord]:
        return iter(sorted(self._hosts.values(), key=lambda host: host.host))


class JournalLine(msgspec.Struct, omit_defaults=True):
    """A line of the journal: states that hold from here on, all of them or (when the line is cut) none."""

    tasks: list[Task] = msgspec.field(default_factory=list)
    hosts: list[HostRecord] = msgspec.field(default_factory=list)
    size: int = 0  # of the line as it was read, in bytes; not written


def read_journal(path: Path) -> Iterator[JournalLine]:
    """The lines of a journal, one that a crash cut short left out; raises CaptureError for another file."""
    with path.open("rb") as file:
        for line in file:
            if not line.endswith(b"\n") and line.startswith(b"{"):
                return
            try:
                held = msgspec.json.decode(line, type=JournalLine)
            except msgspec.DecodeError as error:
                raise CaptureError(str(path), f"is no ledger of tasks: {error}") from error
            held.size = len(line)
            yield held


class JournalLedger(MemoryLedger):
    """A ledger in one file, for one worker at a time; close it, or use it in a `with` block.

    Each `save` is one line, written and synced before the call returns. A line that a crash cut short is left out.
    """

    def __init__(self, path: Path, *, least_lines: int = 1_000) -> None:
        super().__init__()
        self.path = path
        self._least_lines = least_lines  # before the file is ever written anew
        self._lines = 0
        try:
            self._file: IO[bytes] = path.open("a+b")
        except OSError as error:
            raise CaptureError(str(path), f"cannot be opened: {error.strerror or error}") from error
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            self._file.close()
            raise ArchiveBusy(str(path), "another process is watching with it") from error
        try:
            self._load()
        except CaptureError:
            self._file.close()
            raise

    def __enter__(self) -> JournalLedger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._file.close()

    def save(self, tasks: Iterable[Task], hosts: Iterable[HostRecord] = ()) -> None:
        line = JournalLine(tasks=list(tasks), hosts=list(hosts))
        if not line.tasks and not line.hosts:
            return
        try:
            self._file.write(msgspec.json.encode(line) + b"\n")
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as error:
            raise CaptureError(str(self.path), f"cannot be written: {error.strerror or error}") from error
        super().save(line.tasks, line.hosts)
        self._lines += 1
        if self._lines > max(self._least_lines, _FACTOR * (len(self._tasks) + len(self._hosts))):
            self._compact()

    def _load(self) -> None:
        good = 0
        for held in read_journal(self.path):
            super().save(held.tasks, held.hosts)
            good += held.size
            self._lines += 1
        self._file.truncate(good)
        # The file is locked, so whoever held a lease is gone: its tasks are free again.
        super().save([replace(t, leased_by="", leased_until=None) for t in self._tasks.values() if t.leased_by])

    def _compact(self) -> None:
        """The file anew with the last state of each, in place of the old one once it is whole."""
        waiting = self.path.with_name(f"{self.path.name}.part")
        fresh = waiting.open("w+b")
        fcntl.flock(fresh, fcntl.LOCK_EX)
        lines = [JournalLine(tasks=[task]) for task in self.tasks()] + [
            JournalLine(hosts=[host]) for host in self.hosts()
        ]
        fresh.write(b"".join(msgspec.json.encode(line) + b"\n" for line in lines))
        fresh.flush()
        os.fsync(fresh.fileno())
        waiting.replace(self.path)
        self._file.close()
        self._file, self._lines = fresh, len(lines)
