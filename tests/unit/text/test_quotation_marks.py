from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.text.quotation_marks import find_marked, mask_marked


def marked(text: str) -> list[tuple[str, int, bool]]:
    blocks, at = [], 0
    for line in text.split("\n"):
        blocks.append((at, at + len(line)))
        at += len(line) + 1
    return [(text[one.start : one.end], one.depth, one.closed) for one in find_marked(text, blocks)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("他说“好”。", [("“好”", 0, True)]),
        ("他說「好『嗎』」。", [("「好『嗎』」", 0, True), ("『嗎』", 1, True)]),
        ("读《春天》（Spring）", [("《春天》", 0, True), ("（Spring）", 0, True)]),
        ("他称“目标“，走了", [("“目标“", 0, True)]),
        ('He said, "Go." She said, "No."', [('"Go."', 0, True), ('"No."', 0, True)]),
        ("It’s Holm’s ‘port’ now", [("‘port’", 0, True)]),
        ('"No link,” she said', [('"No link,”', 0, True)]),
        ("他说“没有完", [("“没有完", 0, False)]),
        ("“第一段。\n第二段。”", [("“第一段。\n第二段。”", 0, True)]),
        ("“第一段。\n“第二段。”", [("“第一段。", 0, False), ("“第二段。”", 0, True)]),
    ],
)
def test_pairs_marks(text: str, expected: list[tuple[str, int, bool]]) -> None:
    assert marked(text) == expected


@given(st.text(alphabet="“”‘’「」『』《》（）()\"' \n他说ab。，"))
def test_masking_keeps_length_and_marks_never_cross_their_text(text: str) -> None:
    blocks, at = [], 0
    for line in text.split("\n"):
        blocks.append((at, at + len(line)))
        at += len(line) + 1
    found = find_marked(text, blocks)
    for one in found:
        assert 0 <= one.start < one.inner <= one.inner_end <= one.end <= len(text)
    assert len(mask_marked(text, found, filler="x", brackets="y", titles="z")) == len(text)
