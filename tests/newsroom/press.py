"""What the fictional outlets print: articles, feeds and index pages made from plain values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from html import escape


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """An article as its newsroom keeps it."""

    path: str
    headline: str
    paragraphs: tuple[str, ...]
    at: datetime

    @property
    def html(self) -> str:
        return "".join(f"<p>{escape(paragraph)}</p>" for paragraph in self.paragraphs)


def article_page(piece: Piece, *, outlet: str, url: str, language: str = "en", charset: str = "utf-8") -> bytes:
    """A page as a small paper serves it, with its menu, share bar and footer around the text."""
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="{charset}">'
        f"<title>{escape(piece.headline)} | {escape(outlet)}</title>"
        f'<link rel="canonical" href="{escape(url)}">'
        f'<meta property="og:site_name" content="{escape(outlet)}">'
        f'<meta property="og:type" content="article">'
        f'<meta property="og:title" content="{escape(piece.headline)}">'
        f'<meta property="article:published_time" content="{piece.at.isoformat()}"></head><body>'
        f'<nav><a href="/">Home</a> <a href="/world">World</a></nav><main><article>'
        f"<h1>{escape(piece.headline)}</h1>{piece.html}</article></main>"
        f'<footer><a href="/about">About us</a></footer></body></html>'
    ).encode(charset)


def rss_feed(pieces: Sequence[Piece], *, outlet: str, base: str, is_full: bool = True, language: str = "en") -> bytes:
    """An RSS 2.0 feed with the full text, or with the first sentence of it."""
    items = "".join(
        f"<item><title>{escape(piece.headline)}</title><link>{escape(base + piece.path)}</link>"
        f'<guid isPermaLink="true">{escape(base + piece.path)}</guid>'
        f"<pubDate>{format_datetime(piece.at)}</pubDate>"
        + (
            f"<content:encoded><![CDATA[{piece.html}]]></content:encoded>"
            if is_full
            else f"<description>{escape(piece.paragraphs[0][:60])}…</description>"
        )
        + "</item>"
        for piece in pieces
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>{escape(outlet)}</title><link>{escape(base)}</link><language>{language}</language>"
        f"{items}</channel></rss>"
    ).encode()


def index_page(pieces: Sequence[Piece], *, title: str, next_page: str = "") -> str:
    """A channel's index as a news site shows it: headlines that link to articles, and perhaps a next page."""
    rows = "".join(f'<li><a href="{escape(piece.path)}">{escape(piece.headline)}</a></li>' for piece in pieces)
    more = f'<a rel="next" href="{escape(next_page)}">Next</a>' if next_page else ""
    return (
        f"<!DOCTYPE html><html><head><title>{escape(title)}</title></head><body>"
        f'<nav><a href="/">Home</a> <a href="/world">World</a></nav><h1>{escape(title)}</h1>'
        f"<ul>{rows}</ul>{more}</body></html>"
    )
