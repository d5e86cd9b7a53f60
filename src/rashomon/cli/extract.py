"""`rashomon extract` and `rashomon attribute`: one article at a time, no archive."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Annotated, Any

import msgspec
import typer
from rich.console import Console
from rich.text import Text

from rashomon.attribute import attribute_article
from rashomon.cli.console import notes, page_console, write_json
from rashomon.cli.marked import findings_text
from rashomon.cli.options import Format, OutputFormat
from rashomon.cli.sources import read_versions
from rashomon.errors import RashomonError, UsageError
from rashomon.extract import extract_article
from rashomon.model import Account, Page, Rejected, Version
from rashomon.render.documents import article_from_fields, to_json

Sources = Annotated[list[str] | None, typer.Argument(metavar="FILE…|URL|-", show_default=False)]
Manifest = Annotated[
    Path | None, typer.Option("--manifest", help="JSON Lines naming the inputs; see docs/commands.md.")
]


def register(app: typer.Typer) -> None:
    app.command("extract")(extract)
    app.command("attribute")(attribute)


def extract(sources: Sources = None, manifest: Manifest = None, output: OutputFormat = Format.TEXT) -> None:
    """Print the article of each page: one JSON document, or JSON Lines for several."""
    if manifest is not None:
        for fields in _manifest_lines(manifest):
            write_json(_extracted_line(fields, manifest.parent))
        return
    done = 0
    console = page_console()
    for item in read_versions(_named(sources)):
        if output is Format.JSON:
            write_json(to_json(item))
        elif isinstance(item, Version):
            _print_article(console, item)
        if isinstance(item, Rejected):
            notes.print(f"{item.source}: {item.reason}{': ' + item.detail if item.detail else ''}", markup=False)
        else:
            done += 1
    if not done:
        raise typer.Exit(1)


def attribute(sources: Sources = None, manifest: Manifest = None, output: OutputFormat = Format.JSON) -> None:
    """Print the quotations, sources, times and names of each article, a line of JSON an article."""
    done = 0
    console = page_console()
    for account in _accounts(sources, manifest):
        done += 1
        if output is Format.JSON:
            write_json(to_json(account))
        else:
            console.print(findings_text(account))
    if not done:
        raise typer.Exit(1)


def _accounts(sources: list[str] | None, manifest: Path | None) -> Iterator[Account]:
    if manifest is not None:
        for fields in _manifest_lines(manifest):
            yield attribute_article(article_from_fields(fields, source=f"{manifest}: {fields.get('id')}"))
        return
    for item in read_versions(_named(sources)):
        if isinstance(item, Rejected):
            notes.print(f"{item.source}: {item.reason}", markup=False)
        else:
            yield attribute_article(item)


def _named(sources: list[str] | None) -> list[str]:
    if not sources:
        raise UsageError("extract", "name a file, a URL, - for standard input, or --manifest FILE.jsonl")
    return sources


def _manifest_lines(manifest: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON Lines file; a line that is none raises UsageError with its number."""
    try:
        lines = manifest.open("rb")
    except OSError as error:
        raise UsageError(str(manifest), f"cannot be read: {error.strerror}") from error
    with lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                yield msgspec.json.decode(line, type=dict[str, Any])
            except msgspec.DecodeError as error:
                raise UsageError(f"{manifest}:{number}", f"is no JSON object: {error}") from error


def _extracted_line(fields: dict[str, Any], folder: Path) -> bytes:
    """The `article` or `rejected` document of one manifest line, with its id and the seconds extraction took."""
    if not isinstance(fields.get("file"), str):
        raise UsageError(str(fields.get("id", "manifest line")), 'has no "file"')
    path = folder / fields["file"]
    try:
        body = path.read_bytes()
    except OSError as error:
        raise RashomonError(str(path), f"cannot be read: {error.strerror}") from error
    page = Page(source=str(path), body=body, url=fields.get("url"), captured_at=datetime.now(UTC))
    started = perf_counter()
    found = extract_article(page)
    return to_json(found, id=fields.get("id"), seconds=round(perf_counter() - started, 6))


def _print_article(console: Console, version: Version) -> None:
    """Headline, facts and text of an article, for a person."""
    console.print(Text(version.headline, style="bold"))
    when = version.published_at.isoformat(timespec="minutes") if version.published_at else "time not known"
    facts = [version.outlet, ", ".join(version.byline), f"{when} ({version.published_at_basis})", version.url]
    console.print(Text(" · ".join(fact for fact in facts if fact), style="dim"))
    if version.dateline:
        console.print(Text(version.dateline, style="italic"))
    console.print()
    for paragraph in version.paragraphs:
        console.print(Text(version.text[paragraph.start : paragraph.end]))
        console.print()
    for image in version.images:
        if image.caption or image.credit:
            console.print(Text(f"[{image.caption} {image.credit}]".replace(" ]", "]"), style="dim"))
