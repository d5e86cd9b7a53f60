"""Who wrote an article, through whole pages: what they state and what readers see."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from rashomon.extract import extract_article
from rashomon.extract.byline import clean_byline, is_full_name
from rashomon.model import Page, Version

TEXT = (
    "<p>The old harbour bridge was closed on Tuesday after the river rose by two metres in one night, the council said.</p>"
    "<p>Nobody was hurt, the council's engineer told reporters at the quay, and buses will take the northern road.</p>"
    "<p>The ferry will run every ten minutes until the bridge opens again, which may take nine weeks or longer.</p>"
)


def byline(around: str, *, before: str = "", after: str = "", head: str = "") -> tuple[str, ...]:
    """The byline of a page with such markup under its headline, in its text's head, after its text."""
    page = (
        f"<html lang=en><head><title>Bridge closed for weeks - River Post</title>{head}</head><body>"
        f"<nav><a href=/>Home</a></nav><article><h1>Bridge closed for weeks</h1>{around}{before}{TEXT}{after}</article></body></html>"
    )
    found = extract_article(
        Page(
            source="x",
            body=page.encode(),
            captured_at=datetime(2024, 3, 20, tzinfo=UTC),
            url="https://riverpost.example/1",
        )
    )
    assert isinstance(found, Version)
    return found.byline


@pytest.mark.parametrize(
    ("around", "expected"),
    [
        ("<p>By Mara Quill</p>", ("Mara Quill",)),
        ("<p>BY MARA QUILL</p>", ("Mara Quill",)),
        ("<p>Von Jonas Ufer und Mara Quill</p>", ("Jonas Ufer", "Mara Quill")),
        ("<p>Par Mara Quill le 12 mars 2024</p>", ("Mara Quill",)),
        ("<p>Eine Kolumne von Jonas Ufer</p>", ("Jonas Ufer",)),
        ("<div>March 12, 2024 | Mara Quill</div>", ("Mara Quill",)),
        ("<div>Mara Quill</div><div>12 March 2024</div>", ("Mara Quill",)),
        ("<div><a href=/people/mara-quill>Mara Quill</a></div>", ("Mara Quill",)),
        ("<footer class=meta>12 March 2024 by Mara Quill</footer>", ("Mara Quill",)),
        ("<p class=byline><a>Jan Marchand</a> <a>Mara Quill</a></p>", ("Jan Marchand", "Mara Quill")),
        ("<p class=pointer-events-none><span>By Mara Quill</span></p>", ("Mara Quill",)),
        ("<p>By TPX, in News, Harbours, Rivers · 12 Mar 2024</p>", ("TPX",)),
        ("<div>Published on 12 March 2024 by mquill</div>", ("mquill",)),
    ],
)
def test_lines_under_the_headline(around: str, expected: tuple[str, ...]) -> None:
    assert byline(around) == expected


def test_a_name_alone_at_the_texts_head_or_end() -> None:
    assert byline("", before="<p>MARA QUILL</p>") == ("Mara Quill",)
    assert byline("", before="<p>Mara Quill/Jonas Ufer</p>") == ("Mara Quill", "Jonas Ufer")
    assert byline("", after="<p>Jonas Ufer</p>") == ("Jonas Ufer",)


@pytest.mark.parametrize(
    "around",
    [
        "<div>Northern Road</div><div>12 March 2024</div>",  # words that the text uses as plain ones
        "<div><a href=/topics/rivers>River Safety</a></div><div>12 March 2024</div>",
        "<p>Photo: Mara Quill</p>",
        "<aside class=related><p>By Mara Quill</p></aside>",
    ],
)
def test_what_is_no_author(around: str) -> None:
    assert byline(around) == ()


def test_the_outlet_named_as_author_gives_way_to_a_person() -> None:
    data = '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Bridge closed for weeks","author":{"@type":"Organization","name":"River Post, Ardmouth"}}</script>'
    assert byline("<p>By Mara Quill</p>", head=data) == ("Mara Quill",)
    assert byline("", head=data) == ("River Post",)


def test_a_login_or_a_first_name_gives_way_to_the_full_name() -> None:
    login = "<meta name=author content=mara.quill>"
    assert byline("<p>By Mara Quill</p>", head=login) == ("Mara Quill",)
    assert byline("", head=login) == ("mara.quill",)
    assert byline("<p>By Mara Quill</p>", head="<meta name=author content=Mara>") == ("Mara Quill",)


def test_a_catalogues_names_are_turned_round() -> None:
    head = '<meta name=citation_author content="Quill, Mara"><meta name=citation_author content="Ufer, Jonas">'
    assert byline("", head=head) == ("Mara Quill", "Jonas Ufer")


def test_agencies_are_credit_unless_nobody_else_is_named() -> None:
    assert clean_byline(["Mara Quill and Reuters"]).names() == ("Mara Quill",)
    assert clean_byline(["Reuters"]).names() == ("Reuters",)
    assert clean_byline(["Dr. Mara Quill, PhD"]).names() == ("Mara Quill",)
    assert clean_byline(["Mara Quill, Content Coordinator"]).names() == ("Mara Quill",)


@pytest.mark.parametrize("text", ["Mara Quill", "MARA QUILL", "Mara van der Quill", "J.R. Stone", "Sevinç Çetin"])
def test_full_names(text: str) -> None:
    assert is_full_name(text)


@pytest.mark.parametrize("text", ["Quill", "the river", "River News", "Staff Writer", "12 March", "Closed for weeks"])
def test_what_is_no_full_name(text: str) -> None:
    assert not is_full_name(text)
