"""What was joined into one article, and what is said of why."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from rashomon.model import Page, Reason, Rejected, Version
from rashomon.store import articles, captures, intake, meetings, preparing
from rashomon.store.bodies import Bodies
from rashomon.store.database import Database
from rashomon.text.digests import article_id

NOON = datetime(2031, 5, 4, 12, 0, tzinfo=UTC)
URL = "https://riverpost.example/2031/dam"
BODY = "河谷市水坝周二晚间出现裂缝。市长林若溪说：“没有人受伤。”工程师连夜检查了闸门。水位已经下降四十厘米，居民可以留在家中，学校照常上课。"


def version(url: str = URL, *, text: str = BODY, also: str = "") -> Version:
    urls = (url, also) if also else (url,)
    headline = "水坝出现裂缝"
    return Version(
        id=article_id("River Post", url), url=url, urls=urls, outlet="River Post", headline=headline, text=text
    )


def store(db: Database, source: str, result: Version | Rejected, *, channel: str = "", hours: int = 0) -> None:
    body = f"{source} {result}".encode()
    page = Page(source=source, body=body, captured_at=NOON + timedelta(hours=hours), channel=channel or None)
    bodies = Bodies(db)
    with intake.taking_in(db, bodies) as taken_in:
        taken_in.store(preparing.prepare([(page, result)], bodies.packing)[0])


@pytest.fixture
def met(db: Database) -> Database:
    """A database that met one article at five addresses and another at one."""
    store(db, "first.md", version())
    store(db, "local/1.md", version(), channel="本地")
    store(db, "phone.md", version("https://m.riverpost.example/amp/dam"))
    store(db, "moved.md", version("https://riverpost.example/moved", text=BODY + "水库已停止蓄水。", also=URL))
    store(db, "edited.md", version(text=BODY + "明日再报。"))
    store(db, "edited.md", version(text=BODY + "后天再报。"), hours=1)
    store(db, "other.md", version("https://riverpost.example/2031/tram", text="电车线路恢复运行。" * 9))
    store(db, "menu.html", Rejected(source="menu.html", reason=Reason.NO_TEXT))
    return db


def test_each_address_is_told_with_what_showed_it(met: Database) -> None:
    [one] = meetings.report(met, most=20).listed
    assert [(meeting.source, meeting.why, meeting.outcome) for meeting in one.meetings] == [
        ("first.md", "first", "new"),
        ("local/1.md", "id", "duplicate"),
        ("phone.md", "text", "duplicate"),
        ("moved.md", "url", "version"),
        ("edited.md", "id", "version"),
    ]
    assert [meeting.channel for meeting in one.meetings][:2] == ["", "本地"]
    assert one.article.url == URL


def test_the_whole_archive_is_counted(met: Database) -> None:
    report = meetings.report(met, most=20)
    assert (report.articles, report.addresses, report.joined) == (2, 6, 1)
    assert report.reasons == {"id": 2, "text": 1, "url": 1}


def test_an_article_met_once_can_be_asked_for(met: Database) -> None:
    number = articles.number_of(met, article_id("River Post", "https://riverpost.example/2031/tram"))
    [one] = meetings.report(met, article=number, most=20).listed
    assert [meeting.why for meeting in one.meetings] == ["first"]


def test_an_empty_archive_has_nothing_to_tell(db: Database) -> None:
    report = meetings.report(db, most=20)
    assert (report.articles, report.addresses, report.joined, report.reasons, report.listed) == (0, 0, 0, {}, ())


def test_reading_a_page_again_keeps_what_showed_it(met: Database) -> None:
    [moved] = [c for c in captures.of_article(met, 1) if c.source == "moved.md"]
    improved = replace(version("https://riverpost.example/moved", text=BODY + "水库停水。"), extractor="generic/99")
    page = captures.page(met, Bodies(met), moved.number)
    with intake.taking_in(met, Bodies(met)) as taken_in:
        taken_in.store_again(moved.number, preparing.prepare([(page, improved)], Bodies(met).packing)[0])
    [again] = [c for c in captures.of_article(met, 1) if c.source == "moved.md"]
    assert again.reason == "version: extractor improved, joined by url"
