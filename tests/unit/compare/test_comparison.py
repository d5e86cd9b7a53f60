"""The whole comparison of small, fictional stories."""

from __future__ import annotations

from collections.abc import Callable

from rashomon.compare import compare_accounts
from rashomon.model import Account, Standing

Tell = Callable[..., Account]

FIRE = "松岭镇的木材仓库周二凌晨起火，消防队用了三个小时才把火扑灭。"
FIRE_TRADITIONAL = "松嶺鎮一座木材倉庫週二凌晨起火，消防隊三個小時後才撲滅火勢。"
MAYOR = "镇长林阿海答应明年春天修好学校的屋顶。"
WEATHER = "当地的果园今年收成很好，苹果价格下跌。"


def test_the_same_fact_in_two_scripts_is_one_claim(tell: Tell) -> None:
    comparison = compare_accounts([tell("甲报", FIRE, MAYOR), tell("乙报", WEATHER, FIRE_TRADITIONAL)])

    shared = [claim for claim in comparison.claims if len(claim.statements) == 2]
    assert [set(claim.statements) for claim in shared] == [{"article-甲报.s0", "article-乙报.s1"}]
    assert shared[0].standing is Standing.INDEPENDENCE_UNKNOWN
    assert shared[0].text in (FIRE, FIRE_TRADITIONAL)


def test_what_one_account_alone_tells_is_listed(tell: Tell) -> None:
    comparison = compare_accounts([tell("甲报", FIRE, MAYOR), tell("乙报", WEATHER, FIRE_TRADITIONAL)])

    assert (
        "article-甲报.s1"
        in comparison.only_in[comparison.accounts[0].article.id] + comparison.only_in[comparison.accounts[1].article.id]
    )
    alone = {claim.statements for claim in comparison.claims if claim.standing is Standing.SINGLE_ACCOUNT}
    assert alone == {("article-甲报.s1",), ("article-乙报.s0",)}


def test_one_account_alone_compares_with_nothing(tell: Tell) -> None:
    comparison = compare_accounts([tell("甲报", FIRE, MAYOR, headline="仓库起火")])

    assert comparison.alignments == ()
    assert comparison.story.headline == "仓库起火"
    assert {claim.standing for claim in comparison.claims} == {Standing.SINGLE_ACCOUNT}


def test_no_account_at_all_makes_an_empty_comparison() -> None:
    comparison = compare_accounts([])

    assert comparison.claims == ()
    assert comparison.story.articles == ()


def test_identical_accounts_share_every_claim_and_one_origin(tell: Tell) -> None:
    comparison = compare_accounts([tell("甲报", FIRE, MAYOR), tell("乙报", FIRE, MAYOR)])

    assert len(comparison.claims) == 2
    assert {claim.standing for claim in comparison.claims} == {Standing.SAME_ORIGIN}
    assert all(not sentences for sentences in comparison.only_in.values())
