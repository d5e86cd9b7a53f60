"""The JSON documents: keys of the contract, round trips, and what is refused."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from rashomon.errors import UsageError
from rashomon.model import ArticleId, Basis, Comparison, Lineage, LineageKind, Precision, Story, StoryId, Version
from rashomon.render.documents import DOCUMENTS, article_from_json, schema_of, to_json

ARTICLE_KEYS = [
    "id",
    "url",
    "urls",
    "outlet",
    "headline",
    "byline",
    "published_at",
    "published_at_basis",
    "published_at_precision",
    "modified_at",
    "dateline",
    "language",
    "script",
    "text",
    "paragraphs",
    "images",
    "keywords",
    "links",
    "editor",
    "channels",
    "digest",
    "captured_at",
    "extractor",
]
COMPARISON_KEYS = [
    "story",
    "accounts",
    "quotations",
    "sources",
    "claims",
    "alignments",
    "differences",
    "only_in",
    "timeline",
    "lineage",
    "wording",
    "names",
]


def test_an_article_document_has_the_contracts_keys() -> None:
    document = json.loads(to_json(Version(id=ArticleId("a1"), text="Rain fell.")))
    assert set(ARTICLE_KEYS) <= set(document)


def test_an_article_survives_the_round_trip() -> None:
    article = Version(
        id=ArticleId("a1"),
        url="https://morning.example/1",
        outlet="Morning",
        headline="雨",
        text="下雨了。\n风停了。",
        published_at=datetime(2023, 9, 13, 11, 13, tzinfo=UTC),
        published_at_basis=Basis.INFERRED,
    )
    back = article_from_json(to_json(article))
    assert back.published_at == article.published_at
    assert [back.text[p.start : p.end] for p in back.paragraphs] == ["下雨了。", "风停了。"]
    assert to_json(article_from_json(to_json(back))) == to_json(back)


def test_nulls_and_missing_keys_take_their_defaults() -> None:
    article = article_from_json('{"id": "x", "text": "One.", "editor": null, "published_at": "2023-09-13"}')
    assert article.editor == ""
    assert article.published_at == datetime(2023, 9, 13, tzinfo=UTC)
    assert article.published_at_precision is Precision.DAY


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("[1]", "no JSON object"),
        ("{", "no JSON object"),
        ('{"id": "x"}', "it has no text"),
        ('{"id": "x", "text": "One.", "published_at": "last week"}', "not ISO 8601"),
        ('{"id": "x", "text": "One.", "paragraphs": [{"start": 0, "end": 99}]}', "outside its text"),
        ('{"id": 7, "text": "One."}', "no article document"),
    ],
)
def test_what_is_no_article_is_told_in_a_sentence(line: str, complaint: str) -> None:
    with pytest.raises(UsageError, match=complaint):
        article_from_json(line, source="line 3")


def test_a_comparison_document_has_the_contracts_keys_and_spells_from() -> None:
    arrow = Lineage(from_="Agency", to="Morning", kind=LineageKind.RELIES_ON, sentences=())
    story = Story(id=StoryId("s"), headline="h", first_at=None, last_at=None, articles=(), outlets=0, origins=0)
    empty: tuple[()] = ()
    comparison = Comparison(
        story=story,
        accounts=empty,
        quotations=empty,
        sources=empty,
        claims=empty,
        alignments=empty,
        differences=empty,
        only_in={},
        timeline=empty,
        lineage=(arrow,),
        wording=empty,
        names=empty,
    )
    document = json.loads(to_json(comparison))
    assert list(document) == [*COMPARISON_KEYS, "retellings", "left_out"]
    assert document["lineage"] == [{"from": "Agency", "to": "Morning", "kind": "relies on", "sentences": []}]


def test_extra_keys_are_added_unless_none() -> None:
    document = json.loads(to_json(Version(id=ArticleId("a1")), id="7", seconds=0.5, note=None))
    assert document["id"] == "7"
    assert document["seconds"] == 0.5
    assert "note" not in document


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_every_document_has_a_schema(name: str) -> None:
    assert schema_of(name)["$schema"].startswith("https://json-schema.org/")
