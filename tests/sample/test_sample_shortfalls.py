"""The list of shortfalls names tests that exist."""

from __future__ import annotations

from pathlib import Path

from tests.sample.shortfalls import SHORTFALLS


def test_shortfalls_are_of_tests_that_exist() -> None:
    tests = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    assert {name for name in SHORTFALLS if f"def {name.split('[')[0]}(" not in tests} == set()
