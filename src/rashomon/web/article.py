"""`/articles/{id}`: one article with its findings, versions and captures."""

from __future__ import annotations

from litestar import Response, get
from litestar.params import FromPath

from rashomon.render.pages import article_page
from rashomon.web.answers import Reader, answer_page
from rashomon.web.desk import Asked, desk_of


@get("/articles/{article_id:str}", sync_to_thread=True, include_in_schema=False)
def show_article(request: Asked, article_id: FromPath[str]) -> Response[bytes]:
    """The article page."""

    def make(reader: Reader) -> str:
        archive = desk_of(request).archive
        return article_page(
            archive.account(article_id),
            versions=archive.versions(article_id),
            captures=archive.captures(article_id),
            ui=reader.ui,
            links=reader.links,
        )

    return answer_page(request, make)
