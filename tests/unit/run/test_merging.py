from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rashomon.run.lake.merging import same_groups


def groups(**members: str) -> dict[str, int]:
    """Letters are articles; `a1="xyz"` puts three of them into group 1."""
    return {article: int(name[1:]) for name, articles in members.items() for article in articles}


def test_groups_that_share_their_articles_are_one_story() -> None:
    assert same_groups(groups(g1="abc", g2="de"), groups(g7="bc", g8="de", g9="f")) == [(1, 7), (2, 8)]


def test_a_group_is_joined_with_its_best_match_alone() -> None:
    assert same_groups(groups(g1="abcd"), groups(g5="abc", g6="d")) == [(1, 5)]


def test_one_article_in_common_of_many_joins_nothing() -> None:
    assert same_groups(groups(g1="abc", g2="de"), groups(g5="ade", g6="bc")) == [(1, 6), (2, 5)]
    assert same_groups(groups(g1="abcd"), groups(g5="axyz", g6="bxyz")) == [(1, 5)]
    assert same_groups(groups(g1="abc", g2="d", g3="e"), groups(g4="ade", g5="b", g6="c")) != [(1, 4)]


def test_what_is_not_seen_by_both_does_not_count() -> None:
    assert same_groups(groups(g1="aqrstuv"), groups(g5="awxyz")) == [(1, 5)]


parted = st.dictionaries(st.sampled_from("abcdefghijkl"), st.integers(0, 4))


@given(parted, parted)
def test_no_group_is_in_two_pairs_and_the_sides_may_be_exchanged(left: dict[str, int], right: dict[str, int]) -> None:
    found = same_groups(left, right)
    assert len({a for a, _ in found}) == len(found) == len({b for _, b in found})
    assert all(any(left[one] == a and right.get(one) == b for one in left) for a, b in found)
