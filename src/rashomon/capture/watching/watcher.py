"""The runner: takes what is due, looks at it, hands it to the archive, and only then writes down that it did."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from rashomon.capture.fetching import Fetcher
from rashomon.capture.pacing import Sleep
from rashomon.capture.watching.looking import Look, look_at
from rashomon.capture.watching.schedule import (
    HOUR,
    WatchSettings,
    host_asked,
    host_read,
    may_revisit,
    put_off,
    task_started_again,
)
from rashomon.capture.watching.tasks import HostRecord, Ledger, Task, TaskKind, TaskState
from rashomon.model import Page, Reason, Rejected, Tally, Version
from rashomon.text.urls import host_of

Item = Page | Rejected
OnItem = Callable[[Version | Rejected], None]
Add = Callable[[Iterable[Item], OnItem], Tally]
"""Takes items into the archive and tells of each what it came to: `lambda items, told: archive.add(items, on_item=told)`."""

_MOST_BYTES = 64_000_000  # of pages held before they are handed to the archive


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What one round did."""

    looks: int = 0
    unchanged: int = 0
    failed: int = 0
    gone: int = 0
    put_off: int = 0
    tally: Tally = field(default_factory=Tally)


class Watcher:
    """Works through what is due; one request at a time to a host, and to a next host while the first one rests."""

    def __init__(
        self,
        ledger: Ledger,
        add: Add,
        fetcher: Fetcher,
        *,
        clock: Callable[[], datetime],
        sleep: Sleep = time.sleep,
        settings: WatchSettings | None = None,
        worker: str = "watch",
        on_look: Callable[[Look], None] | None = None,
        inbox: Callable[[], Iterable[Task]] = lambda: (),
    ) -> None:
        self._ledger = ledger
        self._add = add
        self._fetcher = fetcher
        self._clock = clock
        self._sleep = sleep
        self._settings = settings or WatchSettings()
        self._worker = worker
        self._on_look = on_look or (lambda look: None)
        self._inbox = inbox
        fetcher.assume_asked()

    def run_once(self) -> Round:
        """Looks at everything that is due now, and at what that finds; returns when nothing is left."""
        total = Round()
        while True:
            now = self._clock()
            take_in(self._ledger, self._inbox(), now=now)
            until = now + timedelta(seconds=self._settings.lease)
            tasks = self._ledger.lease(now=now, until=until, worker=self._worker, limit=self._settings.batch)
            if not tasks:
                return total
            total = joined(total, self._work(tasks))

    def run(self, *, is_stopped: Callable[[], bool] = lambda: False) -> None:
        """Goes on until it is stopped, asleep while nothing is due."""
        while not is_stopped():
            self.run_once()
            due = self._ledger.next_due_at()
            longest = self._settings.longest_nap
            wait = (due - self._clock()).total_seconds() if due else longest
            self._sleep(min(max(wait, 0.1), longest))

    def _work(self, tasks: Sequence[Task]) -> Round:
        """A look at each task, in an order that keeps hosts apart; what came is stored before it is written down."""
        done = Round()
        batch = _Batch()
        for task in by_turns(tasks):
            host = batch.hosts.get(task.host) or self._ledger.host(task.host)
            now = self._clock()
            is_revisit = task.kind is TaskKind.ARTICLE and task.looks > 0
            wait = self._wait_for(host, now, is_revisit=is_revisit)
            if wait:
                batch.states[task.url] = put_off(task, now=now, seconds=wait)
                done = replace(done, put_off=done.put_off + 1)
                continue
            find = _finder(batch, self._ledger)
            look = look_at(self._fetcher, task, find=find, settings=self._settings, now=now)
            batch.hosts[task.host] = host_asked(
                host,
                now=now,
                is_revisit=is_revisit,
                trouble=look.failure if look.is_trouble else "",
                retry_after=look.retry_after,
            )
            batch.take(look)
            self._on_look(look)
            done = replace(
                done,
                looks=done.looks + 1,
                unchanged=done.unchanged + look.is_unchanged,
                failed=done.failed + bool(look.failure),
                gone=done.gone + (look.task.state is TaskState.GONE),
            )
            if batch.size > _MOST_BYTES:
                done = self._flush(batch, done)
        return self._flush(batch, done)

    def _wait_for(self, host: HostRecord, now: datetime, *, is_revisit: bool) -> float:
        """Seconds before the host may be asked for this; 0 when it may be now."""
        if host.resting_until and host.resting_until > now:
            return max((host.resting_until - now).total_seconds(), 1.0)
        return HOUR if is_revisit and not may_revisit(host, self._settings) else 0.0

    def _flush(self, batch: _Batch, done: Round) -> Round:
        """The archive first, the ledger second: what a crash leaves between them is looked at again, never lost."""
        tally = Tally()
        if batch.items:
            tally = self._add(batch.items, lambda outcome: batch.read(outcome, self._clock(), self._ledger))
        self._ledger.save(batch.states.values(), batch.hosts.values())
        batch.clear()
        return replace(done, tally=added(done.tally, tally))


