"""Values that show themselves: as HTML that is escaped, as frames of either library."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from tests.fictional import BAY, VERSIONS, ferry_comparison

from rashomon.errors import UsageError
from rashomon.model import Comparison, Story, Version
from rashomon.notebook import enable, rows, show, to_frame


@pytest.fixture
def enabled() -> Iterator[None]:
    enable()
    yield
    for kind in (Story, Comparison, Version):
        delattr(kind, "_repr_html_")
        delattr(kind, "to_frame")


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_comparison_is_a_frame_of_claims_by_accounts(library: str) -> None:
    comparison = ferry_comparison()
    frame: Any = to_frame(comparison, library)
    assert len(frame) == sum(len({s.partition(".s")[0] for s in claim.statements}) for claim in comparison.claims)
    assert list(frame.columns)[:4] == ["story", "claim", "standing", "disputed"]
    assert set(frame["outlet"]) == {account.article.outlet for account in comparison.accounts}


def test_a_story_has_a_row_an_article_and_a_version_a_row_a_paragraph() -> None:
    story = ferry_comparison().story
    assert [row["outlet"] for row in rows(story)] == [article.outlet for article in story.articles]
    version = VERSIONS[BAY]
    assert "\n".join(row["text"] for row in rows(version)) == version.text


def test_values_show_and_frame_themselves_once_enabled(enabled: None) -> None:
    comparison: Any = ferry_comparison()
    assert comparison._repr_html_() == show(comparison)
    assert len(comparison.story.to_frame("polars")) == len(comparison.story.articles)
    assert VERSIONS[BAY].headline in VERSIONS[BAY]._repr_html_()  # type: ignore[attr-defined]


def test_the_model_itself_shows_nothing() -> None:
    assert not hasattr(ferry_comparison(), "to_frame")


def test_what_outlets_wrote_is_escaped() -> None:
    hostile = "<script>alert(1)</script>"
    comparison = ferry_comparison()
    claims = tuple(replace(claim, text=hostile) for claim in comparison.claims)
    story = replace(comparison.story, headline=hostile)
    for value in (replace(comparison, claims=claims, story=story), story, replace(VERSIONS[BAY], text=hostile)):
        assert "<script" not in show(value)
        assert "&lt;script" in show(value)


def test_a_library_that_is_not_known_is_told_so() -> None:
    with pytest.raises(UsageError, match="not installed"):
        to_frame(ferry_comparison(), "excel")
