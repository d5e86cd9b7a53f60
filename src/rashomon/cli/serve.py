"""`rashomon serve`: web pages and REST API over the archive."""

from __future__ import annotations

from typing import Annotated

import typer

from rashomon.archive import open_archive
from rashomon.cli.console import notes
from rashomon.cli.options import DEFAULT_ARCHIVE, Archive, own_outlets


def register(app: typer.Typer) -> None:
    app.command("serve")(serve)


def serve(
    archive: Archive = DEFAULT_ARCHIVE,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on.")] = 8000,
) -> None:
    """Serve the archive as web pages and as an API, until stopped."""
    from rashomon.web import serve as run_server  # starting costs more than every other command: only where wanted

    open_archive(
        archive, read_only=True, create=False, outlets=own_outlets()
    ).close()  # a wrong path is told before the server starts
    notes.print(f"Serving {archive} at http://{host}:{port}/ – stop with Ctrl-C", markup=False)
    run_server(archive, host=host, port=port)
