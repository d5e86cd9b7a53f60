"""Feeds: the entries of RSS, RDF, Atom and JSON Feed, each known as full text or summary."""

from __future__ import annotations

import io
import re
from calendar import timegm
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from statistics import median
from typing import Any
from urllib.parse import urljoin

import feedparser
import msgspec
from selectolax.lexbor import LexborHTMLParser

from rashomon.capture.wrapping import Entry
from rashomon.errors import CaptureError

# An entry counts as full text from this many letters, a Han character as three (a Chinese text is about a third as
# long): a hundred English or two hundred Chinese words, which is longer than a teaser and shorter than a report.
_FULL_LENGTH = 600
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_HAN = re.compile(r"[\u3400-\u9fff]")
_CUT = re.compile(
    r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|\(…\)|&hellip;|read more|continue reading|阅读全文|閱讀全文|查看全文|更多)[\s\])»>›→.]*$",
    re.IGNORECASE,
)


def read_feed(body: bytes, *, source: str, url: str = "") -> tuple[Entry, ...]:
    """The entries of an RSS, RDF or Atom feed, in the feed's order; relative addresses read against `url`.

    A feed that declares XML entities (the way to an entity bomb or an external file) raises CaptureError.
    """
    if _ENTITY.search(body):
        raise CaptureError(source, "the feed declares XML entities, which no feed needs: refused")
    try:
        parsed = feedparser.parse(
            io.BytesIO(body),  # never the bytes themselves: feedparser would take them for a path or an address
            response_headers={"content-location": url} if url else {},
            sanitize_html=False,
            resolve_relative_uris=True,
        )
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError) as error:
        raise CaptureError(source, f"is no feed that can be read: {error}") from error
    feed = parsed.feed
    outlet = _text(feed.get("title"))
    language = str(feed.get("language") or "").strip()
    entries = [_entry_of(item, url=url, outlet=outlet, language=language) for item in parsed.entries]
    if not entries and not parsed.get("version"):
        raise CaptureError(source, f"is no feed that can be read: {parsed.get('bozo_exception', 'unknown format')}")
    return mark_full(entry for entry in entries if entry.url or entry.html)


def _entry_of(item: Any, *, url: str, outlet: str, language: str) -> Entry:
    contents = [str(content.get("value") or "") for content in item.get("content", [])]
    summary = str(item.get("summary") or "")
    html = max([*contents, summary], key=_length) if contents or summary else ""
    link = str(item.get("link") or "").strip()
    if not link and item.get("guidislink", False):
        link = str(item.get("id") or "")
    return Entry(
        url=urljoin(url, link) if link else "",
        headline=_text(item.get("title")),
        html=html,
        published_at=_moment(item, "published"),
        modified_at=_moment(item, "updated") if item.get("published") else None,
        authors=tuple(dict.fromkeys(_text(a.get("name")) for a in item.get("authors", []) if a.get("name"))),
        keywords=tuple(dict.fromkeys(_text(t.get("term")) for t in item.get("tags", []) if t.get("term"))),
        outlet=_text((item.get("source") or {}).get("title")) or outlet,
        language=language,
        image=_image_of(item),
    )


def _image_of(item: Any) -> str:
    """The entry's picture: media:content, media:thumbnail or an enclosure."""
    media = [*item.get("media_content", []), *item.get("media_thumbnail", [])]
    for medium in media:
        kind = str(medium.get("type") or medium.get("medium") or "image")
        if medium.get("url") and kind.startswith("image"):
            return str(medium["url"])
    for link in item.get("links", []):
        if link.get("rel") == "enclosure" and str(link.get("type", "")).startswith("image/"):
            return str(link.get("href") or "")
    return ""


