"""Search: the same answers on every store, exact, in either script."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rashomon.model import ArticleId, Version
from rashomon.store import articles, attributions, index, search, versions
from rashomon.store.attributions import Attribution
from rashomon.store.bodies import Bodies, pack_body
from rashomon.store.database import Database
from rashomon.store.packing import pack_against
from rashomon.store.tokens import index_text
from rashomon.store.words import parse_question

MAY = datetime(2031, 5, 4, 12, 0, tzinfo=UTC)
TEXTS = (
    "河谷市水坝出现裂缝。水位下降。",
    "河谷市长林若溪说没有人受伤，水。坝完好。",
    "臺灣水壩工程師抵達河谷市。",
    "The dam at Valley City cracked; the mayor spoke.",
    "Mayor: no dam-burst. Élysée silent, 水坝 mentioned once.",
)


def fill(db: Database, texts: tuple[str, ...] = TEXTS) -> None:
    """Articles 1, 2, 3 … of these texts, a day apart, of two outlets in turn."""
    bodies = Bodies(db)
    with db.transaction():
        for place, text in enumerate(texts):
            version = Version(
                id=ArticleId(f"{place:016x}"),
                outlet=("River Post", "Valley Times")[place % 2],
                headline=f"headline{place} 要闻",
                text=text,
                language="zh" if place < 3 else "en",
                published_at=MAY + timedelta(days=place),
                captured_at=MAY,
            )
            known = articles.add(db, version)
            articles.add_channels(db, known.number, ("dams",) if place == 2 else ())
            body = bodies.add(pack_body(text.encode(), bodies.packing))
            frame = versions.packed(version, text.encode())
            digest = place.to_bytes(32, "big")
            number = versions.add(
                db, version, article=known.number, digest=digest, body=body, frame=frame, reason="new"
            )
            versions.show(db, known.number, number, version)
            index.add(db, {known.number: index.words_of(version)})


def found(db: Database, words: str) -> set[int]:
    return {number for number, _ in search.find(db, parse_question(words), limit=100).scores}


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("坝", {1, 2, 3, 5}),
        ("水坝", {1, 3, 5}),
        ("水壩", {1, 3, 5}),
        ("河谷市", {1, 2, 3}),
        ("台湾", {3}),
        ("dam", {4, 5}),
        ("DAM", {4, 5}),
        ('"valley city"', {4}),
        ('"city valley"', set()),
        ("elysee", {5}),
        ("水坝 mayor", {5}),
        ("水坝 -mayor", {1, 3}),
        ("-水坝", {2, 4}),
        ('outlet:"River Post"', {1, 3, 5}),
        ("outlet:Nobody 水坝", set()),
        ("language:en dam", {4, 5}),
        ("channel:dams", {3}),
        ("水坝 after:2031-05-05", {3, 5}),
        ("before:2031-05-05", {1}),
        ("headline3", {4}),
        ("da", set()),
        ("。", {1, 2, 3, 4, 5}),
    ],
)
def test_questions(db: Database, words: str, numbers: set[int]) -> None:
    fill(db)
    assert found(db, words) == numbers
    assert set(search.articles_of(db, parse_question(words))) == numbers
    assert search.find(db, parse_question(words), limit=1).total == len(numbers)
    assert search.find(db, parse_question(words), limit=1, offset=50).total == len(numbers)


def test_pages_of_results_follow_one_another(db: Database) -> None:
    fill(db)
    whole = search.find(db, parse_question("坝"), limit=10).scores
    parts = [search.find(db, parse_question("坝"), limit=1, offset=n).scores for n in range(4)]
    assert tuple(itertools.chain(*parts)) == whole


def test_of_equal_words_the_newer_comes_first_and_the_headline_counts_more(db: Database) -> None:
    fill(db, ("水坝裂缝", "水坝裂缝", "其他", "headline2 其他"))
    assert [number for number, _ in search.find(db, parse_question("水坝"), limit=9).scores] == [2, 1]
    assert search.find(db, parse_question("headline2"), limit=9).scores[0][0] == 3


def test_what_is_attributed_can_be_asked_for(db: Database) -> None:
    fill(db)
    bodies = Bodies(db)
    text = "没有人受伤"
    told = Attribution(
        version=2,
        names=(("speaker", "林若溪"), ("source", "聯合通訊")),
        quoted=pack_against(text.encode(), TEXTS[1].encode()),
        words=index_text(text),
    )
    with db.transaction():
        attributions.put(db, bodies, {2: told})
    assert attributions.missing(db, most=9) == [1, 3, 4, 5]
    assert found(db, "speaker:若溪") == found(db, "source:联合通讯") == found(db, "quoted:受伤") == {2}
    assert found(db, "speaker:联合通讯") == found(db, "quoted:水") == found(db, "speaker:%") == set()
    with db.transaction():
        attributions.put(db, bodies, {2: Attribution(version=2)})
    assert found(db, "speaker:若溪") == found(db, "quoted:受伤") == set()


def test_spellings_of_a_name_are_one_name(db: Database) -> None:
    fill(db)
    spelt = [Attribution(version=n, names=(("speaker", name),)) for n, name in ((1, "聯合"), (2, "联合"))]
    with db.transaction():
        attributions.put(db, Bodies(db), {1: spelt[0], 2: spelt[1]})
        attributions.put(db, Bodies(db), {3: replace(spelt[1], version=3)})
    assert db.rows("SELECT count(*) FROM names") == [(1,)]
    assert found(db, "speaker:联合") == found(db, "speaker:聯合") == {1, 2, 3}


def test_facets_count_the_answers(db: Database) -> None:
    fill(db)
    told = search.facets(db, parse_question("水坝"))
    assert told["outlets"] == [("River Post", 3)]
    assert told["languages"] == [("zh", 2), ("en", 1)]
    assert told["months"] == [("2031-05", 3)]


def test_an_article_taken_out_is_not_found(db: Database) -> None:
    fill(db)
    index.remove(db, {1: index.words_of(versions.latest(db, Bodies(db), 1))})
    assert found(db, "裂缝") == set()
    assert index.entered(db) == {2, 3, 4, 5}
    assert index.faults(db) == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(word=st.text(alphabet="水坝河谷市长没有。", min_size=1, max_size=3))
def test_short_chinese_words_are_exact(db: Database, word: str) -> None:
    if not db.rows("SELECT 1 FROM articles"):
        fill(db)
    if "。" not in word:
        assert found(db, word) == {place for place, text in enumerate(TEXTS, 1) if word in text.replace("壩", "坝")}
