"""Partings gathered into differences: one point, with the words of every account that speaks to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from rashomon.compare.claims import Group
from rashomon.compare.partings import Parting
from rashomon.compare.showing import tell_apart, trim_value
from rashomon.compare.statements import Reading
from rashomon.model import Claim, Difference, DifferenceKind, SentenceId, Value
from rashomon.text.script import fold_text

_IN_WORDS = (DifferenceKind.WORDING, DifferenceKind.FACT)
_VAGUE = ("told differently", "one gives the number, the other does not")  # what may be no difference at all
_SURE = 0.009  # chance from which 66 of 100 are in the gold on unseen stories; of all that are told, 48


def show_partings(partings: Sequence[Parting]) -> tuple[Parting, ...]:
    """Partings with values fit to be shown, without wording and facts that tell nothing and facts told before.

    A contradiction always stays: claims and alignments rest on it. A wording is listed with every pair of statements
    that it stands in: listing it once a story cost 5 points of recall, which is counted by statement.
    """
    shown: list[Parting] = []
    told: set[frozenset[str]] = set()
    for parting in sorted(partings, key=lambda parting: -parting.chance):
        if parting.kind not in _IN_WORDS:
            shown.append(parting)
            continue
        trimmed = _trimmed(parting)
        if trimmed is None:
            continue
        words = frozenset(fold_text(value.text) for value in trimmed.values)
        if not trimmed.rivals and (
            (parting.kind is DifferenceKind.FACT and words in told) or not _any_apart(trimmed.values)
        ):
            continue
        if parting.kind is DifferenceKind.FACT:
            told.add(words)
        shown.append(trimmed)
    return tuple(shown)


def _trimmed(parting: Parting) -> Parting | None:
    """The parting with its values cut to be shown, without statements of which nothing stays; None if one is left."""
    cut = [
        (at, value)
        for at, value in zip(parting.statements, map(trim_value, parting.values), strict=True)
        if value is not None
    ]
    kept = {at for at, _ in cut}
    if len(cut) < 2:
        return None
    return replace(
        parting,
        statements=tuple(at for at, _ in cut),
        values=tuple(value for _, value in cut),
        rivals=tuple(pair for pair in parting.rivals if kept.issuperset(pair)),
    )


def _any_apart(values: Sequence[Value]) -> bool:
    return any(tell_apart(one, other) for one, other in combinations(values, 2))


def gather_differences(
    reading: Reading, groups: Sequence[Group], claims: Sequence[Claim], partings: Sequence[Parting]
) -> tuple[Difference, ...]:
    """Each parting a difference, wordings that share words of a statement one together.

    Contradictions first, then the surest; wording last, in reading order.
    """
    place = {statement.id: at for at, statement in enumerate(reading.statements)}
    homes: dict[int, set[int]] = defaultdict(set)
    for index, group in enumerate(groups):
        for at in group:
            homes[at].add(index)
    hard = [parting for parting in partings if parting.kind is not DifferenceKind.WORDING]
    hard.sort(key=lambda parting: (not parting.rivals, -parting.chance, parting.statements))
    wordings = [parting for parting in partings if parting.kind is DifferenceKind.WORDING]
    found = []
    for cluster in [*([parting] for parting in hard), *_clusters(reading, wordings)]:
        values = _values(cluster, place)
        home = _home([place[value.sentence] for value in values], homes)
        found.append(
            Difference(
                claim=claims[home].id,
                kind=cluster[0].kind,
                values=values,
                contradiction=bool(cluster[0].rivals),
                note=cluster[0].note,
                rule=cluster[0].rule,
                sure=is_sure(cluster[0]),
            )
        )
    return tuple(found)


def is_sure(parting: Parting) -> bool:
    """Whether a parting contradicts, or stands out by its chance and says on what the accounts part."""
    vague = any(words in parting.note for words in _VAGUE)
    return parting.contradiction or (parting.chance >= _SURE and not vague)


def _clusters(reading: Reading, partings: Sequence[Parting]) -> list[list[Parting]]:
    """Wordings joined where a value of one overlaps a value of the other.

    No account speaks twice in a cluster, so that none runs on through the whole story.
    """
    clusters: list[list[Parting]] = []
    speaking: list[dict[int, int]] = []  # account to statement, for each cluster
    seen: dict[SentenceId, list[tuple[Value, int]]] = defaultdict(list)
    for parting in partings:
        sides = {reading.statements[at].account: at for at in parting.statements}
        home = next(
            (
                index
                for value in parting.values
                for other, index in seen[value.sentence]
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
            seen[value.sentence].append((value, home))
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
