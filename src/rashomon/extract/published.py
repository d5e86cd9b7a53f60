"""When an article was published, from what the page states and what is known besides, with how it is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from rashomon.model import Basis, Precision
from rashomon.text.dates import Moment, moment_of_url
from rashomon.text.urls import host_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A time, how exact it is, how it is known, and what a person should be told of it."""

    at: datetime
    basis: Basis
    precision: Precision
    note: str = ""


# Zones of hosts by their country's ending, where the country keeps one time.
_COUNTRY_ZONES = {
    "cn": "Asia/Shanghai", "tw": "Asia/Taipei", "hk": "Asia/Hong_Kong", "mo": "Asia/Macau", "jp": "Asia/Tokyo", "kr": "Asia/Seoul", "kp": "Asia/Pyongyang",
    "sg": "Asia/Singapore", "my": "Asia/Kuala_Lumpur", "th": "Asia/Bangkok", "vn": "Asia/Ho_Chi_Minh", "ph": "Asia/Manila", "in": "Asia/Kolkata",
    "pk": "Asia/Karachi", "bd": "Asia/Dhaka", "lk": "Asia/Colombo", "np": "Asia/Kathmandu", "ir": "Asia/Tehran", "il": "Asia/Jerusalem", "tr": "Europe/Istanbul",
    "ae": "Asia/Dubai", "sa": "Asia/Riyadh", "qa": "Asia/Qatar", "iq": "Asia/Baghdad", "lb": "Asia/Beirut", "eg": "Africa/Cairo", "za": "Africa/Johannesburg",
    "ke": "Africa/Nairobi", "ng": "Africa/Lagos", "gh": "Africa/Accra", "ma": "Africa/Casablanca", "tn": "Africa/Tunis", "na": "Africa/Windhoek", "tz": "Africa/Dar_es_Salaam",
    "de": "Europe/Berlin", "at": "Europe/Vienna", "ch": "Europe/Zurich", "li": "Europe/Vaduz", "fr": "Europe/Paris", "be": "Europe/Brussels", "nl": "Europe/Amsterdam",
    "lu": "Europe/Luxembourg", "uk": "Europe/London", "ie": "Europe/Dublin", "es": "Europe/Madrid", "it": "Europe/Rome", "dk": "Europe/Copenhagen", "se": "Europe/Stockholm",
    "no": "Europe/Oslo", "fi": "Europe/Helsinki", "is": "Atlantic/Reykjavik", "pl": "Europe/Warsaw", "cz": "Europe/Prague", "sk": "Europe/Bratislava", "hu": "Europe/Budapest",
    "ro": "Europe/Bucharest", "bg": "Europe/Sofia", "gr": "Europe/Athens", "hr": "Europe/Zagreb", "si": "Europe/Ljubljana", "rs": "Europe/Belgrade", "ua": "Europe/Kyiv",
    "by": "Europe/Minsk", "ru": "Europe/Moscow", "lt": "Europe/Vilnius", "lv": "Europe/Riga", "ee": "Europe/Tallinn", "pt": "Europe/Lisbon", "ge": "Asia/Tbilisi", "am": "Asia/Yerevan",
    "az": "Asia/Baku", "kz": "Asia/Almaty", "ar": "America/Argentina/Buenos_Aires", "cl": "America/Santiago", "co": "America/Bogota", "pe": "America/Lima", "nz": "Pacific/Auckland",
}  # fmt: skip
_LANGUAGE_ZONES = {
    "zh": "Asia/Shanghai", "ja": "Asia/Tokyo", "ko": "Asia/Seoul", "de": "Europe/Berlin", "fr": "Europe/Paris", "it": "Europe/Rome", "pl": "Europe/Warsaw",
    "tr": "Europe/Istanbul", "ru": "Europe/Moscow", "uk": "Europe/Kyiv", "nl": "Europe/Amsterdam", "sv": "Europe/Stockholm", "da": "Europe/Copenhagen",
    "no": "Europe/Oslo", "nb": "Europe/Oslo", "fi": "Europe/Helsinki", "cs": "Europe/Prague", "hu": "Europe/Budapest", "el": "Europe/Athens",
    "th": "Asia/Bangkok", "vi": "Asia/Ho_Chi_Minh", "id": "Asia/Jakarta", "he": "Asia/Jerusalem", "hi": "Asia/Kolkata", "is": "Atlantic/Reykjavik",
}  # fmt: skip


def likely_zone(url: str, language: str) -> str:
    """The zone that a page's times are probably in, by its country's ending or else its language; may be empty."""
    ending = host_of(url).rpartition(".")[2]
    return _COUNTRY_ZONES.get(ending) or _LANGUAGE_ZONES.get(language.partition("-")[0].lower(), "")


def published_of(moment: Moment, *, zone: str = "", guess: str = "") -> Published:
    """A stated moment as a time; `zone` is the outlet's, `guess` a likely one for when that is not known."""
    if moment.zone and moment.hour is not None:
        return Published(at=moment.at(), basis=Basis.STATED, precision=Precision.MINUTE)
    name = zone or guess
    own: tzinfo = ZoneInfo(name) if name else UTC
    at = _fixed(moment.at(own))
    if moment.hour is None:
        return Published(at=at, basis=Basis.STATED, precision=Precision.DAY)
    told = f"the outlet's zone {zone}" if zone else f"the likely zone {guess}" if guess else "UTC, no zone being known"
    return Published(
        at=at, basis=Basis.INFERRED, precision=Precision.MINUTE, note=f"published_at: time stated, offset from {told}"
    )


def published_by_url(url: str, *, zone: str = "") -> Published | None:
    """The day that the address states."""
    moment = moment_of_url(url)
    if moment is None:
        return None
    at = _fixed(moment.at(ZoneInfo(zone) if zone else UTC))
    return Published(at=at, basis=Basis.INFERRED, precision=Precision.DAY, note="published_at: day from the address")


def is_plausible(at: datetime, captured_at: datetime) -> bool:
    """Whether a publication time can be: not before the web, not (two days) after the capture."""
    return at.year >= 1990 and at <= captured_at + timedelta(days=2)


def _fixed(at: datetime) -> datetime:
    """The time with its offset as a plain one, which is what is stored."""
    offset = at.utcoffset()
    return at if offset is None else at.replace(tzinfo=timezone(offset))
