"""A simulated month of watching a newsroom: every article once, every edit, every removal, and good manners."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from zlib import crc32

import pytest
from tests.newsroom import START, Fault, Newsroom, Reply, StepClock, Visit
from tests.newsroom.desk import Desk, make_desk

from rashomon.capture import CaptureSettings
from rashomon.capture.fetching import Fetcher
from rashomon.capture.watching import (
    JournalLedger,
    MemoryLedger,
    TaskKind,
    TaskState,
    Watcher,
    WatchSettings,
    subscribe,
)
from rashomon.capture.watching.schedule import HOUR
from rashomon.capture.watching.tasks import Ledger
from rashomon.extract import extract_article
from rashomon.model import Digest, Page, Reason, Rejected, Tally, Version

DAYS = 30
END = START + timedelta(days=DAYS + 9)  # nine days more, so that the last articles' removals are still looked for
# One host at a time: a clock that one thread moves while another's request is on its way would tell wrong distances.
ALL = WatchSettings(revisit_share=1.0, longest_nap=12 * HOUR, hosts_at_once=1)


class Shelf:
    """What has been taken in: each article's texts in the order they came, and what was reported gone."""

    def __init__(self) -> None:
        self.digests: dict[str, list[Digest | None]] = defaultdict(list)
        self.gone: set[str] = set()
        self.read = 0

    def add(self, items: Iterable[Page | Rejected], told: Callable[[Version | Rejected], None]) -> Tally:
        for item in items:
            self.read += 1
            outcome = extract_article(item) if isinstance(item, Page) else item
            if isinstance(outcome, Version):
                if outcome.digest not in self.digests[outcome.url]:
                    self.digests[outcome.url].append(outcome.digest)
            elif outcome.reason is Reason.GONE:
                self.gone.add(outcome.source)
            told(outcome)
        return Tally(read=self.read)


def open_desks(newsroom: Newsroom, days: int) -> tuple[tuple[Desk, str], ...]:
    """Four outlets and their lists: a full-text feed, a feed of summaries, index pages in GBK and in UTF-8."""
    plans = [
        ("tidewater.example", "Tidewater Courier", "en", "utf-8", "full"),
        ("saltby.example", "The Saltby Echo", "en", "utf-8", "summaries"),
        ("harbour.example", "梅罗港湾日报", "zh", "gbk", "index"),
        ("peak.example", "山頂晚報", "zh", "utf-8", "index"),
    ]
    made = []
    for host, outlet, language, charset, kind in plans:
        desk = make_desk(host, outlet, first=START, days=days, language=language, charset=charset)
        made.append((desk, desk.open(newsroom, kind=kind)))
    newsroom.put("saltby.example", "/robots.txt", "User-agent: *\nCrawl-delay: 11\nDisallow: /members\n")
    return tuple(made)


def watch(
    newsroom: Newsroom,
    clock: StepClock,
    ledger: Ledger,
    shelf: Shelf,
    *,
    until: datetime = END,
    settings: WatchSettings = ALL,
) -> None:
    allowed = CaptureSettings(allow_networks=("127.0.0.0/8",))
    with Fetcher(allowed, clock=clock, sleep=clock.sleep, resolve=newsroom.resolve) as fetcher:
        watcher = Watcher(ledger, shelf.add, fetcher, clock=clock, sleep=clock.sleep, settings=settings)
        watcher.run(is_stopped=lambda: clock() >= until)


def assert_all_caught(newsroom: Newsroom, desks: tuple[tuple[Desk, str], ...], shelf: Shelf) -> None:
    """Every article was taken in, with its edit, and every removal was noticed."""
    for desk, _ in desks:
        wanted = desk.urls(newsroom)
        edited = desk.urls(newsroom, lambda item: item.is_edited)
        removed = desk.urls(newsroom, lambda item: item.is_removed)
        assert wanted <= set(shelf.digests)
        assert {url for url in wanted if len(shelf.digests[url]) > 1} == edited
        assert {url for url in shelf.gone if url in wanted} == removed


def assert_polite(newsroom: Newsroom) -> None:
    """By the server's own book: never closer than asked, nothing that robots.txt closes."""
    for host, seconds in (("tidewater.example", 5), ("saltby.example", 11), ("harbour.example", 5)):
        times = [visit.at for visit in newsroom.visits_to(host) if visit.path != "/robots.txt"]
        assert min((b - a).total_seconds() for a, b in pairwise(times)) >= seconds
    assert not [visit for visit in newsroom.visits if visit.path.startswith("/members")]


def test_a_month_catches_every_article_edit_and_removal(newsroom: Newsroom, clock: StepClock) -> None:
    ledger, shelf, desks = MemoryLedger(), Shelf(), open_desks(newsroom, DAYS)
    subscribe(ledger, [url for _, url in desks], now=clock(), settings=ALL)
    watch(newsroom, clock, ledger, shelf)
    assert_all_caught(newsroom, desks, shelf)
    assert_polite(newsroom)
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
    assert_all_caught(newsroom, desks, shelf)
    assert_polite(newsroom)


@pytest.mark.parametrize("rate", [1, 10, 30])
def test_a_bad_line_loses_nothing_that_a_retry_can_get(newsroom: Newsroom, clock: StepClock, rate: int) -> None:
    kinds = (Fault.RESET, Fault.CUT, Fault.GARBAGE, Fault.ERROR, Fault.NONE)
    counts: dict[str, int] = defaultdict(int)

    def fault(visit: Visit) -> Fault:
        counts[visit.path] += 1
        chance = crc32(f"{visit.host}{visit.path}{counts[visit.path]}".encode())
        if chance % 100 >= rate:
            return Fault.NONE
        kind = kinds[chance // 100 % len(kinds)]
        if kind is Fault.NONE:
            clock.advance(45)  # it comes whole, but late
        return kind

    newsroom.fault = fault
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
