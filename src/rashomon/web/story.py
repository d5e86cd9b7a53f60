"""`/stories/{id}`: the accounts of one story side by side; `.md` behind the id gives Markdown."""

from __future__ import annotations

from litestar import Response, get
from litestar.params import FromPath

from rashomon.render.pages import comparison_markdown, comparison_page
from rashomon.web.answers import Reader, answer_page
from rashomon.web.desk import Asked, desk_of


@get("/stories/{story_id:str}", sync_to_thread=True, include_in_schema=False)
def show_story(request: Asked, story_id: FromPath[str]) -> Response[bytes]:
    """The story page."""
    if story_id.endswith(".md"):
        found = story_id.removesuffix(".md")
        return answer_page(
            request,
            lambda reader: comparison_markdown(desk_of(request).archive.compare(found), ui=reader.ui),
            media_type="text/markdown",
        )

    def make(reader: Reader) -> str:
        comparison = desk_of(request).archive.compare(story_id)
        address = f"{request.base_url}stories/{comparison.story.id}"
        return comparison_page(comparison, ui=reader.ui, links=reader.links, address=address)

    return answer_page(request, make)
