"""Write docs/schema/*.json from the types and docs/commands.md from the command line itself.

`--check` writes nothing and exits 1 when a file is not what would be written.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

import typer

from rashomon.cli.main import app
from rashomon.render.documents import DOCUMENTS, schema_of

DOCS = Path(__file__).resolve().parents[1] / "docs"

COMMANDS_HEAD = """# Commands

Made by `make docs` from the command line itself. Every command that reports takes `--format json` and writes one JSON
document to stdout (schemas in [schema/](schema/)); progress and notes go to stderr. Exit codes: 0 done, 1 nothing could
be done or something was lost on the way, 2 wrong usage.

`extract --manifest FILE.jsonl` reads lines `{"id", "file", "url"}`, files relative to it, and prints one `article` or
`rejected` document a line with that id and the `seconds` that extraction took. `attribute --manifest FILE.jsonl` reads
lines `{"id", "text"}`.
"""


def commands_text() -> str:
    """The reference of all commands as Markdown."""
    group: Any = typer.main.get_command(app)  # typer carries a click of its own, whose types it does not export
    parts = [COMMANDS_HEAD]
    for name, command in _commands_of(group):
        parts.append(f"## rashomon {name}\n\n{(command.help or '').strip()}\n\n")
        parts.append("| option or argument | meaning |\n| --- | --- |\n")
        for parameter in command.params:
            parts.append(f"| {_names_of(parameter)} | {_help_of(parameter)} |\n")
        parts.append("\n")
    return "\n".join(parts[:1]) + "\n" + "".join(parts[1:]).rstrip() + "\n"


def _commands_of(group: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    """Every command with its whole name, those of groups too."""
    for name, command in sorted(group.commands.items()):
        if hasattr(command, "commands"):
            yield from _commands_of(command, f"{before}{name} ")
        else:
            yield f"{before}{name}", command


def _names_of(parameter: Any) -> str:
    if parameter.param_type_name == "option":
        return ", ".join(f"`{name}`" for name in parameter.opts)
    return f"`{parameter.metavar or parameter.name.upper()}`".replace("|", "\\|")


def _help_of(parameter: Any) -> str:
    words = parameter.help or ""
    kind = parameter.type_descriptor.annotation
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        words += f" One of {', '.join(choice.value for choice in kind)}."
    if parameter.param_type_name == "option" and parameter.default not in (None, False, ""):
        words += f" Default: {parameter.default}."
    return words.replace("|", "\\|")


def wanted_files() -> dict[Path, str]:
    """Every generated file of docs/, by path."""
    files = {DOCS / "commands.md": commands_text()}
    for name in DOCUMENTS:
        text = json.dumps(schema_of(name), indent=1, ensure_ascii=False) + "\n"
        files[DOCS / "schema" / f"{name}.json"] = text
    return files


def main() -> int:
    """Write, or with --check compare; returns the exit code."""
    stale = [path for path, text in wanted_files().items() if not path.exists() or path.read_text("utf-8") != text]
    if "--check" in sys.argv:
        for path in stale:
            print(f"{path.relative_to(DOCS.parent)} is not up to date: run `make docs`", file=sys.stderr)
        return 1 if stale else 0
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(wanted_files()[path], "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
