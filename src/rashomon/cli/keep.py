"""`rashomon export`, `import`, `verify`, `backup`: all data out and back in, integrity, safe copies."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from enum import StrEnum
from pathlib import Path
from typing import IO, Annotated, cast

import typer
from rich.text import Text

from rashomon.archive import open_archive
from rashomon.cli.collect import tally_text
from rashomon.cli.console import list_table, notes, page_console, write_json
from rashomon.cli.options import DEFAULT_ARCHIVE, Archive, Format, OutputFormat, own_outlets
from rashomon.errors import RashomonError
from rashomon.model import Verification
from rashomon.render.documents import to_json


class Kind(StrEnum):
    JSONL = "jsonl"
    ARCHIVE = "archive"


def register(app: typer.Typer) -> None:
    app.command("export")(export)
    app.command("import")(bring_in)
    app.command("verify")(verify)
    app.command("backup")(backup)
    app.command("reread")(reread)
    app.command("delete")(delete)


def export(
    archive: Archive = DEFAULT_ARCHIVE,
    output: Annotated[Kind, typer.Option("--format", "-f", help="What the lines hold.")] = Kind.JSONL,
    into: Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file instead of stdout.")] = None,
) -> None:
    """Write the articles as `article` documents, a line each, or everything as lines that `import` reads back."""
    with ExitStack() as stack:
        opened = stack.enter_context(open_archive(archive, read_only=True, create=False, outlets=own_outlets()))
        lines = opened.export() if output is Kind.ARCHIVE else map(to_json, opened.articles())
        target = stack.enter_context(_opened(into, "wb")) if into else sys.stdout.buffer
        count = 0
        for line in lines:
            target.write(line.rstrip(b"\n") + b"\n")
            count += 1
    notes.print(f"{count} lines")


def bring_in(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `export --format archive` wrote.")],
    archive: Archive = DEFAULT_ARCHIVE,
) -> None:
    """Fill an empty archive with everything that an export holds; the digests stay what they were."""
    with _opened(file, "rb") as lines, open_archive(archive, outlets=own_outlets()) as opened:
        opened.load(lines, source=str(file))
    notes.print(f"Imported {file} into {archive}", markup=False)


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to; must not be there yet.")],
    archive: Archive = DEFAULT_ARCHIVE,
) -> None:
    """Make a checked copy of the archive while it is in use."""
    if not file.absolute().parent.is_dir():
        raise RashomonError(str(file), "its folder is not there")
    with open_archive(archive, create=False, outlets=own_outlets()) as opened:
        opened.backup(file)
    notes.print(f"Copied {archive} to {file}", markup=False)


def reread(archive: Archive = DEFAULT_ARCHIVE, output: OutputFormat = Format.TEXT) -> None:
    """Read every capture again with today's extractor; older versions stay. Stopped and run again, it goes on."""
    with open_archive(archive, create=False, outlets=own_outlets()) as opened:
        tally = opened.reread()
    if output is Format.JSON:
        write_json(to_json(tally))
    else:
        page_console().print(tally_text(tally), markup=False)


def delete(
    id: Annotated[str, typer.Argument(metavar="ARTICLE", help="An article's id.")],  # noqa: A002
    reason: Annotated[str, typer.Option(help="On whose request, and why: it is kept in the log for good.")],
    archive: Archive = DEFAULT_ARCHIVE,
    output: OutputFormat = Format.TEXT,
) -> None:
    """Erase an article on request, its words and bytes with it; the log tells that it was, and it cannot come back."""
    with open_archive(archive, create=False, outlets=own_outlets()) as opened:
        removal = opened.remove(id, reason=reason)
    if output is Format.JSON:
        write_json(to_json(removal))
        return
    told = f"Removed article {removal.article}: {len(removal.bodies)} bodies erased, entry {removal.capture} of the log"
    page_console().print(told + (f"; {removal.kept} kept for another article" if removal.kept else ""), markup=False)


def _opened(path: Path, mode: str) -> IO[bytes]:
    try:
        return cast(IO[bytes], path.open(mode))
    except OSError as error:
        raise RashomonError(str(path), f"cannot be opened: {error.strerror}") from error


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
    table = list_table("Part", "Checked")
    for part, count in found.checked.items():
        table.add_row(part, str(count))
    console = page_console()
    console.print(table)
    for problem in found.repaired:
        console.print(Text(f"repaired  {problem.part}  {problem.subject}: {problem.detail}"))
    for problem in found.problems:
        console.print(Text(f"wrong  {problem.part}  {problem.subject}: {problem.detail}", style="red"))
    notes.print(f"{len(found.problems)} problems, {len(found.repaired)} repaired; {found.seconds:.1f} s")
