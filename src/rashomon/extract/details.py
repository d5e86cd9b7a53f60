"""Where a page's article belongs: its outlet, its address, its section and its keywords."""

from __future__ import annotations

import re

from rashomon.extract.head import Head
from rashomon.extract.headline import site_in_title
from rashomon.outlets import Outlet, Outlets
from rashomon.text.urls import absolute_url, host_of


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


def _site(host: str) -> str:
    return ".".join(host.split(".")[-2:])
