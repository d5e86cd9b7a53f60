"""Dates as pages state them: in machine form, in print in many languages and calendars, and in addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from rashomon.text.months import ZONES, month_numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A date as stated, with its time and zone where those are; `start` and `end` are its span in the text."""

    year: int
    month: int
    day: int
    hour: int | None = None
    minute: int = 0
    second: int = 0
    zone: str = ""  # "+08:00" or an IANA name; empty: not stated
    start: int = 0
    end: int = 0

    def at(self, zone: tzinfo = UTC) -> datetime:
        """The instant (midnight where no time is stated), in the stated zone or else in `zone`."""
        own = zone_of(self.zone) if self.zone else zone
        return datetime(self.year, self.month, self.day, self.hour or 0, self.minute, self.second, tzinfo=own)


_PLAIN_SIGNS = str.maketrans(
    "０１２３４５６７８９：／－．٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९০১২৩৪৫৬৭৮৯", "0123456789:/-." + "0123456789" * 4
)
_OTHER_SIGN = re.compile("[０-９：／－．٠-٩۰-۹०-९০-৯]")
_HAN_DIGITS = {char: index for index, char in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "○": 0,
    "元": 1,
    "两": 2,
    "兩": 2,
    "Ｏ": 0,
}
_ERAS = {"民國": 1911, "民国": 1911, "中華民國": 1911, "令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911}

_CLOCK = (
    r"(?P<half>上午|下午|凌晨|清晨|早上|早晨|中午|晚上|晚间|晚間|傍晚|深夜|午前|午後|오전|오후)?\s*"
    r"(?P<hour>\d{1,2})\s*(?:[:：.hH時时點点시]|Uhr)\s*(?P<minute>\d{2})?\s*(?:分|분)?(?::(?P<second>\d{2})(?:[.,]\d{1,9})?)?"
    r"\s*(?P<ampm>[AaPp]\.?\s?[Mm]\b\.?)?(?:\s*Uhr|\s*hrs?\b|\s*uur)?\s*"
    r"(?P<zone>Z\b|(?:GMT|UTC)?\s*[+\-−]\d{1,2}:?(?:\d{2})?(?!\d)|\(?\b[A-Za-zМСК]{1,5}\b\)?)?"
)
_HOUR_ONLY = r"(?P<hour2>\d{1,2})\s*(?P<ampm2>[AaPp]\.?[Mm]\b\.?)"
_BETWEEN = r"[\s,;|/·•–—\-]{0,4}(?:(?:um|at|à|às|a las|alle|alle ore|ore|kl\.?|klo|om|в|о|u|o|la|saat|pukul|lúc|الساعة|на|de)\s+)?[\s:(（]{0,2}"
_AFTER = re.compile(rf"{_BETWEEN}(?:{_HOUR_ONLY}|T?{_CLOCK})")
_BEFORE = re.compile(
    r"(?P<hour>\d(?<!\d\d)\d?)[:.](?P<minute>\d{2})(?::(?P<second>\d{2}))?\s*(?P<ampm>[AaPp]\.?\s?[Mm]\b\.?)?\s*(?:Uhr|hrs?)?\s*"
    r"(?P<zone>\(?[A-Z]{2,5}\)?)?[\s,;|·•–—\-]{0,3}(?:\w{2,10},?\s)?(?:on |am |le )?$"
)
_ISO = re.compile(
    r"\s*(\d{4})-?(\d\d)-?(\d\d)(?:[T\s]+(\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?\s*(Z|UTC|GMT|(?:GMT|UTC)?[+\-]\d\d:?(?:\d\d)?)?)?\s*(?:\[[\w/]+\])?\s*$"
)
_MAIL = re.compile(
    r"\s*(?:\w{3},?\s+)?(\d{1,2})[\s-](\w{3})\w*[\s-](\d{4})\s+(\d\d):(\d\d)(?::(\d\d))?\s*([+\-]\d{4}|[A-Z]{1,4})?"
)
_SCRIPT = re.compile(
    r"\s*\w{3}\s+(\w{3})\s+(\d{1,2})\s+(?:(\d{4})\s+)?(\d\d):(\d\d):(\d\d)\s+(?:GMT([+\-]\d{4})|([A-Z]{3,4})\s+(\d{4}))?"
)
_EPOCH = re.compile(r"\s*(\d{10}|\d{13})\s*$")

_HAN_NUMBER = "[〇零○Ｏ一二三四五六七八九十廿卅两兩元\\d]"
_CJK = re.compile(
    rf"(?:(?P<era>中華民國|民國|民国|令和|平成|昭和|大正)\s*)?(?:(?P<year>\d{{1,4}}|{_HAN_NUMBER}{{1,4}})\s*[年년]\s*)?"
    rf"(?P<month>\d{{1,2}}|[〇一二三四五六七八九十]{{1,3}})\s*[月월]\s*(?P<day>\d{{1,2}}|[〇一二三四五六七八九十廿卅]{{1,3}})\s*[日号號일]"
    r"(?:\s*[（(]?(?:星期|週|周|礼拜)?[一二三四五六日天月火水木金土월화수목금토일](?:曜日?|요일)?[)）])?"
)
# What must not stand before a number is asked after its first digit: a pattern that begins with the question itself
# is tried at every character, at five times the cost.
_ANY_YEAR = re.compile(r"(?:19|20|25)\d\d")
_DIGIT = re.compile(r"\d")
_SPACED_DIGIT = re.compile(r"\s\d")
_YMD = re.compile(
    r"(?P<year>(?:19|20)(?<![\d./\-]\d\d)\d\d)\s?[\-/.]\s?(?P<month>\d{1,2})\s?[\-/.]\s?(?P<day>\d{1,2})(?!\d)"
)
_DMY = re.compile(
    r"(?P<a>\d(?<![\d./\-]\d)\d?)\s?(?P<sep>[\-/.|])\s?(?P<b>\d{1,2})\s?(?P=sep)\s?(?P<year>(?:19|20)?\d\d)(?![\d/\-]|\.\d)"
)
_DAY_MONTH = re.compile(
    r"(?P<day>\d(?<![\d.:/]\d)\d?)(?:st|nd|rd|th|er|ste|de|e|\.|º|ª|°)?[\s\-./]{1,2}(?:de\s+|of\s+|d['’]\s?|di\s+)?(?P<month>(?:كانون|تشرين) ال(?:أول|ثاني)|[^\W\d_]{3,13}|آب|มี\w+|[^\W\d_]+\u0e4c?)\.?"
    r"(?:,?[\s\-./]{1,2}(?:de[l]?\s+|พ\.ศ\.\s*)?(?P<year>(?:19|20|25)\d\d)(?!\d))?"
)
_MONTH_DAY = re.compile(
    r"(?<![^\W\d_])(?P<month>[^\W\d_]{3,13})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th|-?ին)?(?![\d:])(?:,?\s+(?P<year>(?:19|20)\d\d)(?!\d))?"
)
_MONTH_DAY_YEAR = re.compile(  # before 2025 August 29 is looked for, which two such dates in a row hold too
    r"(?<![^\W\d_])(?P<month>[^\W\d_]{3,13})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,\s+(?P<year>(?:19|20)\d\d)(?!\d)"
)
_HUNGARIAN = re.compile(
    r"(?P<year>(?:19|20)(?<!\d\d\d)\d\d)[.\s]{1,2}\s?(?:m\.\s|gada\s)?(?P<month>[^\W\d_]{3,13})\s+(?P<day>\d{1,2})"
)
_VIETNAMESE = re.compile(
    r"(?P<day>\d(?<!\d\d)\d?)\s+(?:[Tt]háng)\s+(?P<month>\d{1,2})[,\s]+(?:năm\s+)?(?P<year>(?:19|20)\d\d)"
)

_ARCHIVED = re.compile(r"^https?://web\.archive\.org/web/\d+[a-z_]*/")
_URL_NAMED = re.compile(r"/(?P<y>(?:19|20)\d\d)/(?P<m>[A-Za-z]{3,9})/(?P<d>0?[1-9]|[12]\d|3[01])/")
_URL_MONTH = re.compile(r"/((?:19|20)\d\d)[/\-](0[1-9]|1[0-2])/")
_URL_DATES = (
    re.compile(r"/20(?P<y>\d\d)/(?:[^/]{1,80}/){0,3}(?P=y)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])[-_]"),
    re.compile(r"(?P<y>(?:19|20)(?<!\d\d\d)\d\d)[/\-_.](?P<m>0?[1-9]|1[0-2])[/\-_.](?P<d>0?[1-9]|[12]\d|3[01])(?!\d)"),
    re.compile(
        r"(?P<y>(?:19|20)(?<!\d\d\d)\d\d)[/\-_]?(?P<m>0[1-9]|1[0-2])[/\-_]?(?P<d>0[1-9]|[12]\d|3[01])(?=\D|\d{0,6}(?:\D|$))"
    ),
    re.compile(r"/(?P<y>[12]\d)/(?P<m>0?[1-9]|1[0-2])/(?P<d>0?[1-9]|[12]\d|3[01])/"),
    re.compile(r"(?P<m>(?:0[1-9]|1[0-2])(?<!\d\d\d))(?P<d>0[1-9]|[12]\d|3[01])(?P<y>20[0-3]\d)(?=\d{0,6}(?:\D|$))"),
    re.compile(r"(?<!\d)(?P<d>1[3-9]|2\d|3[01])-(?P<m>0?[1-9]|1[0-2])-(?P<y>20[0-3]\d)(?!\d)"),  # not 03-04-2023
)


@lru_cache(maxsize=256)
def zone_of(name: str) -> tzinfo:
    """The zone of an offset such as "+08:00" or of an IANA name; UTC where it is neither."""
    match = re.fullmatch(r"([+\-])(\d\d):(\d\d)", name)
    if match:
        minutes = int(match.group(2)) * 60 + int(match.group(3))
        return timezone(timedelta(minutes=minutes if match.group(1) == "+" else -minutes)) if minutes < 1440 else UTC
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return UTC


def parse_machine_date(text: str) -> Moment | None:
    """The moment a machine-readable field states (ISO 8601, mail and script forms, epoch); None for anything else."""
    match = _ISO.match(text)
    if match:
        year, month, day, hour, minute, second, zone = match.groups()
        return _moment(int(year), int(month), int(day), hour, minute, second, _offset(zone or ""), 0, len(text))
    match = _MAIL.match(text)
    if match:
        day, name, year, hour, minute, second, zone = match.groups()
        month_number = month_numbers().get(name.lower(), 0)
        return _moment(int(year), month_number, int(day), hour, minute, second, _offset(zone or ""), 0, len(text))
    match = _SCRIPT.match(text)
    if match and (match.group(3) or match.group(9)):
        name, day, year, hour, minute, second, offset, zone, late_year = match.groups()
        month_number = month_numbers().get(name.lower(), 0)
        return _moment(
            int(year or late_year),
            month_number,
            int(day),
            hour,
            minute,
            second,
            _offset(offset or zone or ""),
            0,
            len(text),
        )
    match = _EPOCH.match(text)
    if match:
        at = datetime.fromtimestamp(int(match.group(1)[:10]), tz=UTC)
        return _moment(at.year, at.month, at.day, str(at.hour), str(at.minute), str(at.second), "+00:00", 0, len(text))
    return None


def find_moments(text: str, *, month_first: bool = False, reference: date | None = None) -> list[Moment]:
    """Every date stated in a text, in reading order, with the time that stands beside it.

    `month_first` reads 9/13/2023 the American way where both readings are possible; dates without a year take it
    from `reference`, so that they lie at most a month after it, and are left out where there is none.
    """
    folded = text if text.isascii() or not _OTHER_SIGN.search(text) else text.translate(_PLAIN_SIGNS)
    taken: list[tuple[int, int]] = []
    found: list[Moment] = []
    for moment in _candidates(folded, month_first, reference):
        if any(moment.start < end and start < moment.end for start, end in taken):
            continue
        moment = _with_time(folded, moment)
        taken.append((moment.start, moment.end))
        found.append(moment)
    return sorted(found, key=lambda moment: moment.start)


@lru_cache(maxsize=256)
def moment_of_url(url: str) -> Moment | None:
    """The day that an address states (…/2023/09/13/…, 20230913, /23/9/13/); None where it states none."""
    path = _path_of(url)
    named = _URL_NAMED.search("/" + path)
    if named:
        month = month_numbers().get(named.group("m").lower(), 0)
        return _moment(int(named.group("y")), month, int(named.group("d")), None, None, None, "", 0, 0)
    for pattern in _URL_DATES:
        for match in pattern.finditer("/" + path):
            year, month, day = (int(match.group(name)) for name in "ymd")
            moment = _moment(year + 2000 if year < 100 else year, month, day, None, None, None, "", 0, 0)
            if moment is not None:
                return moment
    return None


def month_of_url(url: str) -> tuple[int, int] | None:
    """The year and month that an address states, with or without a day; None where it states none."""
    moment = moment_of_url(url)
    if moment is not None:
        return moment.year, moment.month
    match = _URL_MONTH.search("/" + _path_of(url))
    return (int(match.group(1)), int(match.group(2))) if match else None


def _path_of(url: str) -> str:
    """The address's path and query; of an archived page those of the page, not the archive's own stamp."""
    url = _ARCHIVED.sub("", url)
    return url.partition("://")[2].partition("/")[2]


def _candidates(text: str, month_first: bool, reference: date | None) -> Iterator[Moment]:
    if "月" in text or "월" in text:
        for match in _CJK.finditer(text):
            yield from _cjk(match, reference)
    if _DIGIT.search(text) is None:
        return
    dated = _ANY_YEAR.search(text) is not None
    for pattern in (_YMD, _VIETNAMESE) if dated else ():
        for match in pattern.finditer(text):
            yield from _dated(match, int(match.group("year")), int(match.group("month")), int(match.group("day")))
    for match in _DMY.finditer(text):
        a, b, year = int(match.group("a")), int(match.group("b")), int(match.group("year"))
        day, month = (b, a) if (month_first and a <= 12 and match.group("sep") != ".") or b > 12 else (a, b)
        yield from _dated(match, year + 2000 if year < 100 else year, month, day)
    if not dated and reference is None:
        return
    names = month_numbers()
    spaced = _SPACED_DIGIT.search(text) is not None
    for pattern in (_MONTH_DAY_YEAR, _HUNGARIAN, _DAY_MONTH, _MONTH_DAY) if dated else (_DAY_MONTH, _MONTH_DAY):
        for match in pattern.finditer(text) if spaced or pattern is _DAY_MONTH else ():
            named = names.get(match.group("month").lower())
            if named is not None:
                stated = match.group("year")
                year = int(stated) - (543 if stated >= "2400" else 0) if stated else 0
                yield from _dated(match, year, named, int(match.group("day")), reference)


def _cjk(match: re.Match[str], reference: date | None) -> Iterator[Moment]:
    era, stated = match.group("era"), match.group("year")
    month, day = _number(match.group("month")), _number(match.group("day"))
    year = 0
    if stated:
        year = _number(stated)
        if era:
            year += _ERAS[era]
        elif year < 100:
            year += 2000 if len(stated) == 2 else 0
    yield from _dated(match, year, month, day, reference)


def _dated(match: re.Match[str], year: int, month: int, day: int, reference: date | None = None) -> Iterator[Moment]:
    if not year:
        if reference is None:
            return
        year = reference.year
        try:
            if date(year, month, day) > reference + timedelta(days=31):
                year -= 1
        except ValueError:
            return
    moment = _moment(year, month, day, None, None, None, "", match.start(), match.end())
    if moment is not None:
        yield moment


def _with_time(text: str, moment: Moment) -> Moment:
    """The moment with the time that follows it, or else the one before it."""
    match = _AFTER.match(text, moment.end)
    if match:
        timed = _timed(moment, match, end=match.end())
        if timed is not None:
            return timed
    before = _BEFORE.search(text, max(0, moment.start - 40), moment.start)
    if before:
        timed = _timed(moment, before, start=before.start())
        if timed is not None:
            return timed
    return moment


def _timed(moment: Moment, match: re.Match[str], *, start: int | None = None, end: int | None = None) -> Moment | None:
    groups = match.groupdict()
    hour_text, ampm = groups.get("hour") or groups.get("hour2"), groups.get("ampm") or groups.get("ampm2")
    minute, half = groups.get("minute"), groups.get("half")
    if not hour_text or (minute is None and not ampm and not re.search(r"[時时點点시hH]|Uhr", match.group(0))):
        return None
    hour = int(hour_text)
    late = half in ("下午", "晚上", "晚间", "晚間", "傍晚", "深夜", "午後", "오후") or (ampm or "").lower().startswith(
        "p"
    )
    if late and hour < 12:
        hour += 12
    elif hour == 12 and not late and (ampm or half in ("上午", "凌晨", "午前", "오전")):
        hour = 0
    if hour > 23 or int(minute or 0) > 59 or int(groups.get("second") or 0) > 59:
        return None
    zone = _offset(groups.get("zone") or "")
    return replace(
        moment,
        hour=hour,
        minute=int(minute or 0),
        second=int(groups.get("second") or 0),
        zone=zone,
        start=moment.start if start is None else start,
        end=moment.end if end is None else end,
    )


def _moment(
    year: int,
    month: int,
    day: int,
    hour: str | None,
    minute: str | None,
    second: str | None,
    zone: str,
    start: int,
    end: int,
) -> Moment | None:
    """The moment, or None where the calendar has none such."""
    try:
        at = datetime(year, month, day, int(hour or 0) % 24, int(minute or 0), min(59, int(second or 0)), tzinfo=UTC)
    except ValueError:
        return None
    if not 1900 <= year <= 2100:
        return None
    known = at.hour if hour is not None else None
    return Moment(
        year=year, month=month, day=day, hour=known, minute=at.minute, second=at.second, zone=zone, start=start, end=end
    )


def _number(text: str) -> int:
    """The number written in digits or Han numerals: positional (二〇二三) or with tens (二十三)."""
    if text.isdigit() and text.isascii():
        return int(text)
    text = text.replace("廿", "二十").replace("卅", "三十")
    if "十" in text:
        tens, _, ones = text.partition("十")
        return (_HAN_DIGITS.get(tens, 1) if tens else 1) * 10 + (_HAN_DIGITS.get(ones, 0) if ones else 0)
    value = 0
    for char in text:
        value = value * 10 + (int(char) if char.isdigit() and char.isascii() else _HAN_DIGITS.get(char, 0))
    return value


def _offset(stated: str) -> str:
    """A stated zone as "+08:00" or IANA name; empty where it is none."""
    text = stated.strip("() \t").lower().replace("−", "-")
    if text in ZONES:
        return ZONES[text]
    match = re.fullmatch(r"(?:gmt|utc)?\s*([+\-])(\d{1,2}):?(\d\d)?", text)
    if not match or int(match.group(2)) > 14:
        return ""
    return f"{match.group(1)}{int(match.group(2)):02}:{match.group(3) or '00'}"
