"""Grouping whatever comes, in whatever order."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.group import Grouping, StoryIndex, group_articles
from rashomon.model import ArticleId, Version

START = datetime(2031, 5, 6, tzinfo=UTC)
SENTENCES = (
    "The ferry Aldona sank off Vellmar and 17 people are missing, the coast guard said. ",
    "Parliament in Torvik passed the budget of finance minister Ilse Brandal. ",
    "渡轮阿尔多娜号在维尔马港外沉没，17人下落不明，海岸警卫队正在搜救。",
    "Rescue boats searched the waters around the Korsk lighthouse all night. ",
)


@st.composite
def articles(draw: st.DrawFn) -> list[Version]:
    texts = draw(st.lists(st.lists(st.sampled_from(SENTENCES) | st.text(max_size=20), max_size=5), max_size=9))
    return [
        Version(
            id=ArticleId(f"a{number}"),
            outlet=draw(st.sampled_from(["One", "Two", ""])),
            headline=draw(st.sampled_from(SENTENCES) | st.text(max_size=10)),
            text="".join(parts),
            published_at=draw(st.none() | st.integers(0, 400).map(lambda hours: START + timedelta(hours=hours))),
        )
        for number, parts in enumerate(texts)
    ]


def partition(grouping: Grouping) -> set[frozenset[str]]:
    return {frozenset(article.id for article in story.articles) for story in grouping.stories}


@settings(max_examples=25, deadline=None)
@given(articles(), st.randoms(use_true_random=False))
def test_every_article_in_one_story_whatever_the_order(versions: list[Version], shuffler: object) -> None:
    grouping = group_articles(versions)
    held = [article.id for story in grouping.stories for article in story.articles]
    assert sorted(held) == sorted(version.id for version in versions)
    assert len({story.id for story in grouping.stories}) == len(grouping.stories)
    mixed = versions[:]
    shuffler.shuffle(mixed)  # type: ignore[attr-defined]
    assert partition(group_articles(mixed)) == partition(grouping)
    known = {version.id for version in versions}
    assert all({copy.article, copy.original} <= known and copy.article != copy.original for copy in grouping.copies)
    assert all(story.origins >= 1 for story in grouping.stories)


@settings(max_examples=15, deadline=None)
@given(articles())
def test_ids_last_and_old_ones_lead_on(versions: list[Version]) -> None:
    index = StoryIndex()
    seen = set()
    for version in versions:
        index.add([version])
        story = index.story_of(version.id)
        assert story is not None
        seen.add(story)
    now = {story.id for story in index.grouping().stories}
    assert {index.current(story) for story in seen} <= now
