"""Subscribing, watching and what it tells of itself, through the command line and against a server on loopback."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.end_to_end.conftest import Rashomon
from tests.newsroom import START, Newsroom, StepClock, serve_newsroom
from tests.newsroom.press import rss_feed
from tests.newsroom.stories import english_pieces

HOST = "127.0.0.1"


@pytest.fixture
def newsroom(monkeypatch: pytest.MonkeyPatch) -> Iterator[Newsroom]:
    monkeypatch.setenv("RASHOMON_ALLOW_NETWORKS", "127.0.0.0/8")
    monkeypatch.setenv("RASHOMON_SPACING", "0")
    with serve_newsroom(StepClock()) as running:
        yield running


@pytest.fixture
def feed(newsroom: Newsroom) -> str:
    """The address of a site that names its feed; three articles stand in it whole."""
    pieces = english_pieces(START)[:3]
    newsroom.put(HOST, "/feed", rss_feed(pieces, outlet="Tidewater Courier", base=newsroom.url(HOST, "")))
    return newsroom.url(HOST, "/feed")


def test_a_feed_is_watched_from_subscribing_to_unsubscribing(rashomon: Rashomon, feed: str, tmp_path: Path) -> None:
    assert rashomon("subscribe", feed).out == f"watching {feed}\n"
    outcome = rashomon("watch", "--once", "--format", "json")
    assert outcome.code == 0, outcome.err
    assert json.loads(outcome.out)["tally"]["new"] == 3
    log = [json.loads(line) for line in outcome.err.splitlines() if line.startswith("{")]
    assert [(line["url"], line["outcome"], line["pages"]) for line in log] == [(feed, "looked", 3)]
    (item,) = json.loads(rashomon("subscriptions", "--format", "json").out)["subscriptions"]
    assert (item["url"], item["failures"]) == (feed, 0)
    assert datetime.fromisoformat(item["due_at"]) > datetime.now(UTC)
    assert feed in rashomon("subscriptions", "--format", "opml").out
    (host,) = json.loads(rashomon("outlets", "--format", "json").out)["health"]
    assert (host["host"], host["requests"], host["trouble"]) == (HOST, 1, "")
    assert HOST in rashomon("outlets").out
    assert rashomon("unsubscribe", feed).code == 0
    assert json.loads(rashomon("subscriptions", "--format", "json").out) == {"subscriptions": []}
    assert rashomon("unsubscribe", feed).code != 0


def test_a_failing_list_is_told_and_retried(rashomon: Rashomon, feed: str, newsroom: Newsroom) -> None:
    assert rashomon("subscribe", feed).code == 0
    newsroom.remove(HOST, "/feed")
    assert rashomon("watch", "--once").code == 0
    listed = rashomon("retry", "--list")
    assert f"{feed}: the server answers 404" in listed.out
    assert rashomon("retry").out.endswith("1 due at once\n")


def test_what_is_only_asked_leaves_no_file_behind(rashomon: Rashomon, tmp_path: Path) -> None:
    assert rashomon("subscriptions").err == "0 lists watched\n"
    assert rashomon("retry", "--list").err == "nothing has failed\n"
    assert list(tmp_path.iterdir()) == []


def test_an_impossible_spacing_is_refused(rashomon: Rashomon, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RASHOMON_SPACING", "often")
    outcome = rashomon("subscribe", "https://paper.example/feed")
    assert outcome.code == 2
    assert "often is no number of seconds" in outcome.err.replace(":", "")
