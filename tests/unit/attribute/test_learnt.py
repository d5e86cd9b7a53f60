from __future__ import annotations

import pytest

from rashomon.attribute import attribute_article, learn_pairs, with_learnt_names
from rashomon.model.names import NamePair

from .sample import version


def learnt(text: str, language: str = "zh") -> set[tuple[str, str, str]]:
    """(name, other, rule) of each pair."""
    account = attribute_article(version(text, language=language))
    for one in learn_pairs(account):
        (shown,) = one.evidence
        assert shown.words == text[shown.start : shown.end] != ""
        assert shown.article == account.article.id
    return {(one.name, one.other, one.evidence[0].rule) for one in learn_pairs(account)}


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        (
            "部长马丁‧霍姆（Martin Holm）表示，港口下周开放。",
            ("马丁‧霍姆", "Martin Holm", "original in brackets"),
        ),
        (
            "他提名前次卿马丁‧霍姆（Martin Holm）出任大使。",
            ("马丁‧霍姆", "Martin Holm", "original in brackets"),
        ),
        ("Martin Holm（马丁·霍姆）上周离任。", ("马丁·霍姆", "Martin Holm", "original before brackets")),
        (
            "部长马丁‧霍姆表示，港口下周开放。霍姆说，商船可以回来。",
            ("马丁‧霍姆", "霍姆", "short form"),
        ),
    ],
)
def test_learns_what_an_article_shows(text: str, pair: tuple[str, str, str]) -> None:
    assert pair in learnt(text)


def test_learns_from_a_name_in_both_languages_in_english() -> None:
    assert ("马丁·霍姆", "Martin Holm", "original before brackets") in learnt(
        "Martin Holm (马丁·霍姆) said the port was open.", "en"
    )


def test_a_text_without_names_teaches_nothing() -> None:
    assert learnt("港口下周开放。") == set()


def test_names_get_the_forms_that_other_articles_show_and_say_so() -> None:
    account = attribute_article(version("部长马丁‧霍姆表示，港口下周开放。"))
    told = with_learnt_names(account, [NamePair(name="马丁·霍姆", other="Martin Holm", kind="person", articles=3)])
    assert [(one.name, one.also) for one in told.names] == [("马丁‧霍姆", ("Martin Holm",))]
    assert told.names[0].evidence.endswith("learnt from other articles")
    assert told.quotations == account.quotations


def test_an_account_that_nothing_is_known_about_stays_as_it_is() -> None:
    account = attribute_article(version("部长马丁‧霍姆表示，港口下周开放。"))
    assert with_learnt_names(account, [NamePair(name="林可安", other="Lin Ke’an")]) is account
