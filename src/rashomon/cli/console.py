"""Where output goes: the document to stdout, progress and notes to stderr."""

from __future__ import annotations

import sys

from rich.console import Console
from rich.table import Table

notes = Console(stderr=True, highlight=False, soft_wrap=True)
"""Progress, notes and errors; wraps nothing, so that a log keeps one line a note."""


def page_console() -> Console:
    """The console for text a person reads; as wide as the terminal, at least 80 columns when there is none."""
    return Console(highlight=False, width=None if sys.stdout.isatty() else max(80, Console().width))


def list_table(*headings: str) -> Table:
    """A plain table whose columns break inside words: to the terminal a Chinese sentence is one word."""
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table


def write_json(line: bytes) -> None:
    """One JSON document, and a line feed, to stdout."""
    sys.stdout.buffer.write(line + b"\n")
    sys.stdout.buffer.flush()


def write_text(text: str) -> None:
    """Text as it is to stdout, in UTF-8 whatever the locale."""
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()
