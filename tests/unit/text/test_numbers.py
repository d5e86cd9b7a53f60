from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.text.numbers import find_numbers, parse_numeral


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("3,500", 3500), ("三", 3), ("十", 10), ("十五", 15), ("二十", 20), ("两百五十", 250), ("一百零三", 103), ("3万4千", 34000), ("1.4亿", 1.4e8),
        ("216亿5000万", 2.165e10), ("三亿五千万", 3.5e8), ("一万亿", 1e12), ("二〇二一", 2021), ("三点五", 3.5),
    ],
)  # fmt: skip
def test_parses_numerals(words: str, value: float) -> None:
    assert parse_numeral(words) == pytest.approx(value)


@pytest.mark.parametrize("words", ["", "港口", "十个"])
def test_what_is_no_numeral_has_no_value(words: str) -> None:
    assert parse_numeral(words) is None


def numbers(text: str, language: str) -> list[tuple[str, float, str, str]]:
    return [(text[one.start : one.end], one.value, one.unit, one.hedge) for one in find_numbers(text, language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("港口损失约3.5亿元。", ("约3.5亿元", 3.5e8, "元", "about")),
        ("至少22人失踪。", ("至少22人", 22, "人", "at least")),
        ("5900多人失業。", ("5900多人", 5900, "人", "more than")),
        ("約1萬2400名旅客滯留。", ("約1萬2400名", 12400, "名", "about")),
        ("累计29万5041例。", ("29万5041例", 295041, "例", "")),
        ("戰爭持續18個多月。", ("18個多月", 18, "个月", "more than")),
        ("超过九成货船离开。", ("超过九成", 90, "%", "more than")),
        ("七成五的人反对。", ("七成五", 75, "%", "")),
        ("百分之三十的人反对。", ("百分之三十", 30, "%", "")),
        ("产量下降11.5%。", ("11.5%", 11.5, "%", "")),
        ("三分之一的船离开。", ("三分之一", 1 / 3, "", "")),
        ("虧損216億5000萬港元。", ("216億5000萬港元", 2.165e10, "HKD", "")),
        ("投资1000亿美元。", ("1000亿美元", 1e11, "USD", "")),
    ],
)
def test_finds_chinese_numbers(text: str, expected: tuple[str, float, str, str]) -> None:
    ((words, value, unit, hedge),) = numbers(text, "zh")
    assert (words, unit, hedge) == (expected[0], expected[2], expected[3])
    assert value == pytest.approx(expected[1])


@pytest.mark.parametrize(
    "text",
    ["他一直在港口。", "2021年4月21日12时30分", "一些人离开。", "两国会谈。", "进一步说明。", "千万小心", "A320飞机"],
)
def test_what_counts_nothing_is_no_number(text: str) -> None:
    assert numbers(text, "zh") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("More than 1,200 people left.", ("More than 1,200 people", 1200, "people", "more than")),
        ("It cost $27m in all.", ("$27m", 2.7e7, "USD", "")),
        ("Up to three million dollars were spent.", ("Up to three million dollars", 3e6, "USD", "at most")),
        ("It fell 5.5 percent.", ("5.5 percent", 5.5, "%", "")),
    ],
)
def test_finds_english_numbers(text: str, expected: tuple[str, float, str, str]) -> None:
    assert numbers(text, "en") == [expected]


@pytest.mark.parametrize("text", ["It closed in 2016.", "It closed on May 4th.", "It closed at 10:30."])
def test_years_days_and_clock_times_are_no_english_numbers(text: str) -> None:
    assert numbers(text, "en") == []


@given(st.text(alphabet="0123456789.,万亿千百十零一二两三约至少%成元个 年月日abc"), st.sampled_from(["zh", "en"]))
def test_spans_lie_in_the_text_in_order(text: str, language: str) -> None:
    at = 0
    for one in find_numbers(text, language):
        assert at <= one.start < one.end <= len(text)
        at = one.start
