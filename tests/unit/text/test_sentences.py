from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.model.article import Paragraph, ParagraphKind
from rashomon.text.sentences import split_sentences


def texts(text: str, language: str = "zh") -> list[str]:
    return [text[start:end] for start, end, _ in split_sentences(text, (), language)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["第一句。", "第二句！", "第三句？！", "第四句"],
        ["他说：“我不知道。”", "会议随后结束。"],
        ["“我不知道。”韩乐说。", "会议随后结束。"],
        ["「港口會開放。」市長強調。", "他沒有多說。"],
        ["“好……我去。”", "他走了。"],
        ["他说“我们会来。”，然后离开。", "门关上了。"],
        ["记者Anna K. Holm报道，雨量达3.5毫米。", "克里斯.福特没有回应。"],
        ["（完）"],
    ],
)
def test_splits_chinese(sentences: list[str]) -> None:
    assert texts("".join(sentences)) == sentences


@pytest.mark.parametrize(
    "sentences",
    [
        ["Mr. Holm met Dr. Lee on Sept. 11.", "They spoke."],
        ["The U.S. army left.", "It was 3.5 km away."],
        ["He lives in the U.S.", "The rest moved."],
        ["“We will stay,” she said.", "“You may go.”", "They left."],
        ['He asked, "Why?"', '"Because," she said.'],
        ["J. K. Smith wrote it.", "Nobody read it!"],
        ["It fell by 4 p.m. on Monday.", "Then it rose."],
    ],
)
def test_splits_english(sentences: list[str]) -> None:
    assert texts(" ".join(sentences), "en") == sentences


def test_paragraphs_are_never_joined_and_give_their_kind() -> None:
    text = "港口开放\n市长说，港口开放。船已到。"
    paragraphs = (Paragraph(start=0, end=4, kind=ParagraphKind.HEADING), Paragraph(start=5, end=len(text)))
    kinds = [(text[start:end], kind.value) for start, end, kind in split_sentences(text, paragraphs, "zh")]
    assert kinds == [("港口开放", "heading"), ("市长说，港口开放。", "paragraph"), ("船已到。", "paragraph")]


def test_marks_alone_join_the_sentence_before() -> None:
    assert texts("好。 ”他走了。") == ["好。 ”", "他走了。"]


@given(st.text(alphabet="他说好。！？…“”「」.,!?\"' \nabA3，：）"), st.sampled_from(["zh", "en"]))
def test_sentences_lie_in_order_and_leave_out_only_white_space(text: str, language: str) -> None:
    spans = split_sentences(text, (), language)
    rest, at = "", 0
    for start, end, _ in spans:
        assert at <= start < end
        assert text[start:end].strip() == text[start:end]
        rest += text[at:start]
        at = end
    assert not (rest + text[at:]).strip()
