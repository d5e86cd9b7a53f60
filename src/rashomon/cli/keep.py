"""`rashomon verify`: whether everything stored is whole."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from rashomon.archive import open_archive
from rashomon.cli.console import notes, page_console, write_json
from rashomon.cli.options import DEFAULT_ARCHIVE, Archive, Format, OutputFormat, own_outlets
from rashomon.model import Verification
from rashomon.render.documents import to_json


def register(app: typer.Typer) -> None:
    app.command("verify")(verify)


def verify(
    archive: Archive = DEFAULT_ARCHIVE,
    output: OutputFormat = Format.TEXT,
    repair: Annotated[bool, typer.Option("--repair", help="Make again whatever is derived and found wrong.")] = False,
    sample: Annotated[int, typer.Option(min=0, help="Versions to read again from their bytes.")] = 500,
) -> None:
    """Check the bytes, the chain of captures, the versions and the indexes, and say exactly what is wrong."""
    # Not read-only: FTS5 checks its index by a statement that counts as writing.
    with open_archive(archive, create=False, outlets=own_outlets()) as opened:
        found = opened.verify(repair=repair, sample=sample)
    if output is Format.JSON:
        write_json(to_json(found))
    else:
        _print_verification(found)
    if found.problems:
        raise typer.Exit(1)


def _print_verification(found: Verification) -> None:
    table = Table("Part", "Checked", box=None, pad_edge=False)
    for part, count in found.checked.items():
        table.add_row(part, str(count))
    console = page_console()
    console.print(table)
    for problem in found.repaired:
        console.print(Text(f"repaired  {problem.part}  {problem.subject}: {problem.detail}"))
    for problem in found.problems:
        console.print(Text(f"wrong  {problem.part}  {problem.subject}: {problem.detail}", style="red"))
    notes.print(f"{len(found.problems)} problems, {len(found.repaired)} repaired; {found.seconds:.1f} s")
