"""`rashomon demo`: the main job on the sample bundled in the package."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Annotated

import typer

from rashomon.archive import Archive, open_archive
from rashomon.cli.collect import tally_text
from rashomon.cli.console import notes, page_console
from rashomon.cli.side_by_side import side_by_side
from rashomon.cli.sources import read_items
from rashomon.errors import RashomonError
from rashomon.model import Story, StoryQuery
from rashomon.render.pages import comparison_page
from rashomon.sample import sample_folder


def register(app: typer.Typer) -> None:
    app.command("demo")(demo)


def demo(
    folder: Annotated[Path, typer.Option("--into", help="Where to put the archive and the page.")] = Path(
        "rashomon-demo"
    ),
) -> None:
    """Build an archive from the bundled sample, print its story side by side, and write it as a page."""
    try:
        shutil.copytree(sample_folder() / "outlets", folder / "outlets", dirs_exist_ok=True)
    except OSError as error:
        raise RashomonError(str(folder), f"cannot be made: {error.strerror}") from error
    with open_archive(folder / "rashomon.db") as archive:
        tally = archive.add(read_items([str(sample_folder() / "pages")]))
        notes.print(f"Sample: {tally_text(tally)}", markup=False)
        comparison = archive.compare(_widest_story(archive).id)
    page_console().print(side_by_side(comparison))
    page = folder / "story.html"
    page.write_text(comparison_page(comparison), encoding="utf-8")
    notes.print(f"\nThe same as a page: open {page.resolve()}", markup=False)
    notes.print(f"Look around: rashomon serve --archive {folder / 'rashomon.db'}", markup=False)


def _widest_story(archive: Archive) -> Story:
    return archive.stories(StoryQuery(sort="outlets", limit=1))[0]
