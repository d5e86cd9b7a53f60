"""Every file of an edition, one at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from urllib.parse import quote
from xml.sax.saxutils import escape

from rashomon.model import ArticleId, Comparison, Story, StoryQuery, Version
from rashomon.render.citation import story_json_ld
from rashomon.render.documents import to_json
from rashomon.render.feeds import Entry, Feed, article_entries, atom_feed, json_feed, story_entries
from rashomon.render.links import Links
from rashomon.render.markdown import story_markdown
from rashomon.render.mirror_text import RenderedFile, folder_name
from rashomon.render.pages import (
    about_page,
    article_page,
    comparison_page,
    edition_search_page,
    outlet_page,
    outlets_page,
    source_page,
    sources_page,
    stories_page,
    story_page,
)
from rashomon.render.site.contents import Frame, Site, Told, frame_site
from rashomon.render.site.gathering import Gathered, Sourced, find_carried
from rashomon.render.site.words import search_files, searchable
from rashomon.render.story.events import story_events
from rashomon.render.story.view import view_story
from rashomon.render.tables import claims_csv
from rashomon.render.templating import script, stylesheet
from rashomon.render.texts import load_texts

_LIST_LENGTH = 100
"""Stories a page of the list: about 40 kB."""
_OUTLET_STORIES = 50
_FEED_LENGTH = 50


def site_files(
    site: Site, told: Callable[[Story], Told], version: Callable[[ArticleId], Version]
) -> Iterator[RenderedFile]:
    """Every file of the edition, one at a time; the same site gives the same files.

    `told` gives each story whole, `version` each article's newest.
    """
    frame = frame_site(site)
    yield from framing_files(site, frame)
    gathered = Gathered(site.stories)
    for story in site.stories:
        whole = told(story)
        yield from story_files(whole, frame)
        gathered.take(find_carried(whole, frame))
    yield from search_files([searchable(version(article)) for article in site.came])
    for file, names in frame.source_names.items():
        yield from source_files(gathered.of_source(file, site.relying(names[0])), frame)


def framing_files(site: Site, frame: Frame) -> Iterator[RenderedFile]:
    """The files that rest on no account: style, lists, outlets, the whole edition's feed and sitemap."""
    top, ui = frame.links(""), frame.plan.ui
    yield RenderedFile(path="rashomon.css", text=stylesheet())
    yield RenderedFile(path="search.js", text=script("search.js"))
    yield RenderedFile(path="about.html", text=about_page(ui=ui, links=top))
    yield RenderedFile(path="search.html", text=edition_search_page(ui=ui, links=top))
    yield RenderedFile(path="outlets.html", text=outlets_page(site.outlets, ui=ui, links=top))
    yield RenderedFile(path="sources.html", text=sources_page(site.sources, site.speakers, ui=ui, links=top))
    yield from _lists(site, top)
    yield from _outlet_files(site, frame)
    if frame.plan.address:
        entries = story_entries(site.stories[:_FEED_LENGTH], _address_of(frame), load_texts(ui))
        yield from _feed("feed", entries, "Rashomon", frame.address(""), frame)
        yield RenderedFile(path="sitemap.xml", text=_sitemap(site, frame))


def story_files(told: Told, frame: Frame) -> Iterator[RenderedFile]:
    """The pages of a story's articles, and where there are several the story's own with the data behind it."""
    ui, links = frame.plan.ui, frame.links("../")
    for one in told.articles:
        page = article_page(
            one.account, versions=one.versions, captures=one.captures, story=told.story, ui=ui, links=links
        )
        yield RenderedFile(path=f"articles/{one.account.article.id}.html", text=page)
    if told.comparison is not None:
        versions = {one.account.article.id: one.versions for one in told.articles}
        yield from _comparison_files(told.comparison, versions, frame, links)


def source_files(sourced: Sourced, frame: Frame) -> Iterator[RenderedFile]:
    """The page of a source, and its feed."""
    base, names = f"sources/{sourced.file}", frame.source_names[sourced.file]
    links = _with_feed(frame.links("../"), sourced.file, frame)
    page = source_page(names, sourced.reliance, sourced.carriers, ui=frame.plan.ui, links=links)
    yield RenderedFile(path=f"{base}.html", text=page)
    if frame.plan.address:
        entries = article_entries(sourced.articles, _article_address(frame))
        yield from _feed(base, entries, names[0], frame.address(f"{base}.html"), frame)


