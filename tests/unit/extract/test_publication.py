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
        "<p>March 15, 2024</p>",  # later than the stated: an update
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
