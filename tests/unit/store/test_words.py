"""Search words: exact for Chinese of any length, the same in both scripts, never across punctuation."""

from __future__ import annotations

import pytest

from rashomon.errors import UsageError
from rashomon.store.tokens import index_text
from rashomon.store.words import index_fingerprint, parse_question, snippet


def test_index_text_sets_han_apart_and_keeps_words_whole() -> None:
    assert index_text("河谷市2031年 Dam report") == "河 谷 市 2031 年 dam report"


def test_index_text_marks_punctuation_between_han() -> None:
    assert index_text("水位。下降") == "水 位 \ue000 下 降"
    assert index_text("dam. water") == "dam water"


def test_both_scripts_give_the_same_words() -> None:
    assert index_text("臺灣國會") == index_text("台湾国会")


def test_words_must_all_stand_and_excluded_must_not() -> None:
    question = parse_question('水坝 "old bridge" -罢工')
    assert question.phrases == ("水 坝", "old bridge")
    assert question.excluded == ("罢 工",)


def test_typographic_quotes_hold_a_phrase_together() -> None:
    assert parse_question("“old bridge”").phrases == ("old bridge",)


def test_operators_are_told_from_words() -> None:
    question = parse_question('outlet:"River Post" 水坝 http://example.org')
    assert question.limits == {"outlet": ("River Post",)}
    assert question.phrases == ("水 坝", "http example org")


@pytest.mark.parametrize("words", ["", "  ", '"', "-", '""', "。", "outlet:", "-outlet:x", 'a"b"c', "(*) AND ^"])
def test_any_input_is_a_question(words: str) -> None:
    parse_question(words)


def test_accents_do_not_matter() -> None:
    assert index_text("l’Élysée à Orléans") == "l elysee a orleans"


@pytest.mark.parametrize("words", ["after:soon", "before:2031-13-01"])
def test_a_day_that_is_none_is_told(words: str) -> None:
    with pytest.raises(UsageError):
        parse_question(words)


def test_the_fingerprint_tells_one_folding() -> None:
    assert index_fingerprint() == index_fingerprint()


def test_snippet_marks_the_match_in_the_other_script() -> None:
    text = "第一段没有。\n" + "很长的开头" * 40 + "國會通過了預算案。" + "后面还有" * 40
    found = snippet(text, parse_question("国会").phrases)
    [(start, end)] = found.matches
    assert found.text[start:end] == "國會"
    assert len(found.text) < 200


def test_snippet_of_latin_text_keeps_words_whole() -> None:
    text = "alpha beta gamma delta " * 30 + "the dam failed " + "epsilon zeta eta theta " * 30
    found = snippet(text, ["dam"])
    [(start, end)] = found.matches
    assert found.text[start:end] == "dam"
    assert all(word in text.split() for word in found.text.split())


def test_snippet_without_a_match_is_the_beginning() -> None:
    assert snippet("河谷市今天下雨。", ["水 坝"]).text.startswith("河谷市")
    assert snippet("", ["水 坝"]).text == ""


def test_snippet_does_not_mark_a_part_of_a_word() -> None:
    assert snippet("a damaged wall", ["dam"]).matches == ()
