"""When a page's article was published and last changed: what its fields state, what readers see, what its address says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from selectolax.lexbor import LexborNode

from rashomon.extract.embedded import embedded_day
from rashomon.extract.head import Head
from rashomon.extract.published import Published, is_plausible, likely_zone, published_by_url, published_of
from rashomon.extract.shown_dates import closing_day, find_published, marked_dates, shown_days
from rashomon.extract.tree import Tree
from rashomon.extract.visible import Place
from rashomon.model import Basis
from rashomon.outlets import Outlet
from rashomon.text.dates import Moment, find_moments, moment_of_url, month_of_url, parse_machine_date
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
_YEAR = re.compile(r"(?:19[89]|20[0-4])(?<![\d.,/-]...)\d(?![\d,-])")
_YEARS_REACH = 400  # last blocks, among which the copyright's year stands
_UTC = "+00:00"
_MOST_QUARTERS = 56  # of an hour, that an offset has


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
    modified = _stated(_plausible([head.data.modified, *head.all(*_MODIFIED)], captured_at, month_first))
    fields = [head.data.published, *marked_dates(tree), *head.all(*_PUBLISHED), *_other_published(head)]
    said = _plausible(fields, captured_at, month_first)
    stated = _stated(said)
    if stated is None or stated.hour is None or not stated.zone:
        seen = _seen(tree, place, root, url, captured_at, month_first)
        if stated is None or (seen is not None and _tells_more(seen, stated)):
            stated, said = seen, []
    if stated is not None:
        stated = _as_shown(stated, said, modified, shown_days(tree, place, month_first=month_first), moment_of_url(url))
    changed = _changed(modified, zone, guess)
    if stated is not None:
        return published_of(_without_midnight(stated), zone=zone, guess=guess), changed
    by_url = published_by_url(url, zone=zone)
    if by_url is not None and is_plausible(by_url.at, captured_at):
        return by_url, changed
    stated = _embedded(head, tree, place, root)
    if stated is not None and is_plausible(stated.at(), captured_at):
        return published_of(_without_midnight(stated), zone=zone, guess=guess), changed
    modified = modified or closing_day(tree, place, month_first=month_first, updates=True)
    if modified is not None and is_plausible(modified.at(), captured_at):
        latest = published_of(_without_midnight(modified), zone=zone, guess=guess)
        return Published(
            at=latest.at,
            basis=Basis.INFERRED,
            precision=latest.precision,
            note="published_at: the time of the last change, none other being stated",
        ), _changed(modified, zone, guess)
    return None, changed


def _seen(
    tree: Tree, place: Place, root: LexborNode | None, url: str, captured_at: datetime, month_first: bool
) -> Moment | None:
    """The plausible time of publication that readers see: by the headline, else after the text."""
    reference = _latest_day(tree, captured_at)
    hint = month_of_url(url)
    seen = find_published(tree, place, root, month_first=month_first, reference=reference, hint=hint)
    if seen is None and hint is not None:  # 03/10/2023 may be of the address's October
        seen = find_published(tree, place, root, month_first=not month_first, reference=reference, hint=hint)
    seen = seen or closing_day(tree, place, month_first=month_first)
    return seen if seen is not None and is_plausible(seen.at(), captured_at) else None


def _embedded(head: Head, tree: Tree, place: Place, root: LexborNode | None) -> Moment | None:
    """The day that the page's scripts and attributes state of the article."""
    title = tree.blocks[place.heading].text if place.heading >= 0 else head.first("og:title")
    stated = embedded_day((root.html if root is not None else "") or "", title)
    return parse_machine_date(stated) or next(iter(find_moments(stated)), None)


def _as_shown(
    stated: Moment, said: Sequence[Moment], modified: Moment | None, shown: Sequence[Moment], by_url: Moment | None
) -> Moment:
    """A stated time corrected by the dates that readers see; `said` are all statements, `by_url` the address's day.

    A time in UTC that readers see at another hour or on the next or the last day takes the offset between the two.
    Another day that is shown is the article's where a second statement has it too, where it lies before the stated
    one (a content system has published the article anew) and where no change of that day is stated.
    """
    if any(_day(moment) == _day(stated) for moment in shown):
        return stated
    for moment in (*shown, by_url) if stated.zone == _UTC and stated.hour is not None else ():
        if moment is not None and abs(_days_between(stated, moment)) == 1:
            return _in_offset_of(stated, moment)
    if not shown or not said:
        return stated
    first = shown[0]
    for moment in said:
        if _day(moment) == _day(first):
            return moment
    days = _days_between(stated, first)
    swapped = (first.day, first.month) == (stated.month, stated.day)
    of_change = days > 0 and modified is not None and _day(modified) == _day(first)
    return first if abs(days) > 1 and not swapped and not of_change else stated


def _days_between(stated: Moment, shown: Moment) -> int:
    return (date(*_day(shown)) - date(*_day(stated))).days


def _in_offset_of(stated: Moment, shown: Moment) -> Moment:
    """A time stated in UTC, in the offset in which readers see it; by the day alone, in the nearest whole hour's."""
    if shown.hour is not None:
        apart = round((shown.at(UTC) - stated.at()).total_seconds() / 900)
        near = abs((shown.at(UTC) - stated.at()).total_seconds() - apart * 900) < 60
        return _moved(stated, timedelta(minutes=15 * apart)) if near and abs(apart) <= _MOST_QUARTERS else stated
    hour = stated.hour or 0
    hours = 24 - hour if _days_between(stated, shown) > 0 else -hour - bool(stated.minute or stated.second)
    return _moved(stated, timedelta(hours=hours)) if hours and -12 <= hours <= 14 else stated


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
    return [
        value
        for name, values in head.metas.items()
        if ("pub" in name or "release" in name or "issue" in name) and _PUBLISHED_NAME.search(name)  # one is in all
        for value in values
    ]


def _plausible(values: Sequence[str], captured_at: datetime, month_first: bool) -> list[Moment]:
    """The plausible dates that fields state, in the fields' order."""
    found = []
    for value in values:
        if not value:
            continue
        moment = parse_machine_date(value) or next(iter(find_moments(value[:100], month_first=month_first)), None)
        if moment is not None and is_plausible(moment.at(), captured_at):
            found.append(moment)
    return found


def _stated(said: Sequence[Moment]) -> Moment | None:
    """The first date among statements; one with a time is preferred where the day is the same."""
    best: Moment | None = None
    for moment in said:
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
