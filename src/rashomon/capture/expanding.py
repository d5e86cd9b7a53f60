"""What an address leads to: its page, or all the pages that its feed, list or index names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from urllib.parse import unquote, urlsplit

from rashomon.capture.feeds import read_feed, read_json_feed
from rashomon.capture.fetching import Fetcher
from rashomon.capture.formats import HEAD_BYTES, Format, format_of
from rashomon.capture.indexes import read_index
from rashomon.capture.lists import read_opml, read_sitemap
from rashomon.capture.outcomes import Fetched, Unfetched
from rashomon.capture.wrapping import Entry, wrap_entry
from rashomon.errors import CaptureError
from rashomon.model import Page, Reason, Rejected

_DEEPEST = 2  # an OPML names feeds, a sitemap index names sitemaps; deeper nesting is a trap


def read_address(fetcher: Fetcher, url: str, *, depth: int = 0) -> Iterator[Page | Rejected]:
    """Every article page that the address leads to, or why one could not be had; a failure never ends the rest."""
    outcome = fetcher.fetch_patiently(url)
    if isinstance(outcome, Unfetched):
        yield outcome.rejected()
        return
    yield from expand_fetched(fetcher, outcome, depth=depth)


def expand_fetched(fetcher: Fetcher, fetched: Fetched, *, depth: int = 0) -> Iterator[Page | Rejected]:
    """The pages that an answer holds or names."""
    kind = format_of(fetched.body[:HEAD_BYTES])
    source = fetched.requested_url
    try:
        if kind in (Format.FEED, Format.JSON_FEED):
            yield from _feed_pages(fetcher, fetched, kind)
        elif kind in (Format.OPML, Format.SITEMAP):
            yield from _listed(fetcher, fetched, kind, depth)
        elif kind is Format.PAGE:
            yield from _page_or_index(fetcher, fetched)
        else:
            yield rejected_format(source, kind)
    except CaptureError as error:
        yield Rejected(source=source, reason=Reason.UNREADABLE, detail=error.message)


def feed_entries(body: bytes, *, kind: Format, source: str, url: str) -> tuple[Entry, ...]:
    """The entries of a feed of either family; raises CaptureError for one that cannot be read."""
    read = read_json_feed if kind is Format.JSON_FEED else read_feed
    return read(body, source=source, url=url)


def entry_source(feed: str, entry: Entry) -> str:
    """What messages call an entry."""
    return f"{feed} entry {entry.url or entry.headline}"


def rejected_format(source: str, kind: Format) -> Rejected:
    """The outcome of bytes that are no page and no list."""
    reasons = {Format.EMPTY: Reason.EMPTY, Format.BINARY: Reason.BINARY, Format.JSON: Reason.NOT_AN_ARTICLE}
    detail = "" if kind in reasons else f"a {kind.value} file: download it and add the file"
    return Rejected(source=source, reason=reasons.get(kind, Reason.BINARY), detail=detail)


def _feed_pages(fetcher: Fetcher, fetched: Fetched, kind: Format) -> Iterator[Page | Rejected]:
    """Each entry: its own text where the feed gives the whole, else the page it links to."""
    entries = feed_entries(fetched.body, kind=kind, source=fetched.requested_url, url=fetched.url)
    if not entries:
        yield Rejected(source=fetched.requested_url, reason=Reason.EMPTY, detail="the feed has no entries")
    for entry in entries[: fetcher.settings.max_listed]:
        yield fetch_entry(fetcher, entry, fetched)


def fetch_entry(fetcher: Fetcher, entry: Entry, feed: Fetched) -> Page | Rejected:
    """The entry's page: wrapped when the feed holds its full text (or it has no address), fetched otherwise."""
    source = entry_source(feed.requested_url, entry)
    if entry.is_full or not entry.url or not fetcher.settings.fetch_summaries:
        return entry_page(entry, source=source, captured_at=feed.fetched_at)
    outcome = fetcher.fetch_patiently(entry.url)
    return outcome.rejected(source) if isinstance(outcome, Unfetched) else outcome.page()


def entry_page(entry: Entry, *, source: str, captured_at: datetime) -> Page:
    """The entry's own text as a page."""
    return Page(
        source=source,
        body=wrap_entry(entry),
        captured_at=captured_at,
        url=entry.url or None,
        content_type="text/html; charset=utf-8",
    )


def _listed(fetcher: Fetcher, fetched: Fetched, kind: Format, depth: int) -> Iterator[Page | Rejected]:
    """The pages of each feed of an OPML file, or of each address of a sitemap."""
    source = fetched.requested_url
    if depth >= _DEEPEST:
        yield Rejected(source=source, reason=Reason.REFUSED, detail="lists within lists within lists are not followed")
        return
    if kind is Format.OPML:
        for feed in read_opml(fetched.body, source=source):
            yield from read_address(fetcher, feed.url, depth=depth + 1)
        return
    for link in read_sitemap(fetched.body, source=source)[: fetcher.settings.max_listed]:
        if link.is_sitemap:
            yield from read_address(fetcher, link.url, depth=depth + 1)
        else:
            outcome = fetcher.fetch_patiently(link.url)
            yield outcome.rejected() if isinstance(outcome, Unfetched) else outcome.page()


def _page_or_index(fetcher: Fetcher, fetched: Fetched) -> Iterator[Page | Rejected]:
    """The page itself, or the articles that it lists, with the channel's name."""
    index = read_index(fetched.body, fetched.url, fetched.content_type)
    if index is None:
        yield fetched.page()
        return
    channel = channel_name(fetched.url)
    seen: set[str] = set()
    read = {fetched.url}
    for number in range(max(1, fetcher.settings.index_pages)):
        for address in index.articles:
            if address not in seen and len(seen) < fetcher.settings.max_listed:
                seen.add(address)
                outcome = fetcher.fetch_patiently(address)
                yield outcome.rejected() if isinstance(outcome, Unfetched) else outcome.page(channel=channel)
        if number + 1 >= fetcher.settings.index_pages or not index.next_page or index.next_page in read:
            return
        read.add(index.next_page)
        following = fetcher.fetch_patiently(index.next_page)
        if isinstance(following, Unfetched):
            yield following.rejected()
            return
        found = read_index(following.body, following.url, following.content_type)
        if found is None:
            return
        index = found


def channel_name(url: str) -> str:
    """The channel that an index page stands for: the last word of its path, else its host.

    >>> channel_name("https://news.example/gb/ncid277_2.htm")
    'ncid277'
    >>> channel_name("https://news.example/world/index.html")
    'world'
    """
    parts = urlsplit(url)
    names = [name for name in unquote(parts.path).split("/") if name]
    if names and names[-1].partition(".")[0] in ("index", "default", "home"):
        names.pop()
    if not names:
        return parts.hostname or ""
    stem = names[-1].partition(".")[0]
    head, _, number = stem.rpartition("_")
    return head if head and number.isdecimal() else stem
