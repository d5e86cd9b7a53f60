"""What becomes of quoted words in another account."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from rashomon.attribute import attribute_article
from rashomon.compare import compare_accounts
from rashomon.compare.alignment import Match
from rashomon.compare.retelling import find_retellings
from rashomon.compare.statements import read_accounts
from rashomon.model import Account, Retelling, RetellingKind

Tell = Callable[..., Account]
ALIGNED = (Match(left=0, right=1, score=0.9, same=True),)


def retold(tell: Tell, first: str, second: str) -> list[Retelling]:
    """What is found between one sentence of one account and one of another, held to be aligned."""
    accounts = [attribute_article(tell(name, text).article) for name, text in (("甲报", first), ("乙报", second))]
    reading = read_accounts(accounts)
    assert len(reading.statements) == 2
    return list(find_retellings(reading, ALIGNED))


def kinds(found: list[Retelling]) -> list[RetellingKind]:
    return [item.kind for item in found]


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        (
            "梅罗市长林秋禾说：“堤坝今夜不会再放水，请大家安心回家。”",
            "林秋禾表示：「堤壩今夜不會再放水，請大家安心回家。」",
            RetellingKind.SAME_WORDS,
        ),
        (
            "梅罗市长林秋禾说：“堤坝今夜不会再放水，请大家安心回家，明早八点学校照常开门。”",
            "林秋禾表示：“堤坝今夜不会再放水。”",
            RetellingKind.CUT,
        ),
        (
            "梅罗市长林秋禾说：“堤坝今夜不会再放水，请大家安心回家。”",
            "林秋禾说：“今晚堤坝不会再次泄洪，请各位放心回家去吧。”",
            RetellingKind.OTHER_WORDS,
        ),
        (
            "梅罗市长林秋禾说：“堤坝今夜不会再放水，请大家安心回家。”",
            "林秋禾表示，堤坝今夜不会再放水，居民可以安心回家。",
            RetellingKind.INDIRECT,
        ),
        (
            "梅罗市长林秋禾说：“堤坝今夜不会再放水，学校明早照常开门。”",
            "堤坝今夜不会再放水，学校明早照常开门。",
            RetellingKind.AS_FACT,
        ),
        (
            "据梅罗通讯社报道，港口仓库的大火在清晨五点被扑灭。",
            "港口仓库的大火在清晨五点被扑灭。",
            RetellingKind.CREDIT_LOST,
        ),
    ],
)
def test_each_way_of_retelling_is_told(tell: Tell, first: str, second: str, kind: RetellingKind) -> None:
    found = retold(tell, first, second)
    assert kind in kinds(found)
    assert kind in kinds(retold(tell, second, first))  # whichever account comes first


def test_the_values_are_the_words_of_the_accounts(tell: Tell) -> None:
    first, second = "市长林秋禾说：“堤坝今夜不会再放水，请大家安心回家。”", "林秋禾说：“堤坝今夜不会再放水。”"
    (item,) = retold(tell, first, second)
    assert first[item.a.start : item.a.end] == item.a.text
    assert second[item.b.start : item.b.end] == item.b.text
    assert len(item.a.text) > len(item.b.text)
    assert "林秋禾" in item.speaker


def test_words_that_an_outlet_put_into_a_quotation_are_shown(tell: Tell) -> None:
    first = "市长林秋禾说：“他们今夜不会再放水，请大家安心回家。”"
    second = "林秋禾说：“他们（指水务局）今夜不会再放水，请大家安心回家。”"
    found = {item.kind: item for item in retold(tell, first, second)}
    assert found[RetellingKind.PUT_IN].b.text == "（指水务局）"
    assert RetellingKind.SAME_WORDS in found


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("市长林秋禾说：“堤坝今夜不会再放水，请大家安心回家。”", "局长何砚说：“堤坝今夜不会再放水，请大家安心回家。”"),
        ("市长林秋禾说：“我们很好。”", "林秋禾说：“我们很好。”"),
        ("林秋禾表示，堤坝今夜不会再放水。", "林秋禾称，堤坝今夜不会再放水。"),
        ("市长林秋禾说：“堤坝今夜不会再放水，请大家安心回家。”", "渔船在傍晚回到了港口，没有人受伤。"),
    ],
)
def test_other_voices_short_words_and_two_indirect_ones_tell_nothing(tell: Tell, first: str, second: str) -> None:
    assert retold(tell, first, second) == []


def test_a_comparison_carries_its_retellings(tell: Tell) -> None:
    first = attribute_article(
        tell("甲报", "市长林秋禾说：“堤坝今夜不会再放水，请大家安心回家，明早八点学校照常开门。”").article
    )
    second = attribute_article(tell("乙报", "市长林秋禾说：“堤坝今夜不会再放水，请大家安心回家。”").article)
    found = compare_accounts([first, second]).retellings
    assert found == compare_accounts([second, first]).retellings
    assert [item.kind for item in found] == [RetellingKind.CUT]
    assert compare_accounts([first]).retellings == ()
    assert compare_accounts([first, replace(first)]).retellings == ()
