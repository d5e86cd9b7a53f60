"""What both mirror layouts share: an article's body as plain HTML, words made safe for Markdown, names for files."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from html import escape
from urllib.parse import quote

from rashomon.model import ArticleId, Image, ParagraphKind, Version
from rashomon.render.mirror_facts import editor_html
from rashomon.text.urls import host_of

MAX_NAME_BYTES = 180
"""Of one file or folder name: file systems stop at 255 bytes, eCryptfs at 143 characters, Windows at a whole path."""

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~!])")
_ENTITY = re.compile(r"&(?=#?\w{1,32};)")
# Reserved somewhere: NTFS and FAT (<>:"/\|?*), URLs written by hand (#%), shells and Jekyll (leading . _ -).
_RESERVED = re.compile(r'[<>:"/\\|?*#%\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+')
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An article as the lists of a mirror show it; small, so that an edition of any size fits in memory."""

    id: ArticleId
    headline: str
    url: str
    outlet: str
    channels: tuple[str, ...]
    published_at: datetime | None
    path: str  # of its page, from the edition's root


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedFile:
    """A file of an edition: its path from the root, with `/` between folders, and its text."""

    path: str
    text: str


def safe_name(words: str, *, max_bytes: int = MAX_NAME_BYTES) -> str:
    """The words as a file or folder name that every system takes: never empty, never `..`, cut between characters."""
    name = unicodedata.normalize("NFC", words.encode("utf-8", "replace").decode("utf-8"))
    name = _RESERVED.sub("_", " ".join(name.split())).strip(" ._-")
    name = cut_bytes(name, max_bytes).rstrip(" ._-")
    if not name or name.partition(".")[0].lower() in _DEVICES:
        return f"{name}_{sha256(words.encode('utf-8', 'replace')).hexdigest()[:8]}".lstrip("_")
    return name


def folder_name(words: str) -> str:
    """As `safe_name`, and never the same for two different words: what was changed gets a mark of its own."""
    name = safe_name(words)
    return name if name == words else f"{name}_{sha256(words.encode('utf-8', 'replace')).hexdigest()[:6]}"


def outlet_name(version: Version) -> str:
    """The outlet, or the host of an article that names none."""
    return version.outlet or host_of(version.url) or "unknown"


def cut_bytes(words: str, limit: int) -> str:
    """The longest beginning of the words that takes at most `limit` bytes in UTF-8."""
    return words.encode("utf-8")[:limit].decode("utf-8", "ignore")


def escape_markdown(words: str) -> str:
    """The words on one line, so that Markdown shows them as they are: commas, brackets and pipes too."""
    return _ENTITY.sub("&amp;", _MARKDOWN.sub(r"\\\1", " ".join(words.split())))


def link_text(words: str) -> str:
    """The words inside `[…]`: as they are where their brackets pair, escaped where a lone one would end the link."""
    line = " ".join(words.split())
    depth = 0
    for char in line:
        depth += (char == "[") - (char == "]")
        if depth < 0:
            break
    return (
        line
        if depth == 0 and not line.endswith("\\")
        else line.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
    )


def link_path(path: str) -> str:
    """A relative path as a link's target."""
    return quote(path, safe="/-._~")


def body_html(version: Version) -> str:
    """The body as HTML, an element a line and no empty line, so that Markdown leaves it alone.

    Only what readers see is written: text, kinds of paragraphs, pictures by reference with caption and credit. What
    was no part of the article (scripts, share bars, counters) is not in a version and cannot come back.
    """
    pictures = map(_picture, version.images)
    parts = [*pictures, *_blocks(version), editor_html(version)]
    return "\n".join(part for part in parts if part)


def _picture(image: Image) -> str:
    """The picture by reference; its credit in an element of its own, as no reader can tell it from a caption else."""
    words = escape(" ".join(image.caption.split()))
    if image.credit:
        words = f"{words} <cite>{escape(' '.join(image.credit.split()))}</cite>".lstrip()
    caption = f"<figcaption>{words}</figcaption>" if words else ""
    return f'<figure><img src="{escape(image.url)}" alt="">{caption}</figure>'


def _blocks(version: Version) -> Iterator[str]:
    """Each paragraph as its element; runs of list items and of table rows in one list or table."""
    run: list[str] = []
    kind: ParagraphKind | None = None
    for paragraph in version.paragraphs:
        if run and paragraph.kind is not kind:
            yield _run_html(run, kind)
            run = []
        kind = paragraph.kind
        words = escape(version.text[paragraph.start : paragraph.end].replace("\n", " "), quote=False)
        if kind in (ParagraphKind.LIST, ParagraphKind.TABLE):
            run.append(words)
        elif kind is ParagraphKind.HEADING:
            # A heading element that repeats the headline is a page's title to any reader, and would be taken off.
            is_headline = _folded(words) == _folded(version.headline)
            yield f"<p><strong>{words}</strong></p>" if is_headline else f"<h4>{words}</h4>"
        elif kind is ParagraphKind.QUOTE:
            yield f"<blockquote><p>{words}</p></blockquote>"
        else:
            yield f"<p>{words}</p>"
    if run:
        yield _run_html(run, kind)


def _run_html(run: Sequence[str], kind: ParagraphKind | None) -> str:
    if kind is ParagraphKind.LIST:
        return "<ul>" + "".join(f"<li>{words}</li>" for words in run) + "</ul>"
    return "<table>" + "".join(f"<tr><td>{words}</td></tr>" for words in run) + "</table>"


def _folded(words: str) -> str:
    return re.sub(r"[\W_]+", "", words.casefold())


def day_of(moment: datetime | None) -> str:
    """The day at the outlet, e.g. 2031-05-04; "undated" where the time is not known."""
    return moment.date().isoformat() if moment else "undated"


def newest_first(listed: Sequence[Listed]) -> list[Listed]:
    """By publication time, the newest first; undated ones last; ids settle ties, so the order is always the same."""
    return sorted(listed, key=lambda item: (-_stamp(item.published_at), item.id))


def _stamp(moment: datetime | None) -> float:
    return moment.timestamp() if moment else float("-inf")
