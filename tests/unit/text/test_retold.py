"""An article that says it retells others says so by these words, and by no others."""

from __future__ import annotations

import pytest

from rashomon.text.retold import retelling_note

_BODY = "港務局星期三說，兩艘渡輪在霧中相撞，三十人落水，全部獲救。"


@pytest.mark.parametrize(
    ("text", "note"),
    [
        (f"（蓝湾社北港21日综合外电报道）{_BODY}", "综合外电"),
        (f"（藍灣社北港21日綜合外電報導）{_BODY}", "综合外电"),
        (f"（蓝湾社北港21日电）{_BODY}（译者：林秀）", "译者："),
        (f"（蓝湾社北港21日电）海角社报道，{_BODY}", "海角社报道"),
        (f"（蓝湾社北港21日电）《北港晚报》引述渔民说，{_BODY}", "《北港晚报》引述"),
        (f"（蓝湾社北港21日电）{_BODY}根据报道，船长在逃。", "根据报道"),
        (f"（蓝湾社北港21日电）{_BODY}報導指出，船長在逃。", "报导指出"),
        ("Two ferries collided in fog, according to Cape News. Nobody drowned.", "according to Cape News"),
        ("NORTH HARBOUR (Agencies) - Two ferries collided in fog.", "(Agencies)"),
    ],
)
def test_says_that_it_retells(text: str, note: str) -> None:
    assert retelling_note(text) == note


@pytest.mark.parametrize(
    "text",
    [
        "",
        f"（蓝湾社记者林秀北港21日电）{_BODY}",
        f"{_BODY}他对本社报道表示感谢。",
        f"{_BODY}记者报道称赞了救援人员。",
        "Two ferries collided in fog, according to the harbour office. Nobody drowned.",
    ],
)
def test_says_no_such_thing(text: str) -> None:
    assert retelling_note(text) == ""
