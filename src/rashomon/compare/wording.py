"""The same thing in other words: where aligned clauses run together and then part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from rashomon.compare.alignment import Match
from rashomon.compare.partings.parting import Parting
from rashomon.compare.statements import Reading, Statement
from rashomon.model import DifferenceKind, Value

_SHORTEST, _LONGEST = 2, 14  # characters of words set against each other


def find_rewordings(reading: Reading, matches: Sequence[Match]) -> tuple[Parting, ...]:
    """Pieces of aligned statements that stand in each other's place between shared words."""
    return tuple(parting for match in matches for parting in _rewordings(match, reading))


def _rewordings(match: Match, reading: Reading) -> Iterator[Parting]:
    left, right = reading.statements[match.left], reading.statements[match.right]
    matcher = SequenceMatcher(None, left.folded, right.folded, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size >= 2]
    for before, after in pairwise(blocks):
        a, b = (before.a + before.size, after.a), (before.b + before.size, after.b)
        if all(_SHORTEST <= high - low <= _LONGEST for low, high in (a, b)):
            yield Parting(
                left=match.left,
                right=match.right,
                kind=DifferenceKind.WORDING,
                values=(_value(left, a), _value(right, b)),
                contradiction=False,
                note="",
                rule="wording/1",
            )


def _value(statement: Statement, span: tuple[int, int]) -> Value:
    low, high = span
    start = statement.sentence.start
    return Value(sentence=statement.id, start=start + low, end=start + high, text=statement.sentence.text[low:high])
