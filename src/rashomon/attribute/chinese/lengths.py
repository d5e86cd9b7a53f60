"""Lengths of time in Chinese, and the times that lie one away: 18个多月, 过去五年, 3天前."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from rashomon.attribute import calendar
from rashomon.attribute.calendar import When
from rashomon.attribute.chinese.moments import HAN, Context, Found
from rashomon.text.numbers import parse_numeral

_N = rf"(?:\d{{1,3}}(?:\.\d)?|[{HAN}百几数半]{{1,4}})"


SPAN: Final = re.compile(
    rf"(?P<lead>过去的?|最近|近|未来|今后|接下来|连续第?|长达|为期|至少|约|逾|超过|超|不到|快|将近|还有)? ?(?P<n>{_N}) ?(?P<more>多)? ?"
    r"(?P<unit>个多?小时|小时|个多?钟头|分钟|秒钟|个多?月|个多?星期|星期|周|天|日|年|载|个世纪)(?P<more2>多|半|余)?"
    rf"(?:零?(?P<extra>\d{{1,2}}|[{HAN}]{{1,2}})个月)? ?(?P<tail>之?前(?!往|夕|线)|以前|之?后|以后|以来|来(?![自到说])|之?内|之?间|期间)?"
)


_NOT_SPAN = re.compile(
    r"(?:的?有期)?徒刑|监禁|有期|的?刑期|[级代度前]的?[，。]|龄|薪|会[，议]|报|终|检|货|历|号|轻|均|产|化|租|费|收|增|底|初|末|审|版|款|式|股|[0-9]|份|半徒刑|计划|规划|至\d|到\d|级"
)


_UNITS = {
    "年": "Y",
    "载": "Y",
    "月": "M",
    "期": "W",
    "周": "W",
    "天": "D",
    "日": "D",
    "时": "H",
    "头": "H",
    "钟": "M",
    "纪": "C",
}


def read_span(folded: str, match: re.Match[str], context: Context) -> Found | None:
    """A length of time, or the time that lies one away from today: 2年前, 过去24小时."""
    words, unit = match["n"], _UNITS[match["unit"][-1]]
    after = folded[match.end() : match.end() + 5]
    if _NOT_SPAN.match(after) or (
        match["unit"] in ("年", "日") and not match["lead"] and not match["more"] and len(words) > 2 and words.isdigit()
    ):
        return None
    value = (
        0.5
        if words == "半"
        else parse_numeral(words.replace("几", "").replace("数", ""))
        if words not in ("几", "数")
        else None
    )
    if folded[match.start() - 1 : match.start()] == "第" and match["unit"][-1] not in "天日":
        return None
    if value is None or value == 0 or value > 3000 or (match["unit"] == "日" and not (match["lead"] or match["tail"])):
        return None
    if (
        words in ("一", "1")
        and match["unit"] in ("天", "日", "周")
        and not match["tail"]
        and not match["lead"]
        and after[:1] == "的"
    ):
        return None
    number = int(value)
    clock = match["unit"][-1] in "时头钟"
    lead, tail = match["lead"] or "", match["tail"] or ""
    end = match.end()
    if "前" in tail or ("后" in tail and lead in ("未来", "今后", "还有", "约")):
        away = _away(context.today, -number if "前" in tail else number, unit, clock=clock)
        if away is not None:
            return away, end, context, "zh.time.away"
    if unit == "Y" and tail in ("来", "以来") and context.today.year > number:
        lasting = calendar.between(calendar.year(context.today.year - number), calendar.year(context.today.year))
        return lasting, end, context, "zh.time.past"
    if lead.startswith(("过去", "最近")):
        past = _past(context.today, number, unit, clock=clock)
        if past is not None:
            return past, end, context, "zh.time.past"
    if lead in ("未来", "今后", "接下来"):
        ahead = _future(context.today, number, unit, clock=clock)
        if ahead is not None:
            return ahead, end, context, "zh.time.ahead"
    if unit == "C":
        return When(at=f"P{number * 100}Y", precision="duration"), end, context, "zh.time.duration"
    extra = parse_numeral(match["extra"]) if match["extra"] else None
    figure = f"{value:g}" if value == number else f"{value}"
    at = f"PT{figure}{unit if unit != 'M' or match['unit'] != '分钟' else 'M'}" if clock else f"P{figure}{unit}"
    return When(at=at + (f"{int(extra)}M" if extra else ""), precision="duration"), end, context, "zh.time.duration"


def _away(today: date, number: int, unit: str, *, clock: bool) -> When | None:
    """The time that lies a number of units from today, as exact as the unit."""
    if clock:
        return calendar.day(today) if unit == "M" or abs(number) < 24 else calendar.shifted(today, round(number / 24))
    if unit == "Y":
        return calendar.year(today.year + number) if today.year + number > 0 else None
    if unit == "M":
        return calendar.month(today.year, today.month + number)
    if unit == "W":
        return calendar.shifted(today, 7 * number)
    return calendar.shifted(today, number)


def _past(today: date, number: int, unit: str, *, clock: bool) -> When | None:
    """The stretch of time up to today."""
    if clock and unit == "H":
        start = today - timedelta(days=max(1, round(number / 24)))
    elif unit == "Y" and today.year - number > 0:
        return calendar.between(calendar.year(today.year - number), calendar.year(today.year - 1))
    elif unit == "M" and not clock:
        return calendar.between(
            calendar.month(today.year, today.month - number), calendar.month(today.year, today.month - 1)
        )
    elif unit in "WD" and not clock:
        start = today - timedelta(days=number * (7 if unit == "W" else 1))
    else:
        return None
    return calendar.between(calendar.day(start), calendar.day(today))


def _future(today: date, number: int, unit: str, *, clock: bool) -> When | None:
    """The stretch of time from today on."""
    if unit == "Y" and today.year + number < 10000:
        return calendar.between(calendar.year(today.year), calendar.year(today.year + number))
    if unit == "M" and not clock:
        return calendar.between(
            calendar.month(today.year, today.month), calendar.month(today.year, today.month + number)
        )
    if unit in "WD" and not clock:
        return calendar.between(calendar.day(today), calendar.shifted(today, number * (7 if unit == "W" else 1)))
    return None
