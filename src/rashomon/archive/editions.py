"""What a static edition shows of an archive."""

from __future__ import annotations

from rashomon.archive.archive import Archive
from rashomon.model import ArticleId
from rashomon.outlets import Outlets
from rashomon.render.site import Shown, Site


def site_of(archive: Archive, *, ui: str = "en", address: str = "", known: Outlets | None = None) -> Site:
    """The archive as a site: its stories, newest first, and each page's material when the page is made."""

    def show(article: ArticleId) -> Shown:
        return Shown(
            account=archive.account(article), versions=archive.versions(article), captures=archive.captures(article)
        )

    return Site(
        stories=archive.stories(),
        outlets=archive.outlets(),
        compare=archive.compare,
        show=show,
        known=known,
        ui=ui,
        address=address,
    )
