"""From an address that a person gives to the lists that are worth watching."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from rashomon.capture.fetching import Fetcher
from rashomon.capture.formats import HEAD_BYTES, Format, format_of
from rashomon.capture.indexes import feed_links, read_index
from rashomon.capture.lists import read_opml
from rashomon.capture.outcomes import Fetched, Unfetched
from rashomon.capture.watching.looking import list_task
from rashomon.capture.watching.schedule import WatchSettings, task_ended, task_started_again
from rashomon.capture.watching.tasks import Ledger, Task, TaskKind
from rashomon.errors import CaptureError
from rashomon.model import Subscription

_USUAL_PLACES = ("/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feed.json")
_LISTS = (Format.FEED, Format.JSON_FEED, Format.SITEMAP)


def find_lists(fetcher: Fetcher, url: str) -> tuple[str, ...]:
    """The lists that the address is or leads to: a feed, sitemap or index page itself, the feeds of an OPML file, the
    feeds that a page names, or one at a usual place. Raises CaptureError when there are none."""
    outcome = fetcher.fetch_patiently(url)
    if isinstance(outcome, Unfetched):
        raise CaptureError(outcome.url, f"cannot be subscribed to: {outcome.detail}")
    kind = format_of(outcome.body[:HEAD_BYTES])
    if kind is Format.OPML:
        return tuple(feed.url for feed in read_opml(outcome.body, source=outcome.requested_url))
    if kind in _LISTS:
        return (outcome.moved_to or outcome.requested_url,)
    named = feed_links(outcome.body, outcome.url) if kind is Format.PAGE else ()
    if named:
        return named[:1]  # the first is the page's own; those after it are of comments or of other sections
    if kind is Format.PAGE and read_index(outcome.body, outcome.url, outcome.content_type) is not None:
        return (outcome.moved_to or outcome.requested_url,)
    found = _at_usual_places(fetcher, outcome)
    if found:
        return (found,)
    raise CaptureError(outcome.requested_url, "is no feed and names none; give the address of a feed or index page")


def _at_usual_places(fetcher: Fetcher, page: Fetched) -> str:
    scheme, _, rest = page.url.partition("://")
    origin = f"{scheme}://{rest.partition('/')[0]}"
    for path in _USUAL_PLACES:
        outcome = fetcher.fetch(origin + path)
        if isinstance(outcome, Fetched) and format_of(outcome.body[:HEAD_BYTES]) in _LISTS:
            return origin + path
    return ""


def subscribe(ledger: Ledger, urls: Iterable[str], *, now: datetime, settings: WatchSettings) -> tuple[Task, ...]:
    """The tasks of these lists, due at once; those that are watched already are left as they are."""
    tasks = tuple(list_task(url, now=now, settings=settings) for url in urls)
    ledger.add_new(tasks)
    ended = [known for task in tasks if (known := ledger.find(task.url)) is not None and known.is_ended_list]
    ledger.save([task_started_again(task, now=now) for task in ended])
    return tasks


def unsubscribe(ledger: Ledger, url: str) -> tuple[Task, ...]:
    """The list's task, and those of the sitemaps that it led to, now ended; empty when the list is not watched.

    Articles that the list brought are looked at again as before: they are part of the archive.
    """
    ended = tuple(task_ended(task) for task in ledger.tasks() if task.subscription == url and _is_watched(task))
    ledger.save(ended)
    return ended


def subscriptions(ledger: Ledger) -> tuple[Subscription, ...]:
    """The lists that somebody subscribed to, by address."""
    return tuple(
        Subscription(
            url=task.url,
            interval=task.interval,
            due_at=task.due_at,
            last_success_at=task.last_success_at,
            failures=task.failures,
            last_failure=task.last_failure,
        )
        for task in ledger.tasks()
        if task.url == task.subscription and _is_watched(task)
    )


def _is_watched(task: Task) -> bool:
    return task.kind is TaskKind.LIST and not task.is_ended_list
