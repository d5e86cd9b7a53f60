"""Agglomerative clustering of a sparse graph, which may start from groups made before."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence

Link = tuple[int, int, float]
"""Two groups and the sum of the scores of their members' pairs."""


def link_groups(
    sizes: Sequence[int],
    links: Iterable[Link],
    *,
    threshold: float,
    power: float,
    fixed: frozenset[int] = frozenset(),
) -> list[int]:
    """For each group the number of its cluster (that of its lowest group).

    The two clusters with the highest tie are joined, again and again, while it is above `threshold`. A tie is the
    sum of the scores between two clusters over (number of their pairs) ** `power`: at 1 this is average link, which
    breaks up an event told in many ways; below 1 a large story takes in what is tied to many of its articles. No
    cluster ever holds two groups of `fixed`. Equal ties go to the lowest numbers, so that the order of `links` makes
    no difference.
    """
    size = list(sizes)
    held = [number in fixed for number in range(len(size))]
    near: list[dict[int, float]] = [{} for _ in size]
    for a, b, total in sorted(links):
        near[a][b] = near[b][a] = near[a].get(b, 0.0) + total
    queue = []
    for a, others in enumerate(near):
        for b, total in others.items():
            tie = total / (size[a] * size[b]) ** power
            if a < b and tie > threshold:
                queue.append((-tie, a, b))
    heapq.heapify(queue)
    parent = list(range(len(size)))
    while queue:
        cost, a, b = heapq.heappop(queue)
        if parent[a] != a or parent[b] != b or -cost != near[a][b] / (size[a] * size[b]) ** power:
            continue  # one of the two has grown since: a newer entry stands in for this one
        if held[a] and held[b]:
            continue
        parent[b] = a
        size[a] += size[b]
        held[a] = held[a] or held[b]
        del near[a][b], near[b][a]
        for other, total in near[b].items():
            near[a][other] = near[other][a] = near[a].get(other, 0.0) + total
            del near[other][b]
        near[b] = {}
        for other, total in near[a].items():
            tie = total / (size[a] * size[other]) ** power
            if tie > threshold:
                heapq.heappush(queue, (-tie, min(a, other), max(a, other)))
    return [_root(parent, number) for number in range(len(size))]


def _root(parent: list[int], number: int) -> int:
    while parent[number] != number:
        parent[number] = parent[parent[number]]
        number = parent[number]
    return number
