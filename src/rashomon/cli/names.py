"""`rashomon names`: which names articles show to be one, and where."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.text import Text

from rashomon.archive import open_archive
from rashomon.cli.console import list_table, notes, page_console, write_json
from rashomon.cli.options import DEFAULT_ARCHIVE, Archive, Format, OutputFormat, own_outlets
from rashomon.render.documents import NamesDocument, to_json


def register(app: typer.Typer) -> None:
    app.command("names")(names)


def names(
    word: Annotated[str, typer.Argument(help="A name or a part of one, in any script; all names, unless given.")] = "",
    archive: Archive = DEFAULT_ARCHIVE,
    output: OutputFormat = Format.TEXT,
    limit: Annotated[int, typer.Option(min=1, help="At most so many pairs.")] = 100,
) -> None:
    """List names that articles show to be one, with the words that show it."""
    with open_archive(archive, read_only=True, create=False, outlets=own_outlets()) as opened:
        found = opened.names(word, most=limit)
    if output is Format.JSON:
        write_json(to_json(NamesDocument(names=found)))
        return
    table = list_table("Name", "Also", "Kind", "Articles", "Shown by", "In article")
    for pair in found:
        first = pair.evidence[0] if pair.evidence else None
        shown = f"{first.words.strip()} ({first.rule})".replace("\n", " ") if first else ""
        counted = (Text(pair.kind), str(pair.articles), Text(shown), Text(first.article if first else ""))
        table.add_row(Text(pair.name), Text(pair.other), *counted)
    page_console().print(table)
    notes.print(f"{len(found)} {'pair' if len(found) == 1 else 'pairs'}")
