"""Feeds extraction broken pages, guided by what they reach, until told to stop: `make fuzz` (SECONDS=600).

Whatever comes in, `extract_article` must give a version or a rejection, its paragraphs exact spans of its text, and
everything it shows must be encodable. A page that breaks this is written to the working folder as `crash-…`.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import atheris  # type: ignore[import-not-found,import-untyped,unused-ignore]

with atheris.instrument_imports(include=["rashomon.extract", "rashomon.text"]):
    from rashomon.extract import extract_article
    from rashomon.model import Page, Version

SEEDS = Path(__file__).resolve().parents[1] / "tests" / "golden" / "extract"
NOW = datetime(2024, 3, 20, tzinfo=UTC)


def read_one(data: bytes) -> None:
    """One page: its first byte chooses whether it comes with an address and a declared encoding."""
    choice, body = data[:1], data[1:]
    page = Page(
        source="fuzz",
        body=body,
        captured_at=NOW,
        url="https://post.example/2024/03/12/bridge" if choice > b"\x40" else None,
        content_type="text/html; charset=gb2312" if choice > b"\xc0" else None,
    )
    found = extract_article(page)
    if isinstance(found, Version):
        if "\n".join(found.text[p.start : p.end] for p in found.paragraphs) != found.text:
            raise AssertionError("paragraphs are no spans of the text")
        for shown in (found.text, found.headline, *found.byline, found.dateline, found.outlet, *found.notes):
            shown.encode("utf-8")


def main() -> None:
    """Runs until told to stop; the pages written for the tests are where it begins."""
    atheris.Setup([*sys.argv, f"-dict={_words()}", str(_corpus())], read_one)
    atheris.Fuzz()


def _corpus() -> Path:
    folder = Path(".fuzz")
    folder.mkdir(exist_ok=True)
    for seed in SEEDS.glob("*.html"):
        (folder / seed.name).write_bytes(b"A" + seed.read_bytes())
    return folder


def _words() -> Path:
    """The words that pages and mirrors are made of, as the fuzzer's dictionary."""
    words = (
        "<article>", "<p>", "<br>", "<table><tr><td colspan=9999>", "<script type='application/ld+json'>", '"@type":"NewsArticle"', "<time datetime=",
        "<meta property='article:published_time' content='", "<h1>", "<figure><figcaption>", "------", "<!--1710238500000-->", "###", "](https://", "By ", "<ok>",
    )  # fmt: skip
    path = Path(".fuzz-words")
    escaped = (word.replace("\\", "\\\\").replace('"', '\\"') for word in words)
    path.write_text("".join(f'"{word}"\n' for word in escaped), encoding="utf-8")
    return path


if __name__ == "__main__":
    main()
