"""`/outlets` and `/outlets/{name}`: whose articles the archive holds."""

from __future__ import annotations

from litestar import Response, get

from rashomon.errors import NotFound
from rashomon.model import StoryQuery
from rashomon.render.pages import outlet_page, outlets_page
from rashomon.web.answers import Reader, answer_page
from rashomon.web.desk import Asked, OpenDesk

_LATEST = 20


@get("/outlets", sync_to_thread=True, include_in_schema=False)
def show_outlets(request: Asked, desk: OpenDesk) -> Response[bytes]:
    """Every outlet with how much is held of it."""
    return answer_page(
        request, desk, lambda reader: outlets_page(desk.archive.outlets(), ui=reader.ui, links=reader.links)
    )


@get("/outlets/{name:str}", sync_to_thread=True, include_in_schema=False)
def show_outlet(request: Asked, desk: OpenDesk, name: str) -> Response[bytes]:
    """One outlet with its latest stories."""

    def make(reader: Reader) -> str:
        record = next((record for record in desk.archive.outlets() if record.name == name), None)
        if record is None:
            raise NotFound(name, "the archive holds no article of an outlet of this name")
        return outlet_page(
            record,
            known=desk.outlets.by_name(name),
            stories=desk.archive.stories(StoryQuery(outlet=name, limit=_LATEST)),
            ui=reader.ui,
            links=reader.links,
        )

    return answer_page(request, desk, make)
