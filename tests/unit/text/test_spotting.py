from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from rashomon.text.spotting import Spotter, WordList, is_spot_within, spots_within
from rashomon.text.tokens import any_of

SPEECH = ("说", "表示", "指出")
PAPERS = ("报告", "表格", "文")
LETTERS = "说表示指出报告格文，\U00020000a"


def test_every_list_has_its_own_places() -> None:
    speech, papers = Spotter(SPEECH, PAPERS).spots("他说报告表示，表格说")
    assert speech == [1, 4, 9]
    assert papers == [2, 7]


def test_a_character_alone_counts_whatever_follows_and_a_pair_only_whole() -> None:
    assert Spotter(SPEECH).spots("说表指出") == ([0, 2],)


def test_characters_beyond_the_first_plane_keep_the_places() -> None:
    assert Spotter(SPEECH).spots("\U00020000说\U00020000表示") == ([1, 3],)


def test_an_empty_text_has_no_places() -> None:
    assert Spotter(SPEECH, PAPERS).spots("") == ([], [])


@given(st.text(alphabet=LETTERS))
def test_no_word_is_missed(text: str) -> None:
    for words, places in zip((SPEECH, PAPERS), Spotter(SPEECH, PAPERS).spots(text), strict=True):
        pattern = re.compile(any_of(words))
        assert {match.start() for match in pattern.finditer(text)} <= set(places)


def test_places_within_a_stretch() -> None:
    assert list(spots_within([1, 4, 9], 4, 9)) == [4]
    assert list(spots_within([1, 4, 9], 0, 10)) == [1, 4, 9]
    assert list(spots_within([], 0, 10)) == []


@given(st.lists(st.integers(0, 9), unique=True).map(sorted), st.integers(0, 9), st.integers(0, 10))
def test_whether_any_is_within(places: list[int], start: int, end: int) -> None:
    assert is_spot_within(places, start, end) == bool(list(spots_within(places, start, end)))


def test_the_longest_word_that_ends_in_time() -> None:
    words = WordList(["说", "说明", "说明书", "表示"])
    assert words.longest("他说明书。", 1, 5) == "说明书"
    assert words.longest("他说明书。", 1, 3) == "说明"
    assert words.longest("他说明书。", 1, 2) == "说"
    assert words.longest("他说：", 1, 3) == "说"
    assert words.longest("表明", 0, 2) == ""
    assert words.longest("明", 0, 1) == ""


@given(st.text(alphabet=LETTERS))
def test_the_longest_word_is_what_a_regular_expression_finds(text: str) -> None:
    words = (*SPEECH, *PAPERS, "报告书", "表", "说出")
    pattern, known = re.compile(any_of(words)), WordList(words)
    for at in range(len(text)):
        match = pattern.match(text, at)
        assert known.longest(text, at, len(text)) == (match.group() if match else "")
