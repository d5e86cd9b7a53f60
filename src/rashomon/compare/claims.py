"""Aligned statements gathered into claims: statements that answer the same question."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence

from rashomon.compare.alignment import Match
from rashomon.compare.statements import Reading, Statement
from rashomon.model import ClaimId

Group = tuple[int, ...]
"""Statements of one claim, by their numbers in the reading, ascending."""

_REPEATED = 0.5  # share of characters from which an account says a thing twice
_TIED = 0.5  # share of a claim's statements in other accounts that a new one must be aligned with


def group_statements(reading: Reading, matches: Sequence[Match]) -> tuple[Group, ...]:
    """The claims: every alignment lies in at least one, every unaligned sentence is one by itself. Reading order.

    Best alignments first, each joins a claim that one of its two statements is in when the other is aligned with
    most of it; else it founds a claim of its own. A sentence that says two things so comes to stand in two claims.
    """
    linked: dict[int, dict[int, float]] = defaultdict(dict)
    for match in matches:
        linked[match.left][match.right] = linked[match.right][match.left] = match.score
    groups: list[set[int]] = []
    member_of: dict[int, list[int]] = defaultdict(list)
    for match in sorted(matches, key=lambda match: (-match.score, match.left, match.right)):
        if set(member_of[match.left]) & set(member_of[match.right]):
            continue
        best = _best_group(reading, groups, member_of, linked, match)
        if best is None:
            groups.append({match.left, match.right})
            member_of[match.left].append(len(groups) - 1)
            member_of[match.right].append(len(groups) - 1)
        else:
            newcomer = match.right if match.left in groups[best] else match.left
            groups[best].add(newcomer)
            member_of[newcomer].append(best)
    alone = ({at} for at in range(len(reading.statements)) if not member_of.get(at))
    return tuple(sorted(tuple(sorted(group)) for group in [*groups, *alone]))


def representative(group: Group, reading: Reading, matches: dict[tuple[int, int], Match]) -> int:
    """The statement that agrees best with the others of its claim; among equals the shortest, then the first."""

    def standing_out(at: int) -> tuple[float, int, int]:
        agreed = sum(matches[pair].score for other in group if (pair := (min(at, other), max(at, other))) in matches)
        return (-round(agreed, 4), len(reading.statements[at].folded), at)

    return min(group, key=standing_out)


def claim_id(group: Group, reading: Reading) -> ClaimId:
    """An id made of the statements alone, so that it survives whatever happens to the other claims."""
    seed = "\n".join(sorted(reading.statements[at].id for at in group))
    return ClaimId("c" + hashlib.sha256(seed.encode("utf-8", "surrogatepass")).hexdigest()[:12])


def _best_group(
    reading: Reading,
    groups: Sequence[set[int]],
    member_of: dict[int, list[int]],
    linked: dict[int, dict[int, float]],
    match: Match,
) -> int | None:
    best: tuple[float, int] | None = None
    for inside, newcomer in ((match.left, match.right), (match.right, match.left)):
        for at in member_of[inside]:
            tie = _tie(reading, groups[at], linked[newcomer], newcomer)
            if tie >= _TIED and (best is None or (tie, -at) > best):
                best = (tie, -at)
    return None if best is None else -best[1]


def _tie(reading: Reading, group: Iterable[int], links: dict[int, float], newcomer: int) -> float:
    """Share of the group's statements in other accounts that the newcomer is aligned with.

    0 when its own account speaks in the group already, unless it says the same there.
    """
    statements = reading.statements
    statement = statements[newcomer]
    account = statement.account
    aligned = others = 0
    for at in group:
        if statements[at].account != account:
            others += 1
            aligned += at in links
        elif _alike(statement, statements[at]) < _REPEATED:
            return 0.0
    return aligned / others


def _alike(one: Statement, other: Statement) -> float:
    """Share of the shorter text's pairs of characters that the longer has."""
    return len(one.pairs & other.pairs) / max(1, min(len(one.pairs), len(other.pairs)))
