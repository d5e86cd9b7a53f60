"""No request, however odd, is answered by a failure of the server."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from litestar.testing import TestClient
from tests.fictional import VERSIONS

from rashomon.archive import open_archive
from rashomon.web import create_app

_PATHS = (
    "/",
    "/search",
    "/outlets",
    "/feed.atom",
    "/feed.json",
    "/api/v1/stories",
    "/api/v1/search",
    "/stories/{}",
    "/articles/{}",
    "/outlets/{}",
    "/api/v1/stories/{}/comparison",
    "/api/v1/articles/{}/captures",
)
_FIELDS = ("q", "words", "outlet", "language", "since", "until", "min_outlets", "limit", "offset", "cursor", "ui")
_ODD = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        ['"', "' OR 1=1", "NEAR(", "*", "-", "outlet:", "\x00", "9" * 30, "2031-11-05", "{}", "..", "%00", "1"]
    ),
)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient[Any]]:
    path = tmp_path_factory.mktemp("odd") / "news.db"
    with open_archive(path) as archive:
        archive.add(VERSIONS.values())
    app = create_app(path)
    with TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False) as client:
        yield client


@settings(max_examples=150, deadline=None)
@given(path=st.sampled_from(_PATHS), key=_ODD, query=st.dictionaries(st.sampled_from(_FIELDS), _ODD, max_size=4))
def test_odd_requests_are_refused_not_failed(
    client: TestClient[Any], path: str, key: str, query: dict[str, str]
) -> None:
    address = path.format(quote(key.encode("utf8", "replace"), safe="")) + "?" + urlencode(query, errors="replace")
    answer = client.get(address)
    assert answer.status_code < 500, address
