"""A static edition as files: the served pages with relative links, opening from any host or disk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from xml.sax.saxutils import escape

from rashomon.model import (
    Account,
    ArticleId,
    CaptureRecord,
    Comparison,
    OutletRecord,
    Story,
    StoryId,
    StoryQuery,
    Version,
)
from rashomon.outlets import Outlets
from rashomon.render.documents import to_json
from rashomon.render.feeds import Feed, stories_atom, stories_json_feed
from rashomon.render.links import Links, edition_links
from rashomon.render.markdown import comparison_markdown
from rashomon.render.mirror_text import RenderedFile, folder_name
from rashomon.render.pages import about_page, article_page, comparison_page, outlet_page, outlets_page, stories_page
from rashomon.render.tables import claims_csv
from rashomon.render.templating import stylesheet

_LIST_LENGTH = 100
"""Stories a page of the list: about 40 kB."""
_OUTLET_STORIES = 50
_FEED_LENGTH = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An article with everything that its page shows."""

    account: Account
    versions: tuple[Version, ...] = ()
    captures: tuple[CaptureRecord, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What an edition is made of: stories newest first, and functions that give the rest one by one.

    `address` is where the edition will stand ("https://news.example/"); without it there are no feeds and no sitemap,
    which need whole addresses.
    """

    stories: Sequence[Story]
    outlets: Sequence[OutletRecord]
    compare: Callable[[StoryId], Comparison]
    show: Callable[[ArticleId], Shown]
    known: Outlets | None = None
    ui: str = "en"
    address: str = ""


def site_files(site: Site) -> Iterator[RenderedFile]:
    """Every file of the edition, one at a time; the same site gives the same files."""
    top, below = _links(site, ""), _links(site, "../")
    yield RenderedFile(path="rashomon.css", text=stylesheet())
    yield RenderedFile(path="about.html", text=about_page(ui=site.ui, links=top))
    yield RenderedFile(path="outlets.html", text=outlets_page(site.outlets, ui=site.ui, links=top))
    yield from _lists(site, top)
    yield from _outlet_pages(site, below)
    for story in site.stories:
        yield from _story_files(story, site, below)
        for member in story.articles:
            shown = site.show(member.id)
            page = article_page(
                shown.account, versions=shown.versions, captures=shown.captures, story=story, ui=site.ui, links=below
            )
            yield RenderedFile(path=f"articles/{member.id}.html", text=page)
    if site.address:
        yield from _feeds(site)


def _links(site: Site, root: str) -> Links:
    links = edition_links(root)
    return replace(links, feed=f"{root}feed.atom") if site.address else links


def _lists(site: Site, links: Links) -> Iterator[RenderedFile]:
    for offset in range(0, max(1, len(site.stories)), _LIST_LENGTH):
        query = StoryQuery(limit=_LIST_LENGTH, offset=offset)
        stories = site.stories[offset : offset + _LIST_LENGTH + 1]
        number = offset // _LIST_LENGTH + 1
        page = stories_page(stories, query=query, ui=site.ui, links=links)
        yield RenderedFile(path="index.html" if number == 1 else f"list-{number}.html", text=page)


def _outlet_pages(site: Site, links: Links) -> Iterator[RenderedFile]:
    for record in site.outlets:
        told = (story for story in site.stories if any(a.outlet == record.name for a in story.articles))
        page = outlet_page(
            record,
            known=site.known.by_name(record.name) if site.known else None,
            stories=tuple(islice(told, _OUTLET_STORIES)),
            ui=site.ui,
            links=links,
        )
        yield RenderedFile(path=f"outlets/{folder_name(record.name)}.html", text=page)


def _story_files(story: Story, site: Site, links: Links) -> Iterator[RenderedFile]:
    comparison = site.compare(story.id)
    address = f"{site.address}stories/{story.id}.html" if site.address else ""
    base = f"stories/{story.id}"
    yield RenderedFile(path=f"{base}.html", text=comparison_page(comparison, ui=site.ui, links=links, address=address))
    yield RenderedFile(path=f"{base}.json", text=to_json(comparison).decode())
    yield RenderedFile(path=f"{base}.md", text=comparison_markdown(comparison, ui=site.ui))
    yield RenderedFile(path=f"{base}.csv", text=claims_csv(comparison))


def _feeds(site: Site) -> Iterator[RenderedFile]:
    feed = Feed(
        title="Rashomon",
        address=f"{site.address}feed.atom",
        page=site.address,
        story=lambda story: f"{site.address}stories/{story}.html",
        ui=site.ui,
    )
    newest = site.stories[:_FEED_LENGTH]
    yield RenderedFile(path="feed.atom", text=stories_atom(newest, feed).decode())
    as_json = replace(feed, address=f"{site.address}feed.json")
    yield RenderedFile(path="feed.json", text=stories_json_feed(newest, as_json).decode())
    pages = ["", "about.html", "outlets.html", *(f"stories/{story.id}.html" for story in site.stories)]
    yield RenderedFile(path="sitemap.xml", text=_sitemap(site.address + page for page in pages))


def _sitemap(addresses: Iterable[str]) -> str:
    entries = "".join(f"<url><loc>{escape(address)}</loc></url>\n" for address in addresses)
    opening = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return f'<?xml version="1.0" encoding="utf-8"?>\n{opening}\n{entries}</urlset>\n'