class _Batch:
    """Looks not written down yet."""

    def __init__(self) -> None:
        self.items: list[Item] = []
        self.states: dict[str, Task] = {}
        self.hosts: dict[str, HostRecord] = {}
        self.size = 0

    def take(self, look: Look) -> None:
        self.states[look.task.url] = look.task
        for task in look.found:
            self.states[task.url] = task
        self.items.extend(look.items)
        self.size += sum(len(item.body) for item in look.items if isinstance(item, Page))

    def read(self, outcome: Version | Rejected, now: datetime, ledger: Ledger) -> None:
        """Counts for the host whether its page held a text."""
        if isinstance(outcome, Rejected) and outcome.reason in (Reason.UNREACHABLE, Reason.GONE, Reason.REFUSED):
            return
        address = outcome.url if isinstance(outcome, Version) else outcome.source.rpartition(" entry ")[2]
        name = host_of(address)
        record = self.hosts.get(name) or ledger.host(name)
        self.hosts[name] = host_read(record, now=now, has_text=isinstance(outcome, Version))

    def clear(self) -> None:
        self.items, self.states, self.hosts, self.size = [], {}, {}, 0


def _finder(batch: _Batch, ledger: Ledger) -> Callable[[str], Task | None]:
    return lambda url: batch.states.get(url) or ledger.find(url)


def by_turns(tasks: Sequence[Task]) -> tuple[Task, ...]:
    """The tasks so that each host comes once before any comes twice: hosts rest while others are asked."""
    turns: dict[str, int] = {}
    numbered: list[tuple[int, int, Task]] = []
    for order, task in enumerate(tasks):
        turn = turns.get(task.host, 0)
        turns[task.host] = turn + 1
        numbered.append((turn, order, task))
    return tuple(task for _, _, task in sorted(numbered, key=lambda item: item[:2]))


def joined(a: Round, b: Round) -> Round:
    """Two rounds as one."""
    return Round(
        looks=a.looks + b.looks,
        unchanged=a.unchanged + b.unchanged,
        failed=a.failed + b.failed,
        gone=a.gone + b.gone,
        put_off=a.put_off + b.put_off,
        tally=added(a.tally, b.tally),
    )


def added(a: Tally, b: Tally) -> Tally:
    """Two imports' counts as one."""
    reasons = {*a.rejected, *b.rejected}
    return Tally(
        read=a.read + b.read,
        new=a.new + b.new,
        versions=a.versions + b.versions,
        unchanged=a.unchanged + b.unchanged,
        duplicates=a.duplicates + b.duplicates,
        rejected={reason: a.rejected.get(reason, 0) + b.rejected.get(reason, 0) for reason in sorted(reasons)},
        seconds=a.seconds + b.seconds,
    )


def take_in(ledger: Ledger, left: Iterable[Task], *, now: datetime) -> None:
    """Takes in what others left for this watcher: new subscriptions, and failed tasks to be started again."""
    tasks = list(left)
    ledger.add_new(tasks)
    known = [task for url in {task.url for task in tasks} if (task := ledger.find(url)) is not None]
    ledger.save([task_started_again(t, now=now) for t in known if t.failures or t.state is TaskState.GIVEN_UP])


def failed_tasks(ledger: Ledger) -> tuple[Task, ...]:
    """What failed, with its reason and next try: the queue that `rashomon retry` shows."""
    return tuple(task for task in ledger.tasks() if task.failures > 0 or task.state is TaskState.GIVEN_UP)


def retry(ledger: Ledger, *, now: datetime, urls: Iterable[str] = ()) -> int:
    """Makes these failed tasks (all, when none are named) due at once; how many they were."""
    wanted = set(urls)
    again = [task_started_again(t, now=now) for t in failed_tasks(ledger) if not wanted or t.url in wanted]
    awake = [replace(ledger.host(name), resting_until=None) for name in {task.host for task in again}]
    ledger.save(again, awake)
    return len(again)
