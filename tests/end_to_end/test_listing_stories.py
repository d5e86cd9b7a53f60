"""`rashomon stories` with every option, on a small invented archive."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.end_to_end.conftest import Rashomon

from rashomon.model import ArticleId, Version
from rashomon.render.documents import to_json

START = datetime(2031, 5, 6, 8, tzinfo=UTC)
FERRY = (
    "The ferry Aldona sank off the port of Vellmar early on Tuesday with 48 people on board, the coast guard said. Rescue "
    "boats pulled 31 passengers from the water near the Korsk lighthouse."
)
AGAIN = (
    "Seventeen people are missing after the passenger ferry Aldona went down near Vellmar. The coast guard of Vellmar "
    "searched the waters around the Korsk lighthouse with two helicopters."
)
HARVEST = "托尔维克的农民说，今年的苹果收成是二十年来最好的，合作社将把一半卖到邻国。"


def article(name: str, outlet: str, headline: str, text: str, *, language: str, days: float = 0) -> Version:
    return Version(
        id=ArticleId(name),
        url=f"https://{outlet.lower()}.example/{name}",
        outlet=outlet,
        headline=headline,
        text=text,
        language=language,
        published_at=START + timedelta(days=days),
        captured_at=START + timedelta(days=days, hours=1),
    )


@pytest.fixture
def added(rashomon: Rashomon, tmp_path: Path) -> Rashomon:
    versions = [
        article("1", "Courier", "Ferry Aldona sinks off Vellmar, 17 missing", FERRY, language="en"),
        article("2", "Herald", "17 missing as ferry Aldona sinks near Vellmar", AGAIN, language="en", days=0.1),
        article("3", "Orchard", "托尔维克苹果丰收", HARVEST, language="zh", days=4),
    ]
    file = tmp_path / "articles.jsonl"
    file.write_bytes(b"".join(to_json(version) + b"\n" for version in versions))
    assert rashomon("add", file).code == 0
    return rashomon


@pytest.mark.parametrize(
    ("options", "headlines"),
    [
        ((), ["托", "Ferry"]),
        (("--sort", "outlets"), ["Ferry", "托"]),
        (("--sort", "articles", "--limit", "1"), ["Ferry"]),
        (("--since", "2031-05-09"), ["托"]),
        (("--until", "2031-05-09"), ["Ferry"]),
        (("--outlet", "Herald"), ["Ferry"]),
        (("--language", "zh"), ["托"]),
        (("--min-outlets", "2"), ["Ferry"]),
        (("--query", "Aldona"), ["Ferry"]),
        (("--query", "Aldona", "--language", "zh"), []),
    ],
)
def test_stories_are_chosen_and_sorted(added: Rashomon, options: tuple[str, ...], headlines: list[str]) -> None:
    outcome = added("stories", *options, "--format", "json")
    assert outcome.code == 0, outcome.err
    found = [story["headline"] for story in json.loads(outcome.out)["stories"]]
    assert len(found) == len(headlines)
    assert all(headline.startswith(start) for headline, start in zip(found, headlines, strict=True))


def test_a_story_tells_its_names_days_and_why(added: Rashomon) -> None:
    listed = json.loads(added("stories", "--min-outlets", "2", "--format", "json").out)["stories"]
    shown = added("story", listed[0]["id"]).out
    assert "articles by day 2031-05-06 2" in shown
    assert "languages en" in shown
    assert "Aldona" in shown
    told = json.loads(added("story", listed[0]["id"], "--format", "json").out)
    assert {one["nearest"] for one in told["joined"]} == {article["id"] for article in told["articles"]}
