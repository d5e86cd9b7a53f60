"""The runner: several hosts at once, one request at a time to each, lists within lists."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta

from tests.newsroom import START, Newsroom, Reply, StepClock, Visit

from rashomon.capture import CaptureSettings
from rashomon.capture.fetching import Fetcher
from rashomon.capture.watching import (
    HostRecord,
    MemoryLedger,
    Task,
    TaskKind,
    TaskState,
    Watcher,
    WatchSettings,
    subscribe,
)
from rashomon.capture.watching.looking import Look
from rashomon.model import Page, Rejected, Tally, Version

PATIENCE = 60.0  # seconds before a test that waits for another thread gives up and fails


def article(newsroom: Newsroom, host: str, number: int) -> Task:
    newsroom.put(host, f"/{number}", f"<h1>Page {number}</h1>")
    return Task(url=newsroom.url(host, f"/{number}"), kind=TaskKind.ARTICLE, host=host, due_at=START)


def store(items: Iterable[Page | Rejected], told: Callable[[Version | Rejected], None]) -> Tally:
    return Tally(read=len(list(items)))


def make_fetcher(newsroom: Newsroom, clock: StepClock) -> Fetcher:
    allowed = CaptureSettings(allow_networks=("127.0.0.0/8",), obey_robots=False)
    return Fetcher(allowed, clock=clock, sleep=clock.sleep, resolve=newsroom.resolve)


def test_a_host_that_does_not_answer_keeps_no_other_waiting(newsroom: Newsroom, clock: StepClock) -> None:
    others_are_done, seen = threading.Event(), Counter[str]()

    def stuck(visit: Visit) -> Reply:
        assert others_are_done.wait(PATIENCE)
        return Reply(body=b"<h1>At last</h1>")

    def on_look(look: Look) -> None:
        seen[look.task.host] += 1
        if seen["quick.example"] == 3:
            others_are_done.set()

    ledger = MemoryLedger()
    ledger.add_new([article(newsroom, host, n) for host in ("quick.example", "slow.example") for n in range(3)])
    newsroom.put("slow.example", "/0", stuck)
    with make_fetcher(newsroom, clock) as fetcher:
        done = Watcher(ledger, store, fetcher, clock=clock, sleep=clock.sleep, on_look=on_look).run_once()
    assert others_are_done.is_set()
    assert (done.looks, done.failed) == (6, 0)


def test_hosts_are_asked_at_once_and_each_one_request_at_a_time(newsroom: Newsroom, clock: StepClock) -> None:
    hosts = ("a.example", "b.example", "c.example")
    all_here = threading.Barrier(len(hosts))
    lock, inside, most = threading.Lock(), Counter[str](), Counter[str]()

    def answer(visit: Visit) -> Reply:
        with lock:
            inside[visit.host] += 1
            most[visit.host] = max(most[visit.host], inside[visit.host])
        if visit.path == "/0":
            all_here.wait(PATIENCE)  # passes only when every host is being asked at the same time
        with lock:
            inside[visit.host] -= 1
        return Reply(body=b"<h1>Page</h1>")

    ledger = MemoryLedger()
    ledger.add_new([article(newsroom, host, n) for host in hosts for n in range(4)])
    for host in hosts:
        for number in range(4):
            newsroom.put(host, f"/{number}", answer)
    with make_fetcher(newsroom, clock) as fetcher:
        done = Watcher(ledger, store, fetcher, clock=clock, sleep=clock.sleep).run_once()
    assert (done.looks, done.failed) == (12, 0)
    assert most == dict.fromkeys(hosts, 1)


def test_another_workers_last_request_is_kept_away_from(newsroom: Newsroom, clock: StepClock) -> None:
    ledger = MemoryLedger()
    ledger.add_new([article(newsroom, "a.example", 1)])
    with make_fetcher(newsroom, clock) as fetcher:
        watcher = Watcher(ledger, store, fetcher, clock=clock, sleep=clock.sleep)
        clock.advance(60)  # long after this worker began
        ledger.save([], [replaced(ledger, "a.example", clock)])
        watcher.run_once()
    (visit,) = newsroom.visits_to("a.example")
    assert visit.at == START + timedelta(seconds=65)


def replaced(ledger: MemoryLedger, host: str, clock: StepClock) -> HostRecord:
    return replace(ledger.host(host), asked_at=clock())


def test_an_index_of_sitemaps_is_followed_one_step_to_the_last_changed(newsroom: Newsroom, clock: StepClock) -> None:
    host = "tidewater.example"
    months = "".join(
        f"<sitemap><loc>{newsroom.url(host, f'/map-{n}.xml')}</loc><lastmod>2031-0{n}-01</lastmod></sitemap>"
        for n in range(1, 6)
    )
    newsroom.put(host, "/sitemap.xml", f"<sitemapindex>{months}</sitemapindex>")
    deeper = f"<sitemapindex><sitemap><loc>{newsroom.url(host, '/deeper.xml')}</loc></sitemap></sitemapindex>"
    newsroom.put(host, "/map-5.xml", deeper)
    for number in range(1, 5):
        page = newsroom.url(host, f"/piece-{number}")
        newsroom.put(host, f"/map-{number}.xml", f"<urlset><url><loc>{page}</loc></url></urlset>")
        newsroom.put(host, f"/piece-{number}", f"<h1>Piece {number}</h1>")
    ledger = MemoryLedger()
    subscribe(ledger, [newsroom.url(host, "/sitemap.xml")], now=clock(), settings=WatchSettings())
    with make_fetcher(newsroom, clock) as fetcher:
        Watcher(ledger, store, fetcher, clock=clock, sleep=clock.sleep).run_once()
    assert {visit.path for visit in newsroom.visits_to(host)} == {
        "/sitemap.xml",
        "/map-5.xml",
        "/map-4.xml",
        "/map-3.xml",
        "/piece-4",
        "/piece-3",
    }


def test_removals_are_counted_for_their_host(newsroom: Newsroom, clock: StepClock) -> None:
    ledger = MemoryLedger()
    ledger.add_new([article(newsroom, "a.example", 1)])
    with make_fetcher(newsroom, clock) as fetcher:
        watcher = Watcher(ledger, store, fetcher, clock=clock, settings=WatchSettings(revisit_share=1.0))
        watcher.run_once()
        newsroom.remove("a.example", "/1")
        clock.advance(7_200)
        watcher.run_once()
    assert [task.state for task in ledger.tasks()] == [TaskState.GONE]
    assert ledger.host("a.example").gone == 1
