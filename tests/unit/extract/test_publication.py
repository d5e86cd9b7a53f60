"""When an article was published, through whole pages: what they state, what readers see, which of them counts."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from rashomon.extract import extract_article
from rashomon.model import Basis, Page, Precision, Version

TEXT = (
    "<p>The old harbour bridge was closed after the river rose by two metres in one night, the council said.</p>"
    "<p>Nobody was hurt, the council's engineer told reporters at the quay, and buses will take the northern road.</p>"
    "<p>The ferry will run every ten minutes until the bridge opens again, which may take nine weeks or longer.</p>"
)


def read(
    around: str = "",
    *,
    head: str = "",
    first: str = "",
    after: str = "",
    url: str = "https://post.example/1",
    lang: str = "en",
) -> Version:
    page = (
        f"<html lang={lang}><head><title>Bridge closed for weeks - River Post</title>{head}</head><body>"
        f"<article class=has-sidebar><h1>Bridge closed for weeks</h1>{around}{first}{TEXT}</article>{after}</body></html>"
    )
    found = extract_article(
        Page(source="x", body=page.encode(), captured_at=datetime(2024, 3, 20, tzinfo=UTC), url=url)
    )
    assert isinstance(found, Version)
    return found


def stated(time: str, modified: str = "") -> str:
    return f'<meta property="article:published_time" content="{time}"><meta property="article:modified_time" content="{modified}">'


def day(found: Version) -> str:
    return found.published_at.date().isoformat() if found.published_at else ""


@pytest.mark.parametrize(
    "around",
    [
        "<p>March 12, 2024</p>",
        "<footer class=node__meta>12 March 2024</footer>",
        "<aside><time datetime=2024-03-12>12 March</time></aside>",
        "<div class=social-share><div class=pubdate>12 March 2024</div></div>",
        '<div class="category-events pointer-events-none"><span>12 Mar 2024 · 8 min read</span></div>',
        "<div style='display:none'><p>12 March 2024</p></div>",
        '<time itemprop=dateModified datetime="2024-03-15 10:00"></time><time itemprop=datePublished datetime="2024-03-12 10:00"></time>',
    ],
)
def test_dates_that_readers_see(around: str) -> None:
    assert day(read(around)) == "2024-03-12"


def test_the_day_of_a_dateline() -> None:
    found = read(
        first="<p>12.03.2024 – The harbour office reported the flood to the council at six in the morning.</p>"
    )
    assert day(found) == "2024-03-12"
    assert found.published_at_precision is Precision.DAY


def test_a_comments_time_is_not_the_articles() -> None:
    after = "<div class=comments><time datetime=2024-03-18T10:00:00Z>18 March</time><p>Thank you!</p></div>"
    assert day(read("<p>12 March 2024</p>", after=after)) == "2024-03-12"


def test_the_offset_shown_is_taken_where_the_day_differs() -> None:
    found = read("<p>March 12, 2024 | 9:25pm</p>", head=stated("2024-03-13T01:25:54+00:00"))
    assert found.published_at is not None
    assert found.published_at.isoformat() == "2024-03-12T21:25:54-04:00"
    assert found.published_at_basis is Basis.STATED


def test_the_day_shown_wins_over_a_later_time_of_the_system() -> None:
    assert day(read("<p>January 31, 2023</p>", head=stated("2024-03-05T10:00:00Z"))) == "2023-01-31"


@pytest.mark.parametrize(
    "around",
    [
        "<p>Updated March 15, 2024</p>",
        "<div class=date-updated>March 15, 2024</div>",
        "<p>Last reviewed:</p><p>March 1, 2024</p>",
        "<p>Opening of the new bridge: March 1, 2024</p>",
        "<p>5/3/2024</p>",  # the stated day with day and month exchanged
    ],
)
def test_other_dates_leave_the_stated_time(around: str) -> None:
    found = read(around, head=stated("2024-03-05T10:00:00Z"), url="https://post.example.de/1", lang="en-GB")
    assert day(found) == "2024-03-05"


def test_a_date_inside_the_text_is_not_shown_by_the_headline() -> None:
    inside = "<h4><a href=/2>An older flood</a></h4><div>by Jonas Ufer 20 November 2023</div>"
    found = read(head=stated("2024-03-05T10:00:00Z"), first=TEXT + inside)
    assert day(found) == "2024-03-05"


def test_the_time_of_the_last_change_stands_beside() -> None:
    found = read(head=stated("2024-03-05T10:00:00+01:00", "2024-03-06T11:00:00+01:00"))
    assert found.modified_at is not None
    assert found.modified_at.isoformat() == "2024-03-06T11:00:00+01:00"


def test_the_addresss_month_tells_how_a_date_in_numbers_is_read() -> None:
    assert day(read("<p>05/03/2024</p>", url="https://post.example/2024/03/bridge")) == "2024-03-05"
    assert day(read("<p>05/03/2024</p>", url="https://post.example/2024/05/bridge")) == ""  # May lies after the capture
    assert day(read("<p>02/03/2024</p>", url="https://post.example/2024/jan/31/bridge")) == "2024-02-03"


def test_a_page_without_any_date_has_none() -> None:
    found = read()
    assert found.published_at is None
    assert found.published_at_basis is Basis.CAPTURED


def test_the_day_shown_wins_over_an_earlier_one_that_no_change_explains() -> None:
    head = stated("2024-03-05T10:00:00Z", "2024-03-18T10:00:00Z")
    assert day(read("<p>March 15, 2024</p>", head=head)) == "2024-03-15"
    assert day(read("<p>March 18, 2024</p>", head=head)) == "2024-03-05"  # the change's own day


def test_one_of_two_stated_times_is_the_one_whose_day_is_shown() -> None:
    head = stated("2024-03-05T10:00:00Z", "2024-03-15T09:00:00Z") + '<meta name=pubdate content="2024-03-15T08:00:00Z">'
    found = read("<p>March 15, 2024</p>", head=head)
    assert found.published_at is not None
    assert found.published_at.isoformat() == "2024-03-15T08:00:00+00:00"


def test_the_stated_day_among_several_shown_stays() -> None:
    teaser = "<div class=meta>January 3, 2024</div><div class=meta>March 5, 2024</div>"
    assert day(read(teaser, head=stated("2024-03-05T10:00:00Z"))) == "2024-03-05"


@pytest.mark.parametrize(
    ("around", "time", "local"),
    [
        ("<p>March 12, 2024</p>", "2024-03-13T02:41:41+00:00", "2024-03-12T23:41:41-03:00"),
        ("<p>March 13, 2024</p>", "2024-03-12T22:30:00Z", "2024-03-13T00:30:00+02:00"),
        ("<p>March 12, 2024</p>", "2024-03-13T22:30:00Z", "2024-03-13T22:30:00+00:00"),  # no offset is that far
    ],
)
def test_a_time_in_utc_is_written_as_of_the_day_shown(around: str, time: str, local: str) -> None:
    found = read(around, head=stated(time))
    assert found.published_at is not None
    assert found.published_at.isoformat() == local


def test_the_addresss_day_tells_the_offset_too() -> None:
    found = read(head=stated("2024-03-12T23:11:59+00:00"), url="https://post.example/2024/03/13/bridge")
    assert found.published_at is not None
    assert found.published_at.isoformat() == "2024-03-13T00:11:59+01:00"


@pytest.mark.parametrize(
    "first", ["<p>After the flood the council acts at once, the mayor says in the morning.</p><div>12 March 2024</div>"]
)
def test_a_date_after_the_lead_is_shown_by_the_headline(first: str) -> None:
    assert day(read(first=first, head=stated("2024-03-15T10:00:00Z"))) == "2024-03-12"


@pytest.mark.parametrize(
    "after",
    [
        "<div class=foot-line>Published: 12 March 2024</div>",
        "<h3>Published</h3><p>12 March 2024</p>",
        "<div class=entry-footer>Posted on March 12, 2024 in Harbour</div>",
        "<p>Last updated: March 12, 2024</p>",
        '<script>window.page = {"published_at":"2024-03-12T10:00:00+01:00"}</script>',
        "<div data-deploy-dt='2024.03.12 18:40'></div>",
    ],
)
def test_dates_after_the_text_and_in_scripts_stand_in(after: str) -> None:
    assert day(read(after=after)) == "2024-03-12"


def test_scripts_that_name_several_days_count_beside_the_headline_alone() -> None:
    other = '{"title":"An older flood","publishDate":"2023-11-20"}'
    own = '{"title":"Bridge closed for weeks","publishDate":"2024-03-12"}'
    assert day(read(after=f"<script>[{other},{own}]</script>")) == "2024-03-12"
    assert day(read(after=f'<script>[{other},{{"publishDate":"2024-03-12"}}]</script>')) == ""


def test_a_comments_day_is_none_of_the_articles() -> None:
    after = (
        "<div class=entry-footer>Posted on March 12, 2024</div><div class=comment-meta>March 13, 2024 at 4:11 am</div>"
    )
    assert day(read(after=after)) == "2024-03-12"


def test_a_full_date_wins_over_a_day_without_year() -> None:
    page = "<h2>Open-air concert on the quay for the harbour's festival on 3 May</h2>"
    assert day(read(page, first="<p>12 March 2024 | News</p>")) == "2024-03-12"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("news/2024/press/240312_bridge.html", "2024-03-12"),
        ("news/13-03-2024", "2024-03-13"),
        ("news/03-04-2024", ""),  # of April or of March
    ],
)
def test_days_in_addresses(path: str, expected: str) -> None:
    assert day(read(url=f"https://post.example/{path}")) == expected


def test_a_page_builders_boxes_are_no_widgets() -> None:
    around = "<div class='elementor-widget elementor-widget-post-info'><p>12 March 2024</p></div>"
    assert day(read(around, head=stated("2024-03-15T10:00:00Z"))) == "2024-03-12"
