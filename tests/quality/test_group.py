"""Floors of grouping on the labelled English events; the other sets take minutes and stand in `make bench`."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from bench.copies import HanDesk, WordDesk, made_copies
from bench.group import documents_of, score

from rashomon.group import group_articles

PAIRWISE_FLOOR = 94.0  # 95.7 on 22 November; lower it only with the reason in docs/stories.md
BCUBED_FLOOR = 96.0  # 96.9
COPIES_FLOOR = 0.99


@pytest.mark.shared
def test_english_events(shared: Path) -> None:
    versions, articles, stories = documents_of(shared / "events-en.tar.xz")
    with tempfile.TemporaryDirectory() as place:
        paths = Path(place, "stories.json"), Path(place, "articles.jsonl")
        paths[0].write_bytes(stories)
        paths[1].write_bytes(articles)
        found = score(shared, group_articles(versions), *paths)
    assert found["pairwise"]["f1"] >= PAIRWISE_FLOOR
    assert found["bcubed"]["f1"] >= BCUBED_FLOOR


@pytest.mark.parametrize("desk", [WordDesk, HanDesk])
def test_edited_copies(desk: type[WordDesk]) -> None:
    versions, gold = made_copies(60, desk)
    found = {frozenset((copy.article, copy.original)) for copy in group_articles(versions).copies}
    assert len(found & gold) >= COPIES_FLOOR * len(gold)
    assert len(found & gold) >= COPIES_FLOOR * len(found)
