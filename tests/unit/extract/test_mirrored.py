"""The two mirror formats, in every variant met, with fictional articles."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from rashomon.extract import extract_article
from rashomon.extract.lines import dateline_of
from rashomon.extract.mirrors import read_mirror
from rashomon.model import Basis, Page, ParagraphKind, Precision, Rejected, Version

NOW = datetime(2024, 5, 1, tzinfo=UTC)
BODY = (
    "<div>12/03/2024 - 11:13</div><img src=\"https://img.example/bridge.jpg\">"
    "<p><strong>港口大桥星期二关闭，市政府说，河水一夜之间上涨了两米，桥墩需要逐一检查，公共汽车改走北路。</strong></p>"
    "<div><p>工程师何安达说：“没有人受伤。”</p><p>渡轮将每十分钟一班。</p><div data-selfpromo-newsletter></div></div>"
    '<div><div>分享 :</div><div><a href="https://social.example/share"><span></span></a><a href="whatsapp://send"><span></span></a></div></div>'
)  # fmt: skip
FEED = f"<!--1710238500000-->\n[港口大桥因洪水关闭 [图]](https://www.rfi.fr/cn/x/20240312-bridge)\n------\n\n{BODY}\n"
CHANNEL = """### 港口大桥因洪水关闭

---

#### [首页](../../../..?n1) &nbsp;|&nbsp; [评论](../../c?n1) &nbsp;|&nbsp; [翻墙](https://host.example/x?n1)


<div><img alt="港口" src="https://i.example/a-600x400.jpg"/>
<div class="caption">
 2024年3月12日，大桥。(Tom Reed/AFP)
</div></div><hr/><div class="post_content" id="artbody">
 <!-- article content begin -->
 <p>
  【大纪元2024年03月12日讯】（大纪元记者林晓舟综合报导）港口
  <ok href="https://www.epochtimes.com/gb/tag/%E5%A4%A7%E6%A1%A5.html">
   大桥
  </ok>
  星期二关闭。
 </p>
 <h4>
  公车改道
 </h4>
 <p>
  渡轮将每十分钟一班。
 </p>
 <p>
  责任编辑：周明#
 </p>
 <div id="below_article_ad">
 </div>
</div>


<img src='http://count.example/pages/n1.md' width='0px' height='0px'/>

---

原文链接（需翻墙）：https://www.epochtimes.com/gb/24/3/12/n1.htm"""


def version(text: str, name: str = "page") -> Version:
    found = extract_article(Page(source=name, body=text.encode(), captured_at=NOW))
    assert isinstance(found, Version), found
    return found


def test_feed_mirror_without_front_matter() -> None:
    found = version(FEED)
    assert found.headline == "港口大桥因洪水关闭 [图]"
    assert found.outlet == "法广"
    assert found.url == "https://www.rfi.fr/cn/x/20240312-bridge"
    assert found.published_at is not None
    assert found.published_at.isoformat() == "2024-03-12T11:13:00+01:00"
    assert found.published_at_basis is Basis.INFERRED
    assert found.captured_at == datetime(2024, 3, 12, 10, 15, tzinfo=UTC)
    assert found.text.split("\n")[0].startswith("港口大桥星期二关闭")
    assert found.paragraphs[0].kind is ParagraphKind.PARAGRAPH
    assert len(found.paragraphs) == 3
    assert "分享" not in found.text
    assert [image.url for image in found.images] == ["https://img.example/bridge.jpg"]


def test_feed_mirror_with_front_matter_and_carriage_returns() -> None:
    front = '---\nlayout: post\ntitle: "港口"\ndate: 2024-03-12T10:14:00.002Z\nauthor: 林晓舟\nfrom: https://hepan.example/1\ntags: [ 河畔日报 ]\ncategories: [ 河畔日报 ]\n---\n'
    body = FEED.replace("https://www.rfi.fr/cn/x/20240312-bridge", "https://hepan.example/1").replace(
        "<div>12/03/2024 - 11:13</div>", ""
    )
    found = version((front + body).replace("\n", "\r\n"))
    assert found.outlet == "河畔日报"
    assert found.byline == ("林晓舟",)
    assert found.published_at == datetime(2024, 3, 12, 10, 14, 0, tzinfo=UTC)
    assert found.published_at_basis is Basis.CAPTURED
    assert any("mirror" in note for note in found.notes)


