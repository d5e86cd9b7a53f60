"""Edits: word by word, in Chinese too, and nothing of either text is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.model import ArticleId, EditKind, Image, Version
from rashomon.store.changes import reason_for, revisions, text_edits

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


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"text": NEW}, "outlet edited"),
        ({"headline": "水坝告急"}, "headline changed"),
        ({"byline": ("林若溪",)}, "byline changed"),
        ({"dateline": "河谷市", "byline": ("林若溪",)}, "byline and dateline changed"),
        ({"images": (Image(url="", caption="水坝"),)}, "captions changed"),
        ({"text": NEW, "extractor": "generic/2"}, "extractor improved"),
    ],
)
def test_the_reason_of_a_version(change: dict[str, str], reason: str) -> None:
    before = Version(id=ArticleId("a1"), headline="水坝出现裂缝", text=OLD, extractor="generic/1")
    assert reason_for(before, replace(before, **change)) == reason  # type: ignore[arg-type]


def test_revisions_tell_only_what_changed() -> None:
    first = Version(id=ArticleId("a1"), headline="水坝出现裂缝", text=OLD)
    second = replace(first, text=NEW)
    third = replace(second, headline="水坝告急")
    told = revisions([first, second, third], ["new", "outlet edited", "headline changed"])
    assert [(bool(one.headline), bool(one.text)) for one in told] == [(False, False), (False, True), (True, False)]
    assert "".join(edit.text for edit in told[2].headline if edit.kind is not EditKind.ADDED) == "水坝出现裂缝"
