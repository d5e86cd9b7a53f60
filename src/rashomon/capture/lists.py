"""Lists of addresses: OPML outlines and sitemaps, read without ever resolving an entity."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from xml.etree import ElementTree

from rashomon.capture.feeds import parse_moment
from rashomon.errors import CaptureError

_DECLARATION = re.compile(rb"<!(?:ENTITY|DOCTYPE)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLink:
    """A feed as an OPML outline names it."""

    url: str
    title: str = ""
    site: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SitemapLink:
    """A page, or a further sitemap, as a sitemap lists it."""

    url: str
    changed_at: datetime | None = None
    is_sitemap: bool = False


def read_opml(body: bytes, *, source: str) -> tuple[FeedLink, ...]:
    """The feeds of an OPML file, each address once, in its order; raises CaptureError for what is none."""
    root = _parse(body, source)
    links = {
        address: FeedLink(
            url=address,
            title=outline.get("title") or outline.get("text") or "",
            site=outline.get("htmlUrl") or "",
        )
        for outline in reversed(list(root.iter("outline")))
        if (address := (outline.get("xmlUrl") or outline.get("xmlurl") or "").strip())
    }
    return tuple(reversed(links.values()))


def opml_of(feeds: Iterable[FeedLink], *, title: str = "Rashomon") -> str:
    """The feeds as an OPML 2.0 file, for another reader."""
    lines = [
        f'    <outline type="rss" text="{escape(feed.title or feed.url)}" xmlUrl="{escape(feed.url)}"'
        + (f' htmlUrl="{escape(feed.site)}"' if feed.site else "")
        + "/>"
        for feed in feeds
    ]
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<opml version="2.0">',
            f"  <head><title>{escape(title)}</title></head>",
            "  <body>",
            *lines,
            "  </body>",
            "</opml>",
            "",
        ]
    )


def read_sitemap(body: bytes, *, source: str) -> tuple[SitemapLink, ...]:
    """The pages (or, of a sitemap index, the sitemaps) listed, the last changed first; undated ones keep their order."""
    root = _parse(body, source)
    is_index = _local(root.tag) == "sitemapindex"
    links = [link for link in _links_in(root, is_index=is_index) if link.url.startswith(("http://", "https://"))]
    dated = sorted((x for x in links if x.changed_at), key=lambda x: x.changed_at.timestamp() if x.changed_at else 0.0)
    return (*reversed(dated), *(link for link in links if not link.changed_at))


def _links_in(root: ElementTree.Element, *, is_index: bool) -> Iterator[SitemapLink]:
    for item in root:
        fields = {_local(field.tag): (field.text or "").strip() for field in item.iter()}
        if fields.get("loc"):
            # A news sitemap gives the publication date; it is the better clock than lastmod.
            changed = _changed_at(fields.get("publication_date", "")) or _changed_at(fields.get("lastmod", ""))
            yield SitemapLink(url=fields["loc"], changed_at=changed, is_sitemap=is_index)


def _changed_at(written: str) -> datetime | None:
    """The moment; the beginning of a day that is named alone, in UTC: good enough to tell what is newest."""
    try:
        return parse_moment(written) or datetime.strptime(written, "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError:
        return None


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2].lower()


def _parse(body: bytes, source: str) -> ElementTree.Element:
    if _DECLARATION.search(body):
        raise CaptureError(source, "declares XML entities or a document type, which no such list needs: refused")
    try:
        return ElementTree.fromstring(body)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise CaptureError(source, f"is no XML that can be read: {error}") from error
