"""Search results: each hit with the words around what was found."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from rashomon.model import SearchResult
from rashomon.render.languages import language_tag, text_direction
from rashomon.render.links import Links
from rashomon.render.marked import Mark, Run, Span, mark_runs
from rashomon.render.texts import Texts
from rashomon.render.times import show_time


@dataclass(frozen=True, slots=True, kw_only=True)
class HitLine:
    href: str
    headline: str
    outlet: str
    published: str
    lang: str
    dir: str
    snippet: tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchView:
    """Input of `search.html`; `total` is None before anything was asked."""

    query: str
    outlet: str
    outlets: tuple[str, ...]
    total: int | None
    hits: tuple[HitLine, ...]
    next: str
    previous: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """Which part of the results is shown."""

    outlet: str = ""
    limit: int = 20
    offset: int = 0


def view_search(
    result: SearchResult | None, texts: Texts, links: Links, *, page: SearchPage, outlets: tuple[str, ...]
) -> SearchView:
    """The results of one page; `result` is None before anything was asked."""
    query = result.query if result else ""
    total = result.total if result else None
    after = page.offset + page.limit

    def address(offset: int) -> str:
        fields = {"q": query, "outlet": page.outlet, "offset": str(offset) if offset else "", "ui": links.ui}
        return f"{links.search}?" + urlencode({name: value for name, value in fields.items() if value})

    hits = []
    for hit in result.hits if result else ():
        lang = language_tag(hit.article.language)
        spans = [Span(start=start, end=end, mark=Mark.MATCH) for start, end in hit.snippet.matches]
        hits.append(
            HitLine(
                href=links.article(hit.article.id),
                headline=hit.article.headline or texts.say("(without a headline)"),
                outlet=hit.article.outlet,
                published=show_time(hit.article.published_at, texts.ui),
                lang=lang,
                dir=text_direction(lang),
                snippet=mark_runs(hit.snippet.text, 0, spans),
            )
        )
    return SearchView(
        query=query,
        outlet=page.outlet,
        outlets=outlets,
        total=total,
        hits=tuple(hits),
        next=address(after) if total is not None and after < total else "",
        previous=address(max(0, page.offset - page.limit)) if page.offset else "",
    )
