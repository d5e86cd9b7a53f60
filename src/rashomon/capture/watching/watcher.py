"""The runner: takes what is due, looks at it, hands it to the archive, and only then writes down that it did."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
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
    task_ended,
    task_started_again,
)
from rashomon.capture.watching.tasks import HostRecord, Ledger, Task, TaskState
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
    """Works through what is due: one request at a time to a host, several hosts at once, so that none waits for a slow one."""

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
        self._total = Round()
        fetcher.assume_asked()

    @property
    def total(self) -> Round:
        """What all rounds so far did."""
        return self._total

    def run_once(self) -> Round:
        """Looks at everything that is due now, and at what that finds; returns when nothing is left."""
        total = Round()
        while True:
            now = self._clock()
            take_in(self._ledger, self._inbox(), now=now)
            until = now + timedelta(seconds=self._settings.lease)
            limit, per_host = self._settings.batch, self._settings.per_host
            tasks = self._ledger.lease(now=now, until=until, worker=self._worker, limit=limit, per_host=per_host)
            if not tasks:
                return total
            done = self._work(tasks)
            total, self._total = joined(total, done), joined(self._total, done)

    def run(self, *, is_stopped: Callable[[], bool] = lambda: False) -> None:
        """Goes on until it is stopped, asleep while nothing is due."""
        while not is_stopped():
            self.run_once()
            due = self._ledger.next_due_at()
            longest = self._settings.longest_nap
            wait = (due - self._clock()).total_seconds() if due else longest
            self._sleep(min(max(wait, 0.1), longest))

    def _work(self, tasks: Sequence[Task]) -> Round:
        """A look at each task, several hosts at once and each host's one after the other.

        Only the looks themselves are in threads. What they bring is taken in here, and stored before it is written
        down; a host's next task starts when its last one has been taken in.
        """
        batch = _Batch(self._ledger)
        waiting: dict[str, deque[Task]] = {}
        for task in tasks:
            waiting.setdefault(task.host, deque()).append(task)
        idle = deque(waiting)
        with ThreadPoolExecutor(max_workers=self._settings.hosts_at_once) as pool:
            looking: dict[Future[tuple[Look, float]], str] = {}
            while idle or looking:
                while idle and len(looking) < self._settings.hosts_at_once:
                    host = idle.popleft()
                    if (due := self._next_task(batch, waiting[host])) is not None:
                        looking[pool.submit(self._look, batch, due)] = host
                for done in wait(looking, return_when=FIRST_COMPLETED).done if looking else ():
                    look, seconds = done.result()
                    batch.take(look, now=self._clock(), seconds=seconds)
                    self._on_look(look)
                    idle.append(looking.pop(done))
                if batch.size > _MOST_BYTES:
                    self._flush(batch)
        self._flush(batch)
        return batch.done

    def _next_task(self, batch: _Batch, tasks: deque[Task]) -> Task | None:
        """The first of a host's tasks that may be looked at now, its request counted; those before it are put off."""
        while tasks:
            task = tasks.popleft()
            host = batch.host(task.host)
            now = self._clock()
            seconds = self._wait_for(host, now, is_revisit=task.is_revisit)
            if not seconds:
                if host.asked_at and task.host not in batch.hosts:  # perhaps by another worker
                    self._fetcher.assume_asked(host.host, host.asked_at)
                return task
            batch.put_off(put_off(task, now=now, seconds=seconds))
        return None

    def _look(self, batch: _Batch, task: Task) -> tuple[Look, float]:
        """The look, and how many seconds it took."""
        now = self._clock()
        look = look_at(self._fetcher, task, find=batch.find, settings=self._settings, now=now)
        return look, (self._clock() - now).total_seconds()

    def _wait_for(self, host: HostRecord, now: datetime, *, is_revisit: bool) -> float:
        """Seconds before the host may be asked for this; 0 when it may be now."""
        if host.resting_until and host.resting_until > now:
            return max((host.resting_until - now).total_seconds(), 1.0)
        return HOUR if is_revisit and not may_revisit(host, self._settings) else 0.0

    def _flush(self, batch: _Batch) -> None:
        """The archive first, the ledger second: what a crash leaves between them is looked at again, never lost."""
        if batch.items:
            tally = self._add(batch.items, lambda outcome: batch.read(outcome, self._clock()))
            batch.done = replace(batch.done, tally=added(batch.done.tally, tally))
        self._ledger.save(batch.states.values(), batch.hosts.values())
        batch.clear()


class _Batch:
    """Looks not written down yet, and what they have come to so far."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self.items: list[Item] = []
        self.states: dict[str, Task] = {}
        self.hosts: dict[str, HostRecord] = {}
        self.size = 0
        self.done = Round()

    def find(self, url: str) -> Task | None:
        """What is known of an address; looks ask from their threads."""
        return self.states.get(url) or self._ledger.find(url)

    def host(self, name: str) -> HostRecord:
        return self.hosts.get(name) or self._ledger.host(name)

    def take(self, look: Look, *, now: datetime, seconds: float) -> None:
        """Takes in what a look brought, and counts it for its host."""
        before, task = self.find(look.task.url), look.task
        is_gone, is_revisit = task.state is TaskState.GONE, before is not None and before.is_revisit
        self.hosts[task.host] = host_asked(
            self.host(task.host),
            now=now,
            seconds=seconds,
            is_revisit=is_revisit,
            is_removal=is_gone and is_revisit,
            trouble=look.failure if look.is_trouble else "",
            retry_after=look.retry_after,
        )
        self.states[task.url] = task
        for found in look.found:
            self.states[found.url] = found
        self.items.extend(look.items)
        self.size += sum(len(item.body) for item in look.items if isinstance(item, Page))
        self.done = replace(
            self.done,
            looks=self.done.looks + 1,
            unchanged=self.done.unchanged + look.is_unchanged,
            failed=self.done.failed + bool(look.failure),
            gone=self.done.gone + is_gone,
        )

    def put_off(self, task: Task) -> None:
        self.states[task.url] = task
        self.done = replace(self.done, put_off=self.done.put_off + 1)

    def read(self, outcome: Version | Rejected, now: datetime) -> None:
        """Counts for the host whether its page held a text."""
        if isinstance(outcome, Rejected) and outcome.reason in (Reason.UNREACHABLE, Reason.GONE, Reason.REFUSED):
            return
        address = outcome.url if isinstance(outcome, Version) else outcome.source.rpartition(" entry ")[2]
        name = host_of(address)
        self.hosts[name] = host_read(self.host(name), now=now, has_text=isinstance(outcome, Version))

    def clear(self) -> None:
        """Forgets what has been written down; the counts go on."""
        self.items, self.states, self.hosts, self.size = [], {}, {}, 0


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
        capped=a.capped + b.capped,
        rejected={reason: a.rejected.get(reason, 0) + b.rejected.get(reason, 0) for reason in sorted(reasons)},
        seconds=a.seconds + b.seconds,
    )


def take_in(ledger: Ledger, left: Iterable[Task], *, now: datetime) -> None:
    """Takes in what others left for this watcher: lists to be watched or no longer, failed tasks to start again."""
    tasks = {task.url: task for task in left}
    ledger.add_new(tasks.values())
    for url, task in tasks.items():
        known = ledger.find(url)
        if known is None:
            continue
        if task.is_ended_list != known.is_ended_list:
            ledger.save([task_ended(known) if task.is_ended_list else task_started_again(known, now=now)])
        elif known.failures or known.state is TaskState.GIVEN_UP:
            ledger.save([task_started_again(known, now=now)])


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
