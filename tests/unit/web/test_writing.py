"""Writing through the API: what is asked is done, with a token that allows it, and not otherwise."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient
from tests.fictional import BAY

from rashomon.archive import open_archive
from rashomon.archive.tokens import Scope, make_token
from rashomon.errors import NotFound
from rashomon.model import Tally
from rashomon.web import create_app
from rashomon.web.writing import Writer

Client = TestClient[Any]
_WRITES = [
    ("POST", "/api/v1/articles", {"url": "https://bay.example/1"}, Scope.ADD),
    ("DELETE", f"/api/v1/articles/{BAY}", {"reason": "asked by the outlet"}, Scope.DELETE),
    ("POST", "/api/v1/subscriptions", {"url": "https://bay.example/feed"}, Scope.SUBSCRIBE),
]


@pytest.fixture
def done() -> list[tuple[str, ...]]:
    """What the writer was asked to do."""
    return []


@pytest.fixture
def tokens(tmp_path: Path) -> Path:
    return tmp_path / "tokens.json"


@pytest.fixture
def client(tmp_path: Path, tokens: Path, done: list[tuple[str, ...]]) -> Iterator[Client]:
    open_archive(tmp_path / "news.db").close()

    def delete(article: str, reason: str) -> None:
        if article != BAY:
            raise NotFound(article, "is no article")
        done.append(("delete", article, reason))

    def add(url: str) -> Tally:
        done.append(("add", url))
        return Tally(read=1, new=1)

    def subscribe(url: str) -> tuple[str, ...]:
        done.append(("subscribe", url))
        return (url,)

    writer = Writer(tokens=tokens, add=add, delete=delete, subscribe=subscribe, turn=threading.Lock())
    with TestClient(create_app(tmp_path / "news.db", writer=writer), base_url="http://127.0.0.1:8000") as client:
        yield client


def token(tokens: Path, *scopes: Scope) -> dict[str, str]:
    secret = make_token(tokens, "test", scopes, now=datetime(2031, 5, 6, tzinfo=UTC))
    return {"Authorization": f"Bearer {secret}"}


@pytest.mark.parametrize(("method", "path", "body", "scope"), _WRITES)
def test_a_token_that_allows_it_writes(
    client: Client,
    tokens: Path,
    done: list[tuple[str, ...]],
    method: str,
    path: str,
    body: dict[str, str],
    scope: Scope,
) -> None:
    answer = client.request(method, path, json=body, headers=token(tokens, scope))
    assert answer.status_code == 200
    assert [what[0] for what in done] == [str(scope)]
    assert done[0][-1] in body.values()


@pytest.mark.parametrize(("method", "path", "body", "scope"), _WRITES)
def test_no_token_and_another_ones_scope_write_nothing(
    client: Client,
    tokens: Path,
    done: list[tuple[str, ...]],
    method: str,
    path: str,
    body: dict[str, str],
    scope: Scope,
) -> None:
    others = token(tokens, *(other for other in Scope if other is not scope))
    assert client.request(method, path, json=body).status_code == 401
    refused = client.request(method, path, json=body, headers=others)
    assert (refused.status_code, refused.json()["error"]["status"]) == (403, 403)
    assert done == []


def test_who_has_no_token_is_told_how_to_bring_one(client: Client) -> None:
    answer = client.post("/api/v1/articles", json={"url": "https://bay.example/1"})
    assert answer.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize("url", ["file:///etc/passwd", "javascript:alert(1)", "", "https://"])
def test_only_web_addresses_are_taken(client: Client, tokens: Path, done: list[tuple[str, ...]], url: str) -> None:
    assert client.post("/api/v1/articles", json={"url": url}, headers=token(tokens, Scope.ADD)).status_code == 400
    assert done == []


def test_what_is_not_there_cannot_be_deleted(client: Client, tokens: Path) -> None:
    answer = client.request(
        "DELETE", "/api/v1/articles/none", json={"reason": "asked"}, headers=token(tokens, Scope.DELETE)
    )
    assert answer.status_code == 404


def test_a_server_without_a_writer_has_no_address_to_write_to(tmp_path: Path) -> None:
    open_archive(tmp_path / "read.db").close()
    with TestClient(create_app(tmp_path / "read.db"), base_url="http://127.0.0.1:8000") as reading:
        assert reading.post("/api/v1/articles", json={"url": "https://bay.example/1"}).status_code in {404, 405}
        assert "post" not in str(reading.get("/api/v1/openapi.json").json()["paths"])


def test_a_client_that_asks_too_often_is_told_so(tmp_path: Path) -> None:
    open_archive(tmp_path / "read.db").close()
    app = create_app(tmp_path / "read.db", requests_a_minute=2)
    with TestClient(app, base_url="http://127.0.0.1:8000") as client:
        assert [client.get("/api/v1/outlets").status_code for _ in range(3)] == [200, 200, 429]
