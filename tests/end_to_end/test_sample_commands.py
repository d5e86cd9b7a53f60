"""Every command on the bundled sample: its JSON fits the published schema, its text fits the terminal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from rich.cells import cell_len
from tests.end_to_end.conftest import Outcome, Rashomon

from rashomon.render.documents import schema_of
from rashomon.sample import sample_folder

PAGES = sample_folder() / "pages"


def fitting(outcome: Outcome, name: str) -> dict[str, Any]:
    """The one JSON document on stdout, after it was found to fit the schema."""
    assert outcome.code == 0, outcome.err
    document: dict[str, Any] = json.loads(outcome.out)
    jsonschema.validate(document, schema_of(name))
    return document


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RASHOMON_OUTLETS", str(sample_folder() / "outlets"))


@pytest.fixture
def added(rashomon: Rashomon, known: None) -> dict[str, Any]:
    return fitting(rashomon("add", PAGES, "--format", "json"), "tally")


@pytest.fixture
def story(rashomon: Rashomon, added: dict[str, Any]) -> dict[str, Any]:
    """The story that most outlets tell."""
    stories = fitting(rashomon("stories", "--sort", "outlets", "--format", "json"), "stories")["stories"]
    first: dict[str, Any] = stories[0]
    return first


def test_add_counts_every_page_once(added: dict[str, Any]) -> None:
    counted = sum(added[key] for key in ("new", "versions", "unchanged", "duplicates")) + sum(
        added["rejected"].values()
    )
    assert counted == added["read"] > 0
    assert added["versions"] == 1  # one account was edited after it was published


def test_names_are_listed_with_what_shows_them(rashomon: Rashomon, added: dict[str, Any]) -> None:
    document = fitting(rashomon("names", "Dascott", "--format", "json"), "names")
    assert [(one["name"], one["other"]) for one in document["names"]][:1] == [("米雷亚·达斯科特", "Mirea Dascott")]
    assert document["names"][0]["evidence"][0]["words"] == "米雷亚·达斯科特（Mirea Dascott）"
    shown = rashomon("names", "达斯科特")
    assert (shown.code, "Mirea" in shown.out) == (0, True)


def test_adding_again_changes_nothing(rashomon: Rashomon, added: dict[str, Any]) -> None:
    again = fitting(rashomon("add", PAGES, "--format", "json"), "tally")
    assert again["new"] == again["versions"] == 0
    assert again["unchanged"] + again["duplicates"] == added["read"]


def test_the_story_is_told_by_five_outlets(story: dict[str, Any]) -> None:
    assert story["outlets"] == len(story["articles"]) == 5


def test_a_story_says_why_its_articles_are_together(rashomon: Rashomon, story: dict[str, Any]) -> None:
    outcome = rashomon("story", story["id"], "--format", "json")
    joined = json.loads(outcome.out)["joined"]
    assert {item["article"] for item in joined} == {article["id"] for article in story["articles"]}


def test_compare_and_html_and_markdown(rashomon: Rashomon, story: dict[str, Any], tmp_path: Path) -> None:
    comparison = fitting(rashomon("compare", story["id"], "--format", "json"), "comparison")
    assert len(comparison["accounts"]) == 5
    assert rashomon("compare", story["id"], "--format", "html", "-o", "story.html").code == 0
    page = (tmp_path / "story.html").read_text("utf-8")
    assert "<script" not in page
    assert story["headline"] in page
    assert rashomon("compare", story["id"], "--format", "markdown").out.startswith("# ")
    assert rashomon("compare", story["id"], "--format", "csv").out.splitlines()[0].startswith("claim")


def test_compare_keeps_the_ids_of_article_documents(rashomon: Rashomon, story: dict[str, Any], tmp_path: Path) -> None:
    names = []
    for number, article in enumerate(story["articles"][:2]):
        document = json.loads(rashomon("article", article["id"], "--format", "json").out)
        names.append(f"account{number}.json")
        (tmp_path / names[-1]).write_text(json.dumps(document | {"id": f"mine{number}"}), "utf-8")
    comparison = fitting(rashomon("compare", *names, "--format", "json"), "comparison")
    assert {account["article"]["id"] for account in comparison["accounts"]} == {"mine0", "mine1"}
    sentences = [s["id"] for account in comparison["accounts"] for s in account["sentences"]]
    assert all(sentence.startswith(("mine0.s", "mine1.s")) for sentence in sentences)


def test_article_extract_and_attribute(rashomon: Rashomon, story: dict[str, Any]) -> None:
    article = story["articles"][0]["id"]
    fitting(rashomon("article", article, "--format", "json"), "article")
    fitting(rashomon("article", article, "--explain", "--format", "json"), "attribution")
    assert rashomon("article", article, "--explain").code == 0
    assert "<script" not in rashomon("article", article, "--format", "html").out
    page = next(path for path in sorted(PAGES.rglob("*.html")))
    fitting(rashomon("extract", page, "--format", "json"), "article")
    fitting(rashomon("attribute", page), "attribution")


def test_an_edited_article_has_a_history(rashomon: Rashomon, story: dict[str, Any]) -> None:
    histories = [json.loads(rashomon("history", a["id"], "--format", "json").out) for a in story["articles"]]
    assert sorted(len(history["versions"]) for history in histories) == [1, 1, 1, 1, 2]


def test_either_script_finds_the_other(rashomon: Rashomon, added: dict[str, Any]) -> None:
    simplified = fitting(rashomon("search", "闸门", "--format", "json"), "search")
    traditional = fitting(rashomon("search", "閘門", "--format", "json"), "search")
    assert simplified["total"] == traditional["total"] >= 3


def test_a_manifest_is_extracted_line_by_line(rashomon: Rashomon, tmp_path: Path) -> None:
    page = next(path for path in sorted(PAGES.rglob("*.html")))
    (tmp_path / "page.html").write_bytes(page.read_bytes())
    (tmp_path / "void.html").write_bytes(b"")
    lines = [
        {"id": "p", "file": "page.html", "url": "https://a.example/p"},
        {"id": "v", "file": "void.html", "url": ""},
    ]
    (tmp_path / "manifest.jsonl").write_text("\n".join(json.dumps(line) for line in lines), "utf-8")
    article, rejected = map(json.loads, rashomon("extract", "--manifest", "manifest.jsonl").out.splitlines())
    assert article["id"] == "p"
    assert article["seconds"] > 0
    jsonschema.validate(article, schema_of("article"))
    assert (rejected["id"], rejected["reason"]) == ("v", "empty")


def test_plain_texts_are_attributed_from_a_manifest(rashomon: Rashomon, tmp_path: Path) -> None:
    line = {"id": "7", "text": "镇长贝尔卡说：“水声先到，警报后到。”"}
    (tmp_path / "texts.jsonl").write_text(json.dumps(line), "utf-8")
    found = fitting(rashomon("attribute", "--manifest", "texts.jsonl"), "attribution")
    assert found["id"] == "7"
    assert [q["text"] for q in found["quotations"]] == ["水声先到，警报后到。"]


@pytest.mark.parametrize("columns", [80, 120, 160])
def test_the_demo_fits_the_terminal(rashomon: Rashomon, monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    outcome = rashomon("demo", "--into", "here")
    assert outcome.code == 0, outcome.err
    assert Path("here/story.html").exists()
    assert "Where they part" in outcome.out
    assert "…" not in outcome.out.replace("FILE…", "")
    assert max(cell_len(line) for line in outcome.out.splitlines()) <= columns
