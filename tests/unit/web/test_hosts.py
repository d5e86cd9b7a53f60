"""Which Host headers name this server."""

from __future__ import annotations

import pytest

from rashomon.web.hosts import is_allowed


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.0.0.1:8000", "[::1]:8000", "localhost:1", "LOCALHOST", "192.168.1.4", "news.example:80"]
)
def test_addresses_and_own_names_are_allowed(host: str) -> None:
    assert is_allowed(host, ("News.Example",))


@pytest.mark.parametrize(
    "host", ["", "evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "news.example.evil", "é"]
)
def test_other_names_are_not(host: str) -> None:
    assert not is_allowed(host, ("news.example",))
