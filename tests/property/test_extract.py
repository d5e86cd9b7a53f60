"""Whatever comes in, an article or a reason comes out, with exact spans."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.extract import extract_article
from rashomon.model import Page, Rejected, Version
from rashomon.text.dates import find_moments, parse_machine_date
from rashomon.text.encoding import decode_bytes
from rashomon.text.urls import canonical_url

NOW = datetime(2024, 3, 20, tzinfo=UTC)
PIECES = st.sampled_from(
    [
        "<p>", "</p>", "<div class='content'>", "</div>", "<b>", "<a href='/x'>", "</a>", "<br>", "<table><tr><td>", "<li>", "<h1>", "</h1>",
        "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",", "}</script>", "<!--", "-->", "<img src=a.jpg>", "<figure>", "<figcaption>",
        "---\n", "### ", "[a](https://a.example/1)\n------\n", "<!--1710238500000-->\n", "\x00", "\ud800", "【大纪元2024年03月12日讯】", "2024年3月12日",
        "The bridge was closed on Tuesday, the council said, because of the flood. ", "港口大桥星期二关闭，市政府说。", "By Mara Quill", "&#xD800;", "&amp;",
    ]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=20)), max_size=40).map("".join))
def test_any_markup_gives_an_article_or_a_reason(source: str) -> None:
    found = extract_article(
        Page(source="x", body=source.encode("utf-8", "surrogatepass"), captured_at=NOW, url="https://a.example/1")
    )
    assert isinstance(found, Version | Rejected)
    if isinstance(found, Version):
        assert "\n".join(found.text[p.start : p.end] for p in found.paragraphs) == found.text
        assert found.text.strip()
        for shown in (found.text, found.headline, *found.byline, found.dateline, found.outlet):
            shown.encode("utf-8")


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_give_an_article_or_a_reason(body: bytes) -> None:
    assert isinstance(extract_article(Page(source="x", body=body, captured_at=NOW)), Version | Rejected)
    decode_bytes(body).text.encode("utf-8")


@given(st.text(max_size=60))
def test_dates_never_fail_and_point_inside(text: str) -> None:
    parse_machine_date(text)
    for moment in find_moments(text, reference=NOW.date()):
        assert 0 <= moment.start < moment.end <= len(text)
        moment.at()


@given(st.text(max_size=60))
def test_canonical_url_is_settled_after_once(text: str) -> None:
    once = canonical_url("https://a.example/" + text)
    assert canonical_url(once) == once
