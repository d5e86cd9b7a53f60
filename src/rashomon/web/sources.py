"""`/sources` and `/sources/{name}`: on whose word articles rest, who carries it and with what words."""

from __future__ import annotations

from litestar import Response
from litestar.params import FromPath

from rashomon.errors import NotFound
from rashomon.render.listing.sources import CARRIERS_SHOWN, find_carrier
from rashomon.render.pages import source_page, sources_page
from rashomon.render.texts import load_texts
from rashomon.text.script import fold_text
from rashomon.web.answers import Reader, answer_page
from rashomon.web.desk import Asked, desk_of, page

_LISTED = 100


@page("/sources")
def show_sources(request: Asked) -> Response[bytes]:
    """The sources that most articles rest on, and those whom most quote."""

    def make(reader: Reader) -> str:
        archive = desk_of(request).archive
        sources, speakers = archive.sources(most=_LISTED), archive.sources(kind="speaker", most=_LISTED)
        return sources_page(sources, speakers, ui=reader.ui, links=reader.links)

    return answer_page(request, make)


@page("/sources/{name:str}")
def show_source(request: Asked, name: FromPath[str]) -> Response[bytes]:
    """One source: who carries it over time, and with what words."""

    def make(reader: Reader) -> str:
        archive = desk_of(request).archive
        reliance = archive.reliance(source=name)
        if not reliance:
            raise NotFound(name, "no article of this archive names a source of this name")
        known = desk_of(request).outlets.by_name(name)
        names = (name, known.name, *known.names) if known else (name,)
        folded, texts = frozenset(map(fold_text, names)), load_texts(reader.ui)
        accounts = archive.accounts_on(name, most=CARRIERS_SHOWN)
        found = (find_carrier(account, folded, texts, reader.links) for account in accounts)
        carriers = [carrier for carrier in found if carrier is not None]
        return source_page(names, reliance, carriers, ui=reader.ui, links=reader.links)

    return answer_page(request, make)
