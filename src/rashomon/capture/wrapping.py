"""A feed's entry as a page of plain, standard HTML, so that it is extracted as any other page is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from html import escape


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One article as a feed gives it."""

    url: str
    headline: str
    html: str = ""
    is_full: bool = False  # the whole text, not a summary
    published_at: datetime | None = None
    modified_at: datetime | None = None
    authors: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    outlet: str = ""  # the feed's own title
    language: str = ""
    image: str = ""


def wrap_entry(entry: Entry) -> bytes:
    """The page: what the feed says beside the text in Open Graph and `article:` meta tags, the text as it came.

    The same entry always gives the same bytes, so that a feed read twice brings nothing new. `rashomon:text` says
    whether the feed gave the full text or a summary.
    """
    metas = [
        ("property", "og:type", "article"),
        ("property", "og:url", entry.url),
        ("property", "og:title", entry.headline),
        ("property", "og:site_name", entry.outlet),
        ("property", "og:image", entry.image),
        ("property", "article:published_time", _iso(entry.published_at)),
        ("property", "article:modified_time", _iso(entry.modified_at)),
        *(("name", "author", author) for author in entry.authors),
        *(("property", "article:tag", keyword) for keyword in entry.keywords),
        ("name", "rashomon:text", "full" if entry.is_full else "summary"),
    ]
    lines = [f'<meta {kind}="{name}" content="{escape(value)}">' for kind, name, value in metas if value]
    language = f' lang="{escape(entry.language)}"' if entry.language else ""
    return "\n".join(
        [
            "<!DOCTYPE html>",
            f"<html{language}>",
            "<head>",
            '<meta charset="utf-8">',
            f"<title>{escape(entry.headline)}</title>",
            *([f'<link rel="canonical" href="{escape(entry.url)}">'] if entry.url else []),
            *lines,
            "</head>",
            "<body>",
            '<article itemscope itemtype="https://schema.org/NewsArticle">',
            f'<h1 itemprop="headline">{escape(entry.headline)}</h1>',
            '<div itemprop="articleBody">',
            entry.html,
            "</div>",
            "</article>",
            "</body>",
            "</html>",
            "",
        ]
    ).encode("utf-8", "replace")


def _iso(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""
