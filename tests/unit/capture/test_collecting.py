"""Feeds, channel pages and single addresses of a newsroom on loopback."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from tests.newsroom import START, Newsroom, Reply
from tests.newsroom.press import article_page, index_page, rss_feed
from tests.newsroom.stories import chinese_pieces, english_pieces

from rashomon.capture import CaptureSettings
from rashomon.model import Page, Reason, Rejected, Version

Read = Callable[..., list[Page | Version | Rejected]]
COURIER = "courier.example"
HARBOUR = "harbour.example"


def test_full_text_feed_gives_a_page_an_entry_without_fetching_it(newsroom: Newsroom, read: Read) -> None:
    pieces = english_pieces(START)
    base = newsroom.url(COURIER, "")
    newsroom.put(COURIER, "/feed", Reply(body=rss_feed(pieces, outlet="Tidewater Courier", base=base)))
    pages = read(newsroom.url(COURIER, "/feed"))
    assert [page.url for page in pages if isinstance(page, Page)] == [base + piece.path for piece in pieces]
    assert all(
        isinstance(page, Page) and piece.headline.split("|")[0].encode() in page.body.replace(b"&amp;", b"&")
        for page, piece in zip(pages, pieces, strict=True)
    )
    assert [visit.path for visit in newsroom.visits] == ["/robots.txt", "/feed"]


def test_summary_feed_fetches_the_pages(newsroom: Newsroom, read: Read) -> None:
    pieces = english_pieces(START)
    base = newsroom.url(COURIER, "")
    newsroom.put(COURIER, "/feed", Reply(body=rss_feed(pieces, outlet="Courier", base=base, is_full=False)))
    for piece in pieces[1:]:
        newsroom.put(COURIER, piece.path, article_page(piece, outlet="Courier", url=base + piece.path))
    first, *rest = read(newsroom.url(COURIER, "/feed"))
    assert isinstance(first, Rejected)
    assert first.reason is Reason.GONE
    assert [page.url for page in rest if isinstance(page, Page)] == [base + piece.path for piece in pieces[1:]]
    assert all(b"<footer>" in page.body for page in rest if isinstance(page, Page))


def test_channel_index_gives_its_articles_with_the_channel(newsroom: Newsroom, read: Read) -> None:
    pieces = chinese_pieces(START)
    newsroom.put(HARBOUR, "/gb/ncid77.htm", index_page(pieces, title="要闻"))
    for piece in pieces:
        newsroom.put(HARBOUR, piece.path, article_page(piece, outlet="港湾日报", url=newsroom.url(HARBOUR, piece.path)))
    pages = read(newsroom.url(HARBOUR, "/gb/ncid77.htm"))
    assert [(page.url, page.channel) for page in pages if isinstance(page, Page)] == [
        (newsroom.url(HARBOUR, piece.path), "ncid77") for piece in pieces
    ]


def test_channel_index_pages_back_as_far_as_asked(newsroom: Newsroom, read: Read, settings: CaptureSettings) -> None:
    older, newer = english_pieces(START), chinese_pieces(START)
    newsroom.put(HARBOUR, "/world", index_page(newer, title="World", next_page="/world/2"))
    newsroom.put(HARBOUR, "/world/2", index_page(older, title="World", next_page="/world"))
    for piece in (*older, *newer):
        newsroom.put(HARBOUR, piece.path, article_page(piece, outlet="Harbour", url=newsroom.url(HARBOUR, piece.path)))
    assert len(read(newsroom.url(HARBOUR, "/world"))) == 6
    pages = read(newsroom.url(HARBOUR, "/world"), settings=replace(settings, index_pages=5))
    assert len({page.url for page in pages if isinstance(page, Page)}) == 12
    assert len(pages) == 12


def test_article_page_is_itself(newsroom: Newsroom, read: Read) -> None:
    piece = english_pieces(START)[0]
    newsroom.put(COURIER, piece.path, article_page(piece, outlet="Courier", url=newsroom.url(COURIER, piece.path)))
    (page,) = read(newsroom.url(COURIER, piece.path))
    assert isinstance(page, Page)
    assert page.url == newsroom.url(COURIER, piece.path)
    assert page.content_type == "text/html; charset=utf-8"
    assert page.captured_at == START


def test_opml_leads_to_each_feed_and_a_broken_one_does_not_stop_the_rest(newsroom: Newsroom, read: Read) -> None:
    base = newsroom.url(COURIER, "")
    outlines = f'<outline xmlUrl="{base}/gone"/><outline text="x"><outline xmlUrl="{base}/feed"/></outline>'
    newsroom.put(COURIER, "/list.opml", f'<?xml version="1.0"?><opml version="2.0"><body>{outlines}</body></opml>')
    newsroom.put(COURIER, "/feed", rss_feed(english_pieces(START), outlet="Courier", base=base))
    first, *pages = read(f"{base}/list.opml")
    assert isinstance(first, Rejected)
    assert first.source == f"{base}/gone"
    assert len(pages) == 6


def test_sitemap_leads_to_its_pages(newsroom: Newsroom, read: Read) -> None:
    pieces = english_pieces(START)
    rows = "".join(
        f"<url><loc>{newsroom.url(COURIER, piece.path)}</loc><lastmod>{piece.at.isoformat()}</lastmod></url>"
        for piece in pieces
    )
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    newsroom.put(COURIER, "/sitemap.xml", f'<?xml version="1.0"?><urlset xmlns="{space}">{rows}</urlset>')
    for piece in pieces:
        newsroom.put(COURIER, piece.path, article_page(piece, outlet="Courier", url=newsroom.url(COURIER, piece.path)))
    pages = read(newsroom.url(COURIER, "/sitemap.xml"))
    newest_first = [newsroom.url(COURIER, piece.path) for piece in reversed(pieces)]
    assert [page.url for page in pages if isinstance(page, Page)] == newest_first


def test_requests_to_one_host_keep_their_distance(newsroom: Newsroom, read: Read) -> None:
    pieces = english_pieces(START)
    newsroom.put(COURIER, "/world", index_page(pieces, title="World"))
    newsroom.put(COURIER, "/robots.txt", Reply(body=b"User-agent: *\nCrawl-delay: 9\n", content_type="text/plain"))
    read(newsroom.url(COURIER, "/world"))
    times = [visit.at for visit in newsroom.visits if visit.path != "/robots.txt"]
    assert len(times) == 7
    assert all((b - a).total_seconds() >= 9 for a, b in pairwise(times))


def test_robots_are_obeyed_and_asked_once(newsroom: Newsroom, read: Read) -> None:
    newsroom.put(COURIER, "/robots.txt", "User-agent: *\nDisallow: /private\n\nUser-agent: Rashomon\nDisallow: /closed")
    newsroom.put(COURIER, "/closed/a", "<p>Not for machines.</p>")
    newsroom.put(COURIER, "/private/a", "<p>Open to us.</p>")
    closed, opened = read(newsroom.url(COURIER, "/closed/a"), newsroom.url(COURIER, "/private/a"))
    assert isinstance(closed, Rejected)
    assert closed.reason is Reason.REFUSED
    assert isinstance(opened, Page)
    assert [visit.path for visit in newsroom.visits] == ["/robots.txt", "/private/a"]


def test_a_passing_failure_is_tried_again_when_the_server_says(newsroom: Newsroom, read: Read) -> None:
    replies = iter([Reply(status=503, headers={"Retry-After": "30"}), Reply(body=b"<p>Here we are.</p>")])
    newsroom.put(COURIER, "/busy", lambda visit: next(replies))
    (page,) = read(newsroom.url(COURIER, "/busy"))
    assert isinstance(page, Page)
    first, second = newsroom.visits_to(COURIER, "/busy")
    assert (second.at - first.at).total_seconds() >= 30


def test_user_agent_is_honest_and_no_cookie_comes_back(newsroom: Newsroom, read: Read) -> None:
    newsroom.put(COURIER, "/a", Reply(body=b"<p>a</p>", headers={"Set-Cookie": "id=1; Path=/"}))
    read(newsroom.url(COURIER, "/a"), newsroom.url(COURIER, "/a"))
    visits = newsroom.visits_to(COURIER, "/a")
    assert len(visits) == 2
    assert all("Rashomon/" in visit.headers["user-agent"] and "cookie" not in visit.headers for visit in visits)


def test_credentials_are_used_but_never_shown(newsroom: Newsroom, read: Read) -> None:
    newsroom.put(COURIER, "/a", "<p>For subscribers.</p>")
    address = newsroom.url(COURIER, "/a").replace("://", "://reader:hunter2@")
    missing = newsroom.url(COURIER, "/b").replace("://", "://reader:hunter2@")
    page, rejected = read(address, missing)
    assert newsroom.visits_to(COURIER, "/a")[0].headers["authorization"].startswith("Basic ")
    assert "hunter2" not in repr(page) + repr(rejected)
