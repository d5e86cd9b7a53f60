"""What all accounts but one carry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from rashomon.compare import compare_accounts
from rashomon.model import Account, Comparison

Tell = Callable[..., Account]
FIRE = "港口仓库的大火在清晨五点被消防队扑灭，没有人受伤。"
CAUSE = "变压器去年就该更换，电力公司经理何砚在记者会上道歉。"
SCHOOL = "附近的三所学校当天停课，学生改在家中上课。"


def left_out(comparison: Comparison) -> dict[str, list[str]]:
    texts = {claim.id: claim.text for claim in comparison.claims}
    outlets = {account.article.id: account.article.outlet for account in comparison.accounts}
    return {outlets[article]: [texts[claim] for claim in claims] for article, claims in comparison.left_out.items()}


def test_a_claim_of_all_others_is_left_out(tell: Tell) -> None:
    found = left_out(
        compare_accounts([tell("甲报", FIRE, CAUSE), tell("乙报", FIRE, CAUSE), tell("丙报", FIRE, SCHOOL)])
    )
    assert found == {"甲报": [], "乙报": [], "丙报": [CAUSE]}


def test_what_is_told_in_other_places_is_not_called_left_out(tell: Tell) -> None:
    pieces = ("电力公司经理何砚出席了记者会。", "他在会上道歉，承认变压器去年就该更换。")
    found = left_out(
        compare_accounts([tell("甲报", FIRE, CAUSE), tell("乙报", FIRE, CAUSE), tell("丙报", FIRE, *pieces)])
    )
    assert found["丙报"] == []


def test_nothing_is_called_left_out_across_languages(tell: Tell) -> None:
    english = tell("The Courier", "The warehouse fire in the port was put out at five in the morning.")
    english = replace(english, article=replace(english.article, language="en"))
    found = left_out(compare_accounts([tell("甲报", FIRE, CAUSE), tell("乙报", FIRE, CAUSE), english]))
    assert found["The Courier"] == []


def test_two_accounts_leave_nothing_out(tell: Tell) -> None:
    assert left_out(compare_accounts([tell("甲报", FIRE, CAUSE), tell("乙报", FIRE)])) == {"甲报": [], "乙报": []}
