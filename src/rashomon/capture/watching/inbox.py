"""What `subscribe` and `retry` leave for a watcher that is running: the journal is the watcher's own while it runs."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from rashomon.capture.watching.ledger import JournalLedger, MemoryLedger, read_journal
from rashomon.capture.watching.tasks import HostRecord, Task
from rashomon.errors import ArchiveBusy, CaptureError


class VisitingLedger(MemoryLedger):
    """The journal as it stood when it was opened; what is saved goes to the inbox and is the watcher's to take in."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._inbox = inbox_of(path)
        for held in read_journal(path):
            super().save(held.tasks, held.hosts)

    def save(self, tasks: Iterable[Task], hosts: Iterable[HostRecord] = ()) -> None:
        left = list(tasks)
        lines = b"".join(msgspec.json.encode(task) + b"\n" for task in left)
        try:
            with self._inbox.open("ab") as file:
                fcntl.flock(file, fcntl.LOCK_EX)
                file.write(lines)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise CaptureError(str(self._inbox), f"cannot be written: {error.strerror or error}") from error
        super().save(left, hosts)


def inbox_of(path: Path) -> Path:
    """Where tasks for the watcher of that journal are left."""
    return path.with_name(f"{path.name}.inbox")


def take_inbox(path: Path) -> tuple[Task, ...]:
    """The tasks that were left, which are there no more; a line that cannot be read is left out."""
    inbox = inbox_of(path)
    try:
        if inbox.stat().st_size == 0:
            return ()
        with inbox.open("r+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            lines = file.readlines()
            file.truncate(0)
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise CaptureError(str(inbox), f"cannot be read: {error.strerror or error}") from error
    tasks = []
    for line in lines:
        try:
            tasks.append(msgspec.json.decode(line, type=Task))
        except msgspec.DecodeError:
            continue  # cut by a crash while it was left: whoever left it was told so
    return tuple(tasks)


@contextmanager
def open_ledger(path: Path, *, read_only: bool = False) -> Iterator[MemoryLedger]:
    """The ledger in that file: the journal itself, or a visitor's view of it while a watcher is running.

    Opened for reading only, a file that is not there is an empty ledger, and none is made.
    """
    if read_only:
        yield VisitingLedger(path) if path.exists() else MemoryLedger()
        return
    try:
        journal = JournalLedger(path)
    except ArchiveBusy:
        yield VisitingLedger(path)
        return
    with journal:
        yield journal
