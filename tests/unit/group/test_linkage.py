"""Linking groups by their ties, against the obvious slow way."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.group.linkage import Link, link_groups

POWER = 0.8


def slow(count: int, links: list[Link], threshold: float) -> list[frozenset[int]]:
    """Every tie is worked out from its pairs again at each step."""
    scores: dict[tuple[int, int], float] = {}
    for a, b, score in links:
        scores[a, b] = scores.get((a, b), 0.0) + score
    clusters = [frozenset({number}) for number in range(count)]
    while True:
        ties = []
        for one, other in combinations(sorted(clusters, key=min), 2):
            total = sum(scores.get((min(a, b), max(a, b)), 0.0) for a in one for b in other)
            ties.append((round(total / (len(one) * len(other)) ** POWER, 9), -min(one), -min(other), one, other))
        best = max(ties, default=None, key=lambda tie: tie[:3])
        if best is None or best[0] <= threshold:
            return clusters
        clusters = [cluster for cluster in clusters if cluster not in best[3:]] + [best[3] | best[4]]


def clusters_of(found: list[int]) -> set[frozenset[int]]:
    return {frozenset(at for at, cluster in enumerate(found) if cluster == one) for one in found}


@settings(deadline=None)
@given(
    st.dictionaries(
        st.tuples(st.integers(0, 6), st.integers(0, 6)).filter(lambda pair: pair[0] < pair[1]),
        st.integers(1, 64).map(lambda number: number / 64),
    )
)
def test_as_the_slow_way(scores: dict[tuple[int, int], float]) -> None:
    links = [(a, b, score) for (a, b), score in scores.items()]
    found = link_groups([1] * 7, links, threshold=0.3001, power=POWER)
    assert clusters_of(found) == set(slow(7, links, 0.3001))


def test_the_order_of_links_makes_no_difference() -> None:
    links = [(0, 1, 0.5), (1, 2, 0.5), (0, 2, 0.1), (2, 3, 0.5)]
    one = link_groups([1] * 4, links, threshold=0.2, power=1)
    assert one == link_groups([1] * 4, links[::-1], threshold=0.2, power=1)


def test_below_one_a_large_story_takes_in_more() -> None:
    links = [(a, b, 0.9) for a, b in combinations(range(4), 2)] + [(0, 4, 0.9), (1, 4, 0.5)]
    assert len(clusters_of(link_groups([1] * 5, links, threshold=0.4, power=1.0))) == 2
    assert len(clusters_of(link_groups([1] * 5, links, threshold=0.4, power=0.7))) == 1


def test_stories_closed_before_stay_apart() -> None:
    links = [(0, 1, 9.0), (0, 2, 9.0), (1, 2, 9.0)]
    found = link_groups([1, 3, 3], links, threshold=0.2, power=1, fixed=frozenset({1, 2}))
    assert found[1] != found[2]
    assert found[0] in (found[1], found[2])
