"""From an address to the lists worth watching; single looks at them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from tests.newsroom import START, Newsroom, Reply, StepClock
from tests.newsroom.press import article_page, index_page, rss_feed
from tests.newsroom.stories import chinese_pieces, english_pieces

from rashomon.capture import CaptureSettings
from rashomon.capture.fetching import Fetcher
from rashomon.capture.watching import (
    MemoryLedger,
    Task,
    TaskKind,
    TaskState,
    WatchSettings,
    find_lists,
    subscribe,
    subscriptions,
    unsubscribe,
)
from rashomon.capture.watching.looking import Look, list_task, look_at
from rashomon.errors import CaptureError, UsageError
from rashomon.model import Page, Rejected

HOST = "courier.example"
SETTINGS = WatchSettings()


@pytest.fixture
def fetcher(newsroom: Newsroom, clock: StepClock, settings: CaptureSettings) -> Iterator[Fetcher]:
    with Fetcher(settings, clock=clock, sleep=clock.sleep, resolve=newsroom.resolve) as made:
        yield made


def look(fetcher: Fetcher, task: Task, ledger: MemoryLedger, clock: StepClock) -> Look:
    """A look, its tasks saved as the watcher saves them."""
    seen = look_at(fetcher, task, find=ledger.find, settings=SETTINGS, now=clock())
    ledger.save([*seen.found, seen.task])
    return seen


def test_a_feed_is_its_own_list_and_a_moved_one_is_where_it_moved(newsroom: Newsroom, fetcher: Fetcher) -> None:
    newsroom.put(HOST, "/feed", rss_feed(english_pieces(START), outlet="A", base=newsroom.url(HOST, "")))
    newsroom.put(HOST, "/old", Reply(status=301, headers={"Location": "/feed"}))
    newsroom.put(HOST, "/elsewhere", Reply(status=302, headers={"Location": "/feed"}))
    assert find_lists(fetcher, newsroom.url(HOST, "/feed")) == (newsroom.url(HOST, "/feed"),)
    assert find_lists(fetcher, newsroom.url(HOST, "/old")) == (newsroom.url(HOST, "/feed"),)
    assert find_lists(fetcher, newsroom.url(HOST, "/elsewhere")) == (newsroom.url(HOST, "/elsewhere"),)


def test_the_feed_that_a_site_names_is_found(newsroom: Newsroom, fetcher: Fetcher) -> None:
    newsroom.put(HOST, "/", '<html><head><link rel="alternate" type="application/atom+xml" href="/atom"></head></html>')
    assert find_lists(fetcher, newsroom.url(HOST)) == (newsroom.url(HOST, "/atom"),)


def test_an_index_page_is_a_list(newsroom: Newsroom, fetcher: Fetcher) -> None:
    newsroom.put(HOST, "/gb/ncid77.htm", index_page(chinese_pieces(START), title="要闻"))
    assert find_lists(fetcher, newsroom.url(HOST, "/gb/ncid77.htm")) == (newsroom.url(HOST, "/gb/ncid77.htm"),)


def test_a_feed_at_a_usual_place_is_found(newsroom: Newsroom, fetcher: Fetcher) -> None:
    newsroom.put(HOST, "/", "<html><body><p>Welcome.</p></body></html>")
    newsroom.put(HOST, "/rss.xml", rss_feed(english_pieces(START), outlet="A", base=newsroom.url(HOST, "")))
    assert find_lists(fetcher, newsroom.url(HOST)) == (newsroom.url(HOST, "/rss.xml"),)


def test_what_has_no_list_is_told(newsroom: Newsroom, fetcher: Fetcher) -> None:
    newsroom.put(HOST, "/a", "<html><body><p>Welcome.</p></body></html>")
    with pytest.raises(CaptureError, match="is no feed and names none"):
        find_lists(fetcher, newsroom.url(HOST, "/a"))
    with pytest.raises(CaptureError, match="cannot be subscribed to"):
        find_lists(fetcher, newsroom.url(HOST, "/missing"))


def test_subscribing_twice_changes_nothing_and_passwords_are_left_out() -> None:
    ledger = MemoryLedger()
    subscribe(ledger, ["https://me:secret@a.example/feed?x=1#top"], now=START, settings=SETTINGS)
    (task,) = ledger.tasks()
    assert task.url == "https://a.example/feed?x=1"
    ledger.save([replace(task, looks=5)])
    subscribe(ledger, ["https://a.example/feed?x=1"], now=START, settings=SETTINGS)
    assert [kept.looks for kept in ledger.tasks()] == [5]
    with pytest.raises(UsageError):
        list_task("ftp://a.example/feed", now=START, settings=SETTINGS)


def test_a_feed_that_has_not_changed_costs_a_304(newsroom: Newsroom, clock: StepClock, fetcher: Fetcher) -> None:
    newsroom.put(HOST, "/feed", rss_feed(english_pieces(START), outlet="A", base=newsroom.url(HOST, "")))
    ledger = MemoryLedger()
    (task,) = subscribe(ledger, [newsroom.url(HOST, "/feed")], now=START, settings=SETTINGS)
    first = look(fetcher, task, ledger, clock)
    assert len(first.items) == 6
    second = look(fetcher, first.task, ledger, clock)
    assert second.is_unchanged
    assert second.items == ()
    assert newsroom.visits_to(HOST, "/feed")[1].headers["if-none-match"] == first.task.validators.etag
    assert second.task.interval > first.task.interval


def test_a_list_that_is_no_longer_wanted_rests_until_it_is_wanted_again(clock: StepClock) -> None:
    ledger, urls = MemoryLedger(), ["https://a.example/feed", "https://b.example/map.xml"]
    subscribe(ledger, urls, now=START, settings=SETTINGS)
    child = list_task("https://b.example/map-2.xml", now=START, settings=SETTINGS)
    ledger.save([replace(child, subscription=urls[1], interval=900.0)])
    assert [item.url for item in subscriptions(ledger)] == urls
    assert [task.url for task in unsubscribe(ledger, urls[1])] == ["https://b.example/map-2.xml", urls[1]]
    assert [item.url for item in subscriptions(ledger)] == urls[:1]
    due = ledger.lease(now=START, until=START + timedelta(hours=1), worker="one", limit=9, per_host=9)
    assert [task.url for task in due] == urls[:1]
    assert unsubscribe(ledger, "https://nowhere.example/feed") == ()
    subscribe(ledger, urls, now=START, settings=SETTINGS)
    assert [item.url for item in subscriptions(ledger)] == urls


def test_only_what_is_new_or_edited_in_a_feed_is_read_again(
    newsroom: Newsroom, clock: StepClock, fetcher: Fetcher
) -> None:
    pieces = english_pieces(START)
    base, ledger = newsroom.url(HOST, ""), MemoryLedger()
    (task,) = subscribe(ledger, [base + "/feed"], now=START, settings=SETTINGS)
    newsroom.put(HOST, "/feed", rss_feed(pieces[:4], outlet="A", base=base))
    first = look(fetcher, task, ledger, clock)
    edited = replace(pieces[1], paragraphs=(*pieces[1].paragraphs, "This report has been corrected."))
    newsroom.put(HOST, "/feed", rss_feed([pieces[0], edited, *pieces[2:5]], outlet="A", base=base))
    second = look(fetcher, first.task, ledger, clock)
    assert [page.url for page in second.items if isinstance(page, Page)] == [base + edited.path, base + pieces[4].path]


def test_an_entry_without_an_address_is_read_once(newsroom: Newsroom, clock: StepClock, fetcher: Fetcher) -> None:
    item = "<item><title>The bridge is closed</title><description>From today on.</description></item>"
    newsroom.put(HOST, "/feed", f"<rss version='2.0'><channel>{item}</channel></rss>")
    ledger = MemoryLedger()
    (task,) = subscribe(ledger, [newsroom.url(HOST, "/feed")], now=START, settings=SETTINGS)
    first = look(fetcher, task, ledger, clock)
    (page,) = first.items
    assert isinstance(page, Page)
    assert page.url is None
    assert [found.state for found in first.found] == [TaskState.DONE]
    assert look(fetcher, replace(first.task, validators=task.validators), ledger, clock).items == ()


def test_a_page_that_is_gone_is_told_and_not_asked_for_again(
    newsroom: Newsroom, clock: StepClock, fetcher: Fetcher
) -> None:
    piece, ledger = english_pieces(START)[0], MemoryLedger()
    url = newsroom.url(HOST, piece.path)
    newsroom.put(HOST, piece.path, article_page(piece, outlet="A", url=url))
    task = Task(url=url, kind=TaskKind.ARTICLE, host=HOST, due_at=START)
    first = look(fetcher, task, ledger, clock)
    assert len(first.items) == 1
    newsroom.put(HOST, piece.path, Reply(status=410))
    second = look(fetcher, first.task, ledger, clock)
    (item,) = second.items
    assert isinstance(item, Rejected)
    assert (item.source, item.reason.value) == (url, "gone")
    assert second.task.state is TaskState.GONE
