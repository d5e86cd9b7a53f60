from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.text.script import fold_name, fold_script, fold_text, script_of


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("衛生部長說，這裡沒有新病例", "卫生部长说，这里没有新病例"),
        ("他強調瞭解情況，並跟著做", "他强调了解情况，并跟着做"),
        ("臺灣與台灣", "台湾与台湾"),
        ("plain words", "plain words"),
    ],
)
def test_folds_traditional_characters_to_simplified(written: str, folded: str) -> None:
    assert fold_script(written) == folded


def test_both_ways_of_writing_fold_to_one() -> None:
    assert fold_script("著名") == fold_script("着名")


def test_folds_case_width_and_name_dots() -> None:
    assert fold_text("ＡＢＣ１２３　John‧Smith 約翰・史密斯") == "abc123 john·smith 约翰·史密斯"


def test_keeps_letters_whose_lower_case_is_longer() -> None:
    assert fold_text("Straße İzmir") == "straße İzmir"


def test_a_name_is_compared_without_spaces_dots_and_hyphens() -> None:
    assert fold_name("約翰‧史密斯（John Smith-Lee）") == "约翰史密斯johnsmithlee"


@given(st.text())
def test_folding_keeps_length_and_is_settled_after_once(text: str) -> None:
    for fold in (fold_script, fold_text):
        assert len(fold(text)) == len(text)
        assert fold(fold(text)) == fold(text)


@given(st.text(min_size=1, max_size=12))
def test_long_text_folds_as_its_characters_do(text: str) -> None:
    for fold in (fold_script, fold_text):
        assert fold(text * 40) == "".join(map(fold, text)) * 40


def test_a_lone_surrogate_is_kept() -> None:
    assert fold_text("衛\ud800" * 30) == "卫\ud800" * 30


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("总统在记者会上说，谈判将继续。", "Hans"),
        ("總統在記者會上說，談判將繼續。", "Hant"),
        ("The talks will go on.", "Latn"),
        ("Переговоры продолжатся", "Cyrl"),
        ("会議は続くと首相が述べた", "Jpan"),
        ("회담은 계속된다", "Kore"),
        ("外長John Smith說談判將繼續", "Hant"),
        ("12:30 — …", "Zyyy"),
        ("", "Zyyy"),
    ],
)
def test_tells_the_script_most_of_the_text_is_in(text: str, script: str) -> None:
    assert script_of(text) == script
