"""The README and the other pages written by hand: their links lead somewhere, and the commands they name exist."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from tests.conftest import REPOSITORY

import rashomon
from rashomon.cli.main import app

README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
PAGES = [REPOSITORY / "README.md", REPOSITORY / "CHANGELOG.md", *sorted((REPOSITORY / "docs").rglob("*.md"))]


def commands() -> set[str]:
    return {str(command.name) for command in app.registered_commands}


def test_first_lines_are_the_two_commands() -> None:
    code = [line.split("#")[0].strip() for line in README.splitlines() if line.startswith("    ")]
    assert code[:2] == ["make demo", "make test"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(REPOSITORY).as_posix())
def test_links_between_our_files_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?://|#)([^)#\s]+)", page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_commands_of_the_tour_exist() -> None:
    assert set(re.findall(r"^rashomon (\w+)", README, re.MULTILINE)) <= commands()


def test_every_command_is_in_the_readme() -> None:
    rows = "".join(line for line in README.splitlines() if line.startswith("| `"))
    assert {command for command in commands() if not re.search(rf"`{command}\b", rows)} == set()


def test_python_example_uses_public_names_only() -> None:
    (example,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    imports = [node for node in ast.walk(ast.parse(example)) if isinstance(node, ast.ImportFrom)]
    assert imports
    assert {node.module for node in imports} == {"rashomon"}
    assert {alias.name for node in imports for alias in node.names} <= set(rashomon.__all__)
