"""Numbers that differ: 12 against 11, with units, rounding and "at least" understood."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rashomon.compare.clauses import Span
from rashomon.compare.partings.parting import Suggestion, context_shared
from rashomon.compare.statements import Statement
from rashomon.model import DifferenceKind, NumberExpression
from rashomon.text.script import fold_text

_ROUNDED = 0.05  # two figures of which one is hedged agree within this share
_COARSER = 0.005  # and two of which one is the other in fewer digits: 34.4 and 34.44 million, but not 50 and 51
_VAGUE = re.compile(
    r"(?:数|多|几|好几)[十百千万亿]?[名个位支座艘架家国人次项份条隊队种起次]|数[十百千万]+|许多|大量|[大绝]?多数|众多|若干|大批|部分|一些|少数|多年|多[主方地处]|不少|天价|双双|\b(?:many|several|dozens|hundreds|thousands|most|some|few)\b"
)
_RELATED = 0.25  # shared surroundings below which two unlike figures have nothing to do with each other
_CONTRADICTS = 0.5  # shared surroundings from which two figures count the same thing
_DULL = re.compile("[的了在是和与及并将已也还就被把对从向以为这那其之]")
_THING = 10  # characters after a number in which what it counts is named
_KILOMETRES = {"公里": 1.0, "千米": 1.0, "海里": 1.852, "英里": 1.609, "里": 0.5, "km": 1.0, "mile": 1.609}


def suggest_numbers(left: Statement, right: Statement) -> Iterator[Suggestion]:
    """Pairs of numbers that count the same thing and are not the same, and numbers against vague words.

    Numbers that both sides have are set apart first: 4 dead and 12 hurt against 4 dead and 11 hurt is 12 against 11.
    """
    options = []
    for first in left.numbers:
        for second in right.numbers:
            if _comparable(first, second):
                shared = context_shared(left, _span(left, first), right, _span(right, second))
                equal = _amount(first) == _amount(second)
                options.append((equal, shared, -first.start, -second.start, first, second))
    used: set[NumberExpression] = set()
    for equal, shared, _, _, first, second in sorted(options, key=lambda option: option[:4], reverse=True):
        if first in used or second in used or (not equal and shared < _RELATED):
            continue
        used.update((first, second))
        note = agreement(first, second)
        if note:
            yield _suggestion(left, first, right, second, shared, note)
    yield from _against_vague(left, right, turned=False)
    yield from _against_vague(right, left, turned=True)
    yield from _uncounted(left, right, used, turned=False)
    yield from _uncounted(right, left, used, turned=True)


def agreement(first: NumberExpression, second: NumberExpression) -> str:
    """Empty when the two say the same; `differs`; or why both may hold."""
    one, other = _amount(first), _amount(second)
    if one == other:
        return "" if first.hedge == second.hedge else "one is hedged, the other is not"
    for a, b, hedge in ((one, other, first), (other, one, second)):
        if hedge.hedge in ("at least", "more than") and b >= a:
            return f"{hedge.text} leaves room for the other"
        if hedge.hedge in ("at most", "less than") and b <= a:
            return f"{hedge.text} leaves room for the other"
    near = _ROUNDED if first.hedge or second.hedge else _COARSER
    if abs(one - other) < near * max(abs(one), abs(other)) and (near == _ROUNDED or _rounds_to(one, other)):
        return "rounded"
    return "differs"


def _rounds_to(one: float, other: float) -> bool:
    """Whether the number of fewer digits is the other one rounded."""
    fewer, coarse, fine = min((_digits(one), one, other), (_digits(other), other, one))
    return float(f"{fine:.{fewer - 1}e}") == coarse


def _digits(amount: float) -> int:
    """How many digits of an amount are not zeros at its end; 1 at least."""
    return len(f"{abs(amount):.12e}".partition("e")[0].replace(".", "").rstrip("0")) or 1


def _suggestion(
    left: Statement, first: NumberExpression, right: Statement, second: NumberExpression, shared: float, note: str
) -> Suggestion:
    one, other = abs(_amount(first)), abs(_amount(second))
    ratio = min(one, other) / max(one, other) if max(one, other) else 1.0
    return Suggestion(
        kind=DifferenceKind.NUMBER,
        left=_span(left, first),
        right=_span(right, second),
        rule="number/2",
        contradiction=note == "differs" and shared >= _CONTRADICTS and bool(first.unit) and ratio > 0.2,
        note="" if note == "differs" else note,
        signs={
            "context": shared,
            "hedged": float(note == "one is hedged, the other is not"),
            "room": float("leaves room" in note or note == "rounded"),
            "ratio": ratio,
            "unit": float(bool(first.unit)),
            "large": float(max(one, other) >= 10),
            "many": float(len(left.numbers) * len(right.numbers)),
            "differs": float(note == "differs"),
            "money": float(first.unit.isascii() and bool(first.unit)),
        },
    )


def _against_vague(exact: Statement, vague: Statement, *, turned: bool) -> Iterator[Suggestion]:
    own = [_span(vague, number) for number in vague.numbers]
    for match in _VAGUE.finditer(vague.folded):
        if any(match.start() < high and low < match.end() for low, high in own):
            continue
        for number in exact.numbers:
            span = _span(exact, number)
            shared = context_shared(exact, span, vague, match.span())
            if shared >= 0.25:
                yield Suggestion(
                    kind=DifferenceKind.NUMBER,
                    left=match.span() if turned else span,
                    right=span if turned else match.span(),
                    rule="number against vague word/1",
                    note="one gives the figure, the other does not",
                    signs={"context": shared},
                )
                break


def _uncounted(
    counted: Statement, bare: Statement, used: set[NumberExpression], *, turned: bool
) -> Iterator[Suggestion]:
    """A number before a thing that the other side names without one: two agreements against the agreement."""
    amounts = {_amount(number) for number in bare.numbers}
    for number in counted.numbers:
        if number in used or _amount(number) in amounts or not number.unit or number.unit.isascii():
            continue
        span = _span(counted, number)
        best = _thing(counted.folded[span[1] : span[1] + _THING], bare.folded)
        if best is None or any(
            low <= best[0] <= high + 1 for low, high in (_span(bare, each) for each in bare.numbers)
        ):
            continue
        length = best[1] - best[0]
        yield Suggestion(
            kind=DifferenceKind.NUMBER,
            left=best if turned else span,
            right=span if turned else best,
            rule="counted in one/1",
            note="one gives the number, the other does not",
            signs={
                "length": float(length),
                "unit": float(bool(number.unit)),
                "small": float(number.value <= 12),
                "context": context_shared(counted, span, bare, best),
                "none": float(not bare.numbers),
                "money": float(number.unit.isascii() and bool(number.unit)),
            },
        )


def _thing(rest: str, elsewhere: str) -> Span | None:
    """Where the other side has the longest run of letters out of what follows a number, of two to four."""
    for length in range(4, 1, -1):
        for at in range(len(rest) - length + 1):
            piece = rest[at : at + length]
            found = elsewhere.find(piece) if piece.isalpha() and not _DULL.search(piece) else -1
            if found >= 0:
                return found, found + length
    return None


def _comparable(first: NumberExpression, second: NumberExpression) -> bool:
    one, other = fold_text(first.unit), fold_text(second.unit)
    return one == other or (one in _KILOMETRES and other in _KILOMETRES)


def _amount(number: NumberExpression) -> float:
    return number.value * _KILOMETRES.get(fold_text(number.unit), 1.0)


def _span(statement: Statement, number: NumberExpression) -> Span:
    return number.start - statement.sentence.start, number.end - statement.sentence.start
