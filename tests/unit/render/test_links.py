"""Where pages find their siblings."""

from __future__ import annotations

from rashomon.model import ArticleId, StoryId
from rashomon.render.links import NO_LINKS, edition_links, served_links


def test_a_page_alone_links_nowhere() -> None:
    assert NO_LINKS.story(StoryId("abc")) == ""
    assert NO_LINKS.article(ArticleId("abc")) == ""


def test_names_are_quoted_whole() -> None:
    assert served_links().outlet("a/b 报?") == "/outlets/a%2Fb%20%E6%8A%A5%3F"


def test_a_chosen_language_is_carried_along() -> None:
    links = served_links(ui="zh-Hant", here="/search?q=x")
    assert links.story(StoryId("abc")) == "/stories/abc?ui=zh-Hant"
    assert links.in_ui("en") == "/search?q=x&ui=en"


def test_an_edition_links_by_relative_files() -> None:
    links = edition_links("../")
    assert links.article(ArticleId("abc")) == "../articles/abc.html"
    assert links.stylesheet == "../rashomon.css"
