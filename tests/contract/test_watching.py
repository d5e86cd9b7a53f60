"""The ledger of tasks in an archive's database: as the one in memory, and shared by several watchers."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import product

import pytest
from tests.newsroom import START, Newsroom, Reply, StepClock, Visit, serve_newsroom

from rashomon.archive.watching import DatabaseLedger, open_database_ledger
from rashomon.capture import CaptureSettings
from rashomon.capture.fetching import Fetcher
from rashomon.capture.watching import HostRecord, MemoryLedger, Round, Task, TaskKind, TaskState, Watcher, WatchSettings
from rashomon.capture.watching.tasks import Ledger
from rashomon.model import Page, Rejected, Tally, Version
from rashomon.store.database import Database

HOUR = timedelta(hours=1)


@pytest.fixture(params=["memory", "database"])
def ledger(request: pytest.FixtureRequest, db: Database) -> Ledger:
    return MemoryLedger() if request.param == "memory" else DatabaseLedger(db)


def article(url: str, *, minutes: int = 0, state: TaskState = TaskState.WAITING) -> Task:
    host = url.split("/")[2].partition(":")[0]
    return Task(url=url, kind=TaskKind.ARTICLE, host=host, due_at=START + timedelta(minutes=minutes), state=state)


def test_what_is_saved_is_found_again(ledger: Ledger) -> None:
    first, second = article("https://a.example/1"), article("https://b.example/2", minutes=5)
    assert ledger.add_new([second, first]) == 2
    assert ledger.add_new([first, article("https://c.example/3", state=TaskState.DONE)]) == 1
    changed = article("https://a.example/1", minutes=90)
    ledger.save([changed], [HostRecord(host="a.example", requests=7, asked_at=START)])
    assert [task.url for task in ledger.tasks()] == [
        f"https://{x}" for x in ("a.example/1", "b.example/2", "c.example/3")
    ]
    assert ledger.find("https://a.example/1") == changed
    assert ledger.find("https://nowhere.example/") is None
    assert ledger.host("a.example") == HostRecord(host="a.example", requests=7, asked_at=START)
    assert ledger.host("b.example") == HostRecord(host="b.example")
    assert [host.host for host in ledger.hosts()] == ["a.example"]
    assert ledger.next_due_at() == START + timedelta(minutes=5)


def test_leases_are_by_due_time_few_a_host_and_one_worker_a_host(ledger: Ledger) -> None:
    ledger.add_new([article(f"https://a.example/{n}", minutes=n) for n in range(4)])
    ledger.add_new([article("https://b.example/1", minutes=3), article("https://c.example/1", minutes=59)])
    now, until = START + timedelta(minutes=30), START + HOUR
    mine = ledger.lease(now=now, until=until, worker="one", limit=9, per_host=2)
    assert [task.url[8:] for task in mine] == ["a.example/0", "a.example/1", "b.example/1"]
    assert {(task.leased_by, task.leased_until) for task in mine} == {("one", until)}
    assert ledger.lease(now=now, until=until, worker="two", limit=9, per_host=9) == ()
    ledger.save([article(task.url, minutes=600) for task in mine])
    theirs = ledger.lease(now=now, until=until, worker="two", limit=9, per_host=9)
    assert [task.url[8:] for task in theirs] == ["a.example/2", "a.example/3"]
    # A worker that never came back loses its tasks when the lease ends.
    again = ledger.lease(now=until, until=until + HOUR, worker="one", limit=9, per_host=9)
    assert again[0].url == "https://c.example/1"
    assert {task.url[8:] for task in again[1:]} == {"a.example/2", "a.example/3"}


def test_nothing_is_due_where_nothing_waits(ledger: Ledger) -> None:
    assert ledger.next_due_at() is None
    ledger.add_new([article("https://a.example/1", state=TaskState.GONE)])
    assert ledger.next_due_at() is None
    assert ledger.lease(now=START + HOUR, until=START + 2 * HOUR, worker="one", limit=9, per_host=9) == ()


def test_two_watchers_share_the_work(place: str, db: Database) -> None:
    """Two watchers with a connection each: every page is fetched once, and no host by both at the same time."""
    clock, hosts = StepClock(), [f"paper{n}.example" for n in range(6)]
    lock, inside, together = threading.Lock(), Counter[str](), threading.Barrier(2)

    def answer(visit: Visit) -> Reply:
        with lock:
            inside[visit.host] += 1
            assert inside[visit.host] == 1
            is_first = visit.headers["user-agent"] not in first
            first.add(visit.headers["user-agent"])
        if is_first:
            together.wait(60)  # passes only when both are at work
        with lock:
            inside[visit.host] -= 1
        return Reply(body=b"<h1>Page</h1>")

    first: set[str] = set()
    with serve_newsroom(clock) as newsroom, open_database_ledger(place) as one, open_database_ledger(place) as two:
        for host, number in product(hosts, range(5)):
            newsroom.put(host, f"/{number}", answer)
        one.add_new([article(newsroom.url(host, f"/{number}")) for host, number in product(hosts, range(5))])
        with ThreadPoolExecutor(2) as pool:
            rounds = list(pool.map(_watch, (newsroom,) * 2, (clock,) * 2, (one, two), ("one", "two")))
        fetched = sorted((visit.host, visit.path) for visit in newsroom.visits)
        assert fetched == [(host, f"/{number}") for host, number in product(hosts, range(5))]
        assert sum(done.looks for done in rounds) == 30
        assert all(done.looks and not done.failed for done in rounds)
        assert {task.looks for task in two.tasks()} == {1}


def _watch(newsroom: Newsroom, clock: StepClock, ledger: DatabaseLedger, name: str) -> Round:
    def store(items: Iterable[Page | Rejected], told: Callable[[Version | Rejected], None]) -> Tally:
        return Tally(read=len(list(items)))

    allowed = CaptureSettings(allow_networks=("127.0.0.0/8",), obey_robots=False, contact=name)
    few = WatchSettings(batch=4, per_host=2)
    with Fetcher(allowed, clock=clock, sleep=clock.sleep, resolve=newsroom.resolve) as fetcher:
        return Watcher(ledger, store, fetcher, clock=clock, sleep=clock.sleep, worker=name, settings=few).run_once()
