"""Pages read from what the command line names, and their articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from rashomon.capture import is_address, read_sources
from rashomon.capture.files import walk_files
from rashomon.cli.options import capture_settings, own_outlets
from rashomon.extract import extract_article
from rashomon.model import Page, Rejected, Version


def now() -> datetime:
    """The wall clock, aware, in UTC."""
    return datetime.now(UTC)


def read_items(
    sources: Sequence[str], *, index_pages: int = 1, leave_out: tuple[str, ...] = ()
) -> Iterator[Page | Version | Rejected]:
    """Everything the sources hold, in a stable order; of folders, all but the files to leave out."""
    return read_sources(sources, clock=now, settings=capture_settings(index_pages=index_pages, leave_out=leave_out))


def count_files(sources: Sequence[str]) -> int | None:
    """How many files will be read; None where a source is no folder, as one file may hold any number of pages."""
    if not all(is_folder(source) for source in sources):
        return None
    return sum(isinstance(found, Path) for source in sources for found in walk_files(Path(source)))


def is_folder(source: str) -> bool:
    """Whether the source is a folder of files."""
    return not is_address(source) and Path(source).is_dir()


def read_versions(sources: Sequence[str]) -> Iterator[Version | Rejected]:
    """The article of each page, or why it has none."""
    outlets = own_outlets()
    for item in read_items(sources):
        yield extract_article(item, outlets=outlets) if isinstance(item, Page) else item
