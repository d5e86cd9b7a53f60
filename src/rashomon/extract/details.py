"""Who, when and where of a page's article: linked data and meta fields first, then what readers see."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime

from selectolax.lexbor import LexborNode

from rashomon.extract.byline import Byline, clean_byline, looks_like_person
from rashomon.extract.head import Head
from rashomon.extract.headline import site_in_title
from rashomon.extract.published import Published, is_plausible, likely_zone, published_by_url, published_of
from rashomon.extract.reporters import reporters_of
from rashomon.extract.tree import Tree
from rashomon.extract.visible import Place, find_authors, find_published
from rashomon.model import Basis
from rashomon.outlets import Outlet, Outlets
from rashomon.text.dates import Moment, find_moments, month_of_url, parse_machine_date
from rashomon.text.urls import absolute_url, host_of

_PUBLISHED = (
    "article:published_time", "og:published_time", "og:article:published_time", "published_time", "datepublished", "rnews:datepublished",
    "article.published", "article:published", "parsely-pub-date", "sailthru.date", "publish-date", "publish_date", "publishdate", "pubdate",
    "publication_date", "publicationdate", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "dc.date.issued", "dcterms.issued", "dc.date.created",
    "dcterms.created", "dc.date", "dcterms.date", "date", "article_date_original", "originalpublicationdate", "citation_publication_date", "citation_date",
    "weibo:article:create_at", "bt:pubdate", "apub:time", "created", "analyticsattributes.articledate", "lastpubdate",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "last-modified",
    "lastmod",
    "dcterms.modified",
    "dc.date.modified",
    "revised",
    "article:updated_time",
)
_AUTHORS = (
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "byl",
    "cxenseparse:author",
    "article:author_name",
    "citation_author",
    "mediaid:author",
    "twitter:data1",
)
_PUBLISHED_NAME = re.compile(
    r"^published$|publi(?:sh|cation)\w*[-_.:]?(?:date|time|on|at)|(?:date|time)[-_.:]?publi(?:sh|cation)|release[-_]?date|issue[-_]?date"
)
_YEAR = re.compile(r"(?<![\d.,/-])(?:19[89]|20[0-4])\d(?![\d,-])")
_CATALOGUE = ("citation_author", "dc.creator", "dcterms.creator")
_FAMILY_FIRST = re.compile(r"^([^,;]{2,30}), ([^,;]{1,30})$")
_ADMIN = re.compile(
    r"^(?:admin\w*|administrator|root|webmaster|user\d*|wp\w*|editor\d*|author|guest|content|seo|marketing)$",
    re.IGNORECASE,
)


def site_names(head: Head, outlet: Outlet | None, url: str) -> tuple[str, ...]:
    """What the site calls itself, and what the outlet is known as."""
    names = [
        head.first("og:site_name"),
        head.data.publisher,
        head.first("application-name", "apple-mobile-web-app-title", "twitter:site").lstrip("@"),
    ]
    if outlet is not None:
        names += [outlet.name, outlet.name_en, *outlet.names]
    host = host_of(url).removeprefix("www.")
    return tuple(name for name in (*names, host) if name)


def outlet_of(head: Head, outlets: Outlets, url: str) -> tuple[Outlet | None, str]:
    """The outlet by its host, else by its name; else what the site calls itself."""
    host = host_of(url)
    known = outlets.by_host(host)
    names = [name for name in (head.first("og:site_name"), head.data.publisher, head.first("application-name")) if name]
    if known is None and not host:
        for name in names:
            known = known or outlets.by_name(name)
    if known is not None:
        return known, known.name
    return None, next((name for name in names if len(name) <= 60), "") or site_in_title(
        head.title
    ) or host.removeprefix("www.")


def page_url(head: Head, url: str) -> str:
    """The article's address: the canonical one where it names the page's own site and a page, else the given."""
    for candidate in (head.canonical, head.first("og:url")):
        address = absolute_url(url, candidate)
        if not address:
            continue
        path = address.partition("://")[2].partition("/")[2].strip("/")
        if not url:
            return address
        given = url.partition("://")[2].partition("/")[2].strip("/")
        same = _site(host_of(address)) == _site(host_of(url))
        if same and (path or not given):
            return address
    return url


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
    modified = _stated([head.data.modified, *head.all(*_MODIFIED)], captured_at, zone or guess, month_first)
    stated = _stated(
        [head.data.published, *head.all(*_PUBLISHED), *_other_published(head)], captured_at, zone or guess, month_first
    )
    if stated is None or stated.hour is None or not stated.zone:
        reference = _latest_day(tree, captured_at)
        seen = find_published(tree, place, root, month_first=month_first, reference=reference, hint=month_of_url(url))
        if seen is not None and not is_plausible(seen.at(), captured_at):
            seen = None
        if stated is None or (
            seen is not None
            and (seen.year, seen.month, seen.day) == (stated.year, stated.month, stated.day)
            and (seen.hour is not None and (stated.hour is None or seen.zone))
        ):
            stated = seen
    changed = (
        modified.at()
        if modified is not None and modified.zone
        else published_of(modified, zone=zone, guess=guess).at
        if modified is not None
        else None
    )
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


def byline_of(
    head: Head, tree: Tree, place: Place, root: LexborNode | None, *, names: Sequence[str], text: str
) -> Byline:
    """The persons who wrote it, from linked data, meta fields, the lines by the headline, the text's own words."""
    language = (head.data.language or head.language).lower()
    spaced = language.startswith("ja")
    credit: tuple[str, ...] = ()
    for values in (head.data.authors, _meta_authors(head)):
        found = clean_byline(
            [value for value in values if not _ADMIN.match(value.strip())], own_names=names, spaced=spaced
        )
        if found.persons:
            return Byline(persons=found.persons, credits=found.credits or credit)
        credit = credit or found.credits
    for line in find_authors(tree, place, root, strict=bool(credit)):
        found = clean_byline([line], own_names=names, spaced=spaced)
        if found.persons and all(looks_like_person(name) for name in found.persons):
            return Byline(persons=found.persons, credits=found.credits or credit)
        credit = credit or (found.credits if not found.persons else ())
    reporters = reporters_of(text)
    return Byline(persons=reporters, credits=credit)


