"""Explicit dates in Chinese: 去年12月, 4月9日晚, 1、2月, 2021年至2025年."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from rashomon.attribute import calendar
from rashomon.attribute.calendar import When
from rashomon.attribute.chinese.moments import HAN, Context, Found, bounded, on_day
from rashomon.text.numbers import parse_numeral

_MINGUO = 1911  # the year before the first of the Republic of China's era
_YEAR = rf"(?:(?P<year>\d{{4}}|[一二][{HAN}]{{3}}) ?年|(?P<minguo>(?<=民国)\d{{2,3}}|1[0-3]\d(?= ?年 ?(?:1[0-2]|0?[1-9]) ?月)) ?年|(?P<relyear>今年|去年|前年|明年|后年|大前年|同年|当年|次年|翌年|隔年|上年度?|本年度?))"


_MONTHS = r"1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]"


_DAYS = r"3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九]"


DATE: Final = re.compile(
    rf"(?P<iso>(?:19|20)\d\d[-/.·]\d{{1,2}}[-/.·]\d{{1,2}})"
    rf"|(?:{_YEAR} ?的?)?(?P<relmonth>本月|上个?月|下个?月|这个月|当月|同月)?"
    rf"(?:(?P<first>1[0-2]|[1-9])(?: ?月份?)? ?[、和至到\-] ?(?P<second>1[0-2]|[1-9]) ?月(?! ?\d)份?"
    rf"|(?P<month>{_MONTHS}) ?月份?)?"
    rf"(?: ?(?P<day>{_DAYS}) ?[日号](?![本元圆常前后内均程益期子线报])|(?P<third>上旬|中旬|下旬|初|底|末))?"
    r"(?P<season>(?<=年)(?:年?[底初末中](?![国美方央东心学旬])|[春夏秋冬][天季]|上半年|下半年|第[一二三四]季度?|元旦|在?第一天|稍?晚些时候))?"
)


_BARE_RANGE = re.compile(
    r"(?P<from>(?:19|20)\d\d) ?年? ?(?:至|到|-|—|–|~|～) ?(?P<to>(?:19|20)\d\d)(?! ?年 ?\d{1,2} ?月|\d)(?: ?年)?"
)


_BARE_YEAR = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?=底|初| ?[和、] ?(?:19|20)\d\d ?年)|(?<=[于在至到从自])(?P<bare>(?:19|20)\d\d)(?![\d年,.-])"
)


_SEASONS = {"春": (3, 5), "夏": (6, 8), "秋": (9, 11), "冬": (12, 14)}


_QUARTERS = {"一": (1, 3), "二": (4, 6), "三": (7, 9), "四": (10, 12)}


_THIRDS = {"初": "first", "上旬": "first", "中旬": "second", "下旬": "last", "底": "last", "末": "last"}


def read_range(folded: str, start: int, context: Context) -> Found | None:
    """Years joined or without 年: 2021年至2025年, 1901-1979, 2003底, 2018和2019年."""
    both = _BARE_RANGE.match(folded, start)
    if both and int(both["from"]) < int(both["to"]):
        when = calendar.between(calendar.year(int(both["from"])), calendar.year(int(both["to"])))
        return when, both.end(), context, "zh.time.years"
    bare = _BARE_YEAR.match(folded, start)
    if bare:
        number, end = int(bare["year"] or bare["bare"]), bare.end()
        if folded[end : end + 1] and folded[end] in "底初":
            months = (10, 12) if folded[end] == "底" else (1, 3)
            return (
                calendar.between(calendar.month(number, months[0]), calendar.month(number, months[1])),
                end + 1,
                context,
                "zh.time.year",
            )
        return calendar.year(number), end, context, "zh.time.year"
    return None


def read_date(folded: str, match: re.Match[str], context: Context) -> Found | None:
    """A date or a part of one, the rest filled from what was said before or from today."""
    start, end = match.span()
    if match["iso"]:
        parts = [int(part) for part in re.split(r"[-/.·]", match["iso"])]
        of = calendar.valid(*parts)
        return on_day(folded, of, start, end, context._replace(year=of.year), "zh.time.iso") if of else None
    year, given = _year(match, context)
    if match["day"]:
        of = _day(match, context, year)
        if of is None or (not given and not match["month"] and not match["relmonth"] and not _plain_day(folded, match)):
            return None
        return on_day(folded, of, start, end, context._replace(year=of.year), "zh.time.date")
    if match["month"] or match["relmonth"] or match["first"]:
        return _month(folded, match, context, year)
    if not given:
        return None
    context = context._replace(year=year)
    if match["season"] or match["third"]:
        return _part_of_year(match["season"] or match["third"], year, context.today), end, context, "zh.time.year"
    when, end = bounded(folded, calendar.year(year), end, start=start, today=context.today)
    return when, end, context, "zh.time.year"


def _year(match: re.Match[str], context: Context) -> tuple[int, bool]:
    """The year meant and whether it was said."""
    if match["year"]:
        value = parse_numeral(match["year"])
        return int(value or context.today.year), True
    if match["minguo"]:
        return int(match["minguo"]) + _MINGUO, True
    word = match["relyear"] or ""
    if not word:
        return context.today.year, False
    if word[:2] in ("同年", "当年"):
        return context.year or (context.last or context.today).year, True
    if word[:2] in ("次年", "翌年", "隔年"):
        return (context.year or context.today.year) + 1, True
    return context.today.year + {"今": 0, "本": 0, "去": -1, "上": -1, "前": -2, "大": -3, "明": 1, "后": 2}[
        word[0]
    ], True


def _plain_day(folded: str, match: re.Match[str]) -> bool:
    """Whether a day of the month alone is one: 18日, and neither 第3日 nor 百日."""
    before = folded[match.start() - 1 : match.start()]
    return (
        before not in ("第", "数", "半", "几", "满", "百") and match.group()[0].isdigit() and match.group()[-1] != "号"
    )


def _day(match: re.Match[str], context: Context, year: int) -> date | None:
    number = int(parse_numeral(match["day"]) or 0)
    if match["relmonth"]:
        of = _relative_month(match["relmonth"], context)
        return calendar.valid(of[0], of[1], number)
    if match["month"]:
        month = int(parse_numeral(match["month"]) or 0)
        if not (match["year"] or match["minguo"] or match["relyear"]):
            year = _implied_year(context, month)
        return calendar.valid(year, month, number)
    if (
        context.last is not None
        and context.near
        and (context.last.year, context.last.month) != (context.today.year, context.today.month)
    ):
        return calendar.valid(context.last.year, context.last.month, number)
    return calendar.nearest_day(context.today, number)


def _implied_year(context: Context, month: int) -> int:
    """The year of a month named without one: that of the date named just before it, else the nearest."""
    if context.year is not None and context.same and context.year < context.today.year - 1:
        return context.year
    return calendar.nearest_month(context.today, month)


def _relative_month(word: str, context: Context) -> tuple[int, int]:
    today = context.today
    shift = {"上": -1, "下": 1}.get(word[0], 0)
    of = calendar.month(today.year, today.month + shift).at
    if word[0] in "当同" and context.last:
        return context.last.year, context.last.month
    return int(of[:4]), int(of[5:])


def _month(folded: str, match: re.Match[str], context: Context, year: int) -> Found | None:
    start, end = match.span()
    said = bool(match["year"] or match["minguo"] or match["relyear"])
    if match["first"]:
        first, second = int(match["first"]), int(match["second"])
        year = year if said else _implied_year(context, second)
        earlier = year if first <= second else year - 1
        return (
            calendar.between(calendar.month(earlier, first), calendar.month(year, second)),
            end,
            context,
            "zh.time.months",
        )
    if match["month"]:
        number = int(parse_numeral(match["month"]) or 0)
        year = year if said else _implied_year(context, number)
    else:
        year, number = _relative_month(match["relmonth"], context)
    if not 1 <= number <= 12:
        return None
    context = context._replace(year=year)
    if match["third"]:
        part = calendar.third(year, number, _THIRDS[match["third"]])
        when, end = bounded(folded, part, end, start=start, today=context.today)
        return when, end, context, "zh.time.month"
    when, end = bounded(folded, calendar.month(year, number), end, start=start, today=context.today)
    return when, end, context, "zh.time.month"


def _part_of_year(words: str, year: int, today: date) -> When:
    letter = words.lstrip("的").lstrip("年")[:1]
    if letter in _SEASONS:
        first, last = _SEASONS[letter]
        return calendar.between(calendar.month(year, first), calendar.month(year, last))
    if "季" in words:
        first, last = _QUARTERS[words[words.index("第") + 1]]
        return calendar.between(calendar.month(year, first), calendar.month(year, last))
    if "半" in words:
        first, last = (1, 6) if "上" in words else (7, 12)
        return calendar.between(calendar.month(year, first), calendar.month(year, last))
    if "元旦" in words or "第一天" in words:
        return calendar.day(date(year, 1, 1))
    if "晚" in words:
        begin = today if today.year == year else date(year, 7, 1)
        return When(at=f"{begin.isoformat()}/{year:04d}-12-31", precision="part of year")
    if letter in ("底", "末"):
        return (
            calendar.month(year, 12)
            if words.lstrip("的").startswith("年") or year >= today.year - 1
            else calendar.between(calendar.month(year, 10), calendar.month(year, 12))
        )
    first, last = (1, 3) if letter == "初" else (5, 8)
    return calendar.between(calendar.month(year, first), calendar.month(year, last))
