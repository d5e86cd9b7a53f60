"""One look at one task: what it brought, and what is to be looked at next."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from rashomon.capture.exchange import split_credentials
from rashomon.capture.expanding import channel_name, entry_page, entry_source, feed_entries
from rashomon.capture.fetching import Fetcher
from rashomon.capture.formats import HEAD_BYTES, Format, format_of
from rashomon.capture.indexes import Index, read_index
from rashomon.capture.lists import read_sitemap
from rashomon.capture.outcomes import Fetched, Unfetched
from rashomon.capture.watching.schedule import (
    WatchSettings,
    article_looked_at,
    list_looked_at,
    task_failed,
    task_gone,
)
from rashomon.capture.watching.tasks import Task, TaskKind, TaskState
from rashomon.capture.wrapping import Entry
from rashomon.errors import CaptureError, UsageError
from rashomon.model import Page, Reason, Rejected
from rashomon.text.digests import bytes_digest
from rashomon.text.urls import canonical_url, host_of

Find = Callable[[str], Task | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a look brought: pages and rejections for the archive, the task's next state, tasks new or changed."""

    task: Task
    items: tuple[Page | Rejected, ...] = ()
    found: tuple[Task, ...] = ()  # to be saved: articles new, or changed in the feed
    failure: str = ""
    is_trouble: bool = False  # the failure is the server's state, not the page's: another try may help
    retry_after: float | None = None
    is_unchanged: bool = False


def look_at(fetcher: Fetcher, task: Task, *, find: Find, settings: WatchSettings, now: datetime) -> Look:
    """The look; never raises for what a server does. `find` tells what is known of an address."""
    outcome = fetcher.fetch(task.url, validators=task.validators)
    if isinstance(outcome, Unfetched):
        return _failed(task, outcome, settings, now)
    if outcome.status == 304:
        return Look(task=_after(task, settings, now), is_unchanged=True)
    seen = replace(task, validators=outcome.validators)
    if task.kind is TaskKind.ARTICLE:
        return _article_look(seen, outcome, settings, now)
    try:
        return _list_look(seen, outcome, find=find, settings=settings, most=fetcher.settings.max_listed, now=now)
    except CaptureError as error:
        trouble = Unfetched(url=task.url, reason=Reason.UNREADABLE, detail=error.message, is_temporary=True)
        return _failed(task, trouble, settings, now)


def _after(task: Task, settings: WatchSettings, now: datetime) -> Task:
    if task.kind is TaskKind.LIST:
        return list_looked_at(task, settings, now=now, new=0, listed=0)
    return article_looked_at(task, settings, now=now)


def _failed(task: Task, outcome: Unfetched, settings: WatchSettings, now: datetime) -> Look:
    """A failure as an item for the archive where it is an outcome, and as a later try where it may pass."""
    rejected = outcome.rejected(task.url)
    if task.kind is TaskKind.ARTICLE and outcome.reason is Reason.GONE:
        # Gone at the first look was never ours; gone later is a removal, and both are told.
        return Look(task=task_gone(task, now=now, detail=outcome.detail), items=(rejected,), failure=outcome.detail)
    later = task_failed(
        task,
        settings,
        now=now,
        detail=outcome.detail,
        is_temporary=outcome.is_temporary,
        retry_after=outcome.retry_after,
    )
    return Look(
        task=later,
        items=(rejected,),
        failure=outcome.detail,
        is_trouble=outcome.is_temporary,
        retry_after=outcome.retry_after,
    )


def _article_look(task: Task, outcome: Fetched, settings: WatchSettings, now: datetime) -> Look:
    digest = bytes_digest(outcome.body)
    later = replace(article_looked_at(task, settings, now=now), digest="" if task.from_feed else digest)
    if task.from_feed:
        # The feed's text and the page's differ in form: the page would look like an edit that nobody made.
        return Look(task=replace(later, digest=task.digest), is_unchanged=True)
    is_unchanged = digest == task.digest
    items = () if is_unchanged else (outcome.page(channel=task.channel or None),)
    return Look(task=later, items=items, is_unchanged=is_unchanged)


