"""The served archive: pages, API, headers, errors."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient
from tests.fictional import BAY, VERSIONS

from rashomon.archive import open_archive
from rashomon.model import Page
from rashomon.web import create_app

Client = TestClient[Any]
_PAGES = ["/", "/outlets", "/search", "/about", f"/articles/{BAY}", "/outlets/海湾日报", "/search?q=渡轮"]


def _story_id(client: Client) -> str:
    stories = client.get("/api/v1/stories").json()["stories"]
    return str(stories[0]["id"])


@pytest.mark.parametrize("path", _PAGES)
def test_pages_answer_in_html_under_a_strict_policy(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "set-cookie" not in answer.headers
    assert "<script" not in answer.text


def test_the_story_page_compares_and_has_markdown(client: Client) -> None:
    story = _story_id(client)
    assert "<h1" in client.get(f"/stories/{story}").text
    markdown = client.get(f"/stories/{story}.md")
    assert markdown.headers["content-type"].startswith("text/markdown")
    assert markdown.text.startswith("# ")


def test_ids_may_be_shortened(client: Client) -> None:
    assert client.get(f"/articles/{BAY[:8]}").status_code == 200


@pytest.mark.parametrize("path", ["/", "/about", "/static/rashomon.css", "/feed.atom"])
def test_a_head_request_gets_the_headers_alone(client: Client, path: str) -> None:
    whole, head = client.get(path), client.head(path)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["etag"] == whole.headers["etag"]


@pytest.mark.parametrize("path", ["/", "/api/v1/stories", "/static/rashomon.css"])
def test_an_unchanged_answer_is_not_sent_again(client: Client, path: str) -> None:
    first = client.get(path)
    again = client.get(path, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]


@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_answers_are_packed_as_the_client_takes_them(client: Client, encoding: str) -> None:
    packed = client.get("/about", headers={"Accept-Encoding": encoding})
    plain = client.get("/about", headers={"Accept-Encoding": "identity"})
    assert packed.headers["content-encoding"] == encoding
    assert "content-encoding" not in plain.headers
    assert packed.text == plain.text
    assert "Accept-Encoding" in plain.headers["vary"]


def test_the_language_follows_the_reader_and_the_switch(client: Client) -> None:
    chinese = client.get("/about", headers={"Accept-Language": "zh-TW"})
    assert '<html lang="zh-Hant">' in chinese.text
    assert "Accept-Language" in chinese.headers["vary"]
    chosen = client.get("/about?ui=zh-Hans", headers={"Accept-Language": "en"})
    assert '<html lang="zh-Hans">' in chosen.text
    assert 'href="/outlets?ui=zh-Hans"' in chosen.text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/stories/ffffffffffff", 404),
        ("/articles/ffffffffffff", 404),
        ("/outlets/nobody", 404),
        ("/nowhere", 404),
        ("/?since=soon", 400),
        ("/search?q=x&offset=-1", 400),
        ("/static/../pyproject.toml", 404),
        ("/static/%2e%2e/%2e%2e/etc/passwd", 404),
    ],
)
def test_errors_are_pages_for_people(client: Client, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("path", "status", "subject"),
    [
        ("/api/v1/stories/ffffffffffff", 404, "ffffffffffff"),
        ("/api/v1/stories?limit=0", 400, "/api/v1/stories"),
        ("/api/v1/stories?cursor=zzz", 404, "cursor"),
        ("/api/v1/nothing", 404, "/api/v1/nothing"),
    ],
)
def test_errors_have_one_shape_for_programs(client: Client, path: str, status: int, subject: str) -> None:
    answer = client.get(path)
    error = answer.json()["error"]
    assert answer.status_code == status == error["status"]
    assert error["subject"] == subject
    assert error["message"]


def test_writing_is_refused(client: Client) -> None:
    assert client.post("/api/v1/stories").status_code == 405
    assert client.delete(f"/api/v1/articles/{BAY}").status_code in {404, 405}


def test_the_articles_document_comes_whole(client: Client) -> None:
    document = client.get(f"/api/v1/articles/{BAY}").json()
    assert document["text"] == VERSIONS[BAY].text
    assert document["outlet"] == "海湾日报"
    assert len(client.get(f"/api/v1/articles/{BAY}/versions").json()) == 1
    assert "quotations" in client.get(f"/api/v1/articles/{BAY}/attribution").json()
    assert client.get(f"/api/v1/articles/{BAY}/captures").json()[0]["article"] == BAY


def test_stories_are_paged_by_cursor(client: Client) -> None:
    seen, cursor = [], ""
    for _page in range(10):
        document = client.get(f"/api/v1/stories?limit=1&cursor={cursor}").json()
        seen += [story["id"] for story in document["stories"]]
        cursor = document.get("next", "")
        if not cursor:
            break
    assert seen == [story["id"] for story in client.get("/api/v1/stories").json()["stories"]]


def test_search_finds_either_script(client: Client) -> None:
    found = client.get("/api/v1/search?q=渡輪").json()
    assert {hit["article"]["outlet"] for hit in found["hits"]} >= {"海湾日报", "島聞"}


def test_the_comparison_is_served_as_data(client: Client) -> None:
    document = client.get(f"/api/v1/stories/{_story_id(client)}/comparison").json()
    assert {"claims", "differences", "lineage", "only_in"} <= set(document)


def test_the_api_describes_itself(client: Client) -> None:
    description = client.get("/api/v1/openapi.json").json()
    assert description["openapi"].startswith("3.1")
    assert "/api/v1/stories/{story_id}/comparison" in description["paths"]
    assert not [path for path in description["paths"] if not path.startswith("/api/v1/")]


def test_no_page_points_elsewhere_but_by_links(client: Client) -> None:
    for path in _PAGES:
        page = client.get(path).text
        assert not re.findall(r'(?:src|srcset|data|poster)="', page)
        assert re.findall(r'<link[^>]*href="([^"]*)"', page)[0].startswith("/static/rashomon.css?v=")


def test_another_host_is_refused(archive_path: Path) -> None:
    with TestClient(create_app(archive_path, hosts=("news.example",)), base_url="http://news.example") as client:
        assert client.get("/about").status_code == 200
        refused = client.get("/about", headers={"Host": "evil.example"})
        assert (refused.status_code, refused.json()["error"]["subject"]) == (400, "Host")


def test_a_client_that_asks_too_often_is_told_so(archive_path: Path) -> None:
    with TestClient(create_app(archive_path, requests_a_minute=3), base_url="http://127.0.0.1") as client:
        statuses = [client.get("/about").status_code for _ in range(5)]
    assert statuses == [200, 200, 200, 429, 429]


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("/feed.atom", "application/atom+xml"),
        ("/feed.json", "application/feed+json"),
        (f"/articles/{BAY}.bib", "application/x-bibtex"),
        (f"/articles/{BAY}.csl", "application/vnd.citationstyles.csl+json"),
        (f"/articles/{BAY}.jsonld", "application/ld+json"),
    ],
)
def test_other_forms_are_served(client: Client, path: str, media_type: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == media_type


def test_a_storys_claims_are_served_as_a_table(client: Client) -> None:
    table = client.get(f"/stories/{_story_id(client)}.csv")
    assert table.headers["content-type"].startswith("text/csv")
    assert table.content.startswith(b"\xef\xbb\xbfclaim,standing")


def test_a_kept_page_never_names_the_host_of_another_reader(client: Client) -> None:
    path = f"/stories/{_story_id(client)}"
    other = client.get(path, headers={"Host": "10.9.8.7"}).text
    mine = client.get(path).text
    assert "http://10.9.8.7/stories/" in other
    assert "10.9.8.7" not in mine


def test_captures_name_a_file_without_the_operators_folders(tmp_path: Path) -> None:
    text = "渡轮“云雀号”星期二晚间在维尔港二号码头靠岸时撞上栈桥，造成37人受伤，港务局已经关闭码头。" * 4
    body = f"<html><title>渡轮撞上栈桥</title><article><h1>渡轮撞上栈桥</h1><p>{text}</p></article></html>"
    page = Page(
        source="/home/operator/inbox/ferry.html",
        body=body.encode(),
        captured_at=datetime(2031, 5, 6, tzinfo=UTC),
    )
    with open_archive(tmp_path / "news.db") as archive:
        archive.add([page])
        (article,) = archive.articles()
    with TestClient(create_app(tmp_path / "news.db"), base_url="http://127.0.0.1:8000") as client:
        answer = client.get(f"/api/v1/articles/{article.id}/captures")
    assert [record["source"] for record in answer.json()] == ["ferry.html"]


@pytest.mark.parametrize(
    ("form", "media_type", "beginning"),
    [
        ("jsonld", "application/ld+json", b"{"),
        ("parquet", "application/vnd.apache.parquet", b"PAR1"),
        ("html", "text/html", b"<!DOCTYPE html>"),
    ],
)
def test_a_story_is_given_in_other_forms(client: Client, form: str, media_type: str, beginning: bytes) -> None:
    answer = client.get(f"/stories/{_story_id(client)}.{form}")
    assert answer.headers["content-type"].startswith(media_type)
    assert answer.content.startswith(beginning)


def test_an_article_leads_to_its_story(client: Client) -> None:
    story = client.get("/api/v1/stories").json()["stories"][0]
    member = story["articles"][0]["id"]
    assert len(story["articles"]) > 1
    assert f'href="/stories/{story["id"]}"' in client.get(f"/articles/{member}").text
