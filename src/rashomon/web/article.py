"""`/articles/{id}`: one article with findings, versions and captures; `.jsonld`, `.bib`, `.csl` give other forms."""

from __future__ import annotations

from contextlib import suppress

from litestar import Response
from litestar.params import FromPath

from rashomon.archive import Archive
from rashomon.errors import NotFound
from rashomon.model import Story
from rashomon.render.pages import article_page
from rashomon.web.answers import Reader, answer_document, answer_page
from rashomon.web.data import ARTICLE_FORMS
from rashomon.web.desk import Asked, desk_of, page


@page("/articles/{article_id:str}")
def show_article(request: Asked, article_id: FromPath[str]) -> Response[bytes]:
    """The article page, or the form that the extension names."""
    archive = desk_of(request).archive
    key, _, extension = article_id.partition(".")
    if extension in ARTICLE_FORMS:
        media_type, form = ARTICLE_FORMS[extension]
        address = f"{request.base_url}articles/{key}"
        return answer_document(request, lambda _reader: form(archive, key, address), media_type=media_type)

    def make(reader: Reader) -> str:
        return article_page(
            archive.account(article_id),
            versions=archive.versions(article_id),
            captures=archive.captures(article_id),
            story=_story_of(archive, article_id),
            ui=reader.ui,
            links=reader.links,
        )

    return answer_page(request, make)


def _story_of(archive: Archive, article_id: str) -> Story | None:
    """The article's story; None for one that came in but a moment ago and was not grouped yet."""
    with suppress(NotFound):
        return archive.story_of(article_id)
    return None
