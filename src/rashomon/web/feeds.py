"""`/feed.atom` and `/feed.json`: the stories that a query asks for, or the articles on a source, to follow."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from urllib.parse import urlencode

from litestar import Response

from rashomon.model import StoryArticle
from rashomon.render.feeds import Entry, Feed, article_entries, atom_feed, json_feed, story_entries
from rashomon.render.texts import load_texts
from rashomon.web.answers import Reader, answer_document
from rashomon.web.asking import ask_stories
from rashomon.web.desk import Asked, desk_of, page

_LENGTH = 50


@page("/feed.atom")
def show_atom(request: Asked) -> Response[bytes]:
    """The newest stories, filtered as the front page is, or the articles on a `source`, as Atom."""
    return _answer(request, atom_feed, "application/atom+xml")


@page("/feed.json")
def show_json_feed(request: Asked) -> Response[bytes]:
    """The newest stories, filtered as the front page is, or the articles on a `source`, as JSON Feed."""
    return _answer(request, json_feed, "application/feed+json")


def _answer(request: Asked, form: Callable[[Sequence[Entry], Feed], bytes], media_type: str) -> Response[bytes]:
    return answer_document(request, lambda reader: form(*_entries(request, reader)), media_type=media_type)


def _entries(request: Asked, reader: Reader) -> tuple[tuple[Entry, ...], Feed]:
    base = str(request.base_url).rstrip("/")
    archive = desk_of(request).archive
    asked = {name: value for name, value in request.query_params.items() if value and name != "ui"}
    query = f"?{urlencode(asked)}" if asked else ""
    feed = Feed(
        title=" · ".join(["Rashomon", *(str(value) for value in asked.values())]),
        address=f"{base}{request.url.path}{query}",
        page=f"{base}/{query}",
        ui=load_texts(reader.ui).ui,
    )
    if source := asked.get("source", ""):
        found = sorted(archive.articles_on(source, most=_LENGTH), key=_newest_first)
        return article_entries(found, lambda key: f"{base}/articles/{key}"), feed
    stories = archive.stories(ask_stories(request, limit=_LENGTH - 1, offset=0))
    return story_entries(stories, lambda story: f"{base}/stories/{story.id}", load_texts(reader.ui)), feed


def _newest_first(article: StoryArticle) -> float:
    return -article.published_at.timestamp() if article.published_at else 0.0
