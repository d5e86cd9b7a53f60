"""Outlets: what the archive holds of each, and what is known of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from rashomon.model import OutletHabits, OutletRecord, Reliance, Story
from rashomon.outlets import Outlet
from rashomon.render.links import Links
from rashomon.render.listing.coverage import Coverage, view_coverage
from rashomon.render.listing.stories import StoryLine, view_story_line
from rashomon.render.texts import Texts
from rashomon.render.times import show_day

_SOURCES_SHOWN = 12
"""Rows of the picture: a screen's height; the sources after them are carried by a few articles each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletLine:
    name: str
    href: str
    articles: int
    versions: int
    first: str
    last: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletsView:
    """Input of `outlets.html`."""

    lines: tuple[OutletLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletTold:
    """What the archive tells of an outlet beside its record."""

    known: Outlet | None = None
    stories: Sequence[Story] = ()
    reliance: Sequence[Reliance] = ()
    habits: OutletHabits = field(default_factory=OutletHabits)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletView:
    """Input of `outlet.html`; `known` is what the package's data say of the outlet: label and value."""

    line: OutletLine
    habits: OutletHabits
    relies: Coverage  # its usual sources over time
    known: tuple[tuple[str, str], ...]
    stories: tuple[StoryLine, ...]
    more: str


def view_outlets(records: Sequence[OutletRecord], texts: Texts, links: Links) -> OutletsView:
    """Every outlet, the one with most articles first."""
    ordered = sorted(records, key=lambda record: (-record.articles, record.name))
    return OutletsView(lines=tuple(_view_line(record, texts, links) for record in ordered))


def view_outlet(record: OutletRecord, told: OutletTold, texts: Texts, links: Links) -> OutletView:
    """One outlet: what is known of it, on whose word it relies, its latest stories."""
    facts = []
    known = told.known
    if known is not None:
        facts = [
            (texts.say("Owner"), known.owner),
            (texts.say("Country"), known.country),
            (texts.say("Hosts"), texts.join(known.hosts)),
            (texts.say("Syndication partners"), texts.join(known.partners)),
        ]
    query = urlencode({"outlet": record.name, **({"ui": links.ui} if links.ui else {})})
    return OutletView(
        line=_view_line(record, texts, links),
        habits=told.habits,
        relies=view_coverage(told.reliance, texts, of=lambda item: item.source, href=links.source, rows=_SOURCES_SHOWN),
        known=tuple((label, value) for label, value in facts if value),
        stories=tuple(view_story_line(story, texts, links) for story in told.stories),
        more=f"/?{query}" if links.search and not links.on_disk else "",
    )


def _view_line(record: OutletRecord, texts: Texts, links: Links) -> OutletLine:
    return OutletLine(
        name=record.name or texts.say("unnamed outlet"),
        href=links.outlet(record.name),
        articles=record.articles,
        versions=record.versions,
        first=show_day(record.first_at.date(), texts.ui) if record.first_at else "",
        last=show_day(record.last_at.date(), texts.ui) if record.last_at else "",
    )
