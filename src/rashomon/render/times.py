"""Times as people read them, in the interface's language."""

from __future__ import annotations

import re
from datetime import date, datetime

from babel import Locale
from babel.dates import format_date
from babel.units import format_unit

_LOCAL = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::\d\d)?(Z|[+-]\d\d:?\d\d)?)?")
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")
_UNITS = ("year", "month", "week", "day", "hour", "minute", "second")


def show_day(at: date, ui: str) -> str:
    """The day: "13 Sep 2023" or "2023年9月13日"."""
    locale = _locale(ui)
    return format_date(at, "y年M月d日" if locale.language == "zh" else "d MMM y", locale=locale)


def show_time(at: datetime | None, ui: str, *, day_only: bool = False) -> str:
    """The moment with its own offset: "13 Sep 2023, 11:13 UTC+2"; "" for None."""
    if at is None:
        return ""
    if day_only:
        return show_day(at.date(), ui)
    gap = " " if ui.startswith("zh") else ", "
    return f"{show_day(at.date(), ui)}{gap}{at:%H:%M} {show_offset(at)}".strip()


def show_range(first: datetime | None, last: datetime | None, ui: str, *, days_only: bool = False) -> str:
    """From the first moment to the last, both in the first's offset, saying a shared day once."""
    if first is None or last is None or first == last:
        return show_time(first or last, ui, day_only=days_only)
    last = last.astimezone(first.tzinfo)
    if days_only:
        days = list(dict.fromkeys(show_day(at.date(), ui) for at in (first, last)))
        return " – ".join(days)
    gap = " " if ui.startswith("zh") else ", "
    if first.date() == last.date():
        return f"{show_day(first.date(), ui)}{gap}{first:%H:%M}–{last:%H:%M} {show_offset(first)}"
    return f"{show_day(first.date(), ui)}{gap}{first:%H:%M} – {show_time(last, ui)}"


def show_offset(at: datetime) -> str:
    """The offset from universal time: "UTC+2", "UTC−3:30", "UTC"; "" for a naive time."""
    offset = at.utcoffset()
    if offset is None:
        return ""
    minutes = round(offset.total_seconds() / 60)
    if minutes == 0:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '−'}{hours}" + (f":{rest:02}" if rest else "")


def show_extended(at: str, ui: str) -> str:
    """An ISO 8601-2 day, time, interval or duration as people say it; what is not understood comes back as it is."""
    if "/" in at:
        start, _, end = at.partition("/")
        if start[:11] == end[:11] and "T" in start and len(end) == len(start):
            return f"{show_extended(start, ui)}–{end[11:16]}"
        shown = [show_extended(part, ui) if part not in {"..", ""} else "…" for part in (start, end)]
        return " – ".join(shown)
    if at.startswith("P"):
        return _show_duration(at, ui)
    if month_only := _MONTH.fullmatch(at):
        locale = _locale(ui)
        first = date(int(month_only[1]), int(month_only[2]), 1)
        return format_date(first, "y年M月" if locale.language == "zh" else "MMM y", locale=locale)
    found = _LOCAL.fullmatch(at)
    if found is None:
        return at
    year, month, day, hour, minute, offset = found.groups()
    try:
        shown_day = show_day(date(int(year), int(month), int(day)), ui)
    except ValueError:
        return at
    if hour is None:
        return shown_day
    if hour == "24":
        return f"{shown_day} 24:{minute}"
    gap = " " if ui.startswith("zh") else ", "
    zone = "" if offset is None else " " + show_offset(datetime.fromisoformat(at))
    return f"{shown_day}{gap}{hour}:{minute}{zone}"


def _show_duration(at: str, ui: str) -> str:
    found = _DURATION.fullmatch(at)
    if found is None:
        return at
    parts = [
        format_unit(int(amount), f"duration-{unit}", length="long", locale=_locale(ui))
        for unit, amount in zip(_UNITS, found.groups(), strict=True)
        if amount
    ]
    return " ".join(parts) or at


def _locale(ui: str) -> Locale:
    return Locale.parse(ui.replace("-", "_"))
