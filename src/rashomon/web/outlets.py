"""`/outlets` and `/outlets/{name}`: whose articles the archive holds."""

from __future__ import annotations

from litestar import Response
from litestar.params import FromPath

from rashomon.errors import NotFound
from rashomon.model import StoryQuery
from rashomon.render.listing.outlets import OutletTold
from rashomon.render.pages import outlet_page, outlets_page
from rashomon.web.answers import Reader, answer_page
from rashomon.web.desk import Asked, desk_of, page

_LATEST = 20


@page("/outlets")
def show_outlets(request: Asked) -> Response[bytes]:
    """Every outlet with how much is held of it."""
    return answer_page(
        request, lambda reader: outlets_page(desk_of(request).held.records(), ui=reader.ui, links=reader.links)
    )


@page("/outlets/{name:str}")
def show_outlet(request: Asked, name: FromPath[str]) -> Response[bytes]:
    """One outlet with its latest stories."""

    def make(reader: Reader) -> str:
        archive = desk_of(request).archive
        record = next((record for record in desk_of(request).held.records() if record.name == name), None)
        if record is None:
            raise NotFound(name, "the archive holds no article of an outlet of this name")
        return outlet_page(
            record,
            told=OutletTold(
                known=desk_of(request).outlets.by_name(name),
                stories=archive.stories(StoryQuery(outlet=name, limit=_LATEST)),
                reliance=archive.reliance(outlet=name),
                habits=archive.habits(name),
            ),
            ui=reader.ui,
            links=reader.links,
        )

    return answer_page(request, make)
