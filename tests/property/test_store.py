"""Whatever an article says, it comes back as it was, is found by its words, and its log can be checked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rashomon.errors import UsageError
from rashomon.model import ArticleId, Image, Page, Version
from rashomon.store import intake, preparing, schema, search, verify, versions
from rashomon.store.bodies import Bodies, pack_body
from rashomon.store.database import Database
from rashomon.store.sqlite import SqliteDatabase
from rashomon.store.tokens import index_text, index_texts, text_by_runs
from rashomon.store.words import parse_question, snippet

WORDS = st.text(
    alphabet=st.one_of(st.sampled_from("水坝河谷市长国國。，“” \n"), st.characters(codec="utf-8")), max_size=60
)
MOMENTS = st.builds(
    lambda minutes, offset: (
        datetime(2031, 5, 4, tzinfo=timezone(timedelta(minutes=offset))) + timedelta(minutes=minutes)
    ),
    st.integers(-10_000_000, 10_000_000),
    st.integers(-14 * 60, 14 * 60),
)
VERSIONS = st.builds(
    Version,
    id=st.integers(0, 5).map(lambda number: ArticleId(f"{number:016x}")),
    outlet=st.sampled_from(["River Post", "河谷日报"]),
    headline=WORDS,
    text=WORDS,
    byline=st.lists(WORDS.filter(bool), max_size=2).map(tuple),
    dateline=WORDS,
    published_at=st.none() | MOMENTS,
    images=st.lists(st.builds(Image, url=st.just("https://river.example/a.jpg"), caption=WORDS), max_size=2).map(tuple),
    keywords=st.lists(WORDS, max_size=2).map(tuple),
    captured_at=MOMENTS,
)


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    database = SqliteDatabase(tmp_path_factory.mktemp("property") / "archive.db")
    schema.upgrade(database)
    yield database
    database.close()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(version=VERSIONS)
def test_what_goes_in_comes_out(db: Database, version: Version) -> None:
    bodies = Bodies(db)
    page = preparing.page_of(version, captured_at=datetime(2031, 5, 4, tzinfo=UTC))
    assert preparing.document_in(page) == version
    prepared = preparing.prepare([(page, version)], bodies.packing)[0]
    with intake.taking_in(db, bodies) as taken_in:
        stored = taken_in.store(prepared)
    assert stored.version is not None
    kept = versions.get(db, bodies, stored.version)
    same = replace(
        version,
        id=kept.id,
        outlet=kept.outlet,
        captured_at=kept.captured_at,
        digest=kept.digest,
        paragraphs=versions.line_paragraphs(version.text),
    )
    if stored.outcome in (intake.Outcome.NEW, intake.Outcome.VERSION):
        assert kept == same
        assert (kept.captured_at, kept.published_at) == (version.captured_at, version.published_at)
    assert preparing.digest_of(kept) == preparing.digest_of(version)


def test_after_all_that_everything_is_whole(db: Database) -> None:
    found = verify.check(db, Bodies(db)).problems
    assert [problem for problem in found if problem.part != "stories"] == []


@given(words=st.text(max_size=40), text=WORDS)
def test_any_question_has_an_answer(db: Database, words: str, text: str) -> None:
    try:
        question = parse_question(words)
    except UsageError:
        return
    search.find(db, question, limit=5)
    shown = snippet(text, question.phrases)
    assert all(0 <= start < end <= len(shown.text) for start, end in shown.matches)


@given(text=WORDS | st.text(alphabet="水坝 ab。ー_é國Ｋ\U00020000\ud800々", max_size=30))
def test_all_at_once_gives_what_run_by_run_gives(text: str) -> None:
    assert index_text(text) == text_by_runs(text)


@given(texts=st.lists(st.text(alphabet="水坝 ab。_é\U00020000\0", max_size=30), max_size=6), long=st.integers(0, 9000))
def test_texts_told_together_are_told_as_each_by_itself(texts: list[str], long: int) -> None:
    texts = [*texts, "水" * long, "b"]
    assert index_texts(texts) == [text_by_runs(text) for text in texts]


@given(text=WORDS)
def test_folding_again_changes_nothing(text: str) -> None:
    tokens = index_text(text)
    assert (
        index_text(tokens.replace("\ue000", "。")).replace("\ue000", "").split() == tokens.replace("\ue000", "").split()
    )


@given(body=st.binary(max_size=300))
def test_any_bytes_are_kept_exactly(db: Database, body: bytes) -> None:
    bodies = Bodies(db)
    with db.transaction():
        number = bodies.add(pack_body(body, bodies.packing))
    assert bodies.read(number) == body


def test_a_page_needs_no_text(db: Database) -> None:
    page = Page(source="empty", body=b"", captured_at=datetime(2031, 5, 4, tzinfo=UTC))
    assert (
        Bodies(db).packing.unpack(
            preparing.prepare([(page, Version(id=ArticleId("e")))], Bodies(db).packing)[0].body.frame
        )
        == b""
    )
