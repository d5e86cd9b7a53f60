"""Times that differ, or tell one time more or less exactly."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from rashomon.compare.clauses import Span
from rashomon.compare.partings.parting import Suggestion, context_shared
from rashomon.compare.statements import Statement
from rashomon.model import DifferenceKind, TimeExpression
from rashomon.text.script import fold_text

_CONTRADICTS = 0.4  # shared surroundings from which two times are of the same thing
_RELATED = 0.25  # shared surroundings below which two unlike times have nothing to do with each other
_MONTHS = 12
_NUMERAL = str.maketrans("一二三四五六七八九", "123456789")


def suggest_times(left: Statement, right: Statement) -> Iterator[Suggestion]:
    """Pairs of times that belong together and are not written, or not resolved, alike."""
    options = []
    for first in left.times:
        for second in right.times:
            relation = relate(first.at, second.at)
            shared = context_shared(left, _span(left, first), right, _span(right, second))
            rank = {"same": 3.0, "finer": 2.0, "near": 1.0, "apart": 0.0, "other": -1.0}[relation]
            options.append((rank + shared, -first.start, -second.start, first, second, relation, shared))
    used: set[int] = set()
    for _, _, _, first, second, relation, shared in sorted(options, key=lambda option: option[:3], reverse=True):
        if first.start in used or second.start in used or relation == "other":
            continue
        used.update((first.start, second.start))
        if fold_text(first.text) == fold_text(second.text) or (
            relation == "same" and _written_alike(first.text, second.text)
        ):
            continue  # one word for two days, as 今天 in two papers, tells no difference of the event
        alone = len(left.times) == 1 and len(right.times) == 1
        if relation in ("near", "apart") and shared < _RELATED and not alone:
            continue
        yield Suggestion(
            kind=DifferenceKind.TIME,
            left=_span(left, first),
            right=_span(right, second),
            rule="time/2",
            contradiction=relation == "near" and shared >= _CONTRADICTS and first.text != second.text,
            note={"same": "the same day in other words", "finer": "one is more exact"}.get(relation, ""),
            signs={
                "context": shared,
                "same": float(relation == "same"),
                "finer": float(relation == "finer"),
                "near": float(relation == "near"),
                "alone": float(alone),
                "apart": float(relation == "apart"),
                "durations": float(first.at.startswith("P")),
                "minutes": float("T" in first.at) + float("T" in second.at),
                "weekday": float("周" in first.text or "星期" in first.text)
                + float("周" in second.text or "星期" in second.text),
                "today": float("今" in fold_text(first.text)) + float("今" in fold_text(second.text)),
                "many": float(len(left.times) + len(right.times)),
                "lead": float(_span(left, first)[0] < 25) + float(_span(right, second)[0] < 25),
                "words alike": float(fold_text(first.text)[-2:] == fold_text(second.text)[-2:]),
                "relative": float(not any(letter.isdigit() for letter in first.text + second.text)),
            },
        )


def _written_alike(first: str, second: str) -> bool:
    """Whether two ways of writing one time differ in form alone: 周四（4月22日） and 周四, 四十多年 and 40多年."""
    one, other = ("".join(filter(str.isalnum, fold_text(text).translate(_NUMERAL))) for text in (first, second))
    digits = [set("".join(letter if letter.isdigit() else " " for letter in text).split()) for text in (one, other)]
    return one in other or other in one or (bool(digits[0]) and digits[0] == digits[1])


def relate(first: str, second: str) -> str:
    """How two resolved times lie: same, finer (one within the other), near (within a week), apart, or other kinds."""
    if first.startswith("P") or second.startswith("P"):
        both = first.startswith("P") and second.startswith("P")
        return "other" if not both else "same" if first == second else "apart"
    one, other = _days(first), _days(second)
    if one is None or other is None:
        return "other"
    if one == other:
        return "same" if len(first) == len(second) else "finer"
    if (one[0] <= other[0] and other[1] <= one[1]) or (other[0] <= one[0] and one[1] <= other[1]):
        return "finer"
    gap = max(one[0], other[0]) - min(one[1], other[1])
    return "near" if gap <= timedelta(days=7) else "apart"


def _days(at: str) -> tuple[date, date] | None:
    """The first and last day of a resolved time; None when it has no closed bounds."""
    low, slash, high = at.partition("/")
    if slash:
        start, end = _days(low), _days(high)
        return (start[0], end[1]) if start and end else start or end
    parts = low[:10].split("-")
    try:
        numbers = [int(part) for part in parts]
        if len(numbers) == 1:
            return date(numbers[0], 1, 1), date(numbers[0], 12, 31)
        if len(numbers) == 2:
            following = date(numbers[0] + numbers[1] // _MONTHS, numbers[1] % _MONTHS + 1, 1)
            return date(numbers[0], numbers[1], 1), following - timedelta(days=1)
        day = date(*numbers[:3])
    except (ValueError, TypeError, OverflowError):
        return None
    return day, day


def _span(statement: Statement, time: TimeExpression) -> Span:
    return time.start - statement.sentence.start, time.end - statement.sentence.start
