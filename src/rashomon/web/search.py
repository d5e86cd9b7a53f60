"""`/search`: articles by their words."""

from __future__ import annotations

from litestar import Response

from rashomon.render.listing.search import SearchPage
from rashomon.render.pages import search_page
from rashomon.web.answers import Reader, answer_page
from rashomon.web.asking import read_number, read_words
from rashomon.web.desk import Asked, desk_of, page


@page("/search")
def show_search(request: Asked) -> Response[bytes]:
    """The hits of one page, or the empty form."""

    def make(reader: Reader) -> str:
        fields = request.query_params
        words = read_words(fields.get("q", ""))
        part = SearchPage(outlet=fields.get("outlet", ""), offset=read_number(fields.get("offset", ""), "offset"))
        result = None
        if words:
            result = desk_of(request).archive.search(words, outlet=part.outlet, limit=part.limit, offset=part.offset)
        outlets = desk_of(request).held.names()
        return search_page(result, page=part, outlets=outlets, ui=reader.ui, links=reader.links)

    return answer_page(request, make)
