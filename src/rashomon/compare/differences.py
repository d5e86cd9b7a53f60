"""Where aligned statements part: numbers, times and speakers that are not the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rashomon.compare.alignment import Match
from rashomon.compare.statements import Reading, Statement
from rashomon.model import DifferenceKind, NumberExpression, Quotation, TimeExpression, Value
from rashomon.text.script import fold_name, fold_text

_CONTEXT = 6  # characters looked at on either side of a number to tell what it counts
_ROUNDED = 0.05  # two figures of which one is hedged agree within this share


@dataclass(frozen=True, slots=True, kw_only=True)
class Parting:
    """One point on which two statements are not the same."""

    left: int
    right: int
    kind: DifferenceKind
    values: tuple[Value, Value]
    contradiction: bool
    note: str
    rule: str


def find_partings(reading: Reading, matches: Sequence[Match]) -> tuple[Parting, ...]:
    """All points on which aligned statements part, in reading order."""
    return tuple(parting for match in matches for parting in _partings_of(match, reading))


def _partings_of(match: Match, reading: Reading) -> Iterator[Parting]:
    left, right = reading.statements[match.left], reading.statements[match.right]
    for first, second, contradiction, note in _numbers(left, right):
        yield _parting(match, DifferenceKind.NUMBER, left, first, right, second, contradiction, note)
    for early, late, contradiction, note in _times(left, right):
        yield _parting(match, DifferenceKind.TIME, left, early, right, late, contradiction, note)
    yield from _speakers(match, left, right)


def _parting(
    match: Match,
    kind: DifferenceKind,
    left: Statement,
    first: NumberExpression | TimeExpression,
    right: Statement,
    second: NumberExpression | TimeExpression,
    contradiction: bool,
    note: str,
) -> Parting:
    values = (
        Value(sentence=left.id, start=first.start, end=first.end, text=first.text),
        Value(sentence=right.id, start=second.start, end=second.end, text=second.text),
    )
    return Parting(
        left=match.left,
        right=match.right,
        kind=kind,
        values=values,
        contradiction=contradiction,
        note=note,
        rule=f"{kind.value}/1",
    )


def _numbers(left: Statement, right: Statement) -> Iterator[tuple[NumberExpression, NumberExpression, bool, str]]:
    taken: set[int] = set()
    for first in left.numbers:
        if any(_agree(first, second) == "" for second in right.numbers):
            continue
        options = [
            (_context(left, first, right, second), -index)
            for index, second in enumerate(right.numbers)
            if index not in taken and fold_text(second.unit) == fold_text(first.unit)
        ]
        if not options or max(options)[0] < 0.3:
            continue
        index = -max(options)[1]
        second = right.numbers[index]
        if any(_agree(other, second) == "" for other in left.numbers):
            continue
        taken.add(index)
        note = _agree(first, second)
        yield first, second, note == "differs", "" if note == "differs" else note


def _agree(first: NumberExpression, second: NumberExpression) -> str:
    """Empty when the two say the same; else `differs`, or why both may hold."""
    if first.unit and second.unit and fold_text(first.unit) != fold_text(second.unit):
        return "differs"
    if first.value == second.value:
        return "" if first.hedge == second.hedge else "one is hedged, one is not"
    for one, other in ((first, second), (second, first)):
        if one.hedge in ("at least", "more than") and other.value >= one.value:
            return f"{one.text} leaves room for {other.text}"
        if one.hedge in ("at most", "less than") and other.value <= one.value:
            return f"{one.text} leaves room for {other.text}"
    near = abs(first.value - second.value) <= _ROUNDED * max(abs(first.value), abs(second.value))
    if near and (first.hedge or second.hedge):
        return "rounded"
    return "differs"


def _context(left: Statement, first: NumberExpression, right: Statement, second: NumberExpression) -> float:
    """How much of the shorter surroundings of two numbers is shared, 0–1."""
    a, b = _around(left, first.start, first.end), _around(right, second.start, second.end)
    return len(a & b) / max(1, min(len(a), len(b)))


def _around(statement: Statement, start: int, end: int) -> set[str]:
    low, high = start - statement.sentence.start, end - statement.sentence.start
    before = statement.folded[max(0, low - _CONTEXT) : max(0, low)]
    return {letter for letter in before + statement.folded[high : high + _CONTEXT] if letter.isalpha()}


def _times(left: Statement, right: Statement) -> Iterator[tuple[TimeExpression, TimeExpression, bool, str]]:
    for first in left.times:
        for second in right.times:
            if fold_text(first.text) == fold_text(second.text):
                continue
            if first.at[:10] == second.at[:10]:
                yield first, second, False, "the same day, told otherwise"
                break


def _speakers(match: Match, left: Statement, right: Statement) -> Iterator[Parting]:
    for first in left.quotations:
        for second in right.quotations:
            if first.speaker is None or second.speaker is None:
                continue
            if _same_speaker(first, second):
                return
    if left.quotations and right.quotations:
        one, other = left.quotations[0], right.quotations[0]
        if one.speaker is None or other.speaker is None or not one.speaker.text or not other.speaker.text:
            return
        if not match.same:
            return
        yield Parting(
            left=match.left,
            right=match.right,
            kind=DifferenceKind.SPEAKER,
            values=(
                Value(sentence=left.id, start=one.speaker.start, end=one.speaker.end, text=one.speaker.text),
                Value(sentence=right.id, start=other.speaker.start, end=other.speaker.end, text=other.speaker.text),
            ),
            contradiction=False,
            note="the accounts name different speakers",
            rule="speaker/1",
        )


def _same_speaker(first: Quotation, second: Quotation) -> bool:
    if first.speaker is None or second.speaker is None:
        return False
    one, other = fold_name(first.speaker.name), fold_name(second.speaker.name)
    return bool(one and other) and (one in other or other in one)
