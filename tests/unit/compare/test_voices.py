"""One person under several names is one voice; two persons stay two."""

from __future__ import annotations

from itertools import permutations

import pytest

from rashomon.compare.voices import is_one_voice, one_voice


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("奥伦·特西奇", "特西奇（Oren Tessic）"),
        ("Oren Tessic", "特西奇（Oren Tessic）"),
        ("紅隼通訊社", "红隼通讯社"),
        ("塞林河流域监测中心", "塞林河流域监测中心的发言人"),
    ],
)
def test_one_voice(first: str, second: str) -> None:
    assert is_one_voice(first, second)
    assert is_one_voice(second, first)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("奥伦·特西奇", "约娜·贝尔卡"),
        ("安娜·林德", "约翰·林德"),
        ("水利部", "水利厅"),
        ("发言人", "塞林河流域监测中心"),
        ("米", "米雷亚"),
    ],
)
def test_two_voices(first: str, second: str) -> None:
    assert not is_one_voice(first, second)


def test_groups_do_not_depend_on_the_order_of_names() -> None:
    names = ("特西奇（Oren Tessic）", "奥伦·特西奇", "Oren Tessic", "水利部")
    groups = one_voice(names)
    assert groups == [("特西奇（Oren Tessic）", "Oren Tessic", "奥伦·特西奇"), ("水利部",)]
    assert all(one_voice(other) == groups for other in permutations(names))
