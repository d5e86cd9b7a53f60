"""Pages read from what the command line names, and their articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from rashomon.capture import read_sources
from rashomon.cli.options import capture_settings, own_outlets
from rashomon.extract import extract_article
from rashomon.model import Page, Rejected, Version


def now() -> datetime:
    """The wall clock, aware, in UTC."""
    return datetime.now(UTC)


def read_items(sources: Sequence[str], *, index_pages: int = 1) -> Iterator[Page | Version | Rejected]:
    """Everything the sources hold, in a stable order."""
    return read_sources(sources, clock=now, settings=capture_settings(index_pages=index_pages))


def read_versions(sources: Sequence[str]) -> Iterator[Version | Rejected]:
    """The article of each page, or why it has none."""
    outlets = own_outlets()
    for item in read_items(sources):
        yield extract_article(item, outlets=outlets) if isinstance(item, Page) else item
