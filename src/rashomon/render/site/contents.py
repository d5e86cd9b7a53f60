"""What an edition is made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from rashomon.model import (
    Account,
    ArticleId,
    CaptureRecord,
    Comparison,
    OutletRecord,
    Reliance,
    SourceRecord,
    Story,
    Version,
)
from rashomon.outlets import Outlets
from rashomon.render.links import Links, edition_links
from rashomon.render.listing.outlets import OutletTold
from rashomon.render.listing.sources import names_someone
from rashomon.render.mirror_text import folder_name
from rashomon.text.script import fold_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An article with everything that its page shows."""

    account: Account
    versions: tuple[Version, ...] = ()
    captures: tuple[CaptureRecord, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A story with everything that its pages show; a story of one account has no comparison."""

    story: Story
    comparison: Comparison | None
    articles: tuple[Shown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How an edition is to be made.

    `address` is where it will stand ("https://news.example/"); without it there are no feeds and no sitemap, which
    need whole addresses. `alone`: beside each story page the same as one file, for passing on.
    """

    ui: str = "en"
    address: str = ""
    alone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What an edition is made of: stories newest first, articles in the order they came, and the rest one by one."""

    stories: Sequence[Story]
    outlets: Sequence[OutletRecord]
    came: Sequence[ArticleId]
    sources: Sequence[SourceRecord] = ()
    speakers: Sequence[SourceRecord] = ()
    relying: Callable[[str], Sequence[Reliance]] = lambda source: ()
    tell: Callable[[str], OutletTold] = lambda outlet: OutletTold()
    known: Outlets | None = None
    plan: Plan = Plan()


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What every file of an edition is made with, worked out once: plain values, which can be sent to other processes."""

    plan: Plan
    source_files: Mapping[str, str]  # a source's folded name and its page's
    source_names: Mapping[str, tuple[str, ...]]  # a source's page and all its names, the one it is listed under first

    def links(self, root: str) -> Links:
        """Links of a page that reaches the edition's folder by `root`: "" or "../"."""
        links = replace(edition_links(root), source_files=self.source_files)
        return replace(links, feed=f"{root}feed.atom") if self.plan.address else links

    def address(self, path: str) -> str:
        """The whole address of a file of the edition."""
        return self.plan.address + path

    def story_path(self, story: Story) -> str:
        """The story's page: its one article's as long as there is nothing to compare it with."""
        if len(story.articles) == 1:
            return f"articles/{story.articles[0].id}.html"
        return f"stories/{story.id}.html"


def frame_site(site: Site) -> Frame:
    """The site with what its pages are linked by."""
    files: dict[str, str] = {}
    names: dict[str, tuple[str, ...]] = {}
    for record in (*site.sources, *site.speakers):
        known = site.known.by_name(record.name) if site.known else None
        forms = tuple(dict.fromkeys((record.name, *((known.name, *known.names) if known else ()))))
        if fold_text(record.name) not in files and names_someone(record.name):
            file = folder_name(record.name)
            names[file] = forms
            files.update({fold_text(form): file for form in forms if fold_text(form) not in files})
    return Frame(plan=site.plan, source_files=files, source_names=names)


def names_linked(told: Told) -> set[str]:
    """The folded names that the story's pages ask a page for: those with one are links."""
    names = {name for one in told.articles for use in one.account.sources for name in (use.source, *use.via)}
    names |= {q.speaker.name for one in told.articles for q in one.account.quotations if q.speaker}
    if told.comparison is not None:
        names |= {arrow.from_ for arrow in told.comparison.lineage}
    return set(map(fold_text, names))
