"""`rashomon export`, `import`, `verify`, `backup`: all data out and back in, and whether it is whole."""

from __future__ import annotations

import typer


def register(app: typer.Typer) -> None:
    """Add the commands."""
