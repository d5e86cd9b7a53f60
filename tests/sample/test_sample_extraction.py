"""What is extracted from the sample's pages, held against its truth."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from tests.sample.truth import (
    TRUTH,
    TrueArticle,
    extracted,
    version_of,
)

from rashomon.model import Precision

articles = pytest.mark.parametrize(
    "article", TRUTH.articles, ids=lambda article: f"{Path(article.file).stem}-{article.published_at[:10]}"
)


@articles
def test_body_is_exact(article: TrueArticle) -> None:
    assert version_of(article).text == article.text


@articles
def test_paragraphs_are_exact(article: TrueArticle) -> None:
    version = version_of(article)
    found = [(p.kind.value, version.text[p.start : p.end]) for p in version.paragraphs]
    assert found == [(p.kind, p.text) for p in article.paragraphs]


@articles
def test_no_furniture_is_left(article: TrueArticle) -> None:
    text = version_of(article).text
    assert [furniture for furniture in article.lacks if furniture in text] == []


@articles
def test_headline_outlet_and_persons_are_exact(article: TrueArticle) -> None:
    version = version_of(article)
    found = (version.headline, version.outlet, version.byline, version.editor)
    assert found == (article.headline, article.outlet, article.byline, article.editor)


@articles
def test_publication_time_is_exact(article: TrueArticle) -> None:
    version = version_of(article)
    assert version.published_at is not None
    assert version.published_at_precision.value == article.published_at_precision
    if version.published_at_precision is Precision.DAY:
        assert version.published_at.date() == date.fromisoformat(article.published_at)
    else:
        assert version.published_at.isoformat() == article.published_at


@articles
def test_dateline_is_exact(article: TrueArticle) -> None:
    assert version_of(article).dateline == article.dateline


@articles
def test_pictures_are_exact(article: TrueArticle) -> None:
    assert version_of(article).images == article.images


@articles
def test_language_and_script_are_told(article: TrueArticle) -> None:
    assert (version_of(article).language, version_of(article).script) == (article.language, article.script)


@articles
def test_keywords_are_found(article: TrueArticle) -> None:
    assert set(article.keywords) <= set(version_of(article).keywords)


def test_feed_gives_both_its_articles() -> None:
    assert len(extracted("weirside-herald/feed.xml")) == 2


def test_edited_page_is_a_second_version_of_the_same_article() -> None:
    first, second = (version_of(article) for article in TRUTH.account("courier").versions)
    assert first.id == second.id
    assert first.digest != second.digest
    assert second.modified_at == datetime.fromisoformat("2026-04-15T16:05:00+01:00")
