"""Folding a batch at once gives what folding each text gives."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.text.codes import fold_codes
from rashomon.text.script import fold_text

BASIC = st.text(st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"]), max_size=30)


@settings(deadline=None)  # the table is made at the first call
@given(st.lists(BASIC, max_size=5))
def test_as_one_by_one(texts: list[str]) -> None:
    owners, codes = fold_codes(texts)
    assert "".join(map(chr, codes.tolist())) == "\n".join(map(fold_text, texts))
    assert len(owners) == len(codes)
    for number, text in enumerate(texts):
        assert (owners == number).sum() == len(text) + (number < len(texts) - 1)


def test_traditional_wide_and_rare_characters() -> None:
    _, codes = fold_codes(["臺灣ＡＢ", "𠀋x"])
    assert "".join(map(chr, codes.tolist())) == f"{fold_text('臺灣')}ab\n𠀋x"
