"""What bytes are, told by the bytes: names and content types are not believed."""

from __future__ import annotations

import re
from enum import StrEnum

HEAD_BYTES = 65_536
"""How much of a file is looked at to tell what it is."""


class Format(StrEnum):
    EMPTY = "empty"
    BINARY = "binary"
    PAGE = "page"
    ARTICLES = "articles"  # one `article` document, or one a line
    FEED = "feed"  # RSS, RDF, Atom
    JSON_FEED = "json feed"
    JSON = "json"  # of another kind: no page
    OPML = "opml"
    SITEMAP = "sitemap"
    WARC = "warc"
    ZIP = "zip"
    GZIP = "gzip"
    ZSTD = "zstd"


_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_MAGIC = (
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"%PDF",
    b"\x7fELF",
    b"RIFF",
    b"OggS",
    b"ID3",
    b"\x00\x00\x01\x00",
    b"SQLite format 3",
)
_ROOT = re.compile(rb"<(?!\?|!)(?:[A-Za-z_][\w.\-]*:)?([A-Za-z][\w.\-]*)")
_PROLOG = re.compile(rb"<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\])?\s*>", re.DOTALL | re.IGNORECASE)
_ROOTS = {
    b"rss": Format.FEED,
    b"rdf": Format.FEED,
    b"feed": Format.FEED,
    b"opml": Format.OPML,
    b"urlset": Format.SITEMAP,
    b"sitemapindex": Format.SITEMAP,
}
_JSON = re.compile(rb"\{\s*[\"}]")
_JSON_FEED = re.compile(rb'"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org\\?/version\\?/')
_ARTICLE_KEYS = re.compile(rb'"(?:text|headline|outlet|published_at)"\s*:')
_CONTROL = bytes(set(range(32)) - {7, 8, 9, 10, 12, 13, 27})


def format_of(head: bytes) -> Format:
    """The format of the file or body that begins with `head` (up to `HEAD_BYTES` of it)."""
    if head.startswith(_GZIP):
        return Format.GZIP
    if head.startswith(_ZSTD):
        return Format.ZSTD
    if head.startswith(_ZIP):
        return Format.ZIP
    if head.startswith(b"WARC/"):
        return Format.WARC
    text = _plain_head(head)
    if text is None:
        return Format.BINARY
    text = text.lstrip()
    if not text:
        return Format.EMPTY
    if _JSON.match(text):
        return _json_format(text)
    return _markup_format(text) if text.startswith(b"<") else Format.PAGE


def _plain_head(head: bytes) -> bytes | None:
    """The head in an ASCII-compatible encoding without a byte-order mark; None for what is no text."""
    if head.startswith(_UTF16):
        return head.decode("utf-16", "replace").encode("utf-8")
    head = head.removeprefix(b"\xef\xbb\xbf")
    if head.startswith(_MAGIC):
        return None
    if head[:4].count(0) == 2 and head.startswith(b"<"):  # UTF-16 without a mark
        return head.replace(b"\x00", b"")
    # Broken pages carry a stray NUL or two; pictures and programs are full of control bytes.
    controls = len(head) - len(head.translate(None, _CONTROL))
    return None if controls > max(2, len(head) // 50) else head


def _json_format(text: bytes) -> Format:
    if _JSON_FEED.search(text):
        return Format.JSON_FEED
    return Format.ARTICLES if _ARTICLE_KEYS.search(text) else Format.JSON


def _markup_format(text: bytes) -> Format:
    root = _ROOT.match(_PROLOG.sub(b"", text).lstrip())
    return _ROOTS.get(root.group(1).lower(), Format.PAGE) if root else Format.PAGE
