"""When a page's article was published and last changed: what its fields state, what readers see, what its address says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from selectolax.lexbor import LexborNode

from rashomon.extract.head import Head
from rashomon.extract.published import Published, is_plausible, likely_zone, published_by_url, published_of
from rashomon.extract.shown_dates import find_published, marked_dates, shown_day
from rashomon.extract.tree import Tree
from rashomon.extract.visible import Place
from rashomon.model import Basis
from rashomon.outlets import Outlet
from rashomon.text.dates import Moment, find_moments, month_of_url, parse_machine_date
from rashomon.text.urls import host_of

_PUBLISHED = (
    "article:published_time", "og:published_time", "og:article:published_time", "published_time", "datepublished", "rnews:datepublished",
    "article.published", "article:published", "parsely-pub-date", "sailthru.date", "publish-date", "publish_date", "publishdate", "pubdate",
    "publication_date", "publicationdate", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "dc.date.issued", "dcterms.issued", "dc.date.created",
    "dcterms.created", "dc.date", "dcterms.date", "date", "article_date_original", "originalpublicationdate", "citation_publication_date", "citation_date",
    "weibo:article:create_at", "bt:pubdate", "apub:time", "created", "analyticsattributes.articledate", "lastpubdate",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time", "og:updated_time", "datemodified", "last-modified", "lastmod", "dcterms.modified", "dc.date.modified", "revised",
    "article:updated_time",
)  # fmt: skip
_PUBLISHED_NAME = re.compile(
    r"^published$|(?:^|[-_.:])pub[-_]?date$|publi(?:sh|cation)\w*[-_.:]?(?:date|time|on|at)|(?:date|time)[-_.:]?publi(?:sh|cation)|release[-_]?date|issue[-_]?date"
)
_YEAR = re.compile(r"(?<![\d.,/-])(?:19[89]|20[0-4])\d(?![\d,-])")
_YEARS_REACH = 400  # last blocks, among which the copyright's year stands
_UTC = "+00:00"


def published_at(
    head: Head,
    tree: Tree,
    place: Place,
    root: LexborNode | None,
    *,
    url: str,
    outlet: Outlet | None,
    captured_at: datetime,
) -> tuple[Published | None, datetime | None]:
    """The publication time with how it is known, and the time of the last change where one is stated."""
    zone = outlet.zone if outlet else ""
    guess = "" if zone else likely_zone(url, head.language or head.first("og:locale"))
    month_first = _month_first(url, head)
    modified = _stated([head.data.modified, *head.all(*_MODIFIED)], captured_at, month_first)
    fields = [head.data.published, *marked_dates(tree), *head.all(*_PUBLISHED), *_other_published(head)]
    stated = _stated(fields, captured_at, month_first)
    if stated is not None and stated.hour is not None and stated.zone:
        stated = _as_shown(stated, shown_day(tree, place, month_first=month_first))
    else:
        reference = _latest_day(tree, captured_at)
        hint = month_of_url(url)
        seen = find_published(tree, place, root, month_first=month_first, reference=reference, hint=hint)
        if seen is None and hint is not None:  # 03/10/2023 may be of the address's October
            seen = find_published(tree, place, root, month_first=not month_first, reference=reference, hint=hint)
        if seen is not None and not is_plausible(seen.at(), captured_at):
            seen = None
        if stated is None or (seen is not None and _tells_more(seen, stated)):
            stated = seen
        else:
            stated = _as_shown(stated, shown_day(tree, place, month_first=month_first))
    changed = _changed(modified, zone, guess)
    if stated is not None:
        return published_of(_without_midnight(stated), zone=zone, guess=guess), changed
    by_url = published_by_url(url, zone=zone)
    if by_url is not None and is_plausible(by_url.at, captured_at):
        return by_url, changed
    if changed is not None and modified is not None:
        latest = published_of(_without_midnight(modified), zone=zone, guess=guess)
        return Published(
            at=latest.at,
            basis=Basis.INFERRED,
            precision=latest.precision,
            note="published_at: the time of the last change, none other being stated",
        ), changed
    return None, changed


def _as_shown(stated: Moment, shown: Moment | None) -> Moment:
    """A stated time corrected by the date that readers see.

    A time in UTC that readers see at another hour takes the offset between the two. A day shown that lies well before
    the stated one is the article's, which a content system has published anew.
    """
    if shown is None or _day(shown) == _day(stated):
        return stated
    days = (date(*_day(stated)) - date(*_day(shown))).days
    if shown.hour is not None and abs(days) == 1 and stated.zone == _UTC:
        local = shown.at(UTC)
        apart = round((local - stated.at()).total_seconds() / 900)
        if abs((local - stated.at()).total_seconds() - apart * 900) < 60 and abs(apart) <= 56:
            offset = timedelta(minutes=15 * apart)
            return _moved(stated, offset)
    swapped = (shown.day, shown.month) == (stated.month, stated.day)
    if days > 1 and not swapped:
        return shown
    return stated


def _moved(moment: Moment, offset: timedelta) -> Moment:
    """The same instant, written with an offset."""
    local = moment.at() + offset
    minutes = round(offset.total_seconds() / 60)
    zone = f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
    return replace(
        moment, year=local.year, month=local.month, day=local.day, hour=local.hour, minute=local.minute, zone=zone
    )


def _tells_more(seen: Moment, stated: Moment) -> bool:
    """Whether the date that readers see is of the stated day and has its time or zone besides."""
    return _day(seen) == _day(stated) and seen.hour is not None and (stated.hour is None or bool(seen.zone))


def _day(moment: Moment) -> tuple[int, int, int]:
    return moment.year, moment.month, moment.day


def _changed(modified: Moment | None, zone: str, guess: str) -> datetime | None:
    if modified is None:
        return None
    return modified.at() if modified.zone else published_of(modified, zone=zone, guess=guess).at


def _latest_day(tree: Tree, captured_at: datetime) -> date:
    """The day before which dates without a year lie: of the capture, or the end of the last year the page names."""
    year = captured_at.astimezone(UTC).year
    endings = "\n".join([*tree.edges, *[block.text[:300] for block in tree.blocks[-_YEARS_REACH:]]])
    named = map(int, _YEAR.findall(endings))
    latest = max((number for number in named if number <= year), default=year)
    return captured_at.astimezone(UTC).date() if latest == year else date(latest, 12, 31)


def _other_published(head: Head) -> list[str]:
    """The contents of fields that no list knows and whose names say publication date."""
    return [value for name, values in head.metas.items() if _PUBLISHED_NAME.search(name) for value in values]


def _stated(values: Sequence[str], captured_at: datetime, month_first: bool) -> Moment | None:
    """The first plausible date among fields; one with a time is preferred where the day is the same."""
    best: Moment | None = None
    for value in values:
        if not value:
            continue
        moment = parse_machine_date(value) or next(iter(find_moments(value[:100], month_first=month_first)), None)
        if moment is None or not is_plausible(moment.at(), captured_at):
            continue
        if best is None or (best.hour is None and moment.hour is not None and _day(best) == _day(moment)):
            best = moment
    return best


def _without_midnight(moment: Moment) -> Moment:
    """A time of exactly midnight is how a day is written by machines."""
    if moment.hour == 0 and moment.minute == 0 and moment.second == 0:
        return Moment(
            year=moment.year, month=moment.month, day=moment.day, zone=moment.zone, start=moment.start, end=moment.end
        )
    return moment


def _month_first(url: str, head: Head) -> bool:
    """Whether 9/13/2023 is read the American way: on pages in English but for hosts of other countries."""
    language = (head.language or head.first("og:locale") or "en").lower()
    ending = host_of(url).rpartition(".")[2]
    return (
        language.startswith("en")
        and not language.startswith(("en-gb", "en_gb", "en-au", "en-in", "en-nz", "en-ie", "en-za", "en_au", "en_in"))
        and ending not in ("uk", "au", "nz", "in", "ie", "za", "de", "fr", "eu")
    )