def test_channel_mirror() -> None:
    found = version(CHANNEL)
    assert found.headline == "港口大桥因洪水关闭"
    assert found.outlet == "大纪元"
    assert found.url == "https://www.epochtimes.com/gb/24/3/12/n1.htm"
    assert found.byline == ("林晓舟",)
    assert found.editor == "周明"
    assert found.dateline == "【大纪元2024年03月12日讯】"
    assert found.published_at is not None
    assert found.published_at.date().isoformat() == "2024-03-12"
    assert found.published_at_precision is Precision.DAY
    assert found.keywords == ("大桥",)
    assert found.links == ("https://www.epochtimes.com/gb/tag/%E5%A4%A7%E6%A1%A5.html",)
    assert "港口大桥星期二关闭。" in found.text
    assert [paragraph.kind for paragraph in found.paragraphs] == [
        ParagraphKind.PARAGRAPH,
        ParagraphKind.HEADING,
        ParagraphKind.PARAGRAPH,
    ]
    assert [(image.caption, image.credit) for image in found.images] == [("2024年3月12日，大桥。", "Tom Reed/AFP")]


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a"])
def test_the_format_is_told_by_content(name: str) -> None:
    assert version(CHANNEL, name).id == version(CHANNEL).id


@pytest.mark.parametrize(
    "text",
    [
        "",
        "plain words",
        "<!-- 1710238500000 --><html><p>x</p></html>",
        "<!doctype html><h1>x</h1>",
        "---\nnot: closed\n",
        "[a](b) and more",
    ],
)
def test_what_is_no_mirror_page(text: str) -> None:
    assert read_mirror(text) is None


def test_plain_markdown() -> None:
    found = version(
        "# Bridge closed\n\nThe **old** bridge was [closed](https://river.example/a) on Tuesday.\n\n> Nobody was hurt.\n\n## Buses\n\nThey take the northern road.\n"
    )
    assert found.headline == "Bridge closed"
    assert found.text == "The old bridge was closed on Tuesday.\nNobody was hurt.\nBuses\nThey take the northern road."
    assert found.links == ("https://river.example/a",)


def test_related_links_and_promotion_are_left_out() -> None:
    extra = '<ul><li><a href="/a">渡轮停航</a></li><li><a href="/b">磨坊失火</a></li></ul><br><hr><div>获取更多RSS：<br><a href="https://feeds.example">https://feeds.example</a></div>'
    found = version(FEED + extra)
    assert "渡轮停航" not in found.text
    assert "RSS" not in found.text


def test_a_mirror_page_without_text_is_rejected() -> None:
    found = extract_article(
        Page(
            source="x",
            body=b"<!--1710238500000-->\n[A](https://river.example/1)\n------\n\n<div></div>",
            captured_at=NOW,
        )
    )
    assert isinstance(found, Rejected)


def test_minutes_ago_count_from_the_mirrors_time() -> None:
    found = version(FEED.replace("<div>12/03/2024 - 11:13</div>", '<time datetime="2024-03-12">10 分钟前</time>'))
    assert found.published_at == datetime(2024, 3, 12, 10, 5, tzinfo=UTC)
    assert found.published_at_basis is Basis.INFERRED


@pytest.mark.parametrize("written", ["Wren &amp; Sons", "Wren &amp;amp; Sons", "Wren &#38; Sons", "Wren & Sons"])
def test_references_in_a_channels_headline_are_read(written: str) -> None:
    mirror = read_mirror(CHANNEL.replace("港口大桥因洪水关闭", written))
    assert mirror is not None
    assert mirror.headline == "Wren & Sons"


@pytest.mark.parametrize(
    ("text", "dateline"),
    [
        ("〔記者何安／港口報導〕大橋關閉。", "〔記者何安／港口報導〕"),
        ("【記者何安、林晓／綜合報導】大橋關閉。", "【記者何安、林晓／綜合報導】"),
        ("〔注〕大橋關閉。", ""),
    ],
)
def test_a_dateline_in_brackets_names_its_reporter(text: str, dateline: str) -> None:
    assert dateline_of(text) == dateline


