"""Stories of a small invented archive."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from rashomon.group import GroupSettings, StoryIndex, group_articles
from rashomon.model import ArticleId, CopyKind, StoryId, Version

START = datetime(2031, 5, 6, 8, tzinfo=UTC)
FERRY = (
    "The ferry Aldona sank off the port of Vellmar early on Tuesday with 48 people on board, the coast guard said. "
    "Rescue boats pulled 31 passengers from the water near the Korsk lighthouse.",
    "Seventeen people are missing after the passenger ferry Aldona went down near Vellmar. The coast guard of Vellmar "
    "searched the waters around the Korsk lighthouse with two helicopters.",
    "克莱沃海岸警卫队说，载有48人的渡轮“阿尔多娜”号（Aldona）周二清晨在维尔马港外沉没，31名乘客获救。",
    "克萊沃海岸警衛隊說，載有48人的渡輪「阿爾多娜」號週二清晨在維爾馬港外沉沒，17人下落不明。",
)
BUDGET = (
    "Parliament in Torvik passed the budget on Tuesday by 88 votes to 71 after the finance minister Ilse Brandal "
    "dropped the tax on heating oil.",
    "Finance minister Ilse Brandal got her budget through parliament in Torvik, giving up the heating oil tax.",
)


def article(number: int, headline: str, text: str, *, outlet: str = "", hours: float = 0) -> Version:
    at = START + timedelta(hours=hours)
    name = outlet or f"Outlet {number}"
    return Version(id=ArticleId(f"a{number:03}"), outlet=name, headline=headline, text=text, published_at=at)


def archive() -> list[Version]:
    return [
        article(1, "Ferry Aldona sinks off Vellmar, 17 missing", FERRY[0]),
        article(2, "17 missing as ferry Aldona sinks near Vellmar", FERRY[1], hours=2),
        article(3, "渡轮阿尔多娜号在维尔马港外沉没", FERRY[2], hours=3),
        article(4, "渡輪阿爾多娜號維爾馬港外沉沒 17人失蹤", FERRY[3], hours=4),
        article(5, "Torvik parliament passes budget without oil tax", BUDGET[0], hours=1),
        article(6, "Brandal's budget passes in Torvik", BUDGET[1], hours=5),
    ]


def members(articles: list[Version]) -> set[frozenset[str]]:
    return {frozenset(one.id for one in story.articles) for story in group_articles(articles).stories}


def test_events_are_told_apart_and_scripts_joined() -> None:
    found = members(archive())
    assert frozenset({"a005", "a006"}) in found
    assert any({"a001", "a002"} <= story and not story & {"a005", "a006"} for story in found)
    assert any({"a003", "a004"} <= story for story in found)


def test_the_order_of_arrival_makes_no_difference() -> None:
    assert members(archive()) == members(archive()[::-1])


def test_adding_one_by_one_ends_as_adding_all_at_once() -> None:
    index = StoryIndex()
    for one in archive():
        index.add([one])
    found = {frozenset(one.id for one in story.articles) for story in index.grouping().stories}
    assert found == members(archive())


def test_an_index_filled_again_keeps_its_ids() -> None:
    index = StoryIndex()
    index.add(archive())
    held = {one.id: index.story_of(one.id) for one in archive()}
    again = StoryIndex()
    again.add(archive()[::-1], stories={key: story for key, story in held.items() if story})
    assert {one.id: again.story_of(one.id) for one in archive()} == held


def test_a_known_article_is_left_as_it_is() -> None:
    index = StoryIndex()
    index.add(archive())
    changes = index.add(archive())
    assert changes.made == ()
    assert len(index) == 6


def test_a_reprint_is_a_copy_of_the_earliest() -> None:
    reprint = article(7, "Reprint", FERRY[0], hours=9)
    grouping = group_articles([*archive(), reprint])
    (copy,) = (copy for copy in grouping.copies if copy.article == "a007")
    assert copy.original == "a001"
    assert copy.kind is CopyKind.EXACT
    assert copy.share == pytest.approx(1.0)
    story = next(story for story in grouping.stories if any(one.id == "a007" for one in story.articles))
    assert "a001" in {one.id for one in story.articles}


def test_nothing_gives_nothing() -> None:
    assert group_articles([]).stories == ()


def test_an_old_id_leads_to_the_story_that_took_it_in() -> None:
    index = StoryIndex()
    changes = index.add(archive())
    assert {index.story_of(one.id) for one in archive()} == set(changes.made)
    assert all(index.current(story) == story for story in changes.made)


def test_growing_leaves_the_stories_of_before_together() -> None:
    index = StoryIndex()
    index.add(archive())
    others = [
        article(100 + at, f"Notice {at} of the town of Quell", f"Lot {at} is sold.", hours=at) for at in range(40)
    ]
    for at in range(0, 40, 5):
        index.add(others[at : at + 5])
    found = {frozenset(one.id for one in story.articles) for story in index.grouping().stories}
    assert frozenset({"a005", "a006"}) in found
    assert any({"a001", "a002"} <= story for story in found)


def test_an_edited_article_is_read_again() -> None:
    index = StoryIndex()
    index.add(archive())
    assert index.story_of(ArticleId("a006")) == index.story_of(ArticleId("a005"))
    index.add([article(6, "Ferry Aldona: 17 missing off Vellmar", FERRY[1], hours=5)])
    assert len(index) == 6
    assert index.story_of(ArticleId("a006")) == index.story_of(ArticleId("a002"))
    assert index.story_of(ArticleId("a006")) != index.story_of(ArticleId("a005"))
    held = [one.id for story in index.grouping().stories for one in story.articles]
    assert sorted(held) == sorted(one.id for one in archive())


def test_an_index_filled_again_knows_where_old_ids_lead() -> None:
    index = StoryIndex()
    index.add(archive())
    now = index.story_of(ArticleId("a001"))
    assert now is not None
    again = StoryIndex()
    again.add(archive(), stories={ArticleId("a001"): now}, redirects={StoryId("0123456789abcdef"): now})
    assert again.current(StoryId("0123456789abcdef")) == now


def test_what_nearly_joined_is_told_and_its_story_linked() -> None:
    grouping = group_articles(archive(), settings=GroupSettings(threshold=2.0))  # a tie that no two stories have
    stories = {one.id: story for story in grouping.stories for one in story.articles}
    told = {one.article: one for one in grouping.joined}
    assert len(grouping.stories) == 6
    assert told[ArticleId("a005")].nearest is None
    assert told[ArticleId("a005")].nearly == "a006"
    assert told[ArticleId("a005")].nearly_score > 0.5
    assert stories[ArticleId("a006")].related[0] == stories[ArticleId("a005")].id
