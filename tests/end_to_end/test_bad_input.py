"""Bad input is normal input: one clear sentence naming the subject, the right exit code, nothing stored lost."""

from __future__ import annotations

import json
import os
import sqlite3
from pathlib import Path

import pytest
from tests.end_to_end.conftest import Rashomon

PARAGRAPHS = (
    "河口镇的防汛指挥部周三凌晨宣布，上游水闸的两扇闸门无法关闭，沿岸居民必须在天亮以前离开家园。",
    "镇长林若海在广播里说：“请带上老人和药品，其余的东西明天再回来取。”他没有说明闸门为什么失灵。",
    "水文站的记录显示，当天清晨五点的水位比警戒线高出一米二，是建站三十年以来的最高数字。",
    "住在码头旁边的一位渔民告诉记者，他听见警报的时候，水已经漫过了院子里的石阶。",
)


def article_page(encoding: str = "utf-8", declared: str = "utf-8") -> bytes:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    page = (
        f'<html lang="zh"><head><meta charset="{declared}"><title>河口镇连夜疏散 - 河口日报</title></head>'
        f"<body><article><h1>河口镇连夜疏散</h1>{body}</article></body></html>"
    )
    return page.encode(encoding, "xmlcharrefreplace")


@pytest.fixture
def archive_of_one(rashomon: Rashomon, tmp_path: Path) -> Path:
    (tmp_path / "first.html").write_bytes(article_page())
    assert rashomon("add", "first.html").code == 0
    return tmp_path / "rashomon.db"


def articles_in(rashomon: Rashomon) -> int:
    return sum(len(story["articles"]) for story in json.loads(rashomon("stories", "--format", "json").out)["stories"])


@pytest.mark.parametrize(
    ("name", "body", "reason"),
    [
        ("empty.html", b"", "empty"),
        ("picture.html", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 40, "binary"),
        ("vast.html", b"<html><body>" + b"<p>word word word</p>" * 2_600_000, "too large"),
    ],
)
def test_a_page_that_cannot_be_an_article_is_rejected_with_its_reason(
    rashomon: Rashomon, archive_of_one: Path, tmp_path: Path, name: str, body: bytes, reason: str
) -> None:
    (tmp_path / name).write_bytes(body)
    outcome = rashomon("add", name, "--format", "json")
    assert outcome.code == 1
    assert json.loads(outcome.out)["rejected"] == {reason: 1}
    assert articles_in(rashomon) == 1


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("gb18030", "utf-8"), ("gb18030", ""), ("gb18030", "iso-8859-1"), ("utf-8", "gb2312")],
)
def test_a_page_is_read_whatever_charset_it_declares(
    rashomon: Rashomon, tmp_path: Path, encoding: str, declared: str
) -> None:
    (tmp_path / "page.html").write_bytes(article_page(encoding, declared))
    article = json.loads(rashomon("extract", "page.html", "--format", "json").out)
    assert article["headline"] == "河口镇连夜疏散"
    assert article["text"] == "\n".join(PARAGRAPHS)


def test_a_big5_page_without_a_charset_is_read(rashomon: Rashomon, tmp_path: Path) -> None:
    paragraph = "河口鎮的防汛指揮部週三凌晨宣布，上游水閘的兩扇閘門無法關閉，沿岸居民必須在天亮以前離開家園。鎮長在廣播裡請大家帶上老人和藥品。"
    page = f"<html><head><title>河口鎮連夜疏散</title></head><body><h1>河口鎮連夜疏散</h1><p>{paragraph}</p><p>{paragraph[::-1]}</p></body></html>"
    (tmp_path / "page.html").write_bytes(page.encode("big5"))
    article = json.loads(rashomon("extract", "page.html", "--format", "json").out)
    assert paragraph in article["text"]


