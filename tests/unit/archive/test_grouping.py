"""Articles are grouped again around what is new, slice of time by slice, with the stories of grouping all at once."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from rashomon.archive import Archive, grouping, open_archive
from rashomon.model import ArticleId, Version

MAY = datetime(2031, 5, 4, 12, 0, tzinfo=UTC)
LETTERS = [chr(code) for code in range(0x4E00, 0x5200)]


def articles() -> list[Version]:
    """Two outlets' articles of each of 50 events, a day apart; two events have hardly a word in common."""
    found: list[Version] = []
    for day in range(50):
        chance = random.Random(day)
        told = ["".join(chance.choices(LETTERS, k=20)) for _ in range(12)]
        for outlet, own in (("River Post", told[:10]), ("Valley Times", told[2:])):
            version = Version(
                id=ArticleId(f"{len(found) * 7919:016x}"),
                outlet=outlet,
                headline=told[5],
                text="。\n".join(own),
                published_at=MAY + timedelta(days=day, hours=len(outlet)),
                captured_at=MAY,
                language="zh",
            )
            found.append(version)
    return found


def stories(archive: Archive) -> set[frozenset[str]]:
    return {frozenset(member.id for member in story.articles) for story in archive.stories()}


def test_slices_end_at_gaps_and_at_their_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grouping, "_REACH", 5)
    monkeypatch.setattr(grouping, "_SLICE", 3)
    assert list(grouping._slices([])) == []
    assert list(grouping._slices([4])) == [(4, 4)]
    assert list(grouping._slices([1, 2, 3, 4, 20, 31, 32])) == [(1, 3), (4, 4), (20, 20), (31, 32)]


def test_slice_by_slice_gives_the_stories_of_all_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_archive(tmp_path / "whole.db") as archive:
        archive.add(articles())
        whole = stories(archive)
        assert len(whole) == 50
        before = {story.id for story in archive.stories()}
        monkeypatch.setattr(grouping, "_SLICE", 15)
        monkeypatch.setattr(grouping, "_REACH", 20)
        archive.regroup()
        assert stories(archive) == whole
        assert {story.id for story in archive.stories()} == before
    with open_archive(tmp_path / "sliced.db") as archive:
        archive.add(reversed(articles()))
        assert stories(archive) == whole
