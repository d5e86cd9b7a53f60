"""Partings gathered into differences: one point, with the words of every account that speaks to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from rashomon.compare.claims import Group
from rashomon.compare.partings import Parting
from rashomon.compare.showing import tell_apart, trim_value
from rashomon.compare.statements import Reading
from rashomon.model import Claim, Difference, DifferenceKind, SentenceId, Value
from rashomon.text.script import fold_text

_IN_WORDS = (DifferenceKind.WORDING, DifferenceKind.FACT)


def show_partings(partings: Sequence[Parting]) -> tuple[Parting, ...]:
    """Partings with values fit to be shown, without wording and facts that tell nothing and facts told before.

    A contradiction always stays: claims and alignments rest on it. A wording is listed with every pair of statements
    that it stands in: listing it once a story cost 5 points of recall, which is counted by statement.
    """
    shown: list[Parting] = []
    told: set[frozenset[str]] = set()
    for parting in partings:
        if parting.kind not in _IN_WORDS:
            shown.append(parting)
            continue
        one, other = (trim_value(value) for value in parting.values)
        if one is None or other is None:
            continue
        words = frozenset((fold_text(one.text), fold_text(other.text)))
        if not parting.contradiction and (
            (parting.kind is DifferenceKind.FACT and words in told) or not tell_apart(one, other)
        ):
            continue
        if parting.kind is DifferenceKind.FACT:
            told.add(words)
        shown.append(replace(parting, values=(one, other)))
    return tuple(shown)


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
    for cluster in _clusters(reading, partings):
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


def _clusters(reading: Reading, partings: Sequence[Parting]) -> list[list[Parting]]:
    """Partings of one kind joined where a value of one overlaps a value of the other.

    No account speaks twice in a cluster, so that none runs on through the whole story.
    """
    clusters: list[list[Parting]] = []
    speaking: list[dict[int, int]] = []  # account to statement, for each cluster
    seen: dict[tuple[DifferenceKind, SentenceId], list[tuple[Value, int]]] = defaultdict(list)
    for parting in partings:
        sides = {reading.statements[at].account: at for at in (parting.left, parting.right)}
        home = next(
            (
                index
                for value in parting.values
                for other, index in seen[parting.kind, value.sentence]
                if value.start < other.end
                and other.start < value.end
                and all(speaking[index].get(account, at) == at for account, at in sides.items())
            ),
            None,
        )
        if home is None:
            home = len(clusters)
            clusters.append([])
            speaking.append({})
        clusters[home].append(parting)
        speaking[home].update(sides)
        for value in parting.values:
            seen[parting.kind, value.sentence].append((value, home))
    return clusters


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
