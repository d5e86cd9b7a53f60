"""`rashomon export`, `import`, `verify`, `backup`: all data out and back in, integrity, safe copies."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from enum import StrEnum
from pathlib import Path
from typing import IO, Annotated, cast

import typer
from rich.text import Text

from rashomon.archive import Archive as OpenArchive
from rashomon.archive import open_archive
from rashomon.archive.forms import require_export
from rashomon.cli.collect import tally_text
from rashomon.cli.console import list_table, notes, page_console, write_json
from rashomon.cli.lake import is_lake, lake_versions
from rashomon.cli.options import DEFAULT_ARCHIVE, Archive, Format, OutputFormat, own_outlets, parse_day
from rashomon.errors import RashomonError, UsageError
from rashomon.model import Verification
from rashomon.render.documents import to_json
from rashomon.store.opening import is_server


class Kind(StrEnum):
    JSONL = "jsonl"
    ARCHIVE = "archive"
    PARQUET = "parquet"
    WARC = "warc"
    MARKDOWN = "markdown"


def register(app: typer.Typer) -> None:
    app.command("export")(export)
    app.command("import")(bring_in)
    app.command("verify")(verify)
    app.command("backup")(backup)
    app.command("reread")(reread)
    app.command("delete")(delete)
    app.command("restore")(restore)


def export(
    archive: Archive = DEFAULT_ARCHIVE,
    output: Annotated[
        Kind,
        typer.Option(
            "--format", "-f", help="jsonl: the articles, a document a line. The others: everything, for `import`."
        ),
    ] = Kind.JSONL,
    into: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Write to this file (parquet, markdown: folder) instead of stdout."),
    ] = None,
) -> None:
    """Write the articles as `article` documents, a line each, or everything in a form that `import` reads back."""
    with ExitStack() as stack:
        opened = stack.enter_context(open_archive(archive, read_only=True, create=False, outlets=own_outlets()))
        if output not in (Kind.JSONL, Kind.ARCHIVE):
            if into is None:
                raise UsageError(f"--format {output}", "needs --output: it is no text for a terminal")
            opened.export_to(into, form=output)
            notes.print(f"Wrote {into}", markup=False)
            return
        lines = opened.export() if output is Kind.ARCHIVE else map(to_json, opened.articles())
        target = stack.enter_context(_opened(into, "wb")) if into else sys.stdout.buffer
        count = 0
        for line in lines:
            target.write(line.rstrip(b"\n") + b"\n")
            count += 1
    notes.print(f"{count} lines")


def bring_in(
    source: Annotated[
        str,
        typer.Argument(
            metavar="FILE|lake://…",
            help="What `export` wrote as archive, parquet, warc or markdown; or a lake's articles, all or "
            "lake://PATH?day=2031-05-01 or lake://PATH?story=ID.",
        ),
    ],
    archive: Archive = DEFAULT_ARCHIVE,
) -> None:
    """Fill an empty archive with everything that an export holds; or add articles of a lake to any archive."""
    if is_lake(source):
        with open_archive(archive, outlets=own_outlets()) as opened:
            page_console().print(tally_text(opened.add(lake_versions(source))), markup=False)
        return
    file = Path(source)
    require_export(file)
    with _made(archive) as opened:
        opened.load_from(file)
    notes.print(f"Imported {file} into {archive}", markup=False)


@contextmanager
def _made(archive: str) -> Iterator[OpenArchive]:
    """The archive to be filled; where it was not there before and cannot be filled, it is not there afterwards."""
    there = is_server(archive) or Path(archive).exists()
    try:
        with open_archive(archive, outlets=own_outlets()) as opened:
            yield opened
    except BaseException:
        if not there:
            for end in ("", "-wal", "-shm"):
                Path(archive + end).unlink(missing_ok=True)
        raise


def restore(
    target: Annotated[str, typer.Argument(metavar="ARCHIVE", help="The archive to make; it must not be there yet.")],
    until: Annotated[str, typer.Option(help="A day or time, or the number of the log's last entry to keep.")],
    archive: Archive = DEFAULT_ARCHIVE,
) -> None:
    """Make an archive that holds what this one held at a moment, its log a beginning of this one's."""
    moment = int(until) if until.isdecimal() else parse_day(until, option="--until")
    assert moment is not None
    with open_archive(archive, read_only=True, create=False, outlets=own_outlets()) as source, _made(target) as made:
        last = source.restore(made, until=moment)
    notes.print(f"Restored entries 1 to {last} of {archive} into {target}", markup=False)


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
