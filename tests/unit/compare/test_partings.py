"""Numbers, times and places that part, and those that only seem to."""

from __future__ import annotations

import pytest

from rashomon.compare.partings.clauses import suggest_clauses
from rashomon.compare.partings.facts import suggest_facts
from rashomon.compare.partings.numbers import agreement, suggest_numbers
from rashomon.compare.partings.parting import Suggestion
from rashomon.compare.partings.times import relate
from rashomon.compare.statements import Statement, read_accounts
from rashomon.model import (
    Account,
    ArticleId,
    DifferenceKind,
    NumberExpression,
    Sentence,
    SentenceId,
    Version,
)


def number(value: float, unit: str = "人", hedge: str = "") -> NumberExpression:
    """A number as attribution gives it."""
    return NumberExpression(
        value=value, unit=unit, hedge=hedge, sentence=SentenceId("x.s0"), text=str(value), start=0, end=1
    )


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        (number(12), number(11), "differs"),
        (number(12), number(12), ""),
        (number(12), number(12, hedge="about"), "one is hedged, the other is not"),
        (number(60, "海里"), number(111.12, "公里"), ""),
        (number(60, "海里"), number(95, "公里"), "differs"),
        (number(1000, hedge="about"), number(980), "rounded"),
        (number(34.44e12, "元"), number(34.4e12, "元"), "rounded"),
        (number(100_000), number(100_368), "rounded"),
        (number(50), number(51), "differs"),
        (number(400), number(413), "differs"),
        (number(62.7, "%"), number(62.97, "%"), "differs"),
    ],
)
def test_agreement_of_numbers(first: NumberExpression, second: NumberExpression, said: str) -> None:
    assert agreement(first, second) == said


def test_at_least_leaves_room_for_more_and_not_for_less() -> None:
    assert "leaves room" in agreement(number(4, hedge="at least"), number(9))
    assert agreement(number(4, hedge="at least"), number(3)) == "differs"


@pytest.mark.parametrize(
    ("first", "second", "relation"),
    [
        ("2030-05-02", "2030-05-02", "same"),
        ("2030-05-02", "2030-05-02T21:00", "finer"),
        ("2030-05", "2030-05-02", "finer"),
        ("2030-05-02/2030-05-08", "2030-05-04", "finer"),
        ("2030-05-02", "2030-05-04", "near"),
        ("2029", "2030-05-04", "apart"),
        ("P3D", "2030-05-04", "other"),
        ("", "2030-05-04", "other"),
        ("2030-13-99", "2030-05-04", "other"),
    ],
)
def test_how_two_times_lie(first: str, second: str, relation: str) -> None:
    assert relate(first, second) == relation
    assert relate(second, first) == relation


def read(*texts: str) -> list[Statement]:
    """One statement of each text, each of an account of its own."""
    accounts = []
    for index, text in enumerate(texts):
        article = ArticleId(f"a{index}")
        sentence = Sentence(id=SentenceId(f"{article}.s0"), start=0, end=len(text), text=text)
        accounts.append(Account(article=Version(id=article, text=text, language="zh"), sentences=(sentence,)))
    return list(read_accounts(accounts).statements)


def words(suggestion: Suggestion, left: Statement, right: Statement) -> tuple[str, str]:
    """What a suggestion sets against each other."""
    return left.sentence.text[slice(*suggestion.left)], right.sentence.text[slice(*suggestion.right)]


def test_shared_numbers_are_set_apart_before_others_are_compared() -> None:
    left, right = read("火灾造成4人死亡，12人受伤。", "火灾已造成4人死亡，另有11人受伤。")

    found = list(suggest_numbers(left, right))

    assert [words(item, left, right) for item in found] == [("12人", "11人")]
    assert found[0].contradiction


def test_two_names_of_a_place_are_not_a_proven_contradiction() -> None:
    left, right = read("周五清晨，渔船从白沙附近出发，驶往远海。", "渔船周五清晨从北湾港出发，驶往远海。")

    places = [item for item in suggest_facts(left, right) if item.kind is DifferenceKind.PLACE]

    assert [words(item, left, right) for item in places] == [("白沙附近", "北湾港")]
    assert not places[0].contradiction
    assert "may be one place" in places[0].note


def test_denial_against_assertion_contradicts() -> None:
    left, right = read("尚无组织宣称制造了这起爆炸。", "一个组织宣称制造了这起爆炸。")

    assert any(item.contradiction for item in suggest_clauses(left, right))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("调查结果尚未公布。", "调查结果目前还没公布。", id="both deny, in other words"),
        pytest.param("如果闸门没有修好，就要撤离。", "闸门已经修好，就要撤离。", id="one supposes"),
        pytest.param("他是否知道搜查一事。", "他否认知道搜查一事。", id="one asks"),
        pytest.param("市长没有到场，灾民已经安置。", "灾民已经安置，市长的秘书到场。", id="of another thing"),
        pytest.param("事故造成五人不幸遇难。", "事故造成五人遇难。", id="a word that only looks like denial"),
    ],
)
def test_a_word_of_denial_alone_contradicts_nothing(one: str, other: str) -> None:
    assert not any(item.contradiction for item in suggest_clauses(*read(one, other)))


def test_a_list_with_more_names_is_a_difference_of_fact() -> None:
    left, right = read("演习有松国、柏国和桦国参加。", "参加演习的有松国、柏国。")

    assert any(item.rule.startswith("list") and not item.contradiction for item in suggest_facts(left, right))
