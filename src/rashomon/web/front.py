"""`/`: the stories of the archive."""

from __future__ import annotations

from dataclasses import replace

from litestar import Response

from rashomon.render.pages import stories_page
from rashomon.web.answers import Reader, answer_page
from rashomon.web.asking import PAGE_LENGTH, ask_stories, read_number
from rashomon.web.desk import Asked, desk_of, page


@page("/")
def show_front(request: Asked) -> Response[bytes]:
    """Stories by day, filtered as the query asks."""

    def make(reader: Reader) -> str:
        offset = read_number(request.query_params.get("offset", ""), "offset")
        query = ask_stories(request, limit=PAGE_LENGTH, offset=offset)
        stories = desk_of(request).archive.stories(query)
        outlets = desk_of(request).held.names()
        shown = replace(query, limit=PAGE_LENGTH)
        return stories_page(stories, query=shown, outlets=outlets, ui=reader.ui, links=reader.links)

    return answer_page(request, make)
