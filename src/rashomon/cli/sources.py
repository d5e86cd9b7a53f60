"""Pages read from what the command line names, and their articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from rashomon.capture import CaptureSettings, read_sources
from rashomon.cli.options import allowed_networks, own_outlets
from rashomon.extract import extract_article
from rashomon.model import Page, Rejected, Version


def now() -> datetime:
    """The wall clock, aware, in UTC."""
    return datetime.now(UTC)


def read_items(sources: Sequence[str]) -> Iterator[Page | Version | Rejected]:
    """Everything the sources hold, in a stable order; networks as RASHOMON_ALLOW_NETWORKS allows."""
    return read_sources(sources, clock=now, settings=CaptureSettings(allow_networks=allowed_networks()))


def read_versions(sources: Sequence[str]) -> Iterator[Version | Rejected]:
    """The article of each page, or why it has none."""
    outlets = own_outlets()
    for item in read_items(sources):
        yield extract_article(item, outlets=outlets) if isinstance(item, Page) else item
