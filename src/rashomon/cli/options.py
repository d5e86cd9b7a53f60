"""Options that several commands share."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

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


def allowed_networks() -> tuple[str, ...]:
    """The private networks that RASHOMON_ALLOW_NETWORKS lets capturing reach; none by default."""
    return tuple(part.strip() for part in os.environ.get("RASHOMON_ALLOW_NETWORKS", "").split(",") if part.strip())


def own_outlets() -> Outlets | None:
    """The outlets known when RASHOMON_OUTLETS names a file or folder of one's own; None when it is not set."""
    path = os.environ.get("RASHOMON_OUTLETS")
    if not path:
        return None
    if not Path(path).exists():
        raise UsageError(path, "is not there (RASHOMON_OUTLETS)")
    return load_outlets(Path(path))
