"""Times in Chinese news, resolved to days, intervals and durations."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date, timedelta

from rashomon.attribute import calendar
from rashomon.attribute.chinese.dates import DATE, read_date, read_range
from rashomon.attribute.chinese.lengths import SPAN, read_span
from rashomon.attribute.chinese.moments import BRACKET, HAN, Context, Found, near_date, on_day
from rashomon.attribute.chinese.spots import spot_words
from rashomon.attribute.reading import Reading
from rashomon.model.account import TimeExpression
from rashomon.text.numbers import parse_numeral

_REL = re.compile(
    rf"(?:(?P<relday>今天|今日|昨天|昨日|明天|明日|大前天|前天|后天|当天|当日|同日|同一天|这一天|翌日|次日|隔天|隔日|今晚|昨晚|明晚|当晚|前晚|昨夜|今晨|今早|昨早|今(?=午|晚|晨|早))"
    rf"|(?:当地时间|美东时间|北京时间)?(?P<which>上个?|下个?|本|这个?|每)?(?P<weekword>周|星期|礼拜)(?P<weekday>[一二三四五六日天](?!团|年|间|个|届|线|国|国|行)|末)"
    rf"|(?P<relweek>上上?个?|下个?|本|这个?)(?:周|星期|礼拜)(?![一二三四五六日天末年报刊])"
    rf"|(?P<decade>上个?世纪|本世纪)?(?:(?P<ten>\d0|[二三四五六七八九]十) ?年代)|(?P<century>\d{{1,2}}|二十一?|十[{HAN}]) ?世纪(?!\d)|(?P<quarter>本季度?|上一?季度?)(?!节|赛)|(?P<yearpart>(?<![去今明前后本\d])年[底初]))"
)
_TRIGGER = re.compile(
    rf"[{HAN}几数半](?=[{HAN}百千多个年月日号天周星小分载世余 钟])|[今昨明前后去大次翌隔同当](?=[天日晚年晨早夜前月午一])|[上下本这](?=[周星礼月个半世季一度年天上])"
    rf"|周(?=[一二三四五六日天末])|星(?=期)|礼(?=拜)|年(?=[底初])|当地时间|北京时间|美东时间"
    rf"|(?:过去|最近|近|未来|今后|连续|长达|为期|[逾快]|不到|超过|还有)(?=[的第]?[0-9{HAN}几数半])"
)
_DATELINE = re.compile(
    r"(?:(?P<year>\d{4}) ?年 ?)?(?:0?(?P<month>\d{1,2}) ?月 ?)?0?(?P<day>\d{1,2}) ?日? ?(?:讯|电|专电|综合|外电|报道|报导|消息|-|—|–|\(|（路透)"
)
_DATELINE_REACH = 90
_RELATIVE_DAYS = {"今": 0, "昨": -1, "明": 1, "前": -2, "后": 2, "大": -3}
_WEEKDAYS = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6, "末": 5}


def find_times(reading: Reading) -> Iterator[TimeExpression]:
    """Every time expression that can be resolved, in order; nothing where the day of publication is not known."""
    if reading.today is None:
        return
    folded = reading.folded
    today, skip = dateline_day(reading, reading.today)
    context = Context(today=today)
    at = skip
    for start in spot_words(folded).times:
        if start < at or not _begins(folded, start):
            continue
        here = bisect_right(reading.starts, start) - 1
        if here != context.here:
            context = context._replace(here=here)
        found = _read(folded, start, context)
        if found is None:
            continue
        when, end, context, rule = found
        at = end
        sentence = reading.sentences[max(0, here)]
        if "duration" not in rule and here != context.sentence:
            context = context._replace(sentence=here)
        yield TimeExpression(
            at=when.at,
            precision=when.precision,
            sentence=sentence.id,
            text=reading.text[start:end],
            start=start,
            end=end,
            rule=rule,
        )


def _begins(folded: str, start: int) -> bool:
    """Whether the words at a place where one may begin are one's, and no figure goes on there."""
    if "0" <= folded[start] <= "9":
        before = folded[start - 1 : start]
        return not (before.isdigit() or (before in ".-/:" and before) or (before.isascii() and before.isalpha()))
    return _TRIGGER.match(folded, start) is not None


def dateline_day(reading: Reading, published: date) -> tuple[date, int]:
    """The day of the dateline, else that of publication; and where the dateline ends."""
    stated: date | None = None
    for text, in_body in ((reading.article.dateline, False), (reading.folded[:_DATELINE_REACH], True)):
        match = _DATELINE.search(text)
        if match and (not in_body or _opens_article(text, match)):
            found = near_date(published, match["year"], match["month"], match["day"])
            if found is not None and abs((found - published).days) <= 40:
                if in_body:
                    return stated or found, match.end()
                stated = found
    return stated or published, 0


