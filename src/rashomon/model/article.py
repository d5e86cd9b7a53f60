"""An article's text as captured once: the `article` document of the contract."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from rashomon.model.ids import ArticleId, Digest


class Basis(StrEnum):
    """How a time is known."""

    STATED = "stated"
    INFERRED = "inferred"
    CAPTURED = "captured"


class Precision(StrEnum):
    """How exact a publication time is."""

    MINUTE = "minute"
    DAY = "day"


class ParagraphKind(StrEnum):
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    QUOTE = "quote"
    LIST = "list"
    TABLE = "table"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A block of the body: code points `start` to `end` of the version's text."""

    start: int
    end: int
    kind: ParagraphKind = ParagraphKind.PARAGRAPH


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A picture by reference, with what the outlet wrote under it."""

    url: str
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One state of one article's text.

    `text` is the body alone, its paragraphs joined by a line feed; every offset in the project counts Unicode
    code points of it. `digest` covers what readers see (headline, byline, dateline, text, captions).
    """

    id: ArticleId
    url: str = ""
    urls: tuple[str, ...] = ()  # every address it is known under, the canonical one first
    outlet: str = ""  # the outlet's name; `rashomon.outlets` knows more of it
    headline: str = ""
    byline: tuple[str, ...] = ()
    published_at: datetime | None = None
    published_at_basis: Basis = Basis.CAPTURED
    published_at_precision: Precision = Precision.MINUTE
    modified_at: datetime | None = None
    dateline: str = ""
    language: str = ""  # BCP 47 primary tag, e.g. "zh"
    script: str = ""  # ISO 15924, e.g. "Hans", "Hant", "Latn"
    text: str = ""
    paragraphs: tuple[Paragraph, ...] = ()
    images: tuple[Image, ...] = ()
    keywords: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    editor: str = ""
    credit: str = ""  # agencies and desks that the outlet credits, as written
    section: str = ""
    channels: tuple[str, ...] = ()
    digest: Digest | None = None
    captured_at: datetime | None = None
    extractor: str = ""  # which code read it, e.g. "generic/1"
    notes: tuple[str, ...] = ()  # decisions worth telling, e.g. "encoding gb18030 (declared gb2312, 1 bad byte)"
