"""What a static edition shows of an archive."""

from __future__ import annotations

from rashomon.archive.archive import Archive
from rashomon.model import ArticleId
from rashomon.outlets import Outlets
from rashomon.render.listing.outlets import OutletTold
from rashomon.render.site import Shown, Site

_SOURCES = 400
"""Sources, and speakers, that have a page of their own; of 14,000 articles those that nine or more carry."""


def site_of(
    archive: Archive, *, ui: str = "en", address: str = "", known: Outlets | None = None, alone: bool = False
) -> Site:
    """The archive as a site: its stories, newest first, and each page's material when the page is made."""

    def show(article: ArticleId) -> Shown:
        return Shown(
            account=lambda: archive.account(article),
            versions=archive.versions(article),
            captures=archive.captures(article),
        )

    def tell(outlet: str) -> OutletTold:
        return OutletTold(
            known=known.by_name(outlet) if known else None,
            reliance=archive.reliance(outlet=outlet),
            habits=archive.habits(outlet),
        )

    return Site(
        stories=archive.stories(),
        outlets=archive.outlets(),
        compare=archive.compare,
        show=show,
        sources=archive.sources(most=_SOURCES),
        speakers=archive.sources(kind="speaker", most=_SOURCES),
        relying=lambda source: archive.reliance(source=source),
        tell=tell,
        known=known,
        ui=ui,
        address=address,
        alone=alone,
    )
