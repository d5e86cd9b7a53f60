"""Why a version is one, and what its history tells."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rashomon.model import ArticleId, EditKind, Image, Version
from rashomon.store.changes import reason_for, revisions

OLD = "水坝周二出现裂缝。\n市长说没有人受伤。\n闸门已经关闭。"
NEW = "水坝周三出现裂缝。\n市长说两人受伤。\n闸门已经关闭。"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"text": NEW}, "outlet edited"),
        ({"headline": "水坝告急"}, "headline changed"),
        ({"byline": ("林若溪",)}, "byline changed"),
        ({"dateline": "河谷市", "byline": ("林若溪",)}, "byline and dateline changed"),
        ({"images": (Image(url="", caption="水坝"),)}, "captions changed"),
        ({"text": NEW, "extractor": "generic/2"}, "extractor improved"),
    ],
)
def test_the_reason_of_a_version(change: dict[str, str], reason: str) -> None:
    before = Version(id=ArticleId("a1"), headline="水坝出现裂缝", text=OLD, extractor="generic/1")
    assert reason_for(before, replace(before, **change)) == reason  # type: ignore[arg-type]


def test_revisions_tell_only_what_changed() -> None:
    first = Version(id=ArticleId("a1"), headline="水坝出现裂缝", text=OLD)
    second = replace(first, text=NEW)
    third = replace(second, headline="水坝告急")
    told = revisions([first, second, third], ["new", "outlet edited", "headline changed"])
    assert [(bool(one.headline), bool(one.text)) for one in told] == [(False, False), (False, True), (True, False)]
    assert "".join(edit.text for edit in told[2].headline if edit.kind is not EditKind.ADDED) == "水坝出现裂缝"
