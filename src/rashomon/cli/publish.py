"""`rashomon publish`: a static edition of the archive."""

from __future__ import annotations

from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from rashomon.archive import Archive as OpenArchive
from rashomon.archive import open_archive, site_of
from rashomon.cli.console import notes, page_console, write_json
from rashomon.cli.options import DEFAULT_ARCHIVE, Archive, Format, OutputFormat, own_outlets
from rashomon.errors import PublishError, UsageError
from rashomon.mirror import Edition, commit_edition, publish_files, publish_mirror
from rashomon.render.documents import to_json
from rashomon.render.site import Site, site_files


class Layout(StrEnum):
    SITE = "site"
    FEED_MIRROR = "feed-mirror"
    FEED_MIRROR_JEKYLL = "feed-mirror-jekyll"
    CHANNEL_MIRROR = "channel-mirror"


class Interface(StrEnum):
    EN = "en"
    SIMPLIFIED = "zh-Hans"
    TRADITIONAL = "zh-Hant"


def register(app: typer.Typer) -> None:
    app.command("publish")(publish)


def publish(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where to write; nothing outside it is touched.")],
    layout: Annotated[Layout, typer.Option(help="Pages that link to each other, or a mirror's layout.")] = Layout.SITE,
    archive: Archive = DEFAULT_ARCHIVE,
    output: OutputFormat = Format.TEXT,
    ui: Annotated[Interface, typer.Option("--ui", help="The language of a site's own words.")] = Interface.EN,
    address: Annotated[str, typer.Option(help="Where a site will stand, for its feeds and sitemap.")] = "",
    git: Annotated[bool, typer.Option("--git", help="Commit the edition; DIR is in a Git work tree.")] = False,
    push: Annotated[bool, typer.Option("--push", help="Push the commit to the branch's remote.")] = False,
) -> None:
    """Write the archive as files that any host can serve; only what has changed is rewritten."""
    if push and not git:
        raise UsageError("--push", "goes with --git")
    # Not read-only: comparisons that are worked out now are kept for the next edition.
    with open_archive(archive, create=False, outlets=own_outlets()) as opened:
        if not opened.outlets():
            raise PublishError(archive, "holds no articles: nothing is published, what stands in the folder stays")
        if layout is Layout.SITE:
            edition = _publish_site(opened, folder, site_of(opened, ui=ui, address=address, known=own_outlets()))
        else:
            edition = publish_mirror(opened.articles(), folder, layout=layout, outlets=own_outlets())
    commit = commit_edition(edition, push=push) if git else ""
    if output is Format.JSON:
        write_json(to_json({**asdict(edition), "folder": str(folder), "commit": commit}))
        return
    page_console().print(_edition_text(edition), markup=False)
    if git:
        notes.print(f"Committed {commit}" if commit else "Nothing new to commit", markup=False)


def _publish_site(opened: OpenArchive, folder: Path, site: Site) -> Edition:
    times = [story.last_at for story in site.stories if story.last_at]
    return publish_files(
        site_files(site),
        folder,
        layout=Layout.SITE,
        articles=sum(outlet.articles for outlet in opened.outlets()),
        as_of=max(times, default=None),
    )


def _edition_text(edition: Edition) -> str:
    return (
        f"{edition.articles} articles in {edition.folder}: {len(edition.added)} files new, "
        f"{len(edition.changed)} changed, {len(edition.removed)} removed, {edition.unchanged} unchanged"
    )
