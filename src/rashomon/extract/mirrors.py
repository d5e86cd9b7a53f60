"""The mirrors' page formats, told by content: the feed mirror, the channel mirror, HTML inside Markdown."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from datetime import UTC, datetime

from rashomon.text.dates import parse_machine_date


@dataclass(frozen=True, slots=True, kw_only=True)
class MirrorPage:
    """What a mirror wrote around an article, and the article's HTML."""

    layout: str  # "feed-mirror", "channel-mirror", "markdown"
    html: str
    headline: str = ""
    url: str = ""
    mirrored_at: datetime | None = None
    authors: tuple[str, ...] = ()  # the outlet, or a person: front matter does not tell which
    categories: tuple[str, ...] = ()
    leading_image: str = ""


_HEAD = 20_000  # characters in which a mirror's own lines stand
_FRONT_MATTER = re.compile(r"---[ \t]*\n(.{0,8000}?)\n---[ \t]*(?:\n|$)", re.DOTALL)
_FIELD = re.compile(r"^([A-Za-z_]+):[ \t]*(.*)$", re.MULTILINE)
_STAMP = re.compile(r"\s*<!--\s*(\d{10}|\d{13})\s*-->[ \t]*\n?")
_LINKED_HEADLINE = re.compile(
    r"\s*\[(?P<headline>.{0,2000}?)\]\((?P<url>[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)\)[ \t]*\n+[ \t]*[-=]{3,}[ \t]*(?:\n|$)",
    re.DOTALL,
)
_LINKED_LOOSE = re.compile(
    r"\s*\[(?P<headline>[^\n]{0,2000})\]\((?P<url>[^\n]{0,4000})\)[ \t]*\n+[ \t]*[-=]{3,}[ \t]*(?:\n|$)"
)
_MARKDOWN_HEADLINE = re.compile(r"\s*#{1,4}[ \t]+(?P<headline>[^\n]{1,1000})\n")
_RULE = re.compile(r"\s*(?:-{3,}|\*{3,}|_{3,})[ \t]*\n")
_NAVIGATION = re.compile(r"\s*#{0,6}[ \t]*\[[^\]\n]*\]\([^)\n]*\)(?:[ \t]*(?:&nbsp;|\u00a0|\|)+[ \t]*)+[^\n]*(?:\n|$)")
_ORIGINAL = re.compile(
    r"\n\s*(?:---+\s*\n\s*)?(?:原文[^\n:：]{0,20}|[Oo]riginal[^\n:：]{0,20}|[Ss]ource[^\n:：]{0,20})[:：]\s*"
    r"(?:\[[^\]\n]*\]\((?P<linked>https?://[^\s<]+)\)|(?P<url>https?://[^\s<]+))\s*$"
)
_COUNTER = re.compile(r"<img\b[^>]*(?:width|height)\s*=\s*['\"]?[01](?:px)?['\"]?[\s/>][^>]*>?", re.IGNORECASE)
_TAG = re.compile(r"<(?:p|div|br|img|a|span|h\d|ul|table|section|article|blockquote)\b", re.IGNORECASE)
_MARKDOWN_LINK = re.compile(r"(?<!!)\[([^\[\]\n]{1,300})\]\((https?://[^\s)]+)\)")
_MARKDOWN_IMAGE = re.compile(r"!\[([^\[\]\n]{0,300})\]\((https?://[^\s)]+)[^)]*\)")
_MARKDOWN_STRONG = re.compile(r"\*\*([^*\n]{1,500})\*\*")
_ESCAPED_BRACKET = re.compile(r"\\([\[\]\\])")  # all that a feed mirror escapes in a headline
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_CLOSING = re.compile(r"[ \t]+#+[ \t]*$")
_REFERENCE = re.compile(r"&(?:amp|quot|lt|gt|nbsp|apos|#\d{2,6}|#x[0-9a-f]{2,5});", re.IGNORECASE)
_NO_AUTHOR = frozenset(("", "unknown", "admin", "null", "none"))


def read_mirror(text: str) -> MirrorPage | None:
    """The parts of a mirror's page; None where the text is no mirror's."""
    start = text.lstrip("\ufeff \t\r\n")
    if not start.startswith(("---", "<!--", "[", "#")):
        return None
    if "\r" in start[:_HEAD]:
        start = start.replace("\r\n", "\n").replace("\r", "\n")
    return _read_feed_mirror(start) or _read_channel_mirror(start) or _read_front_matter_only(start)


def _read_feed_mirror(text: str) -> MirrorPage | None:
    fields, at = _front_matter(text)
    stamp = _STAMP.match(text, at)
    position = stamp.end() if stamp else at
    line = _LINKED_HEADLINE.match(text, position, position + _HEAD) or _LINKED_LOOSE.match(
        text, position, position + _HEAD
    )
    if line is None:
        return None
    return MirrorPage(
        layout="feed-mirror",
        html=_without_counters(text[line.end() :]),
        headline=" ".join(_ESCAPED_BRACKET.sub(r"\1", _unescaped(line.group("headline"))).split())
        or _unquoted(fields.get("title", "")),
        url=line.group("url").strip() or fields.get("from", "").strip(),
        mirrored_at=_mirrored_at(stamp.group(1) if stamp else "", fields.get("date", "")),
        authors=_authors(fields),
        categories=_listed(fields.get("categories", "")) + _listed(fields.get("tags", "")),
    )


