"""Whole pages, each from a model value: one self-contained file, or linked to its siblings."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.model import (
    Account,
    CaptureRecord,
    Comparison,
    OutletRecord,
    Reliance,
    SearchResult,
    SourceRecord,
    Story,
    StoryQuery,
    Version,
)
from rashomon.render.article.view import view_article
from rashomon.render.lineage_picture import draw_lineage
from rashomon.render.links import NO_LINKS, Links
from rashomon.render.listing.outlets import OutletTold, view_outlet, view_outlets
from rashomon.render.listing.search import SearchPage, view_search
from rashomon.render.listing.sources import Carrier, view_source, view_sources
from rashomon.render.listing.stories import view_stories
from rashomon.render.markdown import comparison_markdown
from rashomon.render.story.view import StoryView, view_story
from rashomon.render.templating import render_template
from rashomon.render.texts import load_texts

__all__ = [
    "about_page",
    "article_page",
    "comparison_markdown",
    "comparison_page",
    "edition_search_page",
    "message_page",
    "outlet_page",
    "outlets_page",
    "search_page",
    "source_page",
    "sources_page",
    "stories_page",
    "story_page",
]


def comparison_page(comparison: Comparison, *, ui: str = "en", links: Links = NO_LINKS, address: str = "") -> str:
    """The story page: an HTML document that opens from disk, runs no script and loads nothing.

    `ui` is the interface's language ("en", "zh-Hans", "zh-Hant"); `links` lead to sibling pages and to a style sheet,
    which is written into the page when there is none; `address` is the page's lasting address, printed at its foot.
    """
    return story_page(view_story(comparison, load_texts(ui), links), ui=ui, links=links, address=address)


def story_page(view: StoryView, *, ui: str, links: Links, address: str = "") -> str:
    """As `comparison_page`, of a view that was made with the same links and interface."""
    pictures = tuple(draw_lineage(view.lineage, width) for width in (720, 328)) if view.lineage else ()
    return render_template("story.html", ui=ui, links=links, view=view, pictures=pictures, address=address)


def article_page(
    account: Account,
    *,
    versions: Sequence[Version] = (),
    captures: Sequence[CaptureRecord] = (),
    story: Story | None = None,
    ui: str = "en",
    links: Links = NO_LINKS,
) -> str:
    """The article page: clean text with its findings, what was changed between versions, when and how captured."""
    view = view_article(account, load_texts(ui), links, versions=versions, captures=captures, story=story)
    return render_template("article.html", ui=ui, links=links, view=view)


def stories_page(
    stories: Sequence[Story],
    *,
    query: StoryQuery = StoryQuery(),  # noqa: B008 (frozen)
    outlets: Sequence[str] = (),
    ui: str = "en",
    links: Links = NO_LINKS,
) -> str:
    """The front page; give one story more than `query.limit` where there are more."""
    view = view_stories(stories, load_texts(ui), links, query=query, outlets=outlets)
    return render_template("stories.html", ui=ui, links=links, view=view)


def search_page(
    result: SearchResult | None,
    *,
    page: SearchPage = SearchPage(),  # noqa: B008 (frozen)
    outlets: tuple[str, ...] = (),
    ui: str = "en",
    links: Links = NO_LINKS,
) -> str:
    """The search page; `result` is None before anything was asked."""
    view = view_search(result, load_texts(ui), links, page=page, outlets=outlets)
    return render_template("search.html", ui=ui, links=links, view=view)


def edition_search_page(*, ui: str = "en", links: Links) -> str:
    """The search page of an edition, which a script beside it fills."""
    return render_template("edition_search.html", ui=ui, links=links, scripts=True)


def outlets_page(records: Sequence[OutletRecord], *, ui: str = "en", links: Links = NO_LINKS) -> str:
    """The list of outlets."""
    return render_template("outlets.html", ui=ui, links=links, view=view_outlets(records, load_texts(ui), links))


def outlet_page(
    record: OutletRecord,
    *,
    told: OutletTold = OutletTold(),  # noqa: B008 (frozen)
    ui: str = "en",
    links: Links = NO_LINKS,
) -> str:
    """One outlet: what is known of it, on whose word it relies over time, its latest stories."""
    view = view_outlet(record, told, load_texts(ui), links)
    return render_template("outlet.html", ui=ui, links=links, view=view)


def sources_page(
    sources: Sequence[SourceRecord],
    speakers: Sequence[SourceRecord] = (),
    *,
    ui: str = "en",
    links: Links = NO_LINKS,
) -> str:
    """On whose word the archive's articles rest, and whom they quote."""
    view = view_sources(sources, speakers, load_texts(ui), links)
    return render_template("sources.html", ui=ui, links=links, view=view)


def source_page(
    names: Sequence[str],
    reliance: Sequence[Reliance],
    carriers: Sequence[Carrier] = (),
    *,
    ui: str = "en",
    links: Links = NO_LINKS,
) -> str:
    """One source: who carries it over time, and with what words; `names` are the forms of its name."""
    view = view_source(names, reliance, carriers, load_texts(ui), links)
    return render_template("source.html", ui=ui, links=links, view=view)


def about_page(*, ui: str = "en", links: Links = NO_LINKS) -> str:
    """What the signs mean, how pages are made, their limits."""
    return render_template("about.html", ui=ui, links=links)


def message_page(title: str, detail: str, *, ui: str = "en", links: Links = NO_LINKS) -> str:
    """A page that says one thing, such as that nothing is at an address."""
    return render_template("message.html", ui=ui, links=links, title=title, detail=detail)
