"""`rashomon token`: who may write through the API."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rashomon.archive.tokens import Scope, make_token, read_tokens, revoke_token
from rashomon.cli.console import list_table, notes, page_console, write_json
from rashomon.cli.options import Format, OutputFormat
from rashomon.cli.sources import now
from rashomon.render.documents import to_json

TokenFile = Annotated[
    Path,
    typer.Option("--tokens", envvar="RASHOMON_TOKENS", help="The file of tokens that `rashomon serve --tokens` reads."),
]
_FILE = Path("rashomon-tokens.json")


def register(app: typer.Typer) -> None:
    commands = typer.Typer(help="Make, list and revoke the tokens that let programs write.", no_args_is_help=True)
    commands.command("add")(add)
    commands.command("list")(list_tokens)
    commands.command("revoke")(revoke)
    app.add_typer(commands, name="token")


def add(
    name: Annotated[str, typer.Argument(help="What it is for, e.g. the program that holds it.")],
    scopes: Annotated[list[Scope], typer.Option("--scope", help="What it allows; may be given several times.")],
    tokens: TokenFile = _FILE,
) -> None:
    """Make a token; its secret is printed this once and kept nowhere."""
    page_console().print(
        make_token(tokens, name, tuple(dict.fromkeys(scopes)), now=now()), markup=False, soft_wrap=True
    )
    notes.print("Keep it safe: it cannot be shown again", markup=False)


def list_tokens(tokens: TokenFile = _FILE, output: OutputFormat = Format.TEXT) -> None:
    """List the tokens by name, with what each allows."""
    known = read_tokens(tokens)
    if output is Format.JSON:
        told = [{"name": token.name, "scopes": token.scopes, "made_at": token.made_at} for token in known]
        write_json(to_json({"tokens": told}))
        return
    table = list_table("Token", "Allows", "Made")
    for token in known:
        table.add_row(token.name, ", ".join(token.scopes), f"{token.made_at:%Y-%m-%d %H:%M}")
    page_console().print(table)


def revoke(
    name: Annotated[str, typer.Argument(help="The token's name, as `rashomon token list` shows it.")],
    tokens: TokenFile = _FILE,
) -> None:
    """Make a token worthless, from the next request on."""
    revoke_token(tokens, name)
    notes.print(f"{name} may write no more", markup=False)
