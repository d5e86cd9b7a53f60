"""Layouts by date of an outlet's file: they better what the generic reading gives, and are not needed."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from rashomon.extract import extract_article
from rashomon.model import Page, Version
from rashomon.outlets import Outlets, load_outlets

FILE = """
name = "River Post"
hosts = ["riverpost.example"]
[[layouts]]
until = 2019-12-31
body = "td.story"
headline = "td.head b"
byline = "td.who i"
date = "td.when"
[[layouts]]
from = 2020-01-01
body = "div.text"
headline = "h2.title"
byline = ".who a"
date = ".when time"
"""
STORY = (
    "<p>The old harbour bridge was closed on Tuesday after the river rose by two metres in one night.</p>"
    "<p>Note: nobody was hurt, and buses will take the northern road until the bridge opens again.</p>"
    "<p>The ferry will run every ten minutes, the council said, which may take nine weeks or a little longer.</p>"
)
BESIDE = (
    "<p>A second story of the page tells at length of a cellar that was dried in nine ways, none of which was quick.</p>"
    * 3
)
NEW = (
    f"<title>River Post</title><h1>River Post</h1><h2 class=title>Bridge closed</h2><p class=who><a>Mara Quill</a> <a>Jonas Ufer</a></p>"
    f"<p class=when>Tuesday <time datetime='2024-03-12T10:00:00+01:00'>at ten</time></p><div class=text>{STORY}</div><div class=more>{BESIDE}</div>"
)
OLD = (
    f"<title>River Post</title><table><tr><td class=head><b>Bridge closed</b></td></tr><tr><td class=who><i>Mara Quill</i></td><td class=when>12 March 2009</td></tr>"
    f"<tr><td class=story>{STORY}</td><td>{BESIDE}</td></tr></table>"
)


@pytest.fixture
def outlets(tmp_path: Path) -> Outlets:
    path = tmp_path / "river.toml"
    path.write_text(FILE, encoding="utf-8")
    return load_outlets(path)


def read(page: str, outlets: Outlets | None, *, year: int = 2024, host: str = "www.riverpost.example") -> Version:
    found = extract_article(
        Page(source="x", body=page.encode(), captured_at=datetime(year, 3, 20, tzinfo=UTC), url=f"https://{host}/1"),
        outlets=outlets,
    )
    assert isinstance(found, Version)
    return found


def test_the_layout_of_the_captures_day_is_read(outlets: Outlets) -> None:
    found = read(NEW, outlets)
    assert found.headline == "Bridge closed"
    assert found.byline == ("Mara Quill", "Jonas Ufer")
    assert found.published_at is not None
    assert found.published_at.isoformat() == "2024-03-12T10:00:00+01:00"
    assert len(found.paragraphs) == 3
    assert "cellar" not in found.text


@pytest.mark.parametrize("year", [2009, 2024])
def test_an_old_page_is_read_by_its_own_layout_whenever_captured(outlets: Outlets, year: int) -> None:
    found = read(OLD, outlets, year=year)
    assert (found.headline, found.byline) == ("Bridge closed", ("Mara Quill",))
    assert found.published_at is not None
    assert found.published_at.date().isoformat() == "2009-03-12"
    assert "cellar" not in found.text


def test_a_page_that_matches_no_layout_is_read_as_any_other(outlets: Outlets) -> None:
    page = f"<title>Bridge closed</title><article><h1>Bridge closed</h1><p>By Mara Quill</p>{STORY}</article>"
    assert read(page, outlets).text == read(page, None).text
    assert read(page, outlets).byline == ("Mara Quill",)
