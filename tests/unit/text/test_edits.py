"""Edits: word by word, in Chinese too, and nothing of either text is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rashomon.model import EditKind
from rashomon.text.edits import text_edits

OLD = "水坝周二出现裂缝。\n市长说没有人受伤。\n闸门已经关闭。"
NEW = "水坝周三出现裂缝。\n市长说两人受伤。\n闸门已经关闭。"


def runs(before: str, after: str, kind: EditKind) -> list[str]:
    return [edit.text for edit in text_edits(before, after) if edit.kind is kind]


def test_chinese_is_compared_without_word_boundaries() -> None:
    assert runs(OLD, NEW, EditKind.REMOVED) == ["二", "没有"]
    assert runs(OLD, NEW, EditKind.ADDED) == ["三", "两"]


def test_latin_words_are_compared_whole() -> None:
    assert runs("The dam failed on Tuesday.", "The dam held on Tuesday.", EditKind.ADDED) == ["held"]


def test_a_new_paragraph_is_one_run() -> None:
    assert runs(OLD, OLD + "\n工程师连夜检查。", EditKind.ADDED) == ["\n工程师连夜检查。"]


def test_equal_texts_have_one_run_and_empty_ones_none() -> None:
    assert [edit.kind for edit in text_edits(OLD, OLD)] == [EditKind.SAME]
    assert text_edits("", "") == ()


TEXTS = st.text(alphabet="水坝市长 ab。\n", max_size=40)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_put_together_again(before: str, after: str) -> None:
    edits = text_edits(before, after)
    assert "".join(e.text for e in edits if e.kind is not EditKind.ADDED) == before
    assert "".join(e.text for e in edits if e.kind is not EditKind.REMOVED) == after
    for edit in edits:
        assert (before if edit.kind is EditKind.REMOVED else after)[edit.start : edit.end] == edit.text


def test_a_very_long_change_is_told_as_replaced() -> None:
    before, after = "甲" * 9000, "乙" * 9000
    assert runs(before, after, EditKind.ADDED) == [after]


def test_a_number_changes_whole() -> None:
    assert runs("船上有30,000人。", "船上有30,400人。", EditKind.REMOVED) == ["30,000"]
    assert runs("It fell by 2.25%.", "It fell by 2.75%.", EditKind.ADDED) == ["2.75"]
