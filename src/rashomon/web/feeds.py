"""`/feed.atom` and `/feed.json`: the stories that a query asks for, to follow."""

from __future__ import annotations

from urllib.parse import urlencode

from litestar import Response

from rashomon.render.feeds import Feed, stories_atom, stories_json_feed
from rashomon.web.answers import Reader, answer_document
from rashomon.web.asking import ask_stories
from rashomon.web.desk import Asked, desk_of, page

_LENGTH = 50


@page("/feed.atom")
def show_atom(request: Asked) -> Response[bytes]:
    """The newest stories, filtered as the front page is, as Atom."""

    def make(reader: Reader) -> bytes:
        query = ask_stories(request, limit=_LENGTH - 1, offset=0)
        return stories_atom(desk_of(request).archive.stories(query), _feed(request, reader))

    return answer_document(request, make, media_type="application/atom+xml")


@page("/feed.json")
def show_json_feed(request: Asked) -> Response[bytes]:
    """The newest stories, filtered as the front page is, as JSON Feed."""

    def make(reader: Reader) -> bytes:
        query = ask_stories(request, limit=_LENGTH - 1, offset=0)
        return stories_json_feed(desk_of(request).archive.stories(query), _feed(request, reader))

    return answer_document(request, make, media_type="application/feed+json")


def _feed(request: Asked, reader: Reader) -> Feed:
    base = str(request.base_url).rstrip("/")
    asked = {name: value for name, value in request.query_params.items() if value and name != "ui"}
    title = " · ".join(["Rashomon", *(str(value) for value in asked.values())])
    query = f"?{urlencode(asked)}" if asked else ""
    return Feed(
        title=title,
        address=f"{base}{request.url.path}{query}",
        page=f"{base}/{query}",
        story=lambda story: f"{base}/stories/{story}",
        ui=reader.ui,
    )