def test_a_truncated_page_gives_the_words_that_are_there(rashomon: Rashomon, tmp_path: Path) -> None:
    whole = article_page()
    (tmp_path / "page.html").write_bytes(whole[: whole.index("水文站".encode())])
    article = json.loads(rashomon("extract", "page.html", "--format", "json").out)
    assert article["text"].startswith(PARAGRAPHS[0])


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every folder; run as another user to see this")
def test_an_unreadable_folder_is_named(rashomon: Rashomon, tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0)
    outcome = rashomon("add", "closed")
    assert outcome.code == 1
    assert "closed" in outcome.err + outcome.out


def test_a_source_that_is_not_there_is_named(rashomon: Rashomon) -> None:
    outcome = rashomon("add", "no-such-page.html")
    assert outcome.code == 1
    assert "no-such-page.html" in outcome.err
    assert "Traceback" not in outcome.err


def test_an_archive_that_is_something_else_is_left_alone(rashomon: Rashomon, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(article_page())
    (tmp_path / "letters.db").write_bytes(b"Dear reader, this is no archive. " * 50)
    outcome = rashomon("add", "page.html", "--archive", "letters.db")
    assert outcome.code == 1
    assert "letters.db" in outcome.err
    assert (tmp_path / "letters.db").read_bytes().startswith(b"Dear reader")


def test_anothers_database_is_left_alone(rashomon: Rashomon, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(article_page())
    with sqlite3.connect(tmp_path / "shop.db") as database:
        database.execute("CREATE TABLE orders (id INTEGER)")
    database.close()
    outcome = rashomon("add", "page.html", "--archive", "shop.db")
    assert outcome.code == 1
    assert "shop.db" in outcome.err


def test_reading_an_archive_that_is_not_there_makes_none(rashomon: Rashomon, tmp_path: Path) -> None:
    outcome = rashomon("stories", "--archive", "missing.db")
    assert outcome.code == 1
    assert "missing.db" in outcome.err
    assert not (tmp_path / "missing.db").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("stories", "--since", "last week"),
        ("extract",),
        ("no-such-command",),
        ("extract", "--manifest", "no-such-manifest.jsonl"),
    ],
)
def test_wrong_usage_exits_with_2(rashomon: Rashomon, archive_of_one: Path, arguments: tuple[str, ...]) -> None:
    outcome = rashomon(*arguments)
    assert outcome.code == 2
    assert outcome.err.strip()
    assert "Traceback" not in outcome.err


def test_an_unknown_story_is_named(rashomon: Rashomon, archive_of_one: Path) -> None:
    outcome = rashomon("story", "abcdef123456")
    assert outcome.code == 1
    assert "abcdef123456" in outcome.err


def test_a_full_disk_is_told(rashomon: Rashomon, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(article_page())
    outcome = rashomon("compare", "page.html", "--format", "json", "-o", "/dev/full")
    assert outcome.code == 1
    assert "/dev/full" in outcome.err


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        ("search dam --limit -1", "Invalid value for '--limit': -1 is too small: 1 or more"),
        ("search dam --limit many", "Invalid value for '--limit': 'many' is no whole number"),
        ("serve --port 99999", "Invalid value for '--port': 99999 is too large: 65535 or less"),
        ("stories --sort size", "Invalid value for '--sort': 'size' is not one of 'time', 'outlets', 'articles'"),
        ("stories --archive mysql://example/news", "mysql://example/news: is no archive"),
        ("stories --archive=", "--archive: names no archive"),
        ("restore copy.db --until 2", "the log has the entries 1 to 1"),
        ("restore copy.db --until 1999-01-01", "nothing had been captured by then: the log has the entries 1 to 1"),
    ],
)
def test_a_wrong_value_is_refused_in_one_sentence(
    rashomon: Rashomon, archive_of_one: Path, command: str, sentence: str
) -> None:
    refused = rashomon(*command.split())
    assert refused.code == 2
    assert sentence in refused.err
    assert articles_in(rashomon) == 1
