"""A mirror's own lists and templates are told from its pages."""

from __future__ import annotations

import pytest

from rashomon.capture.frames import frame_of

PAGES = [
    "<!--1776244961000-->\n[Headline](https://a.example/1.html)\n------\n\n<div><p>Text.</p></div>\n",
    "### Headline\n\n---\n\n#### [首页](../../README.md) &nbsp;|&nbsp; [x](y.md)\n\n\n<div>\n<p>Text.</p></div>\n\n---\n\n原文链接：https://a.example/1\n",
    "# A plain article\n\nIt links to [its source](https://b.example/x.html) once.\n\nAnd [to a page](other.md) of ours.\n\nThen it goes on.\n",
    "Just text: nothing more.\n\nAnd a second paragraph: with a colon.\n",
    "",
]
LISTS = [
    "# Mirror\n\n3 articles\n\n- [A](lists/A.md) – 3 articles\n- 2031-05-04 [One](articles/A/1_One.md)\n",
    "### 频道\n\n#### [首页](../../README.md)\n\n---\n\n- 2031-05-04 [题目, \\[甲\\]](../../pages/a/1.md)\n",
    "---\nlayout: default\ntitle: x\n---\n# 2031-05-04\n\n- 2031-05-04 [题目](../_posts/2031-05-04/a.md)\n",
    "#### [一](pages/n/1.md)\n#### [二](pages/n/2.md)\n",
]


@pytest.mark.parametrize("text", PAGES)
def test_pages_are_pages(text: str) -> None:
    assert frame_of(text.encode()) == ""


@pytest.mark.parametrize("text", LISTS)
def test_lists_are_lists(text: str) -> None:
    assert frame_of(text.encode()) == "a list of pages"
    assert frame_of((text + "- 2031-05-04 [Another](a/b.md)\n" * 2_000).encode()) == "a list of pages"


def test_templates_and_settings() -> None:
    assert frame_of(b"<html><body>{{ content }}</body></html>") == "a template"
    assert frame_of(b"---\nlayout: null\n---\n[{% for post in site.posts %}]") == "a template"
    assert frame_of(b"title: x\nplugins:\n  - jekyll-feed\n") == "settings"
