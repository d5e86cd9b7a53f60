"""One point on which statements are not the same, and the surroundings that tell what it is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from rashomon.compare.clauses import Span
from rashomon.compare.statements import Statement
from rashomon.model import DifferenceKind, Value

_REACH = 8  # characters looked at on either side of a value to tell what it is about


@dataclass(frozen=True, slots=True, kw_only=True)
class Parting:
    """One point on which statements of the reading are not the same, with the words of each."""

    statements: tuple[int, ...]  # at most one an account
    kind: DifferenceKind
    values: tuple[Value, ...]  # one for each of `statements`
    rivals: tuple[tuple[int, int], ...] = ()  # pairs of statements that cannot both hold
    note: str = ""
    rule: str
    chance: float = 0.0  # how sure the models are that accounts part here; 0 where no model judges

    @property
    def contradiction(self) -> bool:
        return bool(self.rivals)


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A parting of two statements that a rule sees; `signs` are what a model weighs to judge whether it is one."""

    kind: DifferenceKind
    left: Span
    right: Span
    rule: str
    contradiction: bool = False
    note: str = ""
    signs: Mapping[str, float] = field(default_factory=dict)


def value_at(statement: Statement, span: Span) -> Value:
    """The words of a statement at a span of its sentence."""
    low, high = span
    start = statement.sentence.start
    return Value(sentence=statement.id, start=start + low, end=start + high, text=statement.sentence.text[low:high])


def meet(one: Span, other: Span) -> bool:
    """Whether two spans share a character."""
    return one[0] < other[1] and other[0] < one[1]


def context_shared(left: Statement, one: Span, right: Statement, other: Span) -> float:
    """How much of the shorter surroundings of two values is shared, 0–1: letters before and after, apart."""
    total = 0.0
    for before in (True, False):
        a, b = _beside(left, one, before=before), _beside(right, other, before=before)
        if a and b:
            total += len(a & b) / min(len(a), len(b)) / 2
    return total


def _beside(statement: Statement, span: Span, *, before: bool) -> set[str]:
    low, high = span
    piece = statement.folded[max(0, low - _REACH) : low] if before else statement.folded[high : high + _REACH]
    return {letter for letter in piece if letter.isalpha()}
