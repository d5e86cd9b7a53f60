"""What is gathered while an edition's articles pass by: their words for the search, what they carry of each source."""

from __future__ import annotations

from rashomon.model import Account, ArticleId, StoryArticle, Version
from rashomon.render.languages import version_language
from rashomon.render.links import Links
from rashomon.render.listing.sources import Carrier, find_carrier
from rashomon.render.site.contents import Frame, Shown
from rashomon.render.site.words import Searchable
from rashomon.render.texts import load_texts
from rashomon.text.script import fold_text

_SEARCHED = 20_000
"""Articles that the search of an edition holds, the newest; 30 MB while it is made, as much on disk."""
_OF_AN_OUTLET = 3
_CARRIERS = 24
_FOLLOWED = 50


class Gathered:
    """Takes every account of an edition once; memory holds texts for the search and a few lines a source."""

    def __init__(self, frame: Frame, links: Links) -> None:
        self._frame = frame
        self._links = links
        self._texts = load_texts(frame.site.ui)
        self._searchable: list[tuple[int, Searchable]] = []
        self._carriers: dict[str, dict[str, list[tuple[float, ArticleId, Carrier]]]] = {}
        self._articles: dict[str, list[StoryArticle]] = {}
        self._folded = {file: frozenset(map(fold_text, names)) for file, names in frame.source_names.items()}

    def take(self, account: Account, shown: Shown) -> None:
        """Keep what the edition shows of the account elsewhere."""
        version = account.article
        came = min((capture.number for capture in shown.captures), default=0)
        self._searchable.append((came, _searchable(version)))
        for file in self._files_named_by(account):
            carrier = find_carrier(account, self._folded[file], self._texts, self._links)
            if carrier is None:
                continue
            known = self._carriers.setdefault(file, {}).setdefault(version.outlet, [])
            known.append((_seconds(version), version.id, carrier))
            known.sort(key=lambda found: (-found[0], found[1]))
            del known[_OF_AN_OUTLET:]
            self._articles.setdefault(file, []).append(StoryArticle.of(version))

    def searchable(self) -> list[Searchable]:
        """The articles in the order they came, so that the next ones change nothing before them; the last of too many."""
        ordered = sorted(self._searchable, key=lambda item: (item[0], item[1].id))
        return [item for _came, item in ordered[-_SEARCHED:]]

    def carriers(self, file: str) -> list[Carrier]:
        """The newest articles of each outlet that carry the source, the newest of all first."""
        found = [one for of_outlet in self._carriers.get(file, {}).values() for one in of_outlet]
        return [carrier for _at, _id, carrier in sorted(found, key=lambda one: (-one[0], one[1]))[:_CARRIERS]]

    def articles(self, file: str) -> list[StoryArticle]:
        """The newest articles that carry the source."""
        found = sorted(self._articles.get(file, ()), key=lambda a: (-_moment(a), a.id))
        return found[:_FOLLOWED]

    def _files_named_by(self, account: Account) -> list[str]:
        names = {quotation.speaker.name for quotation in account.quotations if quotation.speaker}
        names |= {name for use in account.sources for name in (use.source, *use.via)}
        files = self._frame.source_files
        return sorted({files[folded] for name in names if (folded := fold_text(name)) in files})


def _searchable(version: Version) -> Searchable:
    at = version.published_at
    return Searchable(
        id=version.id,
        headline=version.headline,
        outlet=version.outlet,
        day=at.date().isoformat() if at else "",
        lang=version_language(version),
        text=version.text,
    )


def _seconds(version: Version) -> float:
    return version.published_at.timestamp() if version.published_at else 0.0


def _moment(article: StoryArticle) -> float:
    return article.published_at.timestamp() if article.published_at else 0.0
