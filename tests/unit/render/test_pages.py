"""Whole pages: self-contained, escaped, told apart by language; their Markdown."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from tests.fictional import BAY, VERSIONS, ferry_comparison, many_accounts, one_account

from rashomon.model import (
    CaptureRecord,
    Comparison,
    Digest,
    Hit,
    OutletHabits,
    OutletRecord,
    Reliance,
    SearchResult,
    Snippet,
    SourceRecord,
    StoryQuery,
)
from rashomon.render.links import served_links
from rashomon.render.listing.outlets import OutletTold
from rashomon.render.listing.sources import find_carrier
from rashomon.render.pages import (
    about_page,
    article_page,
    comparison_markdown,
    comparison_page,
    message_page,
    outlet_page,
    outlets_page,
    search_page,
    source_page,
    sources_page,
    stories_page,
)
from rashomon.render.texts import load_texts
from rashomon.text.script import fold_text

_HOSTILE = "</style><script>alert(1)</script><img src=x onerror=alert(2)>\"'"


class _Reader(HTMLParser):
    """Collects what the tests ask of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def ids(self) -> list[str]:
        return [value for _tag, attrs in self.tags if (value := attrs.get("id"))]

    def hrefs(self) -> list[str]:
        return [value for _tag, attrs in self.tags if (value := attrs.get("href"))]


def _hostile() -> Comparison:
    """The story with a script in every place an outlet fills."""
    whole = ferry_comparison()
    first = whole.accounts[0]
    version = replace(
        first.article,
        headline=_HOSTILE,
        outlet=_HOSTILE,
        byline=(_HOSTILE,),
        url="javascript:alert(3)",
        images=(replace(first.article.images[0], caption=_HOSTILE, url="data:text/html,x"),),
        text=_HOSTILE + first.article.text[len(_HOSTILE) :],
    )
    sentences = (replace(first.sentences[0], text=_HOSTILE), *first.sentences[1:])
    account = replace(first, article=version, sentences=sentences)
    names = tuple(replace(name, name=_HOSTILE) for name in whole.names)
    story = replace(whole.story, headline=_HOSTILE)
    return replace(whole, story=story, accounts=(account, *whole.accounts[1:]), names=names)


def _pages() -> dict[str, str]:
    comparison = _hostile()
    account = comparison.accounts[0]
    version = account.article
    record = OutletRecord(
        name=_HOSTILE, articles=2, versions=3, first_at=version.published_at, last_at=version.published_at
    )
    capture = CaptureRecord(
        number=1,
        article=BAY,
        source=_HOSTILE,
        url="",
        captured_at=VERSIONS[BAY].captured_at or comparison.story.first_at,  # type: ignore[arg-type]
        body=Digest("sha256:00"),
        size=1,
        version=None,
        reason=_HOSTILE,
    )
    member = replace(comparison.story.articles[0], headline=_HOSTILE, outlet=_HOSTILE)
    story = replace(comparison.story, articles=(member, *comparison.story.articles[1:]))
    reliance = Reliance(source=_HOSTILE, outlet=_HOSTILE, day="2031-05-06", articles=3)
    named = SourceRecord(name=_HOSTILE, articles=3, outlets=1, first_on="2031-05-06", last_on="2031-05-07")
    hit = Hit(article=member, snippet=Snippet(text=_HOSTILE, matches=((0, 3),)), score=1.0)
    links = replace(served_links(here="/"), stylesheet="")
    carrier = find_carrier(account, frozenset({fold_text("沈默言")}), load_texts("en"), links)
    assert carrier is not None
    return {
        "story": comparison_page(comparison),
        "article": article_page(
            account, versions=(VERSIONS[BAY], version), captures=(capture,), story=story, links=links
        ),
        "stories": stories_page((story,), query=StoryQuery(limit=1), outlets=(_HOSTILE,), links=links),
        "search": search_page(SearchResult(query=_HOSTILE, total=1, hits=(hit,)), outlets=(_HOSTILE,), links=links),
        "outlets": outlets_page((record,), links=links),
        "outlet": outlet_page(
            record, told=OutletTold(stories=(story,), reliance=(reliance,), habits=OutletHabits(edits=2)), links=links
        ),
        "sources": sources_page((named,), (named,), links=links),
        "source": source_page((_HOSTILE,), (reliance,), (carrier,), links=links),
        "message": message_page(_HOSTILE, _HOSTILE),
        "about": about_page(),
    }