def _list_look(task: Task, outcome: Fetched, *, find: Find, settings: WatchSettings, most: int, now: datetime) -> Look:
    """The articles of a list that are new, or whose text in the feed has changed."""
    items: list[Page | Rejected] = []
    found: list[Task] = []
    new = listed = 0
    for listing in islice(_listings(outcome, settings), most):
        known = find(listing.url)
        if listing.is_list:
            # One step down and no further: an index of indexes of sitemaps is a trap.
            if known is None and task.subscription == task.url:
                found.append(replace(list_task(listing.url, now=now, settings=settings), subscription=task.url))
            continue
        listed += 1
        new += known is None
        fresh = known or _article_task(task, listing.url, channel=listing.channel, now=now)
        if listing.entry is None:
            if known is None:
                found.append(fresh)
            continue
        page = entry_page(listing.entry, source=entry_source(task.url, listing.entry), captured_at=outcome.fetched_at)
        digest = bytes_digest(page.body)
        if digest != fresh.digest and (known is None or known.from_feed):
            items.append(replace(page, channel=listing.channel or None))
            found.append(_read_in_feed(fresh, digest, settings, now))
    later = list_looked_at(task, settings, now=now, new=new, listed=listed)
    return Look(task=later, items=tuple(items), found=tuple(found), is_unchanged=not found)


def _read_in_feed(task: Task, digest: str, settings: WatchSettings, now: datetime) -> Task:
    """The article's task after its text came with the feed."""
    if task.found_at is not None:  # known: its own schedule goes on
        return replace(task, digest=digest)
    read = replace(article_looked_at(task, settings, now=now), digest=digest, from_feed=True)
    return replace(read, state=TaskState.DONE) if "#" in task.url else read


def _article_task(parent: Task, url: str, *, channel: str, now: datetime) -> Task:
    return Task(
        url=url,
        kind=TaskKind.ARTICLE,
        host=host_of(url),
        due_at=now,
        subscription=parent.url,
        channel=channel,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Listing:
    """An article as a list names it, with its entry where the feed holds the full text."""

    url: str
    entry: Entry | None = None
    channel: str = ""
    is_list: bool = False  # a further sitemap


def _listings(outcome: Fetched, settings: WatchSettings) -> Iterator[_Listing]:
    """What a feed, sitemap or index page lists, each once; raises CaptureError for what is none of them."""
    kind = format_of(outcome.body[:HEAD_BYTES])
    seen: set[str] = set()
    for listing in _read_list(outcome, kind, settings):
        address = listing.url if "#" in listing.url else canonical_url(listing.url)
        if address.startswith(("http://", "https://")) and address not in seen:
            seen.add(address)
            yield replace(listing, url=address)


def _read_list(outcome: Fetched, kind: Format, settings: WatchSettings) -> Iterator[_Listing]:
    source = outcome.requested_url
    if kind in (Format.FEED, Format.JSON_FEED):
        for entry in feed_entries(outcome.body, kind=kind, source=source, url=outcome.url):
            # An entry without an address is known by its headline, and is all there will ever be of it.
            mark = bytes_digest(entry.headline.encode("utf-8", "replace")).removeprefix("sha256:")[:16]
            url = entry.url.partition("#")[0] or f"{outcome.url}#{mark}"
            yield _Listing(url=url, entry=entry if entry.is_full or not entry.url else None)
    elif kind is Format.SITEMAP:
        links = read_sitemap(outcome.body, source=source)
        # An index names sitemaps back to the outlet's first year; what is new stands in the last changed.
        for link in links[: settings.sitemaps] if links and links[0].is_sitemap else links:
            yield _Listing(url=link.url, is_list=link.is_sitemap)
    elif kind is Format.PAGE and (index := _read_index(outcome)) is not None:
        for url in index.articles:
            yield _Listing(url=url, channel=channel_name(outcome.url))
    else:
        raise CaptureError(source, f"is no feed, sitemap or index page ({kind.value})")


def _read_index(outcome: Fetched) -> Index | None:
    """The index: a person said that the page is one, so a short one is believed too."""
    return read_index(outcome.body, outcome.url, outcome.content_type, least_links=1)


def list_task(url: str, *, now: datetime, settings: WatchSettings) -> Task:
    """The task of a subscription, due at once. User and password are left out: they would stand in every log."""
    try:
        address, _ = split_credentials(url)
    except ValueError as error:
        raise UsageError(url.rpartition("@")[2], f"cannot be watched: {error}") from error
    return Task(
        url=address,
        kind=TaskKind.LIST,
        host=host_of(address),
        due_at=now,
        interval=settings.first_interval,
        subscription=address,
    )
