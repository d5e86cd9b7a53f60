"""Feeds of every family, lists of addresses, index pages: what they name, told by content."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.newsroom import START
from tests.newsroom.press import article_page, index_page, rss_feed
from tests.newsroom.stories import chinese_pieces, english_pieces

from rashomon.capture.feeds import read_feed, read_json_feed
from rashomon.capture.formats import Format, format_of
from rashomon.capture.indexes import feed_links, read_index
from rashomon.capture.lists import FeedLink, opml_of, read_opml, read_sitemap
from rashomon.capture.wrapping import Entry, wrap_entry
from rashomon.errors import CaptureError

LONG = "<p>" + "The council met again and talked until the lamps were lit. " * 20 + "</p>"


def test_rss_with_full_text_and_its_offsets() -> None:
    pieces = english_pieces(START)
    entries = read_feed(rss_feed(pieces, outlet="Courier", base="https://a.example"), source="f")
    assert [entry.headline for entry in entries] == [piece.headline for piece in pieces]
    assert [entry.published_at for entry in entries] == [piece.at for piece in pieces]
    assert {entry.published_at.utcoffset() for entry in entries if entry.published_at} == {pieces[0].at.utcoffset()}
    assert all(entry.is_full and entry.outlet == "Courier" and entry.language == "en" for entry in entries)


def test_rss_091_rdf_and_atom() -> None:
    rss = f"<rss version='0.91'><channel><title>A</title><item><title>t</title><link>https://a.example/1</link><description>{'word ' * 9}...</description></item></channel></rss>"
    rdf = (
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/' "
        "xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>A</title></channel><item><title>t</title>"
        "<link>https://a.example/1</link><dc:date>2031-05-04T08:00:00+08:00</dc:date><dc:creator>Lin</dc:creator></item></rdf:RDF>"
    )
    atom = (
        f"<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://a.example/x/'><title>A</title><entry>"
        f"<title type='html'>t &amp;amp; u</title><link rel='alternate' href='1'/><author><name>Lin</name></author>"
        f"<published>2031-05-04T08:00:00+08:00</published><updated>2031-05-04T09:00:00+08:00</updated>"
        f"<category term='ports'/><content type='html'>{LONG.replace('<', '&lt;')}</content></entry></feed>"
    )
    (first,), (second,), (third,) = (read_feed(text.encode(), source="f") for text in (rss, rdf, atom))
    assert (first.headline, first.url, first.is_full) == ("t", "https://a.example/1", False)
    assert second.published_at is not None
    assert second.published_at.isoformat() == "2031-05-04T08:00:00+08:00"
    assert second.authors == ("Lin",)
    assert (third.headline, third.url, third.is_full) == ("t & u", "https://a.example/x/1", True)
    assert third.modified_at is not None
    assert (third.authors, third.keywords) == (("Lin",), ("ports",))


def test_json_feed() -> None:
    body = (
        b'{"version": "https://jsonfeed.org/version/1.1", "title": "A", "language": "en", "items": [{"id": 7, "url": "/1", '
        b'"title": "t", "content_text": "one\\ntwo <b>", "date_published": "2031-05-04T08:00:00-03:00", "tags": ["x"], '
        b'"authors": [{"name": "Lin"}, {}], "image": "https://a.example/i.jpg"}, {"id": "https://a.example/2"}]}'
    )
    first, second = read_json_feed(body, source="f", url="https://a.example/feed")
    assert (first.url, first.headline, first.html) == ("https://a.example/1", "t", "<p>one</p><p>two &lt;b&gt;</p>")
    assert (first.authors, first.keywords, first.image) == (("Lin",), ("x",), "https://a.example/i.jpg")
    assert second.url == "https://a.example/2"
    with pytest.raises(CaptureError):
        read_json_feed(b'{"items": "none"}', source="f")


def test_short_flashes_of_a_full_feed_are_full_and_cut_ones_are_not() -> None:
    texts = [LONG, LONG, "<p>Port Merrow: the bridge is closed.</p>", LONG + " [&#8230;]"]
    items = "".join(
        f"<item><title>{n}</title><link>https://a.example/{n}</link><description><![CDATA[{t}]]></description></item>"
        for n, t in enumerate(texts)
    )
    entries = read_feed(f"<rss version='2.0'><channel>{items}</channel></rss>".encode(), source="f")
    assert [entry.is_full for entry in entries] == [True, True, True, False]


def test_what_is_no_feed_is_told() -> None:
    with pytest.raises(CaptureError, match="no feed"):
        read_feed(b"<html><body>Not here</body></html>", source="f")


def test_wrapped_entry_keeps_what_the_feed_said_and_nothing_escapes_its_place() -> None:
    entry = Entry(
        url='https://a.example/?a=1&b="2"', headline='"A" <b> & B', html=LONG, is_full=True, published_at=START
    )
    page = wrap_entry(entry).decode()
    assert "<title>&quot;A&quot; &lt;b&gt; &amp; B</title>" in page
    assert '<link rel="canonical" href="https://a.example/?a=1&amp;b=&quot;2&quot;">' in page
    assert f'content="{START.isoformat()}"' in page
    assert LONG in page
    assert wrap_entry(entry) == wrap_entry(entry)


def test_opml_goes_out_and_in() -> None:
    feeds = (
        FeedLink(url="https://a.example/?a&b", title='A "&" B', site="https://a.example"),
        FeedLink(url="https://b.example/f"),
    )
    again = read_opml(opml_of(feeds).encode(), source="f")
    assert [feed.url for feed in again] == [feed.url for feed in feeds]
    assert again[0].title == 'A "&" B'
    with pytest.raises(CaptureError):
        read_opml(b"<opml><body>", source="f")


def test_sitemap_index_and_news_sitemap() -> None:
    space = (
        "xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'"
    )
    index = f"<sitemapindex {space}><sitemap><loc>https://a.example/s1.xml</loc></sitemap></sitemapindex>"
    news = (
        f"<urlset {space}><url><loc>https://a.example/1</loc><lastmod>2031-05-04T00:00:00Z</lastmod></url><url>"
        "<loc>https://a.example/2</loc><n:news><n:publication_date>2031-05-05T00:00:00Z</n:publication_date></n:news></url>"
        "<url><loc>ftp://a.example/3</loc></url><url><loc>https://a.example/4</loc></url></urlset>"
    )
    assert [(link.url, link.is_sitemap) for link in read_sitemap(index.encode(), source="f")] == [
        ("https://a.example/s1.xml", True)
    ]
    assert [link.url[-1] for link in read_sitemap(news.encode(), source="f")] == ["2", "1", "4"]


@pytest.mark.parametrize("make", [english_pieces, chinese_pieces])
def test_index_is_told_from_an_article(make: object) -> None:
    pieces = english_pieces(START) if make is english_pieces else chinese_pieces(START)
    found = read_index(index_page(pieces, title="T", next_page="/world/2").encode(), "https://a.example/world")
    assert found is not None
    assert found.articles == tuple(f"https://a.example{piece.path}" for piece in pieces)
    assert found.next_page == "https://a.example/world/2"
    related = "".join(f'<a href="{piece.path}">{piece.headline}</a>' for piece in pieces)
    page = article_page(pieces[0], outlet="A", url="https://a.example/1").replace(
        b"</main>", f"</main>{related}".encode()
    )
    assert read_index(page, "https://a.example/1") is None
    untold = page.replace(b"og:type", b"x")
    assert read_index(untold, "https://a.example/1") is None
    flash = index_page(pieces[1:], title="T").encode()  # too short to show as a text, among links to its siblings
    assert read_index(flash, f"https://a.example{pieces[0].path}") is None


def test_index_leaves_sections_pictures_and_other_hosts_out() -> None:
    links = [
        *(f'<a href="/2031/{n}.html">The council voted again on item {n}</a>' for n in range(8)),
        '<a href="/tag/council">All that we ever wrote about it</a>',
        '<a href="https://elsewhere.example/2031/9.html">Another paper writes about it too</a>',
        '<a href="/2031/photo.jpg">A photograph of the old bridge</a>',
        '<a href="/2031/1.html#comments">Twelve readers wrote to us about it</a>',
    ]
    page = "<html><body>" + "".join(links) + '<a href="/p2">下一页</a></body></html>'
    found = read_index(page.encode(), "https://a.example/")
    assert found is not None
    assert found.articles == tuple(f"https://a.example/2031/{n}.html" for n in range(8))
    assert found.next_page == "https://a.example/p2"


def test_feeds_that_a_page_names() -> None:
    page = (
        b'<html><head><link rel="alternate" type="application/rss+xml" href="/feed"><link rel="alternate" hreflang="de" '
        b'href="/de"><link rel="alternate stylesheet" type="text/css" href="/x.css">'
        b"<link rel=alternate type=application/feed+json href=f.json></head></html>"
    )
    assert feed_links(page, "https://a.example/x/") == ("https://a.example/feed", "https://a.example/x/f.json")


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"", Format.EMPTY),
        (b"\xef\xbb\xbf \n", Format.EMPTY),
        (b"<?xml version='1.0'?><!-- a --><rss version='2.0'>", Format.FEED),
        (b"<?xml version='1.0'?><?xml-stylesheet href='x'?>\n<feed xmlns='http://www.w3.org/2005/Atom'>", Format.FEED),
        (b"<!DOCTYPE rss PUBLIC '-//Netscape' 'http://x/rss-0.91.dtd'>\n<rss>", Format.FEED),
        (b"<rdf:RDF xmlns:rdf='x'>", Format.FEED),
        (b"<opml version='1.0'>", Format.OPML),
        (b"<urlset>", Format.SITEMAP),
        (b"<!DOCTYPE html><html><body>about <rss> feeds", Format.PAGE),
        (b"<p>", Format.PAGE),
        (b"### Headline\n\n---\n", Format.PAGE),
        (b"<!--1694596501000-->\n[a](https://a.example)\n------\n", Format.PAGE),
        (b'{"version": "https://jsonfeed.org/version/1", "items": []}', Format.JSON_FEED),
        (b'{"id": "1", "headline": "h", "text": "t"}\n', Format.ARTICLES),
        (b'{"@context": "https://schema.org"}', Format.JSON),
        (b"{{ a template, or a poem", Format.PAGE),
        (b"WARC/1.1\r\n", Format.WARC),
        (b"\x1f\x8b\x08", Format.GZIP),
        (b"PK\x03\x04", Format.ZIP),
        (b"%PDF-1.7", Format.BINARY),
        ("<rss version='2.0'>".encode("utf-16"), Format.FEED),
    ],
)
def test_format_is_told_by_content(head: bytes, expected: Format) -> None:
    assert format_of(head) is expected


@given(st.binary(max_size=600))
@settings(deadline=None)
def test_every_beginning_has_a_format(head: bytes) -> None:
    assert format_of(head) in Format


@given(st.binary(max_size=400))
@settings(deadline=None)
def test_hostile_bytes_never_raise_anything_else(body: bytes) -> None:
    for read in (read_feed, read_json_feed, read_opml, read_sitemap):
        for text in (body, b"<rss><channel><item>" + body, b"<urlset>" + body, b'{"items":[' + body):
            with contextlib.suppress(CaptureError):
                read(text, source="f")
    read_index(body, "https://a.example/")