def _opens_article(text: str, match: re.Match[str]) -> bool:
    """Whether the date belongs to a dateline: in a bracket at the start, or right behind an agency's name."""
    head = text[: match.start()]
    return head.lstrip()[:1] in ("（", "(", "【", "[") or (len(head) <= 12 and not re.search("[，。]", head))


def _read(folded: str, start: int, context: Context) -> Found | None:
    """The expression that begins at `start`, its end and what it teaches."""
    first = folded[start]
    if first in "12" and (ranged := read_range(folded, start, context)):
        return ranged
    match = DATE.match(folded, start) if first not in _NO_DATE else None
    if match and match.end() > start and (found := read_date(folded, match, context)):
        return found
    relative = _REL.match(folded, start) if first not in _NO_RELATIVE else None
    if relative and relative.end() > start and (found := _relative(folded, relative, context)):
        return found
    span = SPAN.match(folded, start) if first not in _NO_SPAN else None
    return read_span(folded, span, context) if span else None


# With what none of them begins, among the characters that a time begins with: half of the trials are spared.
_NO_DATE = frozenset("几数半昨周星礼北美过最近未连长为逾快不超还")
_NO_RELATIVE = frozenset("几数半去过最近未连长为逾快不超还零〇一两")
_NO_SPAN = frozenset("昨明前后去大次翌隔同当上下本这周星礼年北美")


def _relative(folded: str, match: re.Match[str], context: Context) -> Found | None:
    today, end = context.today, match.end()
    if match["relday"]:
        return _relative_day(folded, match, context)
    if match["weekday"]:
        direction = {"上": "last", "下": "next", "本": "this", "这": "this"}.get((match["which"] or " ")[0], "")
        if (match["which"] or "")[:1] == "每":
            return None
        of = calendar.weekday(today, _WEEKDAYS[match["weekday"]], direction)
        if match["weekday"] == "末":
            return calendar.between(calendar.day(of), calendar.shifted(of, 1)), end, context, "zh.time.weekend"
        ahead = folded[max(0, match.start() - 6) : end + 4]
        days = (today - of).days
        if not direction and (days == 6 or (days > 3 and re.search("将|定于|预定", ahead))):
            of += timedelta(days=7)  # "Thursday" on a Wednesday is tomorrow
        return on_day(folded, of, match.start(), end, context, "zh.time.weekday")
    if match["relweek"]:
        weeks = {"上": -1, "下": 1}.get(match["relweek"][0], 0) - match["relweek"].startswith("上上")
        return calendar.week(today, weeks), end, context, "zh.time.week"
    if match["ten"]:
        base = int(parse_numeral(match["ten"]) or 0)
        century = 1900 if (match["decade"] or "").startswith("上") or base > 20 else 2000
        return (
            calendar.between(calendar.year(century + base), calendar.year(century + base + 9)),
            end,
            context,
            "zh.time.decade",
        )
    if match["yearpart"]:
        return calendar.month(today.year, 12 if match["yearpart"][1] == "底" else 1), end, context, "zh.time.year"
    if match["quarter"]:
        first = (today.month - 1) // 3 * 3 + 1 - (3 if match["quarter"][0] == "上" else 0)
        return (
            calendar.between(calendar.month(today.year, first), calendar.month(today.year, first + 2)),
            end,
            context,
            "zh.time.quarter",
        )
    if match["century"]:
        number = int(parse_numeral(match["century"]) or 0)
        if not 1 <= number <= 22:
            return None
        return (
            calendar.between(calendar.year(number * 100 - 99), calendar.year(number * 100)),
            end,
            context,
            "zh.time.century",
        )
    return None


def _relative_day(folded: str, match: re.Match[str], context: Context) -> Found | None:
    word, start, end = match["relday"], match.start(), match.end()
    if word in ("当天", "当日", "同日", "同一天", "这一天", "当晚"):
        of = context.last if context.last and context.near else context.today
    elif word in ("翌日", "次日", "隔天", "隔日"):
        of = (context.last or context.today) + timedelta(days=1)
    else:
        of = context.today + timedelta(days=_RELATIVE_DAYS[word[0]])
    bracket = BRACKET.match(folded, end)
    if word[-1] in "晚夜" or word in ("今晨", "今早", "昨早"):
        hours = (18, 24) if word[-1] in "晚夜" else (4, 12)
        if not bracket:
            return calendar.part_of_day(of, *hours), end, context._replace(last=of), "zh.time.day"
    if (
        bracket
        and word[0] in "今昨前"
        and (dated := near_date(of, bracket["year"], bracket["month"], bracket["day"]))
        and abs((dated - of).days) <= 3
    ):
        context = context._replace(today=context.today + (dated - of))
        of = dated
    return on_day(folded, of, start, end, context, "zh.time.day")
