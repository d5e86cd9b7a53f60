"""`/about` and the style sheet: what is the same for every archive."""

from __future__ import annotations

from litestar import Response

from rashomon.render.pages import about_page
from rashomon.render.templating import stylesheet
from rashomon.web.answers import answer_page, send, tag_answer
from rashomon.web.desk import Asked, page


@page("/about")
def show_about(request: Asked) -> Response[bytes]:
    """What the signs mean, how pages are made, their limits."""
    return answer_page(request, lambda reader: about_page(ui=reader.ui, links=reader.links))


@page("/static/rashomon.css")
def show_stylesheet(request: Asked) -> Response[bytes]:
    """The one style sheet; its address carries its version, so it may be kept."""
    answer = tag_answer(stylesheet().encode())
    return send(request, answer, media_type="text/css", vary="Accept-Encoding", cache="public, max-age=604800")
