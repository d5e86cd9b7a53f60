"""`rashomon serve`: web pages and REST API over the archive."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rashomon.archive import open_archive
from rashomon.archive.tokens import read_tokens
from rashomon.archive.watching import open_database_ledger
from rashomon.capture.fetching import Fetcher
from rashomon.capture.watching import WatchSettings, find_lists, open_ledger, subscribe
from rashomon.cli.console import notes
from rashomon.cli.options import DEFAULT_ARCHIVE, Archive, capture_settings, own_outlets
from rashomon.cli.sources import now, read_items
from rashomon.model import Tally

if TYPE_CHECKING:
    from rashomon.web.writing import Writer


def register(app: typer.Typer) -> None:
    app.command("serve")(serve)


def serve(
    archive: Archive = DEFAULT_ARCHIVE,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on.")] = 8000,
    limit: Annotated[
        int, typer.Option("--requests-a-minute", min=0, help="Of one client; 0 sets no limit.", envvar="RASHOMON_RATE")
    ] = 0,
    tokens: Annotated[
        Path | None,
        typer.Option("--tokens", help="Let the tokens of this file write through the API; none, unless given."),
    ] = None,
) -> None:
    """Serve the archive as web pages and as an API, until stopped."""
    from rashomon import web  # starting costs more than every other command: only where wanted

    open_archive(
        archive, read_only=True, create=False, outlets=own_outlets()
    ).close()  # a wrong path is told before the server starts
    writer = _writer(archive, tokens) if tokens else None
    with web.listen(host, port) as listener:
        address = f"http://{host}:{listener.getsockname()[1]}/"
        notes.print(f"Serving {archive} at {address} – stop with Ctrl-C", markup=False)
        web.serve(archive, listener, requests_a_minute=limit, writer=writer)


def _writer(archive: str, tokens: Path) -> Writer:
    """What writing through the API does: the same as `add`, `delete` and `subscribe` do."""
    from rashomon.web.writing import Writer

    def add(url: str) -> Tally:
        with open_archive(archive, create=False, outlets=own_outlets()) as opened:
            return opened.add(read_items([url]))

    def delete(article: str, reason: str) -> None:
        with open_archive(archive, create=False, outlets=own_outlets()) as opened:
            opened.remove(article, reason=reason)

    def watch(url: str) -> tuple[str, ...]:
        ledger = open_database_ledger(archive) if "://" in archive else open_ledger(Path(f"{archive}.watch"))
        with ledger as opened, Fetcher(capture_settings(), clock=now) as fetcher:
            lists = find_lists(fetcher, url)
            return tuple(task.url for task in subscribe(opened, lists, now=now(), settings=WatchSettings()))

    read_tokens(tokens)  # a file of another kind is told before the server starts
    return Writer(tokens=tokens, add=add, delete=delete, subscribe=watch, turn=threading.Lock())
