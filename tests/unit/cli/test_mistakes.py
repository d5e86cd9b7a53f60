"""Wrong values are told in this project's words."""

from __future__ import annotations

from typing import Any

import pytest

from rashomon.cli.mistakes import told


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        ({"type": "int_parsing", "input": "two"}, "'two' is no whole number"),
        ({"type": "int_from_float", "input": "2.5"}, "'2.5' is no whole number"),
        ({"type": "float_parsing", "input": "far"}, "'far' is no number"),
        ({"type": "bool_parsing", "input": "perhaps"}, "'perhaps' is neither yes nor no"),
        ({"type": "greater_than_equal", "input": "0", "ctx": {"ge": 1}}, "0 is too small: 1 or more"),
        ({"type": "less_than_equal", "input": "9", "ctx": {"le": 5}}, "9 is too large: 5 or less"),
        ({"type": "value_error", "msg": "Value error, 'x' is not one of 'a', 'b'."}, "'x' is not one of 'a', 'b'"),
    ],
)
def test_a_fault_is_told_in_a_few_words(fault: dict[str, Any], sentence: str) -> None:
    assert told(fault) == sentence
