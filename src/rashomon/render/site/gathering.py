"""What is gathered while an edition's stories pass by: which articles carry each source, and with what words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rashomon.model import ArticleId, Reliance, Story, StoryArticle, Version
from rashomon.render.listing.sources import CARRIERS_SHOWN, Carrier, find_carrier
from rashomon.render.site.contents import Frame, Told
from rashomon.render.texts import load_texts
from rashomon.text.script import fold_text

_OF_AN_OUTLET = 3
_FOLLOWED = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What an article has of a source that has a page."""

    file: str  # the source's page
    article: ArticleId
    outlet: str
    at: float  # seconds since 1970 of its publication; 0 where it is not known
    carrier: Carrier


def find_carried(told: Told, frame: Frame) -> list[Carried]:
    """What the story's articles have of the edition's sources, in a fixed order."""
    texts, links = load_texts(frame.plan.ui), frame.links("../")
    found = []
    for one in told.articles:
        account, version = one.account, one.account.article
        names = {quotation.speaker.name for quotation in account.quotations if quotation.speaker}
        names |= {name for use in account.sources for name in (use.source, *use.via)}
        for file in sorted({frame.source_files[f] for f in map(fold_text, names) if f in frame.source_files}):
            forms = frozenset(map(fold_text, frame.source_names[file]))
            carrier = find_carrier(account, forms, texts, links)
            if carrier is not None:
                at = _seconds(version)
                found.append(Carried(file=file, article=version.id, outlet=version.outlet, at=at, carrier=carrier))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Sourced:
    """All that the page and the feed of a source show."""

    file: str
    reliance: tuple[Reliance, ...]
    carriers: tuple[Carrier, ...]
    articles: tuple[StoryArticle, ...]  # the newest that carry it


class Gathered:
    """Takes what every story has of the sources; memory holds a few lines a source."""

    def __init__(self, stories: Iterable[Story]) -> None:
        self._members = {article.id: article for story in stories for article in story.articles}
        self._carriers: dict[str, dict[str, list[Carried]]] = {}
        self._articles: dict[str, list[tuple[float, ArticleId]]] = {}

    def take(self, found: Iterable[Carried]) -> None:
        """Keep what a source's page and feed show of it."""
        for one in found:
            known = self._carriers.setdefault(one.file, {}).setdefault(one.outlet, [])
            known.append(one)
            known.sort(key=_newest_first)
            del known[_OF_AN_OUTLET:]
            self._articles.setdefault(one.file, []).append((-one.at, one.article))

    def of_source(self, file: str, reliance: Sequence[Reliance]) -> Sourced:
        """What the source's page shows: the newest articles of each outlet, the newest of all first."""
        found = [one for of_outlet in self._carriers.get(file, {}).values() for one in of_outlet]
        newest = sorted(self._articles.get(file, ()))[:_FOLLOWED]
        return Sourced(
            file=file,
            reliance=tuple(reliance),
            carriers=tuple(one.carrier for one in sorted(found, key=_newest_first)[:CARRIERS_SHOWN]),
            articles=tuple(self._members[article] for _at, article in newest),
        )


def _newest_first(one: Carried) -> tuple[float, ArticleId]:
    return -one.at, one.article


def _seconds(version: Version) -> float:
    return version.published_at.timestamp() if version.published_at else 0.0
