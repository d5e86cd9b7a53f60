"""When to look: the pure functions of the schedule, and the ledger that keeps their results."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.newsroom import START

from rashomon.capture.watching import (
    HostRecord,
    JournalLedger,
    MemoryLedger,
    Task,
    TaskKind,
    TaskState,
    WatchSettings,
    open_ledger,
    subscribe,
    subscriptions,
    take_inbox,
    unsubscribe,
)
from rashomon.capture.watching.schedule import (
    DAY,
    HOUR,
    article_looked_at,
    host_asked,
    host_read,
    list_looked_at,
    may_revisit,
    next_interval,
    spread,
    task_failed,
)
from rashomon.capture.watching.watcher import failed_tasks, retry, take_in
from rashomon.errors import ArchiveBusy, CaptureError

SETTINGS = WatchSettings()


def article(url: str = "https://a.example/1", **changes: object) -> Task:
    made = Task(url=url, kind=TaskKind.ARTICLE, host=url.split("/")[2], due_at=START)
    return replace(made, **changes)  # type: ignore[arg-type]


def feed(**changes: object) -> Task:
    made = Task(
        url="https://a.example/feed", kind=TaskKind.LIST, host="a.example", due_at=START, interval=HOUR, looks=3
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def test_a_list_is_asked_more_often_when_it_brings_something_and_less_when_not() -> None:
    assert next_interval(feed(), SETTINGS, new=0, listed=20) == 1.25 * HOUR
    assert next_interval(feed(), SETTINGS, new=3, listed=20) == HOUR / 1.5
    assert next_interval(feed(), SETTINGS, new=20, listed=20) == HOUR / 4
    assert next_interval(feed(looks=0), SETTINGS, new=20, listed=20) == HOUR / 1.5


@given(st.lists(st.integers(min_value=0, max_value=20), max_size=60))
@settings(deadline=None)
def test_intervals_stay_within_their_bounds(news: list[int]) -> None:
    task = feed()
    for new in news:
        task = list_looked_at(task, SETTINGS, now=START, new=new, listed=20)
        assert SETTINGS.shortest_interval <= task.interval <= SETTINGS.longest_interval
        wait = (task.due_at - START).total_seconds()
        assert 0.9 * task.interval <= wait <= 1.1 * task.interval


def test_lists_found_together_do_not_stay_together() -> None:
    moments = sorted(spread(f"https://a.example/{n}", START, HOUR) for n in range(50))
    assert len(set(moments)) == 50
    assert moments[-1] - moments[0] > timedelta(minutes=8)


def test_an_article_is_looked_at_again_on_a_falling_schedule() -> None:
    task, now, steps = article(), START, []
    while task.state is TaskState.WAITING:
        task = article_looked_at(task, SETTINGS, now=now)
        steps.append((task.due_at - START).total_seconds())
        now = task.due_at
    assert tuple(steps[:-1]) == (HOUR, 6 * HOUR, DAY, 7 * DAY, 30 * DAY)
    assert task.looks == 6


def test_looks_missed_in_a_pause_are_made_up_by_one() -> None:
    first = article_looked_at(article(), SETTINGS, now=START)
    later = article_looked_at(first, SETTINGS, now=START + timedelta(days=3))
    assert later.due_at == START + timedelta(days=7)


def test_pauses_grow_with_failures_and_a_server_may_ask_for_more() -> None:
    task, pauses = feed(), []
    for _ in range(12):
        task = task_failed(task, SETTINGS, now=START, detail="x", is_temporary=True, retry_after=None)
        pauses.append((task.due_at - START).total_seconds())
    assert all(a < 2.1 * b for a, b in pairwise(pauses))
    assert pauses[0] >= 150
    assert 0.5 * DAY <= pauses[-1] <= DAY
    assert task.state is TaskState.WAITING
    asked = task_failed(feed(), SETTINGS, now=START, detail="x", is_temporary=True, retry_after=7200.0)
    assert asked.due_at == START + timedelta(hours=2)


def test_an_article_that_fails_for_good_is_given_up_and_can_be_started_again() -> None:
    refused = task_failed(article(), SETTINGS, now=START, detail="403", is_temporary=False, retry_after=None)
    assert refused.state is TaskState.GIVEN_UP
    ledger = MemoryLedger()
    ledger.save([refused, article("https://a.example/2")])
    assert failed_tasks(ledger) == (refused,)
    assert retry(ledger, now=START + timedelta(days=1)) == 1
    assert ledger.find(refused.url) == replace(
        refused, state=TaskState.WAITING, failures=0, due_at=START + timedelta(days=1)
    )


@given(st.lists(st.booleans(), max_size=300))
@settings(deadline=None)
def test_revisits_never_exceed_their_share(wishes: list[bool]) -> None:
    host = HostRecord(host="a.example")
    for is_revisit in wishes:
        if is_revisit and not may_revisit(host, SETTINGS):
            continue
        host = host_asked(host, now=START, is_revisit=is_revisit)
        assert host.revisits <= SETTINGS.revisit_share * host.requests


def test_a_host_that_fails_three_times_in_a_row_is_left_alone() -> None:
    host = HostRecord(host="a.example")
    for _ in range(2):
        host = host_asked(host, now=START, is_revisit=False, trouble="no connection")
        assert host.resting_until is None
    host = host_asked(host, now=START, is_revisit=False, trouble="no connection")
    assert host.resting_until is not None
    assert host_asked(host, now=START, is_revisit=False).resting_until is None


def test_half_the_pages_without_text_is_noticed_with_its_beginning() -> None:
    host = HostRecord(host="a.example")
    for day in range(20):
        host = host_read(host, now=START + timedelta(days=day), has_text=day < 5)
    assert host.yield_fell_at is not None
    assert START + timedelta(days=10) < host.yield_fell_at < START + timedelta(days=16)
    for day in range(20, 40):
        host = host_read(host, now=START + timedelta(days=day), has_text=True)
    assert host.yield_fell_at is None


def test_a_long_list_of_one_host_leaves_room_for_others() -> None:
    ledger = MemoryLedger()
    ledger.add_new([article(f"https://a.example/{n}") for n in range(9)])
    ledger.add_new([article("https://b.example/1", due_at=START + timedelta(minutes=1))])
    now, until = START + timedelta(minutes=2), START + timedelta(hours=1)
    leased = ledger.lease(now=now, until=until, worker="one", limit=5, per_host=3)
    assert [task.host for task in leased] == ["a.example"] * 3 + ["b.example"]
    assert len(ledger.lease(now=now, until=until, worker="one", limit=9, per_host=9)) == 6


def test_a_host_is_one_workers_at_a_time() -> None:
    ledger = MemoryLedger()
    ledger.add_new([article(f"https://{host}.example/{n}") for host in "ab" for n in range(2)])
    until = START + timedelta(hours=1)
    (mine,) = ledger.lease(now=START, until=until, worker="one", limit=1, per_host=1)
    others = ledger.lease(now=START, until=until, worker="two", limit=9, per_host=9)
    assert {task.host for task in others}.isdisjoint({mine.host})
    assert len(others) == 2


def test_a_lease_keeps_others_away_until_it_ends_or_is_saved() -> None:
    ledger = MemoryLedger()
    ledger.add_new([article("https://a.example/1"), article("https://b.example/2", due_at=START + timedelta(hours=1))])
    until = START + timedelta(minutes=30)
    (mine,) = ledger.lease(now=START, until=until, worker="one", limit=9, per_host=9)
    assert mine.leased_by == "one"
    assert ledger.lease(now=START, until=until, worker="two", limit=9, per_host=9) == ()
    (taken_over,) = ledger.lease(now=until, until=until + timedelta(hours=1), worker="two", limit=9, per_host=9)
    assert taken_over.leased_by == "two"
    ledger.save([article_looked_at(taken_over, SETTINGS, now=until)])
    assert ledger.next_due_at() == START + timedelta(hours=1)
    assert ledger.add_new([article("https://a.example/1")]) == 0


def test_journal_keeps_every_saved_state(tmp_path: Path) -> None:
    path = tmp_path / "watch.journal"
    with JournalLedger(path) as ledger:
        ledger.add_new([feed(), article()])
        ledger.save([article(looks=2)], [HostRecord(host="a.example", requests=7)])
        states = (tuple(ledger.tasks()), tuple(ledger.hosts()))
        with pytest.raises(ArchiveBusy):
            JournalLedger(path)
    with JournalLedger(path) as again:
        assert (tuple(again.tasks()), tuple(again.hosts())) == states
        assert again.next_due_at() == START


def test_journal_frees_what_a_stopped_worker_had_leased(tmp_path: Path) -> None:
    path = tmp_path / "watch.journal"
    with JournalLedger(path) as ledger:
        ledger.add_new([article()])
        assert ledger.lease(now=START, until=START + timedelta(hours=1), worker="one", limit=1, per_host=9)
    with JournalLedger(path) as ledger:
        assert ledger.lease(now=START, until=START + timedelta(hours=1), worker="two", limit=1, per_host=9)


def test_subscribing_and_retrying_reach_a_watcher_that_is_running(tmp_path: Path) -> None:
    path = tmp_path / "watch.journal"
    with JournalLedger(path) as running:
        running.add_new([article(state=TaskState.GIVEN_UP, failures=12)])
        with open_ledger(path) as visiting:
            assert subscribe(visiting, ["https://b.example/feed"], now=START, settings=SETTINGS)
            assert retry(visiting, now=START) == 1
        assert len(list(running.tasks())) == 1
        take_in(running, take_inbox(path), now=START)
        assert [task.state for task in running.tasks()] == [TaskState.WAITING] * 2
        assert take_inbox(path) == ()
        with open_ledger(path) as visiting:
            assert unsubscribe(visiting, "https://b.example/feed")
        take_in(running, take_inbox(path), now=START)
        assert subscriptions(running) == ()
        with open_ledger(path) as visiting:
            subscribe(visiting, ["https://b.example/feed"], now=START, settings=SETTINGS)
        take_in(running, take_inbox(path), now=START)
        assert [item.url for item in subscriptions(running)] == ["https://b.example/feed"]
    with open_ledger(path) as alone:
        assert isinstance(alone, JournalLedger)
        assert len(list(alone.tasks())) == 2


def test_journal_survives_a_cut_line_and_refuses_another_file(tmp_path: Path) -> None:
    path = tmp_path / "watch.journal"
    with JournalLedger(path) as ledger:
        ledger.add_new([feed()])
        ledger.save([article()])
    path.write_bytes(path.read_bytes()[:-9])
    with JournalLedger(path) as ledger:
        assert [task.kind for task in ledger.tasks()] == [TaskKind.LIST]
        ledger.save([article()])
    with JournalLedger(path) as ledger:
        assert len(list(ledger.tasks())) == 2
    (tmp_path / "other").write_text("not a ledger")
    with pytest.raises(CaptureError, match="is no ledger"):
        JournalLedger(tmp_path / "other")
    assert (tmp_path / "other").read_text() == "not a ledger"


def test_journal_is_written_anew_when_it_has_grown(tmp_path: Path) -> None:
    path = tmp_path / "watch.journal"
    with JournalLedger(path, least_lines=50) as ledger:
        for looks in range(120):
            ledger.save([article(looks=looks)])
    assert path.read_bytes().count(b"\n") < 60
    with JournalLedger(path) as ledger:
        (task,) = ledger.tasks()
        assert task.looks == 119
