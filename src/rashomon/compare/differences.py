"""Partings gathered into differences: one point, with the words of every account that speaks to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from rashomon.compare.claims import Group
from rashomon.compare.partings import Parting
from rashomon.compare.statements import Reading
from rashomon.model import Claim, Difference, DifferenceKind, SentenceId, Value


def gather_differences(
    reading: Reading, groups: Sequence[Group], claims: Sequence[Claim], partings: Sequence[Parting]
) -> tuple[Difference, ...]:
    """Partings of one kind that share words of a statement are one difference; contradictions first, wording last."""
    place = {statement.id: at for at, statement in enumerate(reading.statements)}
    homes: dict[int, set[int]] = defaultdict(set)
    for index, group in enumerate(groups):
        for at in group:
            homes[at].add(index)
    found = []
    for cluster in _clusters(partings):
        values = _values(cluster, place)
        home = _home([place[value.sentence] for value in values], homes)
        found.append(
            Difference(
                claim=claims[home].id,
                kind=cluster[0].kind,
                values=values,
                contradiction=any(parting.contradiction for parting in cluster),
                note="; ".join(dict.fromkeys(parting.note for parting in cluster if parting.note)),
                rule=cluster[0].rule,
            )
        )
    return tuple(sorted(found, key=lambda item: (item.kind is DifferenceKind.WORDING, not item.contradiction)))


def _clusters(partings: Sequence[Parting]) -> list[list[Parting]]:
    """Partings joined where they are of one kind and a value of one overlaps a value of the other."""
    parent = list(range(len(partings)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    seen: dict[tuple[DifferenceKind, SentenceId], list[tuple[int, int, int]]] = defaultdict(list)
    for at, parting in enumerate(partings):
        for value in parting.values:
            spans = seen[parting.kind, value.sentence]
            for start, end, other in spans:
                if value.start < end and start < value.end:
                    first, second = sorted((root(at), root(other)))
                    parent[second] = first
            spans.append((value.start, value.end, at))
    joined: dict[int, list[Parting]] = defaultdict(list)
    for at, parting in enumerate(partings):
        joined[root(at)].append(parting)
    return [joined[at] for at in sorted(joined)]


def _values(cluster: Sequence[Parting], place: dict[SentenceId, int]) -> tuple[Value, ...]:
    """One value for each statement, the first that was found, in reading order."""
    chosen: dict[SentenceId, Value] = {}
    for parting in cluster:
        for value in parting.values:
            chosen.setdefault(value.sentence, value)
    return tuple(sorted(chosen.values(), key=lambda value: place[value.sentence]))


def _home(statements: Sequence[int], homes: dict[int, set[int]]) -> int:
    """The claim that most of the statements stand in, the first of such."""
    votes: dict[int, int] = defaultdict(int)
    for at in statements:
        for index in homes[at]:
            votes[index] += 1
    return min(votes, key=lambda index: (-votes[index], index))
