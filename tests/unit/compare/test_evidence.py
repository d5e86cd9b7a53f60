"""Why two sentences are aligned: what both have, at its place in each."""

from __future__ import annotations

from rashomon.attribute import attribute_article
from rashomon.compare import compare_accounts
from rashomon.model import Alignment, ArticleId, Comparison, SharedKind, Version

FILLER = "镇上的学校照常上课。菜市场的价格没有变化。图书馆下周重新开放。乐队在广场上排练新曲。"


def compare(*texts: str) -> Comparison:
    """Accounts of these texts, each with sentences of its own behind."""
    accounts = [
        attribute_article(Version(id=ArticleId(f"a{number}"), text=text + FILLER[number:], language="zh"))
        for number, text in enumerate(texts)
    ]
    return compare_accounts(accounts)


def first(comparison: Comparison) -> Alignment:
    """The alignment of the two leads."""
    return comparison.alignments[0]


def test_a_shared_figure_is_shown_at_its_place_in_each() -> None:
    comparison = compare("渡轮“白鸥号”在北湾沉没，17人失踪。", "載有旅客的渡輪「白鷗號」在北灣沉沒，造成17人失蹤。")
    texts = {account.article.id: account.article.text for account in comparison.accounts}

    numbers = [each for each in first(comparison).evidence if each.kind is SharedKind.NUMBER]

    assert [(each.a.text, each.b.text) for each in numbers] == [("17人", "17人")]
    for value, article in ((numbers[0].a, "a0"), (numbers[0].b, "a1")):
        assert texts[ArticleId(article)][value.start : value.end] == value.text


def test_rare_words_are_shown_in_the_script_of_each() -> None:
    comparison = compare("渡轮“白鸥号”在北湾沉没，17人失踪。", "載有旅客的渡輪「白鷗號」在北灣沉沒，造成17人失蹤。")

    shown = {(each.a.text, each.b.text) for each in first(comparison).evidence}

    assert any("白鸥号" in one and "白鷗號" in other for one, other in shown)


def test_what_both_have_is_no_longer_than_a_handful() -> None:
    text = "北湾港务局周五说，渡轮“白鸥号”载着54人，8月3日上午9时从南岸出发，11时在灯塔以东4海里处沉没，17人失踪，37人获救。"

    assert 0 < len(first(compare(text, text)).evidence) <= 6
