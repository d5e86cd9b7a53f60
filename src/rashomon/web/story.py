"""`/stories/{id}`: the accounts of one story side by side; `.md` and `.csv` behind the id give other forms."""

from __future__ import annotations

from litestar import Response
from litestar.params import FromPath

from rashomon.render.pages import comparison_page
from rashomon.web.answers import Reader, answer_document, answer_page
from rashomon.web.data import STORY_FORMS
from rashomon.web.desk import Asked, desk_of, page


@page("/stories/{story_id:str}")
def show_story(request: Asked, story_id: FromPath[str]) -> Response[bytes]:
    """The story page, or the form that the extension names."""
    archive = desk_of(request).archive
    key, _, extension = story_id.partition(".")
    if extension in STORY_FORMS:
        media_type, form = STORY_FORMS[extension]
        return answer_document(request, lambda reader: form(archive, key, reader.ui), media_type=media_type)

    def make(reader: Reader) -> str:
        comparison = archive.compare(story_id)
        address = f"{request.base_url}stories/{comparison.story.id}"
        return comparison_page(comparison, ui=reader.ui, links=reader.links, address=address)

    return answer_page(request, make)
