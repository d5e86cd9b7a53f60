from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rashomon.text.tokens import token_spans, tokens


def test_han_characters_stand_alone_and_words_whole() -> None:
    assert tokens("外長John Smith說：3.5萬人") == ["外", "長", "John", "Smith", "說", "3", "5", "萬", "人"]


def test_punctuation_alone_has_no_tokens() -> None:
    assert tokens("……，。_ —") == []


@given(st.text())
def test_spans_hold_the_tokens(text: str) -> None:
    assert [text[start:end] for start, end in token_spans(text)] == tokens(text)
