"""Feeds: Atom (RFC 4287) and JSON Feed 1.1, for readers and programs that follow."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from xml.etree import ElementTree

import msgspec

from rashomon.model import ArticleId, Story, StoryArticle
from rashomon.render.texts import Texts

_ATOM = "http://www.w3.org/2005/Atom"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NEVER = "1970-01-01T00:00:00Z"  # Atom wants a time in every entry; an entry whose time nobody tells gets the oldest


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What a feed says of itself: its lasting address is its id; `page` is where people read the same."""

    title: str
    address: str
    page: str
    ui: str = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Something that happened, with its lasting address."""

    id: str
    address: str
    title: str
    summary: str = ""
    updated_at: datetime | None = None
    published_at: datetime | None = None
    tags: tuple[str, ...] = ()


def atom_feed(entries: Sequence[Entry], feed: Feed) -> bytes:
    """The entries as an Atom feed, in the order given; the same entries give the same bytes."""
    ElementTree.register_namespace("", _ATOM)
    root = ElementTree.Element(f"{{{_ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": feed.ui})
    _add(root, "title", feed.title)
    _add(root, "id", feed.address)
    _add(root, "updated", _stamp(max((e.updated_at for e in entries if e.updated_at), default=None)))
    _link(root, "self", feed.address)
    _link(root, "alternate", feed.page)
    _add(_add(root, "author"), "name", "Rashomon")
    for item in entries:
        entry = _add(root, "entry")
        _add(entry, "title", item.title)
        _add(entry, "id", item.id)
        _link(entry, "alternate", item.address)
        _add(entry, "updated", _stamp(item.updated_at))
        if item.published_at is not None:
            _add(entry, "published", _stamp(item.published_at))
        if item.summary:
            _add(entry, "summary", item.summary)
    return ('<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, encoding="unicode")).encode()


def json_feed(entries: Sequence[Entry], feed: Feed) -> bytes:
    """The entries as a JSON Feed."""
    items = []
    for entry in entries:
        item = {"id": entry.id, "url": entry.address, "title": entry.title, "content_text": entry.summary}
        times = {"date_published": entry.published_at, "date_modified": entry.updated_at}
        told = item | {name: at.isoformat() for name, at in times.items() if at is not None}
        items.append(told | ({"tags": list(entry.tags)} if entry.tags else {}))
    return msgspec.json.encode(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": feed.title,
            "home_page_url": feed.page,
            "feed_url": feed.address,
            "language": feed.ui,
            "items": items,
        }
    )


def story_entries(stories: Sequence[Story], address: Callable[[Story], str], texts: Texts) -> tuple[Entry, ...]:
    """An entry a story, told in counts and its accounts' headlines."""
    return tuple(
        Entry(
            id=address(story),
            address=address(story),
            title=story.headline,
            summary=describe_story(story, texts),
            updated_at=story.last_at,
            published_at=story.first_at,
            tags=story.names,
        )
        for story in stories
    )


def article_entries(articles: Sequence[StoryArticle], address: Callable[[ArticleId], str]) -> tuple[Entry, ...]:
    """An entry an article, the outlet before its headline."""
    return tuple(
        Entry(
            id=address(article.id),
            address=address(article.id),
            title=f"{article.outlet}: {article.headline}" if article.outlet else article.headline,
            updated_at=article.published_at,
            published_at=article.published_at,
        )
        for article in articles
    )


def describe_story(story: Story, texts: Texts) -> str:
    """The story in counts and its accounts' headlines, a line each."""
    facts = [
        texts.count("%(num)s account", "%(num)s accounts", len(story.articles)),
        texts.count("%(num)s outlet", "%(num)s outlets", story.outlets),
    ]
    if story.origins > 1:
        facts.append(texts.count("%(num)s independent origin", "%(num)s independent origins", story.origins))
    return "\n".join([" · ".join(facts), *(f"{article.outlet}: {article.headline}" for article in story.articles)])


def _add(parent: ElementTree.Element, name: str, text: str = "") -> ElementTree.Element:
    child = ElementTree.SubElement(parent, f"{{{_ATOM}}}{name}")
    if text:
        child.text = _NOT_XML.sub("", text)
    return child


def _link(parent: ElementTree.Element, relation: str, address: str) -> None:
    ElementTree.SubElement(parent, f"{{{_ATOM}}}link", {"rel": relation, "href": _NOT_XML.sub("", address)})


def _stamp(at: datetime | None) -> str:
    return at.isoformat() if at is not None else _NEVER
