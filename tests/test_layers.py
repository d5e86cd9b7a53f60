"""The house's walls: layers import downwards only, pure rooms stay pure, nothing prints outside cli/."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[1] / "src" / "rashomon"
PURE = ("model", "text", "outlets", "extract", "group", "attribute", "compare", "render")
IMPURE_MODULES = {"sqlite3", "psycopg", "httpx", "socket", "subprocess", "urllib.request", "random", "time"}


def modules_imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def sources_of(*rooms: str) -> list[Path]:
    return sorted(path for room in rooms for path in (SOURCE / room).rglob("*.py"))


def test_layers_import_downwards_only() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint], cwd=SOURCE.parents[1], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("room", PURE)
def test_pure_rooms_reach_for_no_clock_network_or_store(room: str) -> None:
    reached = {(path.name, module) for path in sources_of(room) for module in modules_imported(path)}
    assert not {(name, module) for name, module in reached if module in IMPURE_MODULES}


def test_only_the_store_speaks_sql() -> None:
    speakers = {
        path.relative_to(SOURCE).parts[0]
        for path in SOURCE.rglob("*.py")
        for module in modules_imported(path)
        if module.split(".")[0] in {"sqlite3", "psycopg"}
    }
    assert speakers <= {"store"}


def test_model_needs_the_standard_library_only() -> None:
    modules = {module.split(".")[0] for path in sources_of("model") for module in modules_imported(path)}
    assert modules - {"rashomon"} <= set(sys.stdlib_module_names)