def _read_channel_mirror(text: str) -> MirrorPage | None:
    fields, at = _front_matter(text)
    headline = _MARKDOWN_HEADLINE.match(text, at)
    if headline is None:
        return None
    position = headline.end()
    layout = "markdown"
    for pattern in (_RULE, _NAVIGATION, _RULE):
        match = pattern.match(text, position)
        if match:
            position = match.end()
            layout = "channel-mirror" if pattern is _NAVIGATION else layout
    body = text[position:]
    url = fields.get("from", "").strip()
    original = _ORIGINAL.search(body, max(0, len(body) - 3000))
    if original:
        body, url = body[: original.start()], original.group("linked") or original.group("url")
    if layout == "markdown" and not original and not _TAG.search(body[:_HEAD]):
        body = _markdown_to_html(body)
    return MirrorPage(
        layout=layout,
        html=_without_counters(body),
        headline=_plain(headline.group("headline")),
        url=url,
        mirrored_at=_mirrored_at("", fields.get("date", "")),
        authors=_authors(fields),
        categories=_listed(fields.get("categories", "")) + _listed(fields.get("tags", "")),
    )


def _read_front_matter_only(text: str) -> MirrorPage | None:
    fields, at = _front_matter(text)
    if not fields.get("title"):
        return None
    body = text[at:]
    return MirrorPage(
        layout="markdown",
        html=_without_counters(body if _TAG.search(body[:_HEAD]) else _markdown_to_html(body)),
        headline=_unquoted(fields["title"]),
        url=(
            fields.get("from") or fields.get("link") or fields.get("url") or fields.get("canonical_url") or ""
        ).strip(),
        mirrored_at=_mirrored_at("", fields.get("date", "")),
        authors=_authors(fields),
        categories=_listed(fields.get("categories", "")) + _listed(fields.get("tags", "")),
    )


def _front_matter(text: str) -> tuple[dict[str, str], int]:
    """The fields before the page, and where they end."""
    match = _FRONT_MATTER.match(text)
    if match is None:
        return {}, 0
    fields = {name.lower(): value.strip() for name, value in _FIELD.findall(match.group(1))}
    return (fields, match.end()) if fields else ({}, 0)


def _mirrored_at(stamp: str, written: str) -> datetime | None:
    """When the mirror took the page: the front matter's date (the stamp may be later than it), else the stamp."""
    for value in (_unquoted(written), stamp):
        moment = parse_machine_date(value) if value else None
        if moment is not None and moment.hour is not None:
            return moment.at(UTC)
    return None


def _authors(fields: dict[str, str]) -> tuple[str, ...]:
    return tuple(name for name in _listed(fields.get("author", "")) if name.lower() not in _NO_AUTHOR)


def _listed(value: str) -> tuple[str, ...]:
    """The items of a front-matter value: `[ a, b ]` or a single one."""
    value = value.strip()
    if value.startswith("[") and value.endswith("]"):
        return tuple(item for part in value[1:-1].split(",") if (item := _unquoted(part)))
    return (_unquoted(value),) if value else ()


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1].replace('\\"', '"')
    return " ".join(_unescaped(value).split())


def _unescaped(text: str) -> str:
    """The text of an HTML fragment; a mirror may have escaped what its source had escaped before."""
    once = html.unescape(text)
    return html.unescape(once) if _REFERENCE.search(once) else once


def _plain(markdown: str) -> str:
    """A Markdown heading's words without links, the marks that close it, and escapes."""
    words = _CLOSING.sub("", _MARKDOWN_LINK.sub(r"\1", _unescaped(markdown)))
    return " ".join(_ESCAPED.sub(r"\1", words).split())


def _without_counters(markup: str) -> str:
    """The HTML without pictures of no size, which count readers."""
    return _COUNTER.sub("", markup)


def _markdown_to_html(body: str) -> str:
    """Paragraphs, links, pictures and bold of plain Markdown as HTML."""
    parts = []
    for part in re.split(r"\n\s*\n", body):
        part = _MARKDOWN_IMAGE.sub(r'<img src="\2" alt="\1">', part.strip())
        part = _MARKDOWN_STRONG.sub(r"<b>\1</b>", _MARKDOWN_LINK.sub(r'<a href="\2">\1</a>', part))
        level = len(part) - len(part.lstrip("#"))
        if part.startswith(">"):
            parts.append(f"<blockquote>{part.lstrip('> ')}</blockquote>")
        elif 1 <= level <= 6 and part[level : level + 1] == " ":
            parts.append(f"<h{level}>{part[level:].strip()}</h{level}>")
        elif part:
            parts.append(f"<p>{part}</p>")
    return "\n".join(parts)