def _moment(item: Any, field: str) -> datetime | None:
    """The time as the feed writes it, with its own offset; feedparser's reading of it (UTC) where that is odd."""
    if field == "published" and not item.get("published"):
        field = "updated"
    if field not in item:  # asking for `updated` where there is none makes feedparser warn
        return None
    written = str(item.get(field) or "").strip()
    return parse_moment(written) or _from_struct(item.get(f"{field}_parsed"))


def parse_moment(written: str) -> datetime | None:
    """An RFC 5322 or ISO 8601 time that names its offset; None for any other."""
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = parse(written)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        if moment.tzinfo is not None:
            return moment
    return None


def _from_struct(parsed: Any) -> datetime | None:
    try:
        return datetime.fromtimestamp(timegm(parsed), UTC) if parsed else None
    except (ValueError, TypeError, OverflowError, OSError):
        return None


class _JsonAuthor(msgspec.Struct):
    name: str | None = None


class _JsonItem(msgspec.Struct):
    id: str | int | float | None = None
    url: str | None = None
    external_url: str | None = None
    title: str | None = None
    content_html: str | None = None
    content_text: str | None = None
    summary: str | None = None
    image: str | None = None
    banner_image: str | None = None
    date_published: str | None = None
    date_modified: str | None = None
    authors: list[_JsonAuthor] | None = None
    author: _JsonAuthor | None = None
    tags: list[str] | None = None
    language: str | None = None


class _JsonFeed(msgspec.Struct):
    items: list[_JsonItem] = msgspec.field(default_factory=list)
    title: str | None = None
    language: str | None = None
    next_url: str | None = None


def read_json_feed(body: bytes, *, source: str, url: str = "") -> tuple[Entry, ...]:
    """The entries of a JSON Feed (jsonfeed.org, 1.0 and 1.1); raises CaptureError for what is none."""
    try:
        feed = msgspec.json.decode(body.removeprefix(b"\xef\xbb\xbf"), type=_JsonFeed)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise CaptureError(source, f"is no JSON Feed that can be read: {error}") from error
    return mark_full(_json_entry(item, feed, url) for item in feed.items)


def _json_entry(item: _JsonItem, feed: _JsonFeed, base: str) -> Entry:
    link = item.url or item.external_url or (str(item.id) if str(item.id or "").startswith("http") else "")
    plain = item.content_text or ""
    html = item.content_html or "".join(f"<p>{_escape(line)}</p>" for line in plain.splitlines() if line.strip())
    authors = item.authors or ([item.author] if item.author else [])
    return Entry(
        url=urljoin(base, link) if link else "",
        headline=_text(item.title),
        html=html or item.summary or "",
        published_at=parse_moment(item.date_published or ""),
        modified_at=parse_moment(item.date_modified or ""),
        authors=tuple(a.name for a in authors if a.name),
        keywords=tuple(item.tags or ()),
        outlet=_text(feed.title),
        language=item.language or feed.language or "",
        image=item.image or item.banner_image or "",
    )


def mark_full(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries with `is_full` told: by length and ending, short flashes of a full-text feed counted as full."""
    found: Sequence[Entry] = tuple(entries)
    if not found:
        return ()
    lengths = [_length(entry.html) for entry in found]
    whole = [not _CUT.search(_text(entry.html)) for entry in found]
    is_full_feed = median(lengths) >= _FULL_LENGTH
    return tuple(
        replace(entry, is_full=bool(entry.html.strip()) and uncut and (is_full_feed or length >= _FULL_LENGTH))
        for entry, length, uncut in zip(found, lengths, whole, strict=True)
    )


def _length(html: str) -> int:
    """The letters of a text, a Han character counted as three."""
    text = _text(html)
    return len(text) + 2 * len(_HAN.findall(text))


def _text(html: object) -> str:
    """The words of a piece of HTML, on one line."""
    words = str(html or "")
    if "<" in words or "&" in words:
        body = LexborHTMLParser(words).body
        words = body.text(separator=" ") if body is not None else ""
    return " ".join(words.split())


def _escape(line: str) -> str:
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
