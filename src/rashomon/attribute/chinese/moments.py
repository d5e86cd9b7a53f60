"""What readers of Chinese times share: the context, clock times behind a day, and 前, 后, 以来 behind a time."""

from __future__ import annotations

import re
from datetime import date
from typing import Final, NamedTuple

from rashomon.attribute import calendar
from rashomon.attribute.calendar import When
from rashomon.text.numbers import parse_numeral

HAN: Final = "零〇一二两三四五六七八九十"
_PART = r"(?:凌晨|清晨|早晨|早上|早间|上午|中午|午间|下午|傍晚|晚间|晚上|夜间|深夜|半夜|晚|夜|早)"
_CLOCK = re.compile(
    rf" ?(?P<part>{_PART})?(?: ?(?P<hour>\d{{1,2}}|[{HAN}]{{1,3}}) ?[时点:：] ?(?P<minute>\d{{1,2}}(?= ?分|(?<=[:：]\d\d))|半|[{HAN}]{{1,3}}(?=分))? ?分?)?"
)
BRACKET: Final = re.compile(
    r" ?[（(](?:(?P<year>\d{4}) ?年 ?)?(?:(?P<month>\d{1,2}) ?[月/] ?)?(?P<day>\d{1,2}) ?[日号]?(?P<part>晚|晚间|上午|下午|凌晨)?[)）]"
)
HOURS: Final = {
    "凌": (0, 6),
    "清": (4, 8),
    "早": (6, 12),
    "上": (6, 12),
    "中": (11, 13),
    "午": (11, 13),
    "下": (12, 18),
    "傍": (17, 19),
    "晚": (18, 24),
    "夜": (18, 24),
    "深": (22, 24),
    "半": (0, 2),
}


class Context(NamedTuple):
    """What earlier expressions say of the next: the day "today" is, and the last date named, with its sentence.

    A tuple, as one is made at nearly every expression: in a third of the time of a dataclass.
    """

    today: date
    last: date | None = None
    year: int | None = None
    sentence: int = -9  # of the last date
    here: int = -9  # the sentence being read

    @property
    def near(self) -> bool:
        """Whether the last date stands in this sentence or the one before."""
        return self.here - self.sentence <= 1

    @property
    def same(self) -> bool:
        """Whether it stands in this one."""
        return self.here == self.sentence


Found = tuple[When, int, Context, str]
"""The time, where its words end, what they teach the next, and the rule."""


def near_date(today: date, year: str | None, month: str | None, day: str) -> date | None:
    if month is None:
        return calendar.nearest_day(today, int(day))
    years = [int(year)] if year else [today.year, today.year - 1, today.year + 1]
    dates = [found for one in years if (found := calendar.valid(one, int(month), int(day)))]
    return min(dates, key=lambda one: abs((one - today).days), default=None)


def with_clock(folded: str, of: date, end: int) -> tuple[When, int]:
    """The day, made finer by a part of the day or a clock time right behind it."""
    clock = _CLOCK.match(folded, end)
    if clock is None or clock.end() == end or folded[clock.end() - 1] == " ":
        return calendar.day(of), end
    part = clock["part"] or ""
    if clock["hour"]:
        hour, minutes = parse_numeral(clock["hour"]), clock["minute"] or "0"
        value = 30.0 if minutes == "半" else parse_numeral(minutes) or 0.0
        if hour is not None:
            late = 12 if part[:1] in "下傍晚夜深" and part and hour < 12 else 0
            found = calendar.minute(of, int(hour) + late, int(value))
            if found:
                return found, clock.end()
    if part:
        return calendar.part_of_day(of, *HOURS[part[0]]), clock.end("part")
    return calendar.day(of), end


def bounded(folded: str, when: When, end: int, *, start: int, today: date) -> tuple[When, int]:
    """The time with what 前, 后, 以来 behind it or 到, 自 before it make of it."""
    after = folded[end : end + 3]
    before = folded[max(0, start - 2) : start]
    if after.startswith(("以来", "至今")):
        return calendar.since(when, today if when.precision == "year" else None), end
    if after.startswith(("以后", "之后")) or (after[:1] == "后" and when.precision in ("year", "month")):
        return calendar.since(when), end
    if after.startswith(("之前", "以前")) or (after[:1] == "前" and after[1:2] not in tuple("往夕线总首任外国")):
        return calendar.until(when), end
    if before.endswith(("截至", "截止")) and when.precision != "day":
        return calendar.until(when), end
    return when, end


def on_day(folded: str, of: date, start: int, end: int, context: Context, rule: str) -> Found:
    """A day with the date in brackets behind it, or a clock time."""
    bracket = BRACKET.match(folded, end)
    if (
        bracket
        and (dated := near_date(of, bracket["year"], bracket["month"], bracket["day"]))
        and abs((dated - of).days) <= 8
    ):
        of, end = dated, bracket.end()
        context = context._replace(last=of)
        if bracket["part"]:
            return calendar.part_of_day(of, *HOURS[bracket["part"][0]]), end, context, rule + ".dated"
        rule += ".dated"
    when, end = with_clock(folded, of, end)
    when, end = bounded(folded, when, end, start=start, today=context.today)
    return when, end, context._replace(last=of), rule
