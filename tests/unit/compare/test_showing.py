"""Which values are shown, and cut to what."""

from __future__ import annotations

import pytest

from rashomon.compare.differences import is_sure, show_partings
from rashomon.compare.partings import Parting
from rashomon.compare.showing import tell_apart, trim_value
from rashomon.model import DifferenceKind, SentenceId, Value


def value(text: str) -> Value:
    """A value that stands ten characters into its account."""
    return Value(sentence=SentenceId("a.s0"), start=10, end=10 + len(text), text=text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [("，渡轮沉没。", "渡轮沉没"), ("市长说，“桥梁", "市长说"), ("（甲）桥梁", "（甲）桥梁"), ("「桥梁", "桥梁")],
)
def test_a_value_neither_ends_in_a_mark_nor_halves_a_pair(text: str, shown: str) -> None:
    found = trim_value(value(text))

    assert found is not None
    assert found.text == shown == text[found.start - 10 : found.end - 10]


def test_nothing_stays_of_marks_alone() -> None:
    assert trim_value(value("，“")) is None


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [("始时", "始时表示", False), ("桥梁", "桥梁后", False), ("the gate", "gate", False), ("大桥", "渡轮", True)],
)
def test_particles_and_words_of_saying_are_no_difference(one: str, other: str, apart: bool) -> None:
    assert tell_apart(value(one), value(other)) is apart


def test_a_fact_is_shown_once_a_story() -> None:
    one = Parting(
        statements=(0, 1),
        kind=DifferenceKind.FACT,
        values=(value("大桥"), value("桥梁。")),
        rule="clause/2",
    )

    (shown,) = show_partings((one, one))

    assert [each.text for each in shown.values] == ["大桥", "桥梁"]


@pytest.mark.parametrize(
    ("chance", "note", "rivals", "sure"),
    [
        (0.02, "one is more exact", (), True),
        (0.001, "one is more exact", (), False),
        (0.02, "planned in one account only; told differently; whether the facts differ is not known", (), False),
        (0.001, "", ((0, 1),), True),
    ],
)
def test_only_what_stands_out_or_contradicts_is_sure(
    chance: float, note: str, rivals: tuple[tuple[int, int], ...], sure: bool
) -> None:
    parting = Parting(
        statements=(0, 1), kind=DifferenceKind.TIME, values=(value("五月"), value("五月二日")),
        rivals=rivals, note=note, rule="time/2", chance=chance,
    )  # fmt: skip

    assert is_sure(parting) is sure
