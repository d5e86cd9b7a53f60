"""Stories in two writing systems meet in the names and figures they write alike."""

from __future__ import annotations

from rashomon.group.bridges import Told, Writing, find_bridges, marks_of, writing_of

CHINESE = "塔瓦里亚科尔万大坝（Korvan Dam）闸门断裂，林德穆尔（Lindmoor）12400名居民撤离，水利部长特西奇（Oren Tessic）周三作出说明。"
ENGLISH = (
    "A gate of the Korvan Dam broke on Wednesday and the town of Lindmoor was emptied. Oren Tessic, the minister, "
    "said 12,400 people had left. The gate was old."
)
FERRY = "The Lindmoor ferry will run twice an hour from May, the town said. Tickets stay at two crowns."


def told(text: str, at: float = 0.0) -> Told:
    return Told(writing=writing_of(text), marks=marks_of(text, writing_of(text)), first_at=at, last_at=at)


def test_names_and_figures_are_marks_and_words_at_a_sentences_start_are_not() -> None:
    marks = marks_of(ENGLISH, Writing.LATIN)
    assert {"korvan", "lindmoor", "oren", "tessic", "12400"} <= marks
    assert "the" not in marks
    assert marks_of("In 2021 it rained.", Writing.LATIN) == frozenset()
    assert marks_of("1萬2400人，1.24万人，12,400 people", Writing.HAN) == {"12400"}


def test_writing_is_told() -> None:
    assert [writing_of(text) for text in (CHINESE, ENGLISH, "12 34")] == [Writing.HAN, Writing.LATIN, Writing.OTHER]


def test_two_accounts_of_one_event_meet_across_languages() -> None:
    [(left, right, shared)] = find_bridges([told(CHINESE), told(ENGLISH), told(FERRY)], {}, 3)
    assert (left, right) == (0, 1)
    assert {"korvan", "lindmoor", "tessic", "12400"} <= shared


def test_one_shared_name_joins_nothing() -> None:
    assert find_bridges([told(CHINESE), told(FERRY)], {}, 2) == []


def test_names_that_everyone_writes_join_nothing() -> None:
    spread = dict.fromkeys(marks_of(CHINESE, Writing.HAN) & marks_of(ENGLISH, Writing.LATIN), 1500)
    assert find_bridges([told(CHINESE), told(ENGLISH)], spread, 2000) == []


def test_weeks_apart_is_another_event() -> None:
    assert find_bridges([told(CHINESE), told(ENGLISH, at=20 * 86400.0)], {}, 2) == []


def test_the_order_of_groups_makes_no_difference() -> None:
    groups = [told(ENGLISH), told(FERRY), told(CHINESE)]
    assert [(a, b) for a, b, _ in find_bridges(groups, {}, 3)] == [(0, 2)]
