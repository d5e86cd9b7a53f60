"""Ids of stories that last."""

from __future__ import annotations

from rashomon.group.roster import Roster
from rashomon.model import ArticleId

IDS = {number: ArticleId(f"article {number}") for number in range(9)}
NONE: frozenset[int] = frozenset()


def test_a_story_keeps_its_id_while_it_grows() -> None:
    roster = Roster()
    roster.regroup([[3, 4]], IDS, NONE)
    story = roster.story_of[3]
    roster.regroup([[1, 3, 4]], IDS, NONE)
    assert roster.story_of == {1: story, 3: story, 4: story}


def test_of_two_stories_merged_the_smaller_leads_to_the_larger() -> None:
    roster = Roster()
    roster.regroup([[0, 1], [2, 3, 4]], IDS, NONE)
    small, large = roster.story_of[0], roster.story_of[2]
    roster.regroup([[0, 1, 2, 3, 4]], IDS, NONE)
    assert set(roster.story_of.values()) == {large}
    assert roster.current(small) == large
    assert [(entry.old, entry.new) for entry in roster.redirected()] == [(small, large)]


def test_an_id_is_never_used_twice() -> None:
    roster = Roster()
    roster.regroup([[0], [1, 2]], IDS, NONE)
    gone = roster.story_of[0]
    roster.regroup([[0, 1, 2]], IDS, NONE)
    roster.regroup([[0], [1, 2]], IDS, NONE)
    assert roster.story_of[0] not in {gone, roster.story_of[1]}
    assert roster.current(gone) == roster.story_of[1]


def test_on_a_split_the_larger_part_keeps_the_id() -> None:
    roster = Roster()
    roster.regroup([[0, 1, 2]], IDS, NONE)
    story = roster.story_of[0]
    roster.regroup([[0], [1, 2]], IDS, NONE)
    assert roster.story_of[1] == story != roster.story_of[0]


def test_articles_closed_before_count_first() -> None:
    roster = Roster()
    roster.regroup([[0], [1, 2, 3]], IDS, NONE)
    old = roster.story_of[0]
    roster.regroup([[0, 1, 2, 3]], IDS, frozenset({0}))
    assert set(roster.story_of.values()) == {old}
