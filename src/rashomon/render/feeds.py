"""Stories as feeds: Atom (RFC 4287) and JSON Feed 1.1, for readers and programs that follow."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from xml.etree import ElementTree

import msgspec

from rashomon.model import Story, StoryId
from rashomon.render.texts import Texts, load_texts

_ATOM = "http://www.w3.org/2005/Atom"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NEVER = "1970-01-01T00:00:00Z"  # Atom wants a time in every entry; a story whose time nobody tells gets the oldest


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What a feed says of itself: its lasting address is its id; `story` gives the address of a story's page."""

    title: str
    address: str
    page: str
    story: Callable[[StoryId], str]
    ui: str = "en"


def stories_atom(stories: Sequence[Story], feed: Feed) -> bytes:
    """The stories as an Atom feed, newest first as given; the same stories give the same bytes."""
    ElementTree.register_namespace("", _ATOM)
    texts = load_texts(feed.ui)
    root = ElementTree.Element(f"{{{_ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": texts.ui})
    _add(root, "title", feed.title)
    _add(root, "id", feed.address)
    _add(root, "updated", _latest(stories))
    _link(root, "self", feed.address)
    _link(root, "alternate", feed.page)
    _add(_add(root, "author"), "name", "Rashomon")
    for story in stories:
        entry = _add(root, "entry")
        address = feed.story(story.id)
        _add(entry, "title", story.headline)
        _add(entry, "id", address)
        _link(entry, "alternate", address)
        _add(entry, "updated", _stamp(story.last_at))
        if story.first_at is not None:
            _add(entry, "published", _stamp(story.first_at))
        _add(entry, "summary", describe_story(story, texts))
    return ('<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, encoding="unicode")).encode()


def stories_json_feed(stories: Sequence[Story], feed: Feed) -> bytes:
    """The stories as a JSON Feed."""
    texts = load_texts(feed.ui)
    items = []
    for story in stories:
        item = {
            "id": feed.story(story.id),
            "url": feed.story(story.id),
            "title": story.headline,
            "content_text": describe_story(story, texts),
            "tags": list(story.names),
        }
        times = {"date_published": story.first_at, "date_modified": story.last_at}
        items.append(item | {name: at.isoformat() for name, at in times.items() if at is not None})
    return msgspec.json.encode(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": feed.title,
            "home_page_url": feed.page,
            "feed_url": feed.address,
            "language": texts.ui,
            "items": items,
        }
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


def _latest(stories: Sequence[Story]) -> str:
    times = [story.last_at for story in stories if story.last_at is not None]
    return _stamp(max(times, default=None))


def _stamp(at: datetime | None) -> str:
    return at.isoformat() if at is not None else _NEVER
