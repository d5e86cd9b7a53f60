"""Other extractors, as far as this environment has them: each a function from a page's bytes and address to its fields."""

from __future__ import annotations

import importlib
import logging
import sys
from collections.abc import Callable, Iterator
from typing import Any

Extractor = Callable[[bytes, str], dict[str, Any]]


def peers() -> Iterator[tuple[str, Extractor]]:
    """The installed ones, trafilatura first; those that are missing are told on stderr."""
    logging.disable(logging.CRITICAL)  # what they say of pages they cannot read
    for name, make in _MAKERS:
        try:
            yield name, make()
        except ImportError:
            print(f"{name} is not installed; measured without it", file=sys.stderr)


def _trafilatura() -> Extractor:
    library = importlib.import_module("trafilatura")

    def read(body: bytes, url: str) -> dict[str, Any]:
        found = library.bare_extraction(body, url=url or None, with_metadata=True)
        fields = found.as_dict() if found is not None else {}
        return _fields(fields.get("text"), fields.get("title"), fields.get("author"), fields.get("date"))

    return read


def _readability() -> Extractor:
    library = importlib.import_module("readability")
    html = importlib.import_module("lxml.html")

    def read(body: bytes, url: str) -> dict[str, Any]:
        document = library.Document(body, url=url or None)
        summary = html.fromstring(document.summary())
        return _fields("\n".join(part.strip() for part in summary.itertext()), document.short_title(), None, None)

    return read


def _resiliparse() -> Extractor:
    html2text = importlib.import_module("resiliparse.extract.html2text")
    tree = importlib.import_module("resiliparse.parse.html").HTMLTree
    detect = importlib.import_module("resiliparse.parse.encoding").detect_encoding

    def read(body: bytes, url: str) -> dict[str, Any]:
        page = tree.parse_from_bytes(body, detect(body))
        return _fields(html2text.extract_plain_text(page, main_content=True), page.title, None, None)

    return read


def _newspaper() -> Extractor:
    library = importlib.import_module("newspaper")

    def read(body: bytes, url: str) -> dict[str, Any]:
        article = library.Article(url or "https://page.example/", fetch_images=False)
        article.download(input_html=body.decode("utf-8", "replace"))
        article.parse()
        date = article.publish_date.isoformat() if article.publish_date else None
        return _fields(article.text, article.title, article.authors, date)

    return read


def _gne() -> Extractor:
    extractor = importlib.import_module("gne").GeneralNewsExtractor()

    def read(body: bytes, url: str) -> dict[str, Any]:
        found = extractor.extract(body.decode("utf-8", "replace"))
        return _fields(found.get("content"), found.get("title"), found.get("author"), found.get("publish_time"))

    return read


def _fields(text: str | None, headline: str | None, byline: str | list[str] | None, date: str | None) -> dict[str, Any]:
    return {"text": text, "headline": headline, "byline": byline or [], "published_at": date}


_MAKERS: tuple[tuple[str, Callable[[], Extractor]], ...] = (
    ("trafilatura", _trafilatura),
    ("readability", _readability),
    ("resiliparse", _resiliparse),
    ("newspaper4k", _newspaper),
    ("gne", _gne),
)
