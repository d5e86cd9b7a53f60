"""`rashomon add`: pages into the archive."""

from __future__ import annotations

from itertools import chain, islice
from threading import Thread
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from rashomon.archive import open_archive
from rashomon.cli.console import notes, page_console, write_json
from rashomon.cli.options import DEFAULT_ARCHIVE, Archive, Format, OutputFormat, own_outlets
from rashomon.cli.sources import count_files, read_items
from rashomon.model import Reason, Rejected, Tally, Version
from rashomon.render.documents import to_json

LOST = {Reason.UNREACHABLE.value, Reason.UNREADABLE.value}
"""What another try might still bring in: lost on the way, where other rejections are what the page is."""


TOLD = {Reason.UNREACHABLE, Reason.UNREADABLE, Reason.REFUSED}
"""Rejections named one by one: somebody may want to do something about them."""


def register(app: typer.Typer) -> None:
    app.command("add")(add)


def add(
    sources: Annotated[
        list[str], typer.Argument(metavar="SOURCE…", help="Files, folders, URLs, feeds, WARC; - for stdin.")
    ],
    archive: Archive = DEFAULT_ARCHIVE,
    output: OutputFormat = Format.TEXT,
    index_pages: Annotated[int, typer.Option(min=1, help="Pages of a channel's index to read back: a backfill.")] = 1,
) -> None:
    """Add pages to the archive: files, folders, feeds, channel pages, web archives, article documents."""
    own = tuple(archive + end for end in ("", "-wal", "-shm"))  # an archive may stand among the pages it is made of
    items = read_items(sources, index_pages=index_pages, leave_out=own)
    first = list(islice(items, 1))  # a source that is not there is told before an archive is made
    with open_archive(archive, outlets=own_outlets()) as opened, _progress() as progress:
        reading = progress.add_task("1 of 2: reading", total=None)
        attributing = progress.add_task("2 of 2: grouping, attributing", total=None, visible=False)
        counting = Thread(target=lambda: progress.update(reading, total=count_files(sources)), daemon=True)
        counting.start()

        def show(outcome: Version | Rejected) -> None:
            progress.advance(reading)
            if isinstance(outcome, Rejected) and outcome.reason in TOLD:
                notes.print(f"{outcome.source}: {outcome.reason}, {outcome.detail}", markup=False)

        def show_attributed(done: int, total: int) -> None:
            progress.update(attributing, completed=done, total=total, visible=True)

        tally = opened.add(chain(first, items), on_item=show, on_attributed=show_attributed)
        counting.join()
    if output is Format.JSON:
        write_json(to_json(tally))
    else:
        page_console().print(tally_text(tally), markup=False)
    if not tally.read or sum(tally.rejected.values()) == tally.read or LOST & tally.rejected.keys():
        raise typer.Exit(1)


def _progress() -> Progress:
    """Two bars, as an import has two steps that take about as long as each other; each with the time it still takes."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    return Progress(*columns, console=notes, transient=True, speed_estimate_period=60)


def tally_text(tally: Tally) -> str:
    """One line of counts; the rejected by reason behind it."""
    capped = f"{tally.capped} changed too often, " if tally.capped else ""
    text = (
        f"{tally.read} read: {tally.new} new, {tally.versions} new versions, {tally.unchanged} unchanged, "
        f"{tally.duplicates} duplicates, {capped}{sum(tally.rejected.values())} rejected"
    )
    if tally.rejected:
        text += " (" + ", ".join(f"{count} {reason}" for reason, count in sorted(tally.rejected.items())) + ")"
    return f"{text}; {tally.seconds:.1f} s"