def _lists(site: Site, links: Links) -> Iterator[RenderedFile]:
    for offset in range(0, max(1, len(site.stories)), _LIST_LENGTH):
        query = StoryQuery(limit=_LIST_LENGTH, offset=offset)
        stories = site.stories[offset : offset + _LIST_LENGTH + 1]
        number = offset // _LIST_LENGTH + 1
        page = stories_page(stories, query=query, ui=site.plan.ui, links=links)
        yield RenderedFile(path="index.html" if number == 1 else f"list-{number}.html", text=page)


def _outlet_files(site: Site, frame: Frame) -> Iterator[RenderedFile]:
    told_by: dict[str, list[Story]] = {}
    for story in site.stories:
        for outlet in {article.outlet for article in story.articles}:
            told_by.setdefault(outlet, []).append(story)
    for record in site.outlets:
        stories = told_by.get(record.name, [])
        base = f"outlets/{folder_name(record.name)}"
        told = replace(site.tell(record.name), stories=stories[:_OUTLET_STORIES])
        links = _with_feed(frame.links("../"), folder_name(record.name), frame)
        yield RenderedFile(path=f"{base}.html", text=outlet_page(record, told=told, ui=site.plan.ui, links=links))
        if site.plan.address:
            articles = (a for story in stories for a in story.articles if a.outlet == record.name)
            entries = article_entries(tuple(islice(articles, _FEED_LENGTH)), _article_address(frame))
            yield from _feed(base, entries, record.name, frame.address(f"{base}.html"), frame)


def _comparison_files(
    comparison: Comparison, versions: Mapping[ArticleId, Sequence[Version]], frame: Frame, links: Links
) -> Iterator[RenderedFile]:
    """A story of several accounts: its page, the data behind it, and its events to follow."""
    plan, texts, key = frame.plan, load_texts(frame.plan.ui), comparison.story.id
    base = f"stories/{key}"
    address = frame.address(f"{base}.html") if plan.address else ""
    own = replace(_with_feed(links, key, frame), alone_pattern="{}-alone.html" if plan.alone else "")
    view = view_story(comparison, texts, own)
    yield RenderedFile(path=f"{base}.html", text=story_page(view, ui=plan.ui, links=own, address=address))
    yield RenderedFile(path=f"{base}.json", text=to_json(comparison).decode())
    yield RenderedFile(path=f"{base}.md", text=story_markdown(view, ui=plan.ui))
    yield RenderedFile(path=f"{base}.csv", text=claims_csv(comparison))
    yield RenderedFile(path=f"{base}.jsonld", text=story_json_ld(comparison, address=address).decode())
    if plan.alone:
        yield RenderedFile(path=f"{base}-alone.html", text=comparison_page(comparison, ui=plan.ui, address=address))
    if plan.address:
        entries = story_events(comparison, versions, address, texts)
        yield from _feed(base, entries[:_FEED_LENGTH], comparison.story.headline, address, frame)


def _feed(base: str, entries: Sequence[Entry], title: str, page: str, frame: Frame) -> Iterator[RenderedFile]:
    """The entries as Atom and as JSON Feed; the edition's own data of a story is `.json` already."""
    feed = Feed(title=title, address=frame.address(f"{base}.atom"), page=page, ui=frame.plan.ui)
    yield RenderedFile(path=f"{base}.atom", text=atom_feed(entries, feed).decode())
    name = "feed.json" if base == "feed" else f"{base}.feed.json"
    yield RenderedFile(path=name, text=json_feed(entries, replace(feed, address=frame.address(name))).decode())


def _with_feed(links: Links, name: str, frame: Frame) -> Links:
    """The links of a page that has a feed of its own, beside it."""
    return replace(links, feed=f"{quote(name)}.atom") if frame.plan.address else links


def _address_of(frame: Frame) -> Callable[[Story], str]:
    return lambda story: frame.address(frame.story_path(story))


def _article_address(frame: Frame) -> Callable[[ArticleId], str]:
    return lambda key: frame.address(f"articles/{key}.html")


def _sitemap(site: Site, frame: Frame) -> str:
    pages = ["", "about.html", "outlets.html", "sources.html", "search.html"]
    pages += [frame.story_path(story) for story in site.stories]
    pages += [f"articles/{a.id}.html" for story in site.stories if len(story.articles) > 1 for a in story.articles]
    pages += [f"outlets/{quote(folder_name(record.name))}.html" for record in site.outlets]
    pages += [f"sources/{quote(file)}.html" for file in frame.source_names]
    entries = "".join(f"<url><loc>{escape(frame.address(page))}</loc></url>\n" for page in pages)
    opening = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return f'<?xml version="1.0" encoding="utf-8"?>\n{opening}\n{entries}</urlset>\n'
