"""Days, weeks, months and spans of them as ISO 8601-2 strings, relative to a day that "today" means."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple


class When(NamedTuple):
    """A resolved time: `at` in ISO 8601-2 and how exact it is."""

    at: str
    precision: str


def day(of: date) -> When:
    return When(at=of.isoformat(), precision="day")


def shifted(of: date, days: int) -> When:
    return day(of + timedelta(days=days))


def month(year: int, number: int) -> When:
    """The month; `number` may lie outside 1–12 and then falls into a neighbouring year."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    return When(at=f"{year:04d}-{number:02d}", precision="month")


def year(number: int) -> When:
    return When(at=f"{number:04d}", precision="year")


def week(of: date, weeks: int = 0) -> When:
    """The week, Monday to Sunday, that lies `weeks` from the day's own."""
    monday = of - timedelta(days=of.weekday()) + timedelta(weeks=weeks)
    return When(at=f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}", precision="week")


def weekday(of: date, number: int, direction: str) -> date:
    """The weekday (Monday 0) meant: the nearest past one, today included, or with `direction` last, next or this week's."""
    monday = of - timedelta(days=of.weekday())
    if direction == "last":
        back = (of.weekday() - number) % 7 or 7
        found = of - timedelta(days=back)
        return found if found < monday else found - timedelta(days=7)
    if direction == "next":
        return monday + timedelta(days=7 + number)
    if direction == "this":
        return monday + timedelta(days=number)
    return of - timedelta(days=(of.weekday() - number) % 7)


def nearest_month(of: date, number: int) -> int:
    """The year that a month named without one lies in: the past one nearest, unless it is at most two months ahead."""
    ahead = number - of.month
    return of.year - 1 if ahead > 2 else of.year


def nearest_day(of: date, number: int) -> date | None:
    """The date of a day of the month named alone: in this month, or the one before where it lies far ahead."""
    year_, month_ = of.year, of.month
    if number - of.day > 7:
        month_ -= 1
        if month_ == 0:
            year_, month_ = year_ - 1, 12
    return valid(year_, month_, number)


def valid(year_: int, month_: int, day_: int) -> date | None:
    """The date, or None where there is no such day."""
    if 1 <= year_ <= 9999 and 1 <= month_ <= 12 and 1 <= day_ <= monthrange(year_, month_)[1]:
        return date(year_, month_, day_)
    return None


def third(year_: int, month_: int, which: str) -> When:
    """The first, second or last third of a month (上旬, 中旬, 下旬): days 1–10, 11–20, 21 to its end."""
    last = monthrange(year_, month_)[1]
    start, end = {"first": (1, 10), "second": (11, 20), "last": (21, last)}[which]
    return When(
        at=f"{year_:04d}-{month_:02d}-{start:02d}/{year_:04d}-{month_:02d}-{end:02d}", precision="part of month"
    )


def part_of_day(of: date, start: int, end: int) -> When:
    """Hours `start` to `end` of the day."""
    return When(at=f"{of.isoformat()}T{start:02d}:00/{of.isoformat()}T{end:02d}:00", precision="part of day")


def minute(of: date, hour: int, minutes: int) -> When | None:
    if 0 <= hour <= 24 and 0 <= minutes < 60:
        return When(at=f"{of.isoformat()}T{hour:02d}:{minutes:02d}", precision="minute")
    return None


def since(start: When, of: date | None = None) -> When:
    """From the start of `start` until now or open."""
    begin = start.at.split("/")[0]
    return When(at=f"{begin}/{of.isoformat() if of else '..'}", precision=start.precision)


def until(end: When) -> When:
    return When(at=f"../{end.at.split('/')[-1]}", precision=end.precision)


def between(start: When, end: When) -> When:
    return When(at=f"{start.at.split('/')[0]}/{end.at.split('/')[-1]}", precision=start.precision)
