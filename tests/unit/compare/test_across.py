"""Sentences of two writing systems that say the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from rashomon.attribute import attribute_article
from rashomon.compare import compare_accounts
from rashomon.compare.across import match_across
from rashomon.compare.names import merge_names
from rashomon.compare.statements import Reading, read_accounts
from rashomon.model import Account, Relation

Tell = Callable[..., Account]
CHINESE = (
    "安诺港（Port Anno）的渡轮“云雀号”周三清晨撞上码头，17人受伤。",
    "港务局长沈默言表示，船长已经停职，调查还在继续。",
    "附近的面包店当天卖光了所有的面包。",
    "当地居民在岸边点起了蜡烛。",
)
ENGLISH = (
    "A ferry hit the pier in Port Anno early on Wednesday and 17 people were injured.",
    "Swimmers had complained about the cold for weeks.",
    "The captain has been suspended while the investigation goes on.",
)


def reading_of(tell: Tell, *accounts: tuple[str, tuple[str, ...]]) -> Reading:
    return read_accounts(tuple(account_of(tell, outlet, *texts) for outlet, texts in accounts))


def account_of(tell: Tell, outlet: str, *texts: str) -> Account:
    article = tell(outlet, *texts).article
    return attribute_article(replace(article, language="en" if texts[0].isascii() else "zh"))


def matched(reading: Reading) -> set[tuple[str, str]]:
    statements = reading.statements
    return {
        (statements[match.left].sentence.text[:4], statements[match.right].sentence.text[:4])
        for match in match_across(reading, merge_names(reading))
    }


def test_names_figures_and_words_join_two_languages(tell: Tell) -> None:
    found = matched(reading_of(tell, ("甲报", CHINESE), ("The Courier", ENGLISH)))
    texts = [set(pair) for pair in found]
    assert {"安诺港（", "A fe"} in texts
    assert not any("Swim" in pair or "附近的面" in pair for pair in found)


def test_one_writing_system_is_left_to_the_models(tell: Tell) -> None:
    assert matched(reading_of(tell, ("甲报", CHINESE), ("乙报", CHINESE))) == set()
    assert matched(reading_of(tell, ("A", ENGLISH), ("B", ENGLISH))) == set()


def test_a_comparison_holds_them_to_overlap_in_either_order(tell: Tell) -> None:
    first, second = account_of(tell, "甲报", *CHINESE), account_of(tell, "The Courier", *ENGLISH)
    comparison = compare_accounts([first, second])
    assert comparison.alignments == compare_accounts([second, first]).alignments
    pair = {first.sentences[0].id, second.sentences[0].id}
    (alignment,) = [item for item in comparison.alignments if {item.a, item.b} == pair]
    assert alignment.relation is Relation.OVERLAP
    assert len({(item.a, item.b) for item in comparison.alignments}) == len(comparison.alignments)
    assert any(set(claim.statements) == pair for claim in comparison.claims)
