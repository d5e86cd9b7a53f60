"""The feed mirror's pages and lists."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.model import ArticleId, Basis, Image, Paragraph, ParagraphKind, Version
from rashomon.outlets import load_outlets
from rashomon.render.feed_mirror import feed_lists, feed_page, feed_path, jekyll_page, jekyll_path
from rashomon.render.mirror_text import Listed, escape_markdown, link_text, newest_first, safe_name

OUTLETS = load_outlets()
AT = datetime(2031, 5, 4, 9, 30, tzinfo=timezone(timedelta(hours=8)))
VERSION = Version(
    id=ArticleId("00ffee11aa22bb33"),
    url="https://harbour.example/gb/n8800.htm",
    outlet="港湾日报",
    headline="梅罗港：三桥表决, [更新] | 全文",
    byline=("林遥",),
    published_at=AT,
    published_at_basis=Basis.STATED,
    text="第一段。\n小标题\n一\n二\n“引语。”",
    paragraphs=(
        Paragraph(start=0, end=4),
        Paragraph(start=5, end=8, kind=ParagraphKind.HEADING),
        Paragraph(start=9, end=10, kind=ParagraphKind.LIST),
        Paragraph(start=11, end=12, kind=ParagraphKind.LIST),
        Paragraph(start=13, end=18, kind=ParagraphKind.QUOTE),
    ),
    images=(Image(url="https://harbour.example/a.jpg?x=1&y=2", caption="港口 <早晨>", credit="甲"),),
)


def test_page_has_the_stamp_the_linked_headline_and_the_rule() -> None:
    *matter, stamp, head, rule, empty = feed_page(VERSION, OUTLETS).partition("<div>")[0].splitlines()
    body = feed_page(VERSION, OUTLETS).splitlines()[len(matter) + 4 :]
    assert matter == ["---", 'categories: "港湾日报"', "---"]  # a paper that its host does not tell
    assert stamp == f"<!--{int(AT.timestamp() * 1000)}-->"
    assert head == f"[{VERSION.headline}]({VERSION.url})"
    assert (rule, empty, body[0], body[-1]) == ("------", "", "<div>", "</div>")


def test_body_keeps_kinds_pictures_and_offset_and_nothing_that_runs() -> None:
    page = feed_page(VERSION, OUTLETS)
    assert "<h4>小标题</h4>" in page
    assert "<ul><li>一</li><li>二</li></ul>" in page
    assert "<blockquote><p>“引语。”</p></blockquote>" in page
    assert 'src="https://harbour.example/a.jpg?x=1&amp;y=2"' in page
    assert "港口 &lt;早晨&gt;" in page
    assert 'datetime="2031-05-04T09:30:00+08:00"' in page
    assert "<script" not in page
    assert "\n\n" not in page.partition("------\n\n")[2]


def test_text_cannot_leave_its_paragraph() -> None:
    text = "<script>alert(1)</script></div><img src=x onerror=alert(1)>"
    page = feed_page(replace(VERSION, text=text, paragraphs=(Paragraph(start=0, end=len(text)),), images=()), OUTLETS)
    assert "<script" not in page
    assert "<img" not in page


def test_time_that_is_only_ours_is_not_given_as_the_outlets() -> None:
    assert "datetime=" not in feed_page(replace(VERSION, published_at_basis=Basis.CAPTURED), OUTLETS)


def test_jekyll_front_matter_survives_every_headline() -> None:
    version = replace(VERSION, headline='Say "no": 100% \\ #1 [x]')
    page = jekyll_page(version, OUTLETS)
    assert page.startswith("---\nlayout: post\n")
    title = next(line for line in page.splitlines() if line.startswith("title: "))
    assert json.loads(title.removeprefix("title: ")) == version.headline
    assert "date: 2031-05-04T01:30:00.000Z" in page
    assert jekyll_path(VERSION).startswith("_posts/2031-05-04/2031-05-04-")


def test_path_is_by_outlet_and_id() -> None:
    folder, outlet, name = feed_path(VERSION).split("/")
    assert (folder, outlet) == ("articles", "港湾日报")
    assert name.startswith("00ffee11aa22bb33_梅罗港")
    assert not set('<>:"\\|?*') & set(name)


@given(st.text(), st.integers(min_value=8, max_value=200))
@settings(deadline=None)
def test_safe_names_are_safe(words: str, limit: int) -> None:
    name = safe_name(words, max_bytes=limit)
    assert name
    assert name not in (".", "..")
    assert not name.startswith((".", "-", " "))
    assert not name.endswith((".", " "))
    assert len(name.encode()) <= limit + 9
    assert not set('<>:"/\\|?*\x00\n') & set(name)


def test_safe_names_avoid_devices() -> None:
    assert safe_name("CON") != "CON"
    assert safe_name("nul.txt") != "nul.txt"
    assert safe_name("...") not in ("...", "")


def test_markdown_shows_headlines_as_they_are() -> None:
    assert escape_markdown("a | b [c], *d* <e>") == r"a \| b \[c\], \*d\* \<e\>"
    assert escape_markdown("R&D &amp; &lt;") == "R&D &amp;amp; &amp;lt;"
    assert link_text("[更新] a | b, c") == "[更新] a | b, c"
    assert link_text("a ] b") == r"a \] b"


def _listed(number: int, outlet: str = "Courier") -> Listed:
    return Listed(
        id=ArticleId(f"{number:016x}"),
        headline=f"Story {number}",
        url=f"https://courier.example/{number}",
        outlet=outlet,
        channels=(outlet,),
        published_at=AT + timedelta(hours=number),
        path=f"articles/{outlet}/{number:016x}_Story {number}.md",
    )


def test_lists_hold_the_newest_hundred_of_an_outlet() -> None:
    files = {file.path: file.text for file in feed_lists([_listed(n) for n in range(130)], title="Our mirror")}
    assert set(files) == {"README.md", "lists/Courier.md"}
    rows = [line for line in files["lists/Courier.md"].splitlines() if line.startswith("- ")]
    assert len(rows) == 100
    assert "Story 129" in rows[0]
    assert "Story 30]" in rows[-1]
    assert "(../articles/Courier/0000000000000081_Story%20129.md)" in rows[0]


def test_newest_first_puts_undated_last_and_settles_ties() -> None:
    items = [replace(_listed(n), published_at=AT if n % 2 else None) for n in range(6)]
    ordered = newest_first(list(reversed(items)))
    assert [item.published_at is None for item in ordered] == [False] * 3 + [True] * 3
    assert all(a.id < b.id for a, b in pairwise(ordered[:3]))
