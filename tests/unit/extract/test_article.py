"""Whole pages in, versions out: the pages are fictional and stand in tests/golden/extract."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from rashomon.extract import extract_article
from rashomon.extract.jsonld import read_linked_data
from rashomon.model import Basis, Page, ParagraphKind, Precision, Reason, Rejected, Version

GOLDEN = Path(__file__).parents[2] / "golden" / "extract"
NOW = datetime(2024, 3, 20, tzinfo=UTC)
TEXT = (
    "<p>The old harbour bridge was closed on Tuesday after the river rose by two metres in one night, the council said.</p>"
    "<p>Nobody was hurt, the council's engineer told reporters at the quay, and buses will take the northern road instead.</p>"
    "<p>The ferry will run every ten minutes until the bridge opens again, which may take nine weeks or a little longer.</p>"
)


def read(
    body: str | bytes, url: str | None = None, *, content_type: str | None = None, status: int = 200
) -> Version | Rejected:
    data = body.encode("utf-8") if isinstance(body, str) else body
    return extract_article(
        Page(source="test", body=data, captured_at=NOW, url=url, content_type=content_type, status=status)
    )


def version(body: str | bytes, url: str | None = None, *, content_type: str | None = None) -> Version:
    found = read(body, url, content_type=content_type)
    assert isinstance(found, Version), found
    return found


def golden(name: str, url: str) -> Version:
    return version((GOLDEN / f"{name}.html").read_bytes(), url)


def test_an_english_news_page() -> None:
    found = golden("english", "https://river.example/news/2024/03/12/harbour-bridge-closed?utm_source=feed")
    assert found.headline == "Harbour bridge closed after night flood"
    assert found.byline == ("Mara Quill",)
    assert found.credit == "Reuters"
    assert found.outlet == "The River Post"
    assert found.url == "https://river.example/news/2024/03/12/harbour-bridge-closed"
    assert found.published_at == datetime(2024, 3, 12, 6, 40, tzinfo=UTC)
    assert found.published_at_basis is Basis.STATED
    assert found.modified_at == datetime(2024, 3, 12, 9, 15, tzinfo=UTC)
    assert (found.language, found.script) == ("en", "Latn")
    assert (found.section, found.keywords) == ("Local", ("flood", "bridge"))
    assert [(image.caption, image.credit) for image in found.images] == [
        ("The bridge on Tuesday morning.", "Tom Reed/River Post")
    ]
    kinds = [paragraph.kind for paragraph in found.paragraphs]
    assert kinds.count(ParagraphKind.HEADING) == 1
    assert kinds.count(ParagraphKind.LIST) == 2
    assert kinds.count(ParagraphKind.QUOTE) == 1
    assert kinds.count(ParagraphKind.TABLE) == 2
    assert found.text.startswith("The old harbour bridge")
    for junk in ("cookies", "newsletter", "Share", "comments", "Related", "©", "Tom Reed"):
        assert junk not in found.text


def test_a_german_page_without_linked_data() -> None:
    found = golden("german", "https://www.hafenbote.de/nordhafen")
    assert found.headline == "Brücke in Nordhafen gesperrt"
    assert found.byline == ("Jonas Ufer",)
    assert found.published_at is not None
    assert found.published_at.isoformat() == "2024-03-12T07:40:00+01:00"
    assert found.published_at_basis is Basis.INFERRED
    assert any("Europe/Berlin" in note for note in found.notes)
    assert found.language == "de"
    assert "Impressum" not in found.text
    assert "Meistgelesen" not in found.text


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_chinese_page_with_full_width_digits(encoding: str) -> None:
    source = (
        (GOLDEN / "chinese.html").read_text("utf-8").replace("utf-8", "gb2312" if encoding == "gb18030" else encoding)
    )
    found = version(source.encode(encoding), "https://www.hepan.example.cn/a/1.html")
    assert found.headline == "港口大桥因洪水关闭"
    assert found.published_at is not None
    assert found.published_at.isoformat() == "2024-03-12T10:30:00+08:00"
    assert found.editor == "周明"
    assert found.byline == ("林晓舟",)
    assert (found.language, found.script) == ("zh", "Hans")
    assert found.outlet == "河畔日报"
    assert "责任编辑" not in found.text
    assert "相关新闻" not in found.text


def test_a_blog_with_the_site_name_as_main_heading() -> None:
    found = golden("blog", "https://damp.example/nine-ways")
    assert found.headline == "Nine ways to dry a cellar"
    assert found.byline == ("Hanna Brook",)
    assert found.published_at_precision is Precision.DAY
    assert "saved my evening" not in found.text


def test_one_bad_byte_does_not_lose_a_page() -> None:
    source = (GOLDEN / "chinese.html").read_text("utf-8").replace("utf-8", "gb2312").encode("gb18030")
    middle = source.index("工程师".encode("gb18030"))
    found = version(source[:middle] + b"\xff" + source[middle:], "https://hepan.example.cn/1")
    assert "公共汽车改走北路" in found.text
    assert any("marked" in note for note in found.notes)


@pytest.mark.parametrize("name", ["english", "german", "chinese", "blog"])
def test_paragraphs_are_exact_spans(name: str) -> None:
    found = golden(name, "https://river.example/1")
    assert "\n".join(found.text[p.start : p.end] for p in found.paragraphs) == found.text
    assert all("\n" not in found.text[p.start : p.end] for p in found.paragraphs)


def test_the_same_page_gives_the_same_version() -> None:
    assert golden("english", "https://river.example/1") == golden("english", "https://river.example/1")


def test_text_that_the_page_carries_only_as_linked_data() -> None:
    body = (
        "The old harbour bridge was closed on Tuesday after the river rose.\\nNobody was hurt, the council said. " * 8
    )
    page = f'<html><body><div id="app"></div><script type="application/ld+json">{{"@type":"NewsArticle","headline":"Bridge closed","articleBody":"{body}"}}</script></body></html>'
    found = version(page, "https://river.example/1")
    assert found.text.startswith("The old harbour bridge")
    assert len(found.paragraphs) > 4


@pytest.mark.parametrize(
    ("body", "status", "reason"),
    [
        (b"", 200, Reason.EMPTY),
        (b"  \n ", 200, Reason.EMPTY),
        (b"%PDF-1.7 ...", 200, Reason.BINARY),
        (b"<html><body></body></html>", 200, Reason.NO_TEXT),
        (f"<h1>Bridge</h1>{TEXT}".encode(), 404, Reason.ERROR_PAGE),
        (b"<title>Page not found | River Post</title><h1>Page not found</h1><p>Sorry, the page you are looking for has moved.</p>", 200, Reason.ERROR_PAGE),
        ("<title>页面不存在</title><p>抱歉，您访问的页面不存在或已被删除。</p>".encode(), 200, Reason.ERROR_PAGE),
        (b"<title>Just a moment...</title><p>Verifying you are human. This may take a few seconds.</p>", 200, Reason.ERROR_PAGE),
        (
            b"<title>We value your privacy</title><h1>We value your privacy</h1><p>We and our 812 partners store cookies and use consent to process personal data.</p><p>You can change your consent at any time in the privacy settings.</p>",
            200,
            Reason.CONSENT,
        ),
        (
            b'<title>Bridge closed</title><script type="application/ld+json">{"@type":"NewsArticle","headline":"Bridge closed","datePublished":"2024-03-12T06:40:00Z","isAccessibleForFree":false}</script><article><h1>Bridge closed</h1><p>The old harbour bridge was closed on Tuesday after the river rose by two metres.</p></article>',
            200,
            Reason.PAYWALL,
        ),
        (
            b'<title>The bridge from above</title><meta property="og:type" content="video.other"><h1>The bridge from above</h1><p>A short film of the bridge.</p>',
            200,
            Reason.MEDIA_ONLY,
        ),
        (
            ("<title>The River Post</title>" + "".join(f'<div class="teaser"><h3><a href="/{n}">Story number {n} of the day</a></h3><p>What happened at the quay in hour {n}, in one line.</p></div>' for n in range(30))).encode(),
            200,
            Reason.INDEX_PAGE,
        ),
    ],
)  # fmt: skip
def test_pages_without_an_article(body: bytes, status: int, reason: Reason) -> None:
    found = read(body, "https://river.example/x", status=status)
    assert isinstance(found, Rejected)
    assert found.reason is reason
    assert found.source == "test"


def test_an_article_about_cookies_is_an_article() -> None:
    page = f'<title>New law on cookies</title><article><h1>New law on cookies</h1><time datetime="2024-03-12">12 March 2024</time><p>Sites must ask for consent before they set cookies, says a law on privacy passed on Tuesday.</p>{TEXT}</article>'
    assert "consent before they set cookies" in version(page, "https://river.example/law").text


def test_a_page_without_address_is_still_known_by_its_content() -> None:
    page = f"<h1>Bridge closed</h1><article>{TEXT}</article>"
    assert version(page).id == version(page).id
    assert version(page).id != version(page.replace("Bridge closed", "Ferry runs")).id


PARAGRAPHS = "".join(
    f"<p>The council of Ardmouth met for the {day} time and put off the vote on the harbour wall once more.</p>"
    for day in ("third", "fourth", "fifth", "sixth")
)
FIGURE = (
    '<figure><img src="/wall.jpg"><figcaption><span>The harbour wall at low tide.</span> '
    '<span class="credit">Photograph: Nell Torrance/Ardmouth Post</span></figcaption></figure>'
)


def test_the_lead_pictures_caption_is_no_paragraph_and_its_credit_no_caption() -> None:
    page = f"<html><body><main><article><h1>Vote put off again</h1>{FIGURE}<div>{PARAGRAPHS}</div></article></main></body></html>"
    found = version(page, "https://post.example/vote")
    assert "low tide" not in found.text
    assert [(image.caption, image.credit) for image in found.images] == [
        ("The harbour wall at low tide.", "Nell Torrance/Ardmouth Post")
    ]


def test_what_a_feeds_software_adds_is_no_paragraph() -> None:
    note = '<p>The post <a href="/vote">Vote put off again</a> appeared first on <a href="/">Ardmouth Post</a>.</p>'
    page = f"<html><body><article><h1>Vote put off again</h1>{PARAGRAPHS}{note}</article></body></html>"
    found = version(page, "https://post.example/vote")
    assert found.text.endswith("once more.")
    assert len(found.paragraphs) == 4


@pytest.mark.parametrize(
    ("before", "after"), [("", ";"), ("<!--\n", "\n-->"), ("/*<![CDATA[*/ ", " /*]]>*/;"), ("//<![CDATA[\n", "\n//]]>")]
)
def test_linked_data_in_comment_marks_are_read(before: str, after: str) -> None:
    value = '{"@type": "NewsArticle", "headline": "Vote put off again"}'
    assert read_linked_data([f"{before}{value}{after}"]).headline == ("Vote put off again")


def test_a_word_out_of_the_midst_of_the_title_is_no_headline() -> None:
    title = "How the council closed the bridge, the ferry and a hundred cellars in one night"
    head = f'<title>{title} · River Post</title><meta property="og:title" content="{title}">'
    found = version(f"{head}<article>{TEXT}<h1>the ferry</h1>{TEXT}</article>", "https://post.example/1")
    assert found.headline == title


def test_a_heading_that_begins_with_the_sites_name_is_no_headline() -> None:
    page = f"<title>Children and work on the old quay » Harbour Friends</title><h1>Harbour Friends, a society for the children of the quay</h1><article>{TEXT}</article>"
    assert version(page, "https://post.example/1").headline == "Children and work on the old quay"


def test_teasers_outside_of_the_article_are_left_out() -> None:
    teasers = "".join(
        f"<li><div><h4><a href=/{n}>Another story of the town, the {n}th</a></h4><p>The town's council spoke of the {n}th "
        f"budget on Monday, and its members asked the mayor what the {n} new lamps on the quay are going to cost.</p></div></li>"
        for n in range(6)
    )
    found = version(
        f"<html lang=en><title>Bridge closed</title><body><article><h1>Bridge closed</h1>{TEXT}</article><ul>{teasers}</ul></body></html>"
    )
    assert "ferry" in found.text
    assert "lamps" not in found.text


def test_captions_between_paragraphs_are_no_text() -> None:
    figure = "<figure><img src=/b.jpg width=800 height=600><figcaption>The quay on the morning after the flood, seen from the north.</figcaption></figure>"
    first, *rest = TEXT.split("</p>")
    found = version(
        f"<html lang=en><title>Bridge closed</title><body><article><h1>Bridge closed</h1>{first}</p>{figure}{'</p>'.join(rest)}{TEXT.replace('Tuesday', 'Monday')}</article></body></html>",
        "https://river.example/1",
    )
    assert "seen from the north" not in found.text
    assert found.images[0].caption.startswith("The quay")
