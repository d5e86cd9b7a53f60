"""Whatever the text, attributing it ends, in time that grows with its length, with every finding at its span."""

from __future__ import annotations

from datetime import UTC, datetime
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.attribute import attribute_article, learn_pairs, mark_findings
from rashomon.model.account import Account
from rashomon.model.article import Version
from rashomon.model.ids import ArticleId

PIECES = (
    "市长林可安", "表示", "说", "，", "。", "：“", "”", "「", "」", "《潮声报》", "报道", "据", "路透社", "援引", "他", "并", "还", "告诉", "记者", "在", "声明", "中", "对", "今天",
    "4月9日", "2021年", "过去", "五年", "约", "3.5亿", "元", "（Ann Holm）", "‧", "的", "被", "批评", "\n", " ", "said", "“", "according to", "Ann Holm", ",", ".", "\"", "’", "that",
    "told", "Monday", "!", "？", "…", "：", "；", "年", "月", "前", "后", "0", "1-", "·",
)  # fmt: skip


def attribute(text: str, language: str) -> Account:
    published = datetime(2021, 4, 21, tzinfo=UTC)
    account = attribute_article(Version(id=ArticleId("a"), text=text, language=language, published_at=published))
    assert all(
        one.evidence[0].words == text[one.evidence[0].start : one.evidence[0].end] for one in learn_pairs(account)
    )
    return account


@settings(deadline=None, max_examples=150)
@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join), st.sampled_from(["zh", "en"]))
def test_every_finding_stands_at_its_span(text: str, language: str) -> None:
    account = attribute(text, language)
    sentences = {one.id for one in account.sentences}
    spans = [(one.start, one.end, one.text) for one in account.sentences]
    for one in account.quotations:
        spans.append((one.start, one.end, one.text))
        assert one.sentence in sentences
    for use in account.sources:
        spans.append((use.start, use.end, use.text))
        assert use.sentence in sentences
    for time in account.timeline:
        spans.append((time.start, time.end, time.text))
        assert time.sentence in sentences
    for number in account.numbers:
        spans.append((number.start, number.end, number.text))
        assert number.sentence in sentences
    for start, end, words in spans:
        assert text[start:end] == words != ""
    assert all(0 <= mark.start < mark.end <= len(text) for mark in mark_findings(account))


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=200), st.sampled_from(["zh", "en", "", "ru"]))
def test_no_text_raises(text: str, language: str) -> None:
    attribute(text, language)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_the_same_text_gives_the_same_account(text: str) -> None:
    assert attribute(text, "zh") == attribute(text, "zh")


HOSTILE = {
    "one sentence": "市长林可安表示港口开放并且",
    "commas": "他说，",
    "openers": "“",
    "closers": "”",
    "nested": "“「『",
    "brackets": "（A",
    "titles": "《报》",
    "according": "据",
    "quoting": "援引报道",
    "digits": "1",
    "numerals": "一二三",
    "years": "2021年",
    "dots": "马·",
    "cues": "说说表示称",
    "adverbs": "在对向就",
    "bodies": "警方当局部长",
    "said": "he said ",
    "capitals": "Ann ",
    "one long word": "AB",
    "originals": "Ann（安）",
    "straight": '"a',
    "apostrophes": "’s '",
    "stops": "Mr. ",
    "documents": "的报告中声明",
    "lines": "说\n“",
    "spaces": " ",
    "dashes": "” ― A",
    "mixed": "“他说，”",
    "agencies": "甲乙丙丁通讯社",
    "pages": "网站显示的",
    "media in marks": "“甲”之前报道",
    "unnamed": "接近甲的人一名多位",
    "hedges": "约多逾近",
    "remarks": "有消息评论",
    "questions": "法官问甲乙丙丁：",
    "spokesmen": "外交部一位女发言人",
    "pronouns": "他她他们",
}
SHORT, LONG = 4_000, 32_000


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", list(HOSTILE))
def test_work_grows_no_faster_than_the_text(kind: str, language: str) -> None:
    """The ratio of processor time of a text and of one 8 times as long: 8 where linear, 64 where quadratic.

    Processor time and not the clock, the least of several runs, and wide of both: other work on the machine does not
    make it fail.
    """
    unit = HOSTILE[kind]
    short, long = (unit * (size // len(unit)) for size in (SHORT, LONG))

    def seconds(text: str) -> float:
        begin = process_time()
        attribute(text, language)
        return process_time() - begin

    seconds(short)
    shortest = min(seconds(short) for _ in range(3))
    assert min(seconds(long) for _ in range(2)) < 26 * shortest + 0.05
