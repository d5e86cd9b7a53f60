"""Options that several commands share."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from rashomon.capture import CaptureSettings
from rashomon.errors import UsageError
from rashomon.outlets import Outlets, load_outlets

Archive = Annotated[
    str,
    typer.Option(
        "--archive",
        envvar="RASHOMON_ARCHIVE",
        help="The archive: a path (SQLite) or postgresql://…",
        show_default="rashomon.db",
    ),
]
DEFAULT_ARCHIVE = "rashomon.db"


class Format(StrEnum):
    TEXT = "text"
    JSON = "json"


OutputFormat = Annotated[Format, typer.Option("--format", "-f", help="Text for a person, or one JSON document.")]


def parse_day(value: str | None, *, option: str) -> datetime | None:
    """The instant an ISO 8601 day or time names (UTC unless it has an offset); None for None."""
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError as error:
        raise UsageError(option, f"{value!r} is no ISO 8601 day or time, e.g. 2023-09-13") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def capture_settings(*, index_pages: int = 1, leave_out: tuple[str, ...] = ()) -> CaptureSettings:
    """How capturing behaves, as the environment has it; `index_pages` is how far back an index page is followed.

    RASHOMON_ALLOW_NETWORKS (CIDR, comma between) names private networks that may be reached, none by default;
    RASHOMON_CONTACT is told to outlets in the User-Agent; RASHOMON_PROXY is an http, https or socks5 address;
    RASHOMON_SPACING is how many seconds lie between two requests to one host, five by default.
    """
    networks = (part.strip() for part in os.environ.get("RASHOMON_ALLOW_NETWORKS", "").split(","))
    return CaptureSettings(
        allow_networks=tuple(network for network in networks if network),
        contact=os.environ.get("RASHOMON_CONTACT", ""),
        proxy=os.environ.get("RASHOMON_PROXY", ""),
        spacing_seconds=_spacing(),
        index_pages=index_pages,
        leave_out=leave_out,
    )


def _spacing() -> float:
    written = os.environ.get("RASHOMON_SPACING", "")
    try:
        seconds = float(written) if written else CaptureSettings().spacing_seconds
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds < 86_400:
        raise UsageError(written, "is no number of seconds (RASHOMON_SPACING)")
    return seconds


def own_outlets() -> Outlets | None:
    """The outlets known when RASHOMON_OUTLETS names a file or folder of one's own; None when it is not set."""
    path = os.environ.get("RASHOMON_OUTLETS")
    if not path:
        return None
    if not Path(path).exists():
        raise UsageError(path, "is not there (RASHOMON_OUTLETS)")
    return load_outlets(Path(path))


def known_outlets() -> Outlets:
    """The outlets known to a command that opens no archive: one's own, where RASHOMON_OUTLETS names them, or the bundled."""
    return own_outlets() or load_outlets()
