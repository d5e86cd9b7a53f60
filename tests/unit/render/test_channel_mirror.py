"""The channel mirror's pages and indexes."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from rashomon.model import ArticleId, Basis, Paragraph, Version
from rashomon.outlets import load_outlets
from rashomon.render.channel_mirror import channel_lists, channel_page, channel_path, channels_of
from rashomon.render.mirror_text import Listed

OUTLETS = load_outlets()
AT = datetime(2031, 5, 4, 9, 30, tzinfo=UTC)
VERSION = Version(
    id=ArticleId("00ffee11aa22bb33"),
    url="https://harbour.example/gb/n8800.htm",
    outlet="港湾日报",
    headline="三桥 | 表决, [更新]",
    published_at=AT,
    published_at_basis=Basis.STATED,
    text="第一段。",
    paragraphs=(Paragraph(start=0, end=4),),
    channels=("要闻", "ncid77"),
)


def _listed(number: int, *channels: str) -> Listed:
    return Listed(
        id=ArticleId(f"{number:016x}"),
        headline=f"第{number}件, [甲] | 乙",
        url=f"https://harbour.example/{number}",
        outlet="港湾日报",
        channels=channels,
        published_at=AT + timedelta(hours=number),
        path=f"pages/{channels[0]}/{number:016x}.md",
    )


def test_page_has_headline_navigation_body_and_original_link() -> None:
    lines = channel_page(VERSION, OUTLETS).splitlines()
    lines = lines[3:]  # after the front matter that names a paper which its host does not tell
    assert lines[:3] == [r"### 三桥 \| 表决, \[更新\]", "", "---"]
    assert lines[4].startswith("#### [首页](../../README.md) &nbsp;|&nbsp; [要闻](../../indexes/%E8%A6%81")
    assert "<p>第一段。</p>" in lines
    assert lines[-1] == "原文链接：https://harbour.example/gb/n8800.htm"


def test_time_that_is_only_the_mirrors_stands_in_front_matter_not_as_the_outlets() -> None:
    page = channel_page(replace(VERSION, published_at_basis=Basis.CAPTURED), OUTLETS)
    assert "date: 2031-05-04T09:30:00+00:00" in page.splitlines()[:4]
    assert "<time" not in page
    inferred = channel_page(replace(VERSION, published_at_basis=Basis.INFERRED), OUTLETS)
    assert 'data-basis="inferred"' in inferred


def test_article_stands_once_and_is_listed_under_each_channel() -> None:
    assert channel_path(VERSION) == "pages/要闻/00ffee11aa22bb33.md"
    files = {file.path: file.text for file in channel_lists([_listed(1, "a", "b"), _listed(2, "b")], title="t")}
    assert "(../../pages/a/0000000000000001.md)" in files["indexes/b/README.md"]
    assert files["indexes/a/README.md"].count("- 2031") == 1
    assert files["indexes/b/README.md"].count("- 2031") == 2


def test_article_without_a_channel_goes_by_its_outlet() -> None:
    version = replace(VERSION, channels=())
    assert channels_of(version) == ("港湾日报",)
    assert channel_path(version) == "pages/港湾日报/00ffee11aa22bb33.md"


def test_indexes_have_thirty_a_page_and_full_pages_never_change() -> None:
    before = {f.path: f.text for f in channel_lists([_listed(n, "a") for n in range(70)], title="t")}
    after = {f.path: f.text for f in channel_lists([_listed(n, "a") for n in range(75)], title="t")}
    assert [before[f"indexes/a/{n}.md"].count("- 2031") for n in (1, 2, 3)] == [30, 30, 10]
    assert before["indexes/a/README.md"].count("- 2031") == 30
    assert "第69件" in before["indexes/a/README.md"]
    assert before["indexes/a/1.md"] == after["indexes/a/1.md"]
    assert before["indexes/a/2.md"] == after["indexes/a/2.md"]


def test_every_index_link_leads_to_a_file() -> None:
    files = {f.path: f.text for f in channel_lists([_listed(n, "a") for n in range(65)], title="t")}
    for path, text in files.items():
        for target in re.findall(r"\]\(([^)]+\.md)\)", text):
            parts = path.split("/")[:-1]
            for step in target.split("/"):
                parts = parts[:-1] if step == ".." else [*parts, step]
            reached = "/".join(parts)
            assert reached in files or reached.startswith("pages/a/")
