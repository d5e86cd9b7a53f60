"""`rashomon publish`: a static edition of the archive."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from rashomon.archive import open_archive
from rashomon.cli.console import page_console
from rashomon.cli.options import DEFAULT_ARCHIVE, Archive
from rashomon.mirror import publish_channel_mirror, publish_feed_mirror


class Layout(StrEnum):
    FEED_MIRROR = "feed-mirror"
    CHANNEL_MIRROR = "channel-mirror"


WRITERS = {Layout.FEED_MIRROR: publish_feed_mirror, Layout.CHANNEL_MIRROR: publish_channel_mirror}


def register(app: typer.Typer) -> None:
    app.command("publish")(publish)


def publish(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where to write; nothing outside it is touched.")],
    layout: Annotated[Layout, typer.Option(help="Which layout to write.")],
    archive: Archive = DEFAULT_ARCHIVE,
) -> None:
    """Write the archive as files that any host can serve."""
    with open_archive(archive, read_only=True, create=False) as opened:
        edition = WRITERS[layout](opened.articles(), folder)
    page_console().print(f"{edition.written} files written, {edition.unchanged} unchanged, in {folder}", markup=False)
