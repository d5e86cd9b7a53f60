"""`rashomon`: the commands put together, and what an error means for the exit code."""

from __future__ import annotations

import os
import sys
from importlib.metadata import version as installed_version
from typing import Annotated

import typer

from rashomon.cli import collect, compare, demo, extract, joined, keep, lake, look, names, publish, serve, token, watch
from rashomon.cli.console import notes
from rashomon.cli.mistakes import Commands
from rashomon.errors import RashomonError, UsageError

app = typer.Typer(
    name="rashomon",
    cls=Commands,
    help="One event, every account: a news archive that sets accounts side by side.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for commands in (demo, collect, watch, extract, compare, look, joined, serve, token, publish, keep, lake, names):
    commands.register(app)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"rashomon {installed_version('rashomon')}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Run `rashomon COMMAND --help` for a command's own options."""


def main() -> None:
    """Run the command line; exits 0 done, 1 nothing could be done or something was lost, 2 wrong usage."""
    try:
        app()
    except UsageError as error:
        notes.print(f"rashomon: {error}", markup=False)
        sys.exit(2)
    except RashomonError as error:
        notes.print(f"rashomon: {error}", markup=False)
        sys.exit(1)
    except KeyboardInterrupt:
        notes.print("rashomon: stopped")
        sys.exit(130)
    except BrokenPipeError:  # the reader of our output has gone, e.g. `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
