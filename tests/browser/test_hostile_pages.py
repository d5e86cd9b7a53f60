"""Scripts in headline, byline, caption, outlet, URL and body: nothing runs in a real browser, nothing is fetched."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.browser.conftest import NewContext
from tests.fictional import ferry_comparison

from rashomon.model import Comparison, Hit, OutletRecord, Reliance, SearchResult, Snippet, SourceRecord, StoryQuery
from rashomon.render.links import served_links
from rashomon.render.listing.outlets import OutletTold
from rashomon.render.listing.sources import find_carrier
from rashomon.render.pages import (
    article_page,
    comparison_page,
    outlet_page,
    search_page,
    source_page,
    sources_page,
    stories_page,
)
from rashomon.render.texts import load_texts
from rashomon.text.script import fold_text

pytestmark = pytest.mark.browser

CORPUS = (
    "<script>window.hit=1</script>",
    "</style><script>window.hit=1</script>",
    "</title><script>window.hit=1</script>",
    "<img src=x onerror=window.hit=1>",
    "<IMG SRC=`javascript:window.hit=1`>",
    "<svg/onload=window.hit=1>",
    "<svg><animate onbegin=window.hit=1 attributeName=x dur=1s>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=window.hit=1>",
    "<iframe srcdoc='<script>parent.window.hit=1</script>'></iframe>",
    "<body onload=window.hit=1>",
    "<details open ontoggle=window.hit=1>",
    "<input autofocus onfocus=window.hit=1>",
    "<a href='javascript:window.hit=1' autofocus>x</a>",
    "\" onmouseover=window.hit=1 style='position:fixed;inset:0' x=\"",
    "' autofocus onfocus=window.hit=1 tabindex=1 x='",
    "<base href='https://evil.example/'>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<object data=https://evil.example/x></object>",
    "<video><source onerror=window.hit=1></video>",
    "{{ 7*7 }}{% for x in y %}${window.hit=1}<%= 1 %>",
    "<!--<img src=x onerror=window.hit=1>-->",
    "&lt;script&gt;window.hit=1&lt;/script&gt;",
    "\u2028<script>window.hit=1</script>\u0000\ufeff",
    "<scr\u0000ipt>window.hit=1</scr\u0000ipt>",
)
_URLS = (
    "javascript:window.hit=1",
    "JaVaScRiPt:window.hit=1",
    " javascript:window.hit=1",
    "data:text/html,<script>1</script>",
    "vbscript:x",
    "\x01javascript:window.hit=1",
)


def _poisoned(text: str, url: str) -> Comparison:
    whole = ferry_comparison()
    accounts = []
    for account in whole.accounts:
        version = account.article
        body = text + version.text[len(text) :]
        accounts.append(
            replace(
                account,
                article=replace(
                    version,
                    headline=text,
                    outlet=text,
                    byline=(text,),
                    dateline=text,
                    url=url,
                    text=body,
                    keywords=(text,),
                    editor=text,
                    images=tuple(replace(image, url=url, caption=text, credit=text) for image in version.images),
                ),
                sentences=tuple(replace(s, text=body[s.start : s.end]) for s in account.sentences),
            )
        )
    return replace(
        whole,
        story=replace(
            whole.story,
            headline=text,
            articles=tuple(replace(a, headline=text, outlet=text, url=url) for a in whole.story.articles),
        ),
        accounts=tuple(accounts),
        quotations=tuple(
            replace(q, text=text, speaker=replace(q.speaker, name=text) if q.speaker else None, cue=text)
            for q in whole.quotations
        ),
        sources=tuple(replace(use, source=text) for use in whole.sources),
        differences=tuple(
            replace(d, note=text, values=tuple(replace(v, text=f"{text}{n}") for n, v in enumerate(d.values)))
            for d in whole.differences
        ),
        lineage=tuple(replace(arrow, from_=text + arrow.from_, to=text) for arrow in whole.lineage),
        wording=tuple(replace(w, of=text) for w in whole.wording),
    )


def _pages(comparison: Comparison) -> list[str]:
    links = replace(served_links(), stylesheet="")
    story, text = comparison.story, comparison.story.headline
    record = OutletRecord(name=text, articles=1, versions=1, first_at=None, last_at=None)
    hit = Hit(article=story.articles[0], snippet=Snippet(text=text, matches=((0, 2),)), score=1.0)
    rests = Reliance(source=text, outlet=text, day="2031-05-06", articles=2)
    named = SourceRecord(name=text, articles=2, outlets=1, first_on=text, last_on="")
    found = (find_carrier(a, frozenset({fold_text("沈默言")}), load_texts("en"), links) for a in comparison.accounts)
    carriers = [carrier for carrier in found if carrier is not None]
    assert carriers
    return [
        comparison_page(comparison),
        article_page(comparison.accounts[0], story=story, links=links),
        stories_page((story,), query=StoryQuery(), outlets=(text,), links=links),
        outlet_page(record, told=OutletTold(stories=(story,), reliance=(rests,)), links=links),
        sources_page((named,), (named,), links=links),
        source_page((text,), (rests,), tuple(carriers), links=links),
        search_page(SearchResult(query=text, total=1, hits=(hit,)), outlets=(text,), links=links),
    ]


def test_nothing_of_the_corpus_runs_or_fetches(new_context: NewContext, tmp_path: Path) -> None:
    page = new_context(1280, scripts=True).new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: asked.append(f"dialog {dialog.message}"))
    file = tmp_path / "page.html"
    opened = 0
    for number, text in enumerate(" ".join(CORPUS[start : start + 3]) for start in range(0, len(CORPUS), 3)):
        for html in _pages(_poisoned(text, _URLS[number % len(_URLS)])):
            # The policy alone would stop a script: taken away, the escaping has to.
            bare = html.replace('http-equiv="Content-Security-Policy"', 'name="no-policy"')
            file.write_text(bare, encoding="utf8", newline="")
            page.goto(file.as_uri())
            opened += 1
            assert page.evaluate("window.hit") is None, text
            assert page.evaluate("document.querySelectorAll('script, img, iframe, object, base').length") == 0, text
            hrefs = page.evaluate("[...document.querySelectorAll('a[href]')].map(a => a.protocol)")
            assert set(hrefs) <= {"file:", "https:", "http:"}, text
    assert {url for url in asked if not url.startswith("file:")} == set()
    assert len(asked) == opened


def test_the_policy_stops_a_script_that_got_in(new_context: NewContext, tmp_path: Path) -> None:
    page = new_context(1280, scripts=True).new_page()
    html = comparison_page(ferry_comparison()).replace(
        "</main>", "<script>window.hit=1</script><img src=x onerror=window.hit=1></main>"
    )
    file = tmp_path / "page.html"
    file.write_text(html, encoding="utf8")
    page.goto(file.as_uri())
    assert page.evaluate("window.hit") is None
