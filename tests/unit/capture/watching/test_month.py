"""A simulated month of watching a newsroom: every article once, every edit, every removal, and good manners."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from tests.newsroom import START, Newsroom, Reply, StepClock
from tests.newsroom.desk import make_desk
from tests.newsroom.month import ALL, Shelf, bad_line, caught, open_desks, violations, watch

from rashomon.capture.watching import (
    JournalLedger,
    MemoryLedger,
    TaskKind,
    TaskState,
    subscribe,
)
from rashomon.model import Page, Rejected, Tally, Version

DAYS = 30
END = START + timedelta(days=DAYS + 9)  # nine days more, so that the last articles' removals are still looked for


def test_a_month_catches_every_article_edit_and_removal(newsroom: Newsroom, clock: StepClock) -> None:
    ledger, shelf, desks = MemoryLedger(), Shelf(), open_desks(newsroom, DAYS)
    subscribe(ledger, [url for _, url in desks], now=clock(), settings=ALL)
    watch(newsroom, clock, ledger, shelf, until=END)
    assert caught(newsroom, desks, shelf).is_all
    assert violations(newsroom) == 0
    lists = [task for task in ledger.tasks() if task.kind is TaskKind.LIST]
    assert len(lists) == 4
    assert all(task.failures == 0 and ALL.shortest_interval <= task.interval <= ALL.longest_interval for task in lists)
    # Robots are asked once a day and host, not with every page.
    assert len(newsroom.visits_to("tidewater.example", "/robots.txt")) <= DAYS + 10


def test_restarts_and_crashes_in_the_middle_lose_nothing(newsroom: Newsroom, clock: StepClock, tmp_path: Path) -> None:
    class Crash(Exception):
        pass

    class CrashingShelf(Shelf):
        def add(self, items: Iterable[Page | Rejected], told: Callable[[Version | Rejected], None]) -> Tally:
            before = self.read
            tally = super().add(items, told)
            if self.read // 40 > before // 40:
                raise Crash  # after the archive has stored the pages, before the ledger knows
            return tally

    desks = open_desks(newsroom, 8)
    end = START + timedelta(days=16)
    shelf, path, crashes = CrashingShelf(), tmp_path / "watch.journal", 0
    while clock() < end:
        with JournalLedger(path) as ledger:
            subscribe(ledger, [url for _, url in desks], now=clock(), settings=ALL)
            try:
                watch(newsroom, clock, ledger, shelf, until=min(end, clock() + timedelta(days=3)))
            except Crash:
                crashes += 1
    assert crashes >= 2
    assert caught(newsroom, desks, shelf).is_all
    assert violations(newsroom) == 0


@pytest.mark.parametrize("rate", [1, 10, 30])
def test_a_bad_line_loses_nothing_that_a_retry_can_get(newsroom: Newsroom, clock: StepClock, rate: int) -> None:
    newsroom.fault = bad_line(clock, rate)
    ledger, shelf, desks = MemoryLedger(), Shelf(), open_desks(newsroom, 6)
    subscribe(ledger, [url for _, url in desks], now=clock(), settings=ALL)
    watch(newsroom, clock, ledger, shelf, until=START + timedelta(days=9))
    for desk, _ in desks:
        assert desk.urls(newsroom) <= set(shelf.digests)
    assert not [task for task in ledger.tasks() if task.state is TaskState.GIVEN_UP]


def test_revisits_keep_within_their_share(newsroom: Newsroom, clock: StepClock) -> None:
    ledger, shelf, desks = MemoryLedger(), Shelf(), open_desks(newsroom, 8)
    settings = replace(ALL, revisit_share=0.2)
    subscribe(ledger, [url for _, url in desks], now=clock(), settings=settings)
    watch(newsroom, clock, ledger, shelf, settings=settings, until=START + timedelta(days=8))
    for desk, address in desks:
        visits = [v for v in newsroom.visits_to(desk.host) if v.path != "/robots.txt"]
        pages = [v.path for v in visits if newsroom.url(desk.host, v.path) != address]
        fed = address.endswith("/feed")
        revisits = len(pages) if fed else len(pages) - len(set(pages))
        assert 0 < revisits <= 0.2 * len(visits) + 1


def test_an_outlet_that_stops_giving_text_is_noticed(newsroom: Newsroom, clock: StepClock) -> None:
    desk = make_desk("saltby.example", "The Saltby Echo", first=START, days=20, language="en")
    address = desk.open(newsroom, kind="summaries")
    broken_from = START + timedelta(days=10)
    for item in desk.printed:
        if item.piece.at >= broken_from:
            newsroom.put(desk.host, item.piece.path, Reply(body=b"<html><body><div id=app></div></body></html>"))
    ledger, shelf = MemoryLedger(), Shelf()
    subscribe(ledger, [address], now=clock(), settings=ALL)
    watch(newsroom, clock, ledger, shelf, until=START + timedelta(days=20))
    record = ledger.host(desk.host)
    assert record.yield_fell_at is not None
    assert broken_from <= record.yield_fell_at <= broken_from + timedelta(days=8)
    assert record.articles >= 20
    assert record.textless == 20


@pytest.fixture(autouse=True)
def _no_real_time(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(seconds: float) -> None:
        raise AssertionError(f"slept {seconds} s of real time")

    monkeypatch.setattr("time.sleep", refuse)
