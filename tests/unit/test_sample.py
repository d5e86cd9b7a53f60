"""The bundled sample is whole, invented and consistent: its pages hold what its truth says, and nothing points outside."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any

import feedparser
import pytest

from rashomon.outlets import load_outlets
from rashomon.sample import sample_folder

PAGES = sample_folder() / "pages"
TRUTH: dict[str, Any] = json.loads((sample_folder() / "truth.json").read_text(encoding="utf-8"))
ACCOUNTS: list[dict[str, Any]] = TRUTH["accounts"]
ARTICLES: list[dict[str, Any]] = [v for a in ACCOUNTS for v in a["versions"]] + TRUTH["unrelated"]
KNOWN_NAMESPACES = {"schema.org", "purl.org", "www.w3.org"}


def page_text(file: str) -> str:
    """The page without its tags and white space, so that a sentence broken by links is found whole."""
    raw = (PAGES / file).read_text(encoding="utf-8")
    return squeeze(unescape(re.sub(r"<[^>]+>", "", raw.replace("<![CDATA[", "").replace("]]>", ""))))


def squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text)


def body_of(article: dict[str, Any]) -> str:
    return "\n".join(p["text"] for p in article["paragraphs"])


def sentences() -> dict[str, list[str]]:
    return {a["key"]: a["sentences"] for a in ACCOUNTS}


def test_five_outlets_in_three_scripts() -> None:
    latest = [a["versions"][-1] for a in ACCOUNTS]
    assert len({article["outlet"] for article in latest}) == 5
    assert {article["script"] for article in latest} == {"Hans", "Hant", "Latn"}


def test_every_outlet_is_known_by_host_and_by_name() -> None:
    outlets = load_outlets(sample_folder() / "outlets")
    for article in ARTICLES:
        known = outlets.by_host(article["url"].split("/")[2])
        assert known is not None
        assert known == outlets.by_name(article["outlet"])


def test_every_file_is_told_of_in_the_truth() -> None:
    files = {p.relative_to(PAGES).as_posix() for p in PAGES.rglob("*") if p.is_file()}
    assert files == {article["file"] for article in ARTICLES}


@pytest.mark.parametrize("article", ARTICLES, ids=lambda a: a["headline"])
def test_page_holds_the_article_of_the_truth(article: dict[str, Any]) -> None:
    page = page_text(article["file"])
    for words in (article["headline"], *(p["text"] for p in article["paragraphs"])):
        assert squeeze(words) in page
    for image in article["images"]:
        assert squeeze(image["caption"]) in page
        assert squeeze(image["credit"]) in page


@pytest.mark.parametrize("article", ARTICLES, ids=lambda a: a["headline"])
def test_furniture_is_on_the_page_and_not_in_the_body(article: dict[str, Any]) -> None:
    raw = (PAGES / article["file"]).read_text(encoding="utf-8")
    for furniture in article["lacks"]:
        assert furniture in raw
        assert furniture not in body_of(article)


@pytest.mark.parametrize("file", sorted({a["file"] for a in ARTICLES}))
def test_every_address_is_reserved_for_examples(file: str) -> None:
    raw = (PAGES / file).read_text(encoding="utf-8")
    hosts = set(re.findall(r"https?://([^/\s\"'<>)]+)", raw)) - KNOWN_NAMESPACES
    assert hosts
    assert all(host.endswith(".example") for host in hosts), hosts


@pytest.mark.parametrize("file", sorted({a["file"] for a in ARTICLES}))
def test_no_page_loads_a_script(file: str) -> None:
    assert not re.search(r"<script[^>]+src=", (PAGES / file).read_text(encoding="utf-8"))


@pytest.mark.parametrize("account", ACCOUNTS, ids=lambda a: a["key"])
def test_findings_are_words_of_their_sentences(account: dict[str, Any]) -> None:
    text = body_of(account["versions"][-1])
    for sentence in account["sentences"]:
        assert sentence in text
    for quotation in account["quotations"]:
        assert quotation["text"] in quotation["sentence"]
        assert quotation["cue"] in text
        assert quotation["speaker_text"] in text
    for source in account["sources"]:
        assert source["text"] in (text if source["inferred"] else source["sentence"])
    findings = account["quotations"] + account["sources"]
    assert {f["sentence"] for f in findings} | set(account["only_in"]) <= set(account["sentences"])


@pytest.mark.parametrize("claim", TRUTH["claims"], ids=lambda c: c["id"])
def test_claims_join_sentences_that_exist(claim: dict[str, Any]) -> None:
    assert len(claim["statements"]) > 1
    for statement in claim["statements"]:
        assert statement["sentence"] in sentences()[statement["account"]]
    carried = {s["account"] for s in claim["statements"]}
    assert {a for origin in claim["origins"] for a in origin["accounts"]} <= carried
    if claim["standing"] == "corroborated":
        assert len(claim["origins"]) > 1


@pytest.mark.parametrize("difference", TRUTH["differences"], ids=lambda d: f"{d['claim']}-{d['kind']}")
def test_differences_stand_in_statements_of_their_claim(difference: dict[str, Any]) -> None:
    (claim,) = [c for c in TRUTH["claims"] if c["id"] == difference["claim"]]
    for value in difference["values"]:
        assert value["text"] in value["sentence"]
        assert {"account": value["account"], "sentence": value["sentence"]} in claim["statements"]
    assert len({value["text"] for value in difference["values"]}) > 1


def test_nothing_only_one_account_has_stands_in_a_claim() -> None:
    shared = {s["sentence"] for c in TRUTH["claims"] for s in c["statements"]}
    assert not shared & {s for a in ACCOUNTS for s in a["only_in"]}


def test_edited_article_is_one_address_with_two_texts() -> None:
    edited = TRUTH["edited"]
    (account,) = [a for a in ACCOUNTS if a["key"] == edited["account"]]
    first, second = account["versions"]
    assert first["url"] == second["url"]
    assert first["headline"] != second["headline"]
    assert edited["before"] in body_of(first)
    assert edited["before"] not in body_of(second)
    assert edited["after"] in body_of(second)


def test_feed_mirror_page_has_the_first_seeds_form() -> None:
    (file,) = (PAGES / "feed-mirror").rglob("*.md")
    stamp, headline, rule, empty, body = file.read_text(encoding="utf-8").splitlines()
    assert re.fullmatch(r"<!--\d{13}-->", stamp)
    assert re.fullmatch(r"\[[^\]]+\]\(https://[^)]+\)", headline)
    assert rule == "------"
    assert empty == ""
    assert re.match(r"<div>\d\d/\d\d/\d{4} - \d\d:\d\d</div><img ", body)


def test_channel_mirror_page_has_the_second_seeds_form() -> None:
    (file,) = (PAGES / "channel-mirror").rglob("*.md")
    page = file.read_text(encoding="utf-8")
    assert page.startswith("### ")
    for part in (
        "\n---\n",
        "\n#### [首页](",
        "<ok href=",
        'class="caption"',
        "width='0px'",
        "\n原文链接（需翻墙）：https://",
    ):
        assert part in page


def test_feed_holds_the_article_and_an_unrelated_one() -> None:
    feed = feedparser.parse((PAGES / "weirside-herald" / "feed.xml").read_bytes())
    assert not feed.bozo
    expected = {a["headline"] for a in ARTICLES if a["file"].startswith("weirside-herald")}
    assert {entry.title for entry in feed.entries} == expected
    assert len(feed.entries) == 2