def read_text(source: str) -> Version:
    found = extract_article(Page(source="x.md", body=source.encode(), captured_at=NOW))
    assert isinstance(found, Version), found
    return found


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("大桥关闭 [图]", "大桥关闭 [图]"),
        (r"大桥\[一\]关闭", "大桥[一]关闭"),
        (r"路径 C:\\大桥", r"路径 C:\大桥"),
        ("#大桥# 关闭#", "#大桥# 关闭#"),
    ],
)
def test_a_feed_mirrors_headline_is_read_as_meant(written: str, meant: str) -> None:
    page = FEED.replace("港口大桥因洪水关闭 [图]", written)
    assert read_text(page).headline == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (r"\#大桥\# 关闭", "#大桥# 关闭"),
        ("用 C# 写的大桥", "用 C# 写的大桥"),
        ("大桥关闭 ###", "大桥关闭"),
        (r"路径 C:\\大桥", r"路径 C:\大桥"),
        (r"\[图\] 大桥", "[图] 大桥"),
    ],
)
def test_a_channel_mirrors_headline_is_read_as_meant(written: str, meant: str) -> None:
    page = CHANNEL.replace("港口大桥因洪水关闭", written, 1)
    assert read_text(page).headline == meant


@pytest.mark.parametrize(
    "address", ["https://hepan.example/大桥_(河)", "https://hepan.example/a(b)c", "https://hepan.example/1"]
)
def test_the_originals_address_may_hold_parentheses(address: str) -> None:
    plain = CHANNEL.replace("https://www.epochtimes.com/gb/24/3/12/n1.htm", address)
    mirror = read_mirror(plain)
    assert mirror is not None
    assert mirror.url == address
    linked = read_mirror(plain.replace(f"：{address}", f"：[原文]({address})"))
    assert linked is not None
    assert linked.url == address


def test_facts_in_a_mirrors_page_are_read() -> None:
    facts = '<meta property="og:site_name" content="河畔日报"><div><time datetime="2024-03-12T10:00:00+08:00" data-basis="inferred">2024-03-12 10:00 +0800</time></div>'
    page = FEED.replace("https://www.rfi.fr/cn/x/20240312-bridge", "https://hepan.example/1").replace(
        "<div>12/03/2024 - 11:13</div>", facts
    )
    found = read_text(page)
    assert found.outlet == "河畔日报"
    assert found.published_at is not None
    assert found.published_at.isoformat() == "2024-03-12T10:00:00+08:00"
    assert found.published_at_basis is Basis.INFERRED


def test_several_editors_are_all_read() -> None:
    page = CHANNEL.replace("责任编辑：周明#", "责任编辑：周明、林晓#")
    assert read_text(page).editor == "周明、林晓"


def test_the_source_of_data_stays_in_the_caption() -> None:
    page = CHANNEL.replace("(Tom Reed/AFP)", "（数据来源：河畔统计社网）")
    images = read_text(page).images
    assert images[0].caption.endswith("（数据来源：河畔统计社网）")
    assert images[0].credit == ""


@pytest.mark.parametrize(
    "line",
    [
        "广告",
        "上午8點發送，快來訂閱「早安河畔」！",
        "河畔频道： https://video.example/c/hepan",
        "请订阅频道并按小铃铛",
        "支持河畔日报 donate.hepan.example",
    ],
)
def test_promotion_between_paragraphs_is_left_out(line: str) -> None:
    found = read_text(CHANNEL.replace("<h4>\n  公车改道", f"<p>{line}</p><h4>\n  公车改道"))
    assert line[:6] not in found.text
    assert "渡轮将每十分钟一班" in found.text


def test_the_source_of_a_text_and_what_is_told_of_subscriptions_stay() -> None:
    lines = "<p>来源：https://hepan.example/1</p><p>市政府说，居民可以订阅河流的水位消息，已有两万人这样做。</p>"
    text = read_text(CHANNEL.replace("<h4>\n  公车改道", lines + "<h4>\n  公车改道")).text
    assert "来源：https://hepan.example/1" in text
    assert "居民可以订阅" in text


def test_who_wrote_a_translated_column() -> None:
    page = CHANNEL.replace("（大纪元记者林晓舟综合报导）", "（英文大纪元专栏作家Mara Quill撰文／信宇编译）")
    assert read_text(page).byline == ("Mara Quill",)
