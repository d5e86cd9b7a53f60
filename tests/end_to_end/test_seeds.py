"""The two seed pages, from files to a story told side by side. Their words stay outside the repository: the test
names only what any report of the summit must have, and checks structure, spans and provenance."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.end_to_end.conftest import Rashomon

from rashomon.render.documents import schema_of

FURNITURE = ("分享", "facebook", "twitter", "whatsapp", "首页", "翻墙", "责任编辑", "<ok", "gfw-breaker")


@pytest.fixture
def comparison(rashomon: Rashomon, seeds: Path) -> dict[str, Any]:
    outcome = rashomon("compare", *sorted(seeds.glob("*.txt")), "--format", "json")
    assert outcome.code == 0, outcome.err
    document: dict[str, Any] = json.loads(outcome.out)
    return document


def test_the_comparison_fits_its_schema(comparison: dict[str, Any]) -> None:
    jsonschema.validate(comparison, schema_of("comparison"))


def test_both_pages_come_out_clean(comparison: dict[str, Any]) -> None:
    feed, channel = (account["article"] for account in comparison["accounts"])
    if "rfi" not in feed["url"]:
        feed, channel = channel, feed
    assert feed["published_at"] == "2023-09-13T11:13:00+02:00"
    assert feed["published_at_basis"] in {"stated", "inferred"}
    assert channel["dateline"].startswith("【大纪元2023年09月13日讯】")
    assert channel["editor"] == "李同德"
    assert len(channel["images"]) == 1
    assert "POOL/AFP" in channel["images"][0]["caption"] + channel["images"][0]["credit"]
    assert any("/tag/" in link for link in channel["links"])
    assert channel["url"] == "https://www.epochtimes.com/gb/23/9/13/n14072911.htm"
    for article in (feed, channel):
        assert not [word for word in FURNITURE if word in article["text"]]


def test_every_finding_points_at_its_words(comparison: dict[str, Any]) -> None:
    texts = {account["article"]["id"]: account["article"]["text"] for account in comparison["accounts"]}
    article_of = {s["id"]: a["article"]["id"] for a in comparison["accounts"] for s in a["sentences"]}
    for account in comparison["accounts"]:
        for sentence in account["sentences"]:
            assert texts[account["article"]["id"]][sentence["start"] : sentence["end"]] == sentence["text"]
    for quotation in comparison["quotations"]:
        text = texts[quotation["account"]]
        assert text[quotation["start"] : quotation["end"]] == quotation["text"]
        if quotation["speaker"]:
            speaker = quotation["speaker"]
            assert text[speaker["start"] : speaker["end"]] == speaker["text"]
    for difference in comparison["differences"]:
        for value in difference["values"]:
            assert texts[article_of[value["sentence"]]][value["start"] : value["end"]] == value["text"]


def test_quotations_have_their_speakers_and_statements_their_sources(comparison: dict[str, Any]) -> None:
    speakers = {q["speaker"]["name"] for q in comparison["quotations"] if q["speaker"]}
    assert {"德佩斯科夫", "罗曼‧斯维坦（Roman Svitan）"} <= speakers
    sources = {use["source"] for use in comparison["sources"]}
    assert {"路透社", "CNN", "BBC监测网"} <= sources
    assert any(source.startswith("韩国参谋长联席会议") for source in sources)


def test_matching_statements_stand_in_one_row(comparison: dict[str, Any]) -> None:
    sentences = {s["id"]: s["text"] for a in comparison["accounts"] for s in a["sentences"]}
    rows = ["".join(sentences[s] for s in claim["statements"]) for claim in comparison["claims"]]
    assert any("这就是我们来到这里的原因" in row and "这正是我们来到这里的原因" in row for row in rows)


def test_the_place_of_the_launch_is_a_difference_but_no_contradiction(comparison: dict[str, Any]) -> None:
    places = [d for d in comparison["differences"] if d["kind"] == "place"]
    launch = [d for d in places if any("苏南" in value["text"] for value in d["values"])]
    assert launch
    assert not any(d["contradiction"] for d in launch)


def test_the_seeds_form_one_story_in_an_archive(rashomon: Rashomon, seeds: Path) -> None:
    added = rashomon("add", seeds, "--format", "json")
    assert added.code == 0, added.err
    assert json.loads(added.out)["new"] == 2
    stories = json.loads(rashomon("stories", "--format", "json").out)
    jsonschema.validate(stories, schema_of("stories"))
    assert [len(story["articles"]) for story in stories["stories"]] == [2]
    told = rashomon("compare", stories["stories"][0]["id"])
    assert told.code == 0, told.err
    assert "Where they part" in told.out
