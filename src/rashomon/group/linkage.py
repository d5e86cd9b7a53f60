"""Average-link clustering of a sparse graph, which may start from groups made before."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence

Link = tuple[int, int, float, int]
"""Two groups, the sum of the scores of their members' pairs, and how many of the pairs have a score."""


def link_groups(
    sizes: Sequence[int], links: Iterable[Link], *, absent: float, fixed: frozenset[int] = frozenset()
) -> list[int]:
    """For each group the number of its cluster (that of its lowest group).

    The two clusters with the highest mean score over all pairs of their members are joined, again and again, while
    that mean is above 0; a pair without a score counts as `absent`, which is below 0. No cluster ever holds two
    groups of `fixed`. Ties go to the lowest numbers, so that the result does not depend on the order of `links`.
    """
    size = list(sizes)
    held = [number in fixed for number in range(len(size))]
    near: list[dict[int, tuple[float, int]]] = [{} for _ in size]
    for a, b, total, count in links:
        before = near[a].get(b, (0.0, 0))
        near[a][b] = near[b][a] = (before[0] + total, before[1] + count)

    def mean(a: int, b: int) -> float:
        total, count = near[a][b]
        pairs = size[a] * size[b]
        return (total + (pairs - count) * absent) / pairs

    queue = [(-mean(a, b), a, b) for a in range(len(size)) for b in near[a] if a < b and mean(a, b) > 0]
    heapq.heapify(queue)
    parent = list(range(len(size)))
    while queue:
        cost, a, b = heapq.heappop(queue)
        if parent[a] != a or parent[b] != b or b not in near[a] or -cost != mean(a, b) or (held[a] and held[b]):
            continue  # one of the two has grown since: its newer entry stands further down
        parent[b] = a
        del near[a][b], near[b][a]
        for other, (total, count) in near[b].items():
            before = near[a].get(other, (0.0, 0))
            near[a][other] = near[other][a] = (before[0] + total, before[1] + count)
            del near[other][b]
        near[b] = {}
        size[a] += size[b]
        held[a] = held[a] or held[b]
        for other in near[a]:
            score = mean(a, other)
            if score > 0:
                heapq.heappush(queue, (-score, min(a, other), max(a, other)))
    return [_root(parent, number) for number in range(len(size))]


def _root(parent: list[int], number: int) -> int:
    while parent[number] != number:
        parent[number] = parent[parent[number]]
        number = parent[number]
    return number
