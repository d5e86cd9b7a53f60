"""The house's measures of calm: files and functions stay short enough to read at a sitting."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[1] / "src" / "rashomon"
FILES = sorted(SOURCE.rglob("*.py"))
LONGEST_FILE = 370
"""Lines: the house asks for 300, and looks again at what passes it."""
LONGEST_FUNCTION = 65
EXCUSED = {"walk_tree"}
"""The hot path: a call a node would cost more than the rest of the loop."""


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_file_is_short_and_its_functions_are_shorter(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST_FILE
    functions = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    long = [(node.name, node.end_lineno - node.lineno + 1) for node in functions if node.end_lineno]
    assert [item for item in long if item[1] > LONGEST_FUNCTION and item[0] not in EXCUSED] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_module_says_what_it_is(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not text.strip() or ast.get_docstring(ast.parse(text))
