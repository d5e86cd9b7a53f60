"""What a claim's accounts part on, gathered so that every account speaks to a point once."""

from __future__ import annotations

import numpy as np

from rashomon.attribute import attribute_article
from rashomon.compare.alignment import Match
from rashomon.compare.partings.clauses import suggest_clauses
from rashomon.compare.partings.facts import suggest_facts
from rashomon.compare.partings.finding import rank_points
from rashomon.compare.partings.numbers import suggest_numbers
from rashomon.compare.partings.points import Point, gather_points
from rashomon.compare.partings.speakers import suggest_speakers
from rashomon.compare.partings.times import suggest_times
from rashomon.compare.statements import Reading, Statement, read_accounts
from rashomon.model import ArticleId, DifferenceKind, Version


def read(*texts: str) -> Reading:
    """Accounts of one sentence each, attributed."""
    return read_accounts(
        attribute_article(Version(id=ArticleId(f"a{number}"), text=text, language="zh"))
        for number, text in enumerate(texts)
    )


def pair(one: str, other: str) -> tuple[Statement, Statement]:
    """The first statements of two accounts."""
    reading = read(one, other)
    return reading.statements[reading.starts[0]], reading.statements[reading.starts[1]]


def words(point: Point, reading: Reading) -> list[str]:
    """What each statement of a point says."""
    return [reading.statements[at].sentence.text[slice(*span)] for at, span in point.spans]


def test_three_accounts_of_one_number_are_one_point() -> None:
    reading = read("渡轮在北湾沉没，12人失踪。", "渡轮在北湾沉没，11人失踪。", "渡轮在北湾沉没，12人失踪。")
    matches = [Match(0, 1, 0.9, same=True), Match(0, 2, 0.9, same=True), Match(1, 2, 0.9, same=True)]

    points = gather_points(reading, [(0, 1, 2)], matches)

    numbers = [words(point, reading) for point in points if point.kind is DifferenceKind.NUMBER]
    assert numbers == [["12人", "11人", "12人"]]


def test_points_of_two_claims_stay_apart() -> None:
    reading = read(
        "渡轮在北湾沉没，12人失踪。",
        "渡轮在北湾沉没，11人失踪。",
        "货船在南湾沉没，9人失踪。",
        "货船在南湾沉没，8人失踪。",
    )
    matches = [Match(0, 1, 0.9, same=True), Match(2, 3, 0.9, same=True)]

    points = gather_points(reading, [(0, 1), (2, 3)], matches)

    assert {point.claim for point in points if point.kind is DifferenceKind.NUMBER} == {0, 1}


def test_a_point_does_not_drift_beyond_what_meets_its_first_two_statements() -> None:
    reading = read("渡轮载有40人。", "渡轮载有45人。", "渡轮载有50人。", "渡轮载有60人。")
    matches = [Match(0, 1, 0.9, same=True), Match(1, 2, 0.8, same=True), Match(2, 3, 0.7, same=True)]

    points = gather_points(reading, [(0, 1, 2, 3)], matches)

    numbers = [words(point, reading) for point in points if point.kind is DifferenceKind.NUMBER]
    assert numbers == [["40人", "45人", "50人"], ["50人", "60人"]]


def test_a_claim_shows_one_number_and_its_surest_first() -> None:
    points = [Point(0, DifferenceKind.NUMBER, (), ()) for _ in range(2)]
    points += [Point(0, DifferenceKind.FACT, (), ()) for _ in range(4)]

    ranked = rank_points(points, np.full(6, 0.5), np.array([0.2, 0.6, 0.5, 0.4, 0.3, 0.1]))

    assert list(ranked[[0, 5]]) == [0.0, 0.0]
    assert ranked[1] > ranked[2] > ranked[3] > ranked[4] > 0.0


def test_a_dateline_is_no_clause_that_tells() -> None:
    left, _ = pair("【晨报2030年5月2日讯】（晨报记者林某综合报导）渡轮在北湾沉没。", "渡轮沉没。")

    assert [left.folded[slice(*clause.span)] for clause in left.telling] == ["渡轮在北湾沉没"]


def test_clauses_alike_but_for_synonyms_are_no_fact() -> None:
    assert not list(suggest_clauses(*pair("船长入住酒店。", "船长入住饭店。")))


def test_a_figure_against_the_bare_thing_is_suggested() -> None:
    left, right = pair("两国签署两项合作协议。", "两国签署合作协议。")

    found = [item for item in suggest_numbers(left, right) if item.rule.startswith("counted")]

    assert [left.folded[slice(*item.left)] for item in found] == ["两项"]


def test_one_word_for_two_days_is_no_difference() -> None:
    one = Version(id=ArticleId("a"), text="渡轮昨天沉没。", language="zh")
    statements = read_accounts(attribute_article(version) for version in (one, one)).statements

    assert not list(suggest_times(statements[0], statements[0]))


def test_a_source_that_one_side_names_is_suggested_beside_what_the_other_says_itself() -> None:
    left, right = pair("海事局表示，渡轮因超载沉没。", "渡轮因超载沉没，船长被捕。")

    (found,) = suggest_speakers(left, right)

    assert left.folded[slice(*found.left)] == "海事局"
    assert right.folded[slice(*found.right)] == "渡轮因超载沉没"
    assert not found.contradiction


def test_lists_with_and_are_compared_item_by_item() -> None:
    left, right = pair("派出舰船的是松国和柏国。", "派出舰船的是松国、柏国和桦国。")

    assert [item.rule for item in suggest_facts(left, right)] == ["list/2"]
    assert not list(suggest_facts(*pair("昨天，松国和柏国。", "昨天，柏国和松国。")))
