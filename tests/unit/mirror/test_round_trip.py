"""What is collected, published in a seed mirror's layout and read back is the same article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.newsroom import START, Newsroom, Reply, StepClock, serve_newsroom
from tests.newsroom.press import article_page, index_page, rss_feed
from tests.newsroom.stories import chinese_pieces, english_pieces

from rashomon.capture import CaptureSettings, read_sources
from rashomon.extract import extract_article
from rashomon.mirror import LAYOUTS, publish_mirror
from rashomon.model import Basis, Image, Page, Reason, Version

COURIER, HARBOUR = "courier.example", "harbour.example"
LAYOUT_NAMES = sorted(LAYOUTS)


@pytest.fixture
def clock() -> StepClock:
    return StepClock()


@pytest.fixture
def newsroom(clock: StepClock) -> Iterator[Newsroom]:
    with serve_newsroom(clock) as running:
        yield running


def articles_in(source: str, newsroom: Newsroom, clock: StepClock) -> dict[str, Version]:
    """The articles of a source by id; every page of it must hold one, the rest is a mirror's frame."""
    items = read_sources(
        [source],
        clock=clock,
        settings=CaptureSettings(allow_networks=("127.0.0.0/8",)),
        sleep=clock.sleep,
        resolve=newsroom.resolve,
    )
    versions = [extract_article(item) if isinstance(item, Page) else item for item in items]
    rejected = [version for version in versions if not isinstance(version, Version)]
    assert {item.reason for item in rejected} <= {Reason.INDEX_PAGE, Reason.NOT_AN_ARTICLE}
    assert not [item for item in rejected if "articles/" in item.source or "pages/" in item.source]
    return {version.id: version for version in versions if isinstance(version, Version)}


def shown(version: Version) -> tuple[object, ...]:
    """What a reader sees, and what makes the article the same one."""
    return (
        version.id,
        version.url,
        version.outlet,
        version.headline,
        version.byline,
        version.text,
        version.published_at,
        version.digest,
    )


def publish_and_read(versions: dict[str, Version], folder: Path, layout: str, newsroom: Newsroom) -> dict[str, Version]:
    publish_mirror(versions.values(), folder, layout=layout)
    return articles_in(str(folder), newsroom, StepClock())


@pytest.mark.parametrize("layout", LAYOUT_NAMES)
def test_full_text_feed_comes_back_from_each_layout(
    newsroom: Newsroom, clock: StepClock, tmp_path: Path, layout: str
) -> None:
    pieces = english_pieces(START)
    base = newsroom.url(COURIER, "")
    newsroom.put(COURIER, "/feed", Reply(body=rss_feed(pieces, outlet="Tidewater Courier", base=base)))
    collected = articles_in(newsroom.url(COURIER, "/feed"), newsroom, clock)
    assert [version.headline for version in collected.values()] == [piece.headline for piece in pieces]
    assert [version.published_at for version in collected.values()] == [piece.at for piece in pieces]
    assert {version.text for version in collected.values()} == {"\n".join(piece.paragraphs) for piece in pieces}
    again = publish_and_read(collected, tmp_path, layout, newsroom)
    assert {key: shown(version) for key, version in again.items()} == {
        key: shown(version) for key, version in collected.items()
    }


@pytest.mark.parametrize("layout", LAYOUT_NAMES)
def test_channel_page_comes_back_from_each_layout(
    newsroom: Newsroom, clock: StepClock, tmp_path: Path, layout: str
) -> None:
    pieces = chinese_pieces(START)
    newsroom.put(HARBOUR, "/gb/ncid77.htm", index_page(pieces, title="要闻"))
    for piece in pieces:
        url = newsroom.url(HARBOUR, piece.path)
        newsroom.put(HARBOUR, piece.path, article_page(piece, outlet="梅罗港湾日报", url=url, language="zh"))
    collected = articles_in(newsroom.url(HARBOUR, "/gb/ncid77.htm"), newsroom, clock)
    assert {version.headline for version in collected.values()} == {piece.headline for piece in pieces}
    assert {version.channels for version in collected.values()} == {("ncid77",)}
    again = publish_and_read(collected, tmp_path, layout, newsroom)
    assert {key: shown(version) for key, version in again.items()} == {
        key: shown(version) for key, version in collected.items()
    }
    if layout == "channel-mirror":
        assert {version.channels for version in again.values()} == {("ncid77",)}


@pytest.mark.parametrize("layout", LAYOUT_NAMES)
def test_pictures_editor_and_byline_come_back(
    newsroom: Newsroom, clock: StepClock, tmp_path: Path, layout: str
) -> None:
    pieces = chinese_pieces(START)[:1]
    url = newsroom.url(HARBOUR, pieces[0].path)
    newsroom.put(HARBOUR, pieces[0].path, article_page(pieces[0], outlet="梅罗港湾日报", url=url, language="zh"))
    (version,) = articles_in(url, newsroom, clock).values()
    picture = Image(url="https://harbour.example/a.jpg", caption="旧旋桥，摄于周二。", credit="林遥/港湾日报")
    richer = replace(version, images=(picture,), editor="周正", byline=("林遥",))
    (again,) = publish_and_read({"": richer}, tmp_path, layout, newsroom).values()
    assert again.images == (picture,)
    assert again.editor == "周正"
    assert again.byline == ("林遥",)
    assert again.text == version.text


@pytest.mark.parametrize("layout", LAYOUT_NAMES)
def test_the_mirrors_time_is_not_taken_for_the_outlets(
    newsroom: Newsroom, clock: StepClock, tmp_path: Path, layout: str
) -> None:
    pieces = english_pieces(START)[:1]
    url = newsroom.url(COURIER, pieces[0].path)
    newsroom.put(COURIER, pieces[0].path, article_page(pieces[0], outlet="Tidewater Courier", url=url))
    (version,) = articles_in(url, newsroom, clock).values()
    taken = replace(version, published_at=datetime(2031, 5, 9, tzinfo=UTC), published_at_basis=Basis.CAPTURED)
    (again,) = publish_and_read({"": taken}, tmp_path, layout, newsroom).values()
    assert again.published_at_basis is not Basis.STATED
