"""`rashomon compare`: the accounts of one story side by side, from files or from an archive."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from rashomon.archive import open_archive
from rashomon.attribute import attribute_article
from rashomon.cli.console import notes, page_console, write_json, write_text
from rashomon.cli.options import DEFAULT_ARCHIVE, Archive, known_outlets, own_outlets
from rashomon.cli.side_by_side import side_by_side
from rashomon.cli.sources import read_versions
from rashomon.compare import compare_accounts
from rashomon.errors import RashomonError
from rashomon.model import Comparison, Rejected
from rashomon.render.documents import to_json
from rashomon.render.pages import comparison_markdown, comparison_page
from rashomon.render.tables import claims_csv


class ComparisonFormat(StrEnum):
    TEXT = "text"
    JSON = "json"
    HTML = "html"
    MARKDOWN = "markdown"
    CSV = "csv"


def register(app: typer.Typer) -> None:
    app.command("compare")(compare)


def compare(
    accounts: Annotated[list[str], typer.Argument(metavar="FILE…|STORY-ID", show_default=False)],
    archive: Archive = DEFAULT_ARCHIVE,
    output: Annotated[ComparisonFormat, typer.Option("--format", "-f", help="How to show it.")] = ComparisonFormat.TEXT,
    into: Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file instead of stdout.")] = None,
) -> None:
    """Set accounts side by side: the files given, or the articles of a story in the archive."""
    if len(accounts) == 1 and not _is_source(accounts[0]):
        with open_archive(archive, read_only=True, create=False, outlets=own_outlets()) as opened:
            comparison = opened.compare(accounts[0])
    else:
        comparison = compare_sources(accounts)
    rendered = render_comparison(comparison, output)
    if into is not None:
        _write_file(into, rendered or to_json(comparison))
        notes.print(f"Wrote {into}", markup=False)
    elif output is ComparisonFormat.JSON:
        write_json(to_json(comparison))
    elif rendered is not None:
        write_text(rendered.decode())
    else:
        page_console().print(side_by_side(comparison))


def compare_sources(sources: list[str]) -> Comparison:
    """The comparison of the articles that the sources hold; what holds none is told on stderr."""
    versions = []
    for item in read_versions(sources):
        if isinstance(item, Rejected):
            notes.print(f"{item.source}: left out, {item.reason}", markup=False)
        else:
            versions.append(item)
    if not versions:
        raise RashomonError(", ".join(sources), "there is no article to compare")
    return compare_accounts([attribute_article(version) for version in versions], outlets=known_outlets())


def render_comparison(comparison: Comparison, output: ComparisonFormat) -> bytes | None:
    """The comparison as a file's bytes; None for text, which depends on the terminal's width."""
    match output:
        case ComparisonFormat.JSON:
            return to_json(comparison)
        case ComparisonFormat.HTML:
            return comparison_page(comparison).encode()
        case ComparisonFormat.MARKDOWN:
            return comparison_markdown(comparison).encode()
        case ComparisonFormat.CSV:
            return claims_csv(comparison).encode()
        case _:
            return None


def _is_source(argument: str) -> bool:
    return argument == "-" or "://" in argument or Path(argument).exists() or "/" in argument or "." in argument


def _write_file(path: Path, body: bytes) -> None:
    try:
        path.write_bytes(body)
    except OSError as error:
        raise RashomonError(str(path), f"cannot be written: {error.strerror}") from error
