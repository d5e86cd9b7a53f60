"""Times in English news, resolved to days, intervals and durations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from rashomon.attribute import calendar
from rashomon.attribute.calendar import When
from rashomon.attribute.reading import Reading
from rashomon.model.account import TimeExpression

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NUMBERS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "twelve": 12,
    "twenty": 20,
}
_MONTH = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_COUNT = r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty)"
_TIME = re.compile(
    rf"\b(?:(?:(?P<weekday1>{_WEEKDAY}),? )?(?P<month1>{_MONTH}) (?P<day1>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?:,? (?P<year1>(?:19|20)\d\d))?(?![\d%])"
    rf"|(?:(?P<weekday2>{_WEEKDAY}),? )?(?P<day2>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)? (?:of )?(?P<month2>{_MONTH})(?:,? (?P<year2>(?:19|20)\d\d))?\b"
    rf"|(?P<lead>last |next |this |early |late |mid-|in )?(?P<month3>{_MONTH})(?: of)? (?P<year3>(?:19|20)\d\d)\b"
    rf"|(?P<which>last|next|this|past) (?P<unit>week|month|year|{_WEEKDAY}|{_MONTH}|spring|summer|fall|autumn|winter)\b"
    rf"|(?P<weekday>{_WEEKDAY})(?: (?P<part>morning|afternoon|evening|night))?\b"
    rf"|(?P<relative>[Tt]oday|[Yy]esterday|[Tt]omorrow|[Tt]onight)\b"
    rf"|(?P<ago>{_COUNT}) (?P<agounit>day|week|month|year|hour)s? (?:ago|earlier)\b"
    rf"|(?P<past>past|last|next) (?P<pastcount>{_COUNT}) (?P<pastunit>day|week|month|year)s\b"
    rf"|(?:since|in|until|by|from|of) (?P<month4>{_MONTH})\b(?! \d)"
    rf"|(?P<decade>(?:19|20)\d0)s\b"
    rf"|(?<![$£€#\d.,-])(?P<year>(?:19|20)\d\d)\b(?![\d,]*\d|%| (?:people|troops|dollars|votes|miles))"
    rf"|(?P<length>{_COUNT})[ -](?P<lengthunit>minute|hour|day|week|month|year)s?\b(?![ -]old))"
)  # fmt: skip


def find_times(reading: Reading) -> Iterator[TimeExpression]:
    """Every time expression that can be resolved, in order; nothing where the day of publication is not known."""
    if reading.today is None:
        return
    for match in _TIME.finditer(reading.text):
        found = _resolve(match, reading.today)
        if found is not None:
            when, rule = found
            start, end = match.span()
            yield TimeExpression(
                at=when.at,
                precision=when.precision,
                sentence=reading.sentence_at(start).id,
                text=match.group(),
                start=start,
                end=end,
                rule=rule,
            )


def _month(word: str) -> int:
    return _MONTHS.index(word[:3].lower()) + 1


def _count(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS.get(word.lower(), 1)


def _resolve(match: re.Match[str], today: date) -> tuple[When, str] | None:
    group = match.groupdict()
    for number in ("1", "2"):
        if group["month" + number]:
            month = _month(group["month" + number])
            year = int(group["year" + number] or calendar.nearest_month(today, month))
            of = calendar.valid(year, month, int(group["day" + number]))
            return (calendar.day(of), "en.time.date") if of else None
    if group["month3"]:
        return calendar.month(int(group["year3"]), _month(group["month3"])), "en.time.month"
    if group["which"]:
        return _relative(group["which"], group["unit"], today)
    if group["weekday"]:
        of = calendar.weekday(today, _DAYS.index(group["weekday"][:3].lower()), "")
        hours = {"morning": (6, 12), "afternoon": (12, 18), "evening": (18, 24), "night": (18, 24)}.get(
            group["part"] or ""
        )
        return (calendar.part_of_day(of, *hours) if hours else calendar.day(of)), "en.time.weekday"
    if group["relative"]:
        days = {"yesterday": -1, "tomorrow": 1}.get(group["relative"].lower(), 0)
        return calendar.shifted(today, days), "en.time.day"
    if group["ago"]:
        return _away(today, -_count(group["ago"]), group["agounit"])
    if group["past"]:
        return _span(today, _count(group["pastcount"]) * (1 if group["past"] == "next" else -1), group["pastunit"])
    if group["month4"]:
        month = _month(group["month4"])
        return calendar.month(calendar.nearest_month(today, month), month), "en.time.month"
    if group["decade"]:
        first = int(group["decade"])
        return calendar.between(calendar.year(first), calendar.year(first + 9)), "en.time.decade"
    if group["year"]:
        return calendar.year(int(group["year"])), "en.time.year"
    unit = group["lengthunit"]
    return When(
        at=f"P{'T' if unit in ('minute', 'hour') else ''}{_count(group['length'])}{unit[0].upper()}",
        precision="duration",
    ), "en.time.duration"


def _relative(which: str, unit: str, today: date) -> tuple[When, str] | None:
    step = {"last": -1, "past": -1, "next": 1}.get(which, 0)
    if unit == "week":
        return calendar.week(today, step), "en.time.week"
    if unit == "month":
        return calendar.month(today.year, today.month + step), "en.time.month"
    if unit == "year":
        return calendar.year(today.year + step), "en.time.year"
    if unit.endswith("day"):
        return calendar.day(
            calendar.weekday(
                today, _DAYS.index(unit[:3].lower()), which if which in ("last", "next", "this") else "last"
            )
        ), "en.time.weekday"
    seasons = {"spring": (3, 5), "summer": (6, 8), "fall": (9, 11), "autumn": (9, 11), "winter": (12, 14)}
    if unit in seasons:
        first, last = seasons[unit]
        year = today.year + step + (1 if step < 0 and last < today.month else 0)
        return calendar.between(calendar.month(year, first), calendar.month(year, last)), "en.time.season"
    month = _month(unit)
    year = (
        today.year - (1 if month >= today.month and step < 0 else 0) + (1 if month <= today.month and step > 0 else 0)
    )
    return calendar.month(year, month), "en.time.month"


def _away(today: date, number: int, unit: str) -> tuple[When, str]:
    if unit == "year":
        return calendar.year(today.year + number), "en.time.away"
    if unit == "month":
        return calendar.month(today.year, today.month + number), "en.time.away"
    if unit == "week":
        return calendar.week(today, number), "en.time.away"
    return calendar.shifted(today, number if unit == "day" else 0), "en.time.away"


def _span(today: date, number: int, unit: str) -> tuple[When, str]:
    if unit == "year":
        ends = (calendar.year(today.year + number), calendar.year(today.year))
    elif unit == "month":
        ends = (calendar.month(today.year, today.month + number), calendar.month(today.year, today.month))
    else:
        ends = (calendar.day(today + timedelta(days=number * (7 if unit == "week" else 1))), calendar.day(today))
    return calendar.between(*(ends if number < 0 else ends[::-1])), "en.time.past"