@pytest.mark.parametrize(
    "name", ["story", "article", "stories", "search", "outlets", "outlet", "sources", "source", "message", "about"]
)
def test_hostile_text_stays_text(name: str) -> None:
    page = _pages()[name]
    tags = _Reader(page).tags
    assert not [tag for tag, _attrs in tags if tag in {"script", "img", "iframe", "object", "embed"}]
    assert not [key for _tag, attrs in tags for key in attrs if key.startswith("on") or key in {"src", "style"}]
    assert not [href for href in _Reader(page).hrefs() if not re.match(r"(https?:/|/|#|\?|[a-z]+\.html)", href)]
    assert page.count("<style>") == 1


def test_a_file_page_carries_its_style_and_the_policy_allows_exactly_it() -> None:
    page = comparison_page(ferry_comparison())
    style = page[page.index("<style>") + 7 : page.index("</style>")]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src &#39;sha256-{digest}&#39;" in page
    assert "default-src &#39;none&#39;" in page


@pytest.mark.parametrize("comparison", [ferry_comparison(), one_account(), many_accounts(30)])
def test_every_inner_link_leads_somewhere_and_ids_are_unique(comparison: Comparison) -> None:
    reader = _Reader(comparison_page(comparison))
    ids = reader.ids()
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in reader.hrefs() if href.startswith("#")} <= set(ids)


def test_headings_are_in_order() -> None:
    for page in (comparison_page(ferry_comparison()), *_pages().values()):
        levels = [int(tag[1]) for tag, _attrs in _Reader(page).tags if re.fullmatch(r"h[1-6]", tag)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_run_of_an_accounts_words_has_its_language() -> None:
    tags = _Reader(comparison_page(ferry_comparison())).tags
    texts = [attrs for tag, attrs in tags if tag == "p" and "text" in (attrs.get("class") or "").split()]
    inherited = {"zh-Hans", "zh-Hant", "en"}
    assert texts
    assert {attrs.get("lang") for attrs in texts if "lang" in attrs} == inherited
    articles = [attrs for tag, attrs in tags if tag == "article"]
    assert [attrs.get("lang") for attrs in articles] == ["zh-Hans", "zh-Hant", "en", "zh-Hans"]


@pytest.mark.parametrize(
    ("ui", "title"),
    [("en", "Where they part"), ("zh-Hans", "分歧之处"), ("zh-Hant", "分歧之處"), ("xx", "Where they part")],
)
def test_the_interface_speaks_the_readers_language(ui: str, title: str) -> None:
    page = comparison_page(ferry_comparison(), ui=ui)
    assert f'<h2 id="differences">{title}</h2>' in page


def test_a_served_page_links_its_style() -> None:
    page = comparison_page(ferry_comparison(), links=served_links(here="/stories/x"))
    assert "<style>" not in page
    assert '<link rel="stylesheet" href="/static/rashomon.css">' in page


def test_the_same_comparison_gives_the_same_bytes() -> None:
    assert comparison_page(ferry_comparison()) == comparison_page(ferry_comparison())


def test_markdown_has_the_parts_in_order() -> None:
    titles = [line for line in comparison_markdown(ferry_comparison()).splitlines() if line.startswith("## ")]
    assert titles == [
        "## Where they part",
        "## Common ground",
        "## On one word",
        "## In one account only",
        "## Who said what",
        "## On whose word",
        "## Timeline",
        "## Wording",
        "## The accounts in full",
    ]


def test_markdown_escapes_what_outlets_wrote() -> None:
    text = comparison_markdown(_hostile())
    assert "<script>" not in text
    assert "\\<script\\>" in text


def test_an_article_that_was_edited_shows_both_states() -> None:
    before = replace(VERSIONS[BAY], text=VERSIONS[BAY].text.replace("37人", "31人"))
    page = article_page(ferry_comparison().accounts[0], versions=(before, VERSIONS[BAY]))
    assert "<del>31</del><ins>37</ins>" in page
