"""Feeds, tables and citations."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict, replace
from xml.etree import ElementTree

import pyarrow
import pyarrow.parquet
from tests.fictional import BAY, NORTH, VERSIONS, ferry_comparison

from rashomon.model import Basis, QuotationForm, Story
from rashomon.render.citation import article_bibtex, article_citation, article_csl, article_json_ld, story_json_ld
from rashomon.render.feeds import Entry, Feed, atom_feed, json_feed, story_entries
from rashomon.render.tables import claim_cells, claims_csv, claims_parquet
from rashomon.render.texts import load_texts

_ATOM = "{http://www.w3.org/2005/Atom}"
_FEED = Feed(
    title="Rashomon",
    address="https://news.example/feed.atom",
    page="https://news.example/",
)


def entries(*stories: Story) -> tuple[Entry, ...]:
    return story_entries(stories, lambda story: f"https://news.example/stories/{story.id}", load_texts("en"))


def test_an_atom_entry_links_its_story_and_counts_its_accounts() -> None:
    story = ferry_comparison().story
    root = ElementTree.fromstring(atom_feed(entries(story), _FEED))
    entry = root.find(f"{_ATOM}entry")
    assert entry is not None
    assert entry.findtext(f"{_ATOM}title") == story.headline
    assert entry.findtext(f"{_ATOM}id") == f"https://news.example/stories/{story.id}"
    assert entry.findtext(f"{_ATOM}updated") == "2031-11-05T02:04:00+08:00"
    assert (entry.findtext(f"{_ATOM}summary") or "").startswith("4 accounts · 4 outlets · 2 independent origins\n")
    assert root.findtext(f"{_ATOM}updated") == "2031-11-05T02:04:00+08:00"


def test_characters_that_xml_forbids_do_not_break_a_feed() -> None:
    story = replace(ferry_comparison().story, headline="a\x00\x0b<b>&\ud800\ufffe", last_at=None)
    root = ElementTree.fromstring(atom_feed(entries(story), _FEED))
    assert root.findtext(f"{_ATOM}entry/{_ATOM}title") == "a<b>&"


def test_a_feed_without_stories_is_a_feed() -> None:
    assert ElementTree.fromstring(atom_feed((), _FEED)).findtext(f"{_ATOM}title") == "Rashomon"


def test_the_json_feed_tells_the_same() -> None:
    document = json.loads(json_feed(entries(ferry_comparison().story), _FEED))
    assert document["version"] == "https://jsonfeed.org/version/1.1"
    assert [item["title"] for item in document["items"]] == ["“云雀号”渡轮撞上栈桥 37人受伤"]


def test_the_table_has_a_row_a_claim_and_a_column_an_account() -> None:
    rows = list(csv.reader(io.StringIO(claims_csv(ferry_comparison()), newline="")))
    assert rows[0] == [
        "claim",
        "standing",
        "disputed",
        "origins",
        "told_by",
        "海湾日报",
        "島聞",
        "The Strait Courier",
        "北岸新闻网",
    ]
    assert len(rows) == 11
    assert rows[1][:5] == ["k1", "corroborated", "yes", "港務局; 联海社", "4"]
    assert rows[1][5] == "渡轮“云雀号”星期二晚间在维尔港二号码头靠岸时撞上栈桥，造成37人受伤。"


def test_a_cell_is_never_a_formula() -> None:
    whole = ferry_comparison()
    first = whole.accounts[0]
    sentence = replace(first.sentences[0], text="=HYPERLINK(1)")
    poisoned = replace(first, sentences=(sentence, *first.sentences[1:]))
    table = claims_csv(replace(whole, accounts=(poisoned, *whole.accounts[1:])))
    assert "'=HYPERLINK(1)" in table


def test_json_ld_states_only_what_is_stated() -> None:
    account = ferry_comparison().accounts[0]
    document = json.loads(article_json_ld(account, address="https://news.example/articles/x"))
    assert document["@type"] == "NewsArticle"
    assert document["datePublished"] == "2031-11-04T21:13:00+08:00"
    inferred = replace(account, article=replace(account.article, published_at_basis=Basis.INFERRED))
    assert "datePublished" not in json.loads(article_json_ld(inferred))


def test_bibtex_escapes_what_tex_would_read() -> None:
    version = replace(VERSIONS[BAY], headline="50% of {a} & b_c \\ ~", outlet="A & B")
    entry = article_bibtex(version)
    assert r"title = {{50\% of \{a\} \& b\_c \textbackslash{} \textasciitilde{}}}" in entry
    assert r"journal = {A \& B}" in entry
    assert entry.startswith(f"@article{{rashomon-{BAY},")


def test_csl_has_the_date_only_where_it_is_stated() -> None:
    assert json.loads(article_csl(VERSIONS[BAY]))[0]["issued"] == {"date-parts": [[2031, 11, 4]]}
    assert "issued" not in json.loads(article_csl(VERSIONS[NORTH]))[0]


def test_parquet_holds_every_cell_and_the_same_bytes_again() -> None:
    comparison = ferry_comparison()
    data = claims_parquet(comparison)
    table = pyarrow.parquet.read_table(io.BytesIO(data))
    assert table.to_pylist() == [asdict(cell) for cell in claim_cells(comparison)]
    assert table.schema.field("disputed").type == pyarrow.bool_()
    assert claims_parquet(comparison) == data


def test_a_storys_linked_data_has_its_articles_claims_and_quotations() -> None:
    comparison = ferry_comparison()
    document = json.loads(story_json_ld(comparison, address="https://news.example/stories/1"))
    kinds = [part["@type"] for part in document["hasPart"]]
    assert kinds.count("NewsArticle") == len(comparison.accounts)
    assert kinds.count("Claim") == len(comparison.claims)
    assert kinds.count("Quotation") == sum(q.form is not QuotationForm.INDIRECT for q in comparison.quotations)


def test_a_citation_says_no_day_that_was_not_stated() -> None:
    assert "2031-11-04" in article_citation(VERSIONS[BAY])
    inferred = article_citation(VERSIONS[NORTH])
    assert VERSIONS[NORTH].headline in inferred
    assert "2031" not in inferred.replace(VERSIONS[NORTH].url, "")