def _latest_day(tree: Tree, captured_at: datetime) -> date:
    """The day before which dates without a year lie: of the capture, or the end of the last year the page names."""
    year = captured_at.astimezone(UTC).year
    named = [int(match) for block in tree.blocks[-400:] for match in _YEAR.findall(block.text[:300])]
    latest = max((number for number in named if number <= year), default=year)
    return captured_at.astimezone(UTC).date() if latest == year else date(latest, 12, 31)


def _other_published(head: Head) -> list[str]:
    """The contents of fields that no list knows and whose names say publication date."""
    return [value for name, values in head.metas.items() if _PUBLISHED_NAME.search(name) for value in values]


def _meta_authors(head: Head) -> list[str]:
    """The meta fields' authors; a catalogue's "Family, Given" is turned round."""
    values = list(head.all(*_AUTHORS))
    turned = [_FAMILY_FIRST.sub(r"\2 \1", value) for value in head.all(*_CATALOGUE)]
    return values or turned


def keywords_of(head: Head) -> tuple[str, ...]:
    """The article's tags."""
    words = head.data.keywords or head.all("article:tag", "parsely-tags")
    if not words:
        words = head.all("news_keywords") or head.all("keywords")
    parts = (part.strip() for word in words for part in re.split(r"[,;，、]", word))
    return tuple(dict.fromkeys(part for part in parts if part and len(part) <= 60))[:50]


def section_of(head: Head) -> str:
    """The section it stands in."""
    return head.data.section or head.first("article:section", "parsely-section", "section", "cxenseparse:recs:category")


def _stated(values: Sequence[str], captured_at: datetime, zone: str, month_first: bool) -> Moment | None:
    """The first plausible date among fields; one with a time is preferred where the day is the same."""
    best: Moment | None = None
    for value in values:
        if not value:
            continue
        moment = parse_machine_date(value) or next(iter(find_moments(value[:100], month_first=month_first)), None)
        if moment is None or not is_plausible(moment.at(), captured_at):
            continue
        if best is None or (
            best.hour is None
            and moment.hour is not None
            and (best.year, best.month, best.day) == (moment.year, moment.month, moment.day)
        ):
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


def _site(host: str) -> str:
    return ".".join(host.split(".")[-2:])
