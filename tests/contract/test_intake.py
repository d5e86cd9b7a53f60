"""What becomes of a page: new, another version, unchanged, a duplicate, or kept without an article."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from rashomon.errors import NotFound
from rashomon.model import ArticleId, Page, Paragraph, ParagraphKind, Reason, Rejected, Version
from rashomon.store import articles, captures, intake, preparing, versions
from rashomon.store.bodies import Bodies
from rashomon.store.database import Database
from rashomon.store.intake import Outcome, Stored
from rashomon.text.digests import article_id, bytes_digest

NOON = datetime(2031, 5, 4, 12, 0, tzinfo=UTC)
URL = "https://riverpost.example/2031/dam"
BODY = "河谷市水坝周二晚间出现裂缝。\n市长林若溪说：“没有人受伤。”\n工程师连夜检查了闸门。水位已经下降四十厘米，居民可以留在家中。"


def version(text: str = BODY, *, url: str = URL, outlet: str = "River Post", headline: str = "水坝出现裂缝") -> Version:
    return Version(id=article_id(outlet, url), url=url, urls=(url,), outlet=outlet, headline=headline, text=text)


def page(result: Version | Rejected, *, source: str = "a.md", at: datetime = NOON, url: str | None = None) -> Page:
    text = result.headline + result.text if isinstance(result, Version) else result.source
    return Page(source=source, body=f"<p>{text}</p>".encode(), captured_at=at, url=url)


def store(db: Database, result: Version | Rejected, taken: Page | None = None) -> Stored:
    bodies = Bodies(db)
    prepared = preparing.prepare([(taken or page(result), result)], bodies.packing)[0]
    with intake.taking_in(db, bodies) as taken_in:
        return taken_in.store(prepared)


def count(db: Database, table: str) -> int:
    return int(db.rows(f"SELECT count(*) FROM {table}")[0][0])


def test_a_new_article_comes_back_whole(db: Database) -> None:
    given = replace(version(), byline=("林若溪",), channels=("本地",), published_at=NOON, keywords=("水坝",))
    stored = store(db, given)
    assert stored.outcome is Outcome.NEW
    assert stored.article is not None
    kept = versions.latest(db, Bodies(db), stored.article)
    assert kept.digest is not None
    assert kept.captured_at == NOON
    assert replace(kept, digest=None, captured_at=None, paragraphs=()) == given


def test_the_same_file_again_is_unchanged_and_not_logged(db: Database) -> None:
    store(db, version())
    later = page(version(), at=NOON + timedelta(days=1))
    assert store(db, version(), later).outcome is Outcome.UNCHANGED
    assert count(db, "captures") == 1


def test_the_same_page_fetched_again_is_unchanged_and_logged(db: Database) -> None:
    store(db, version(), page(version(), url=URL))
    assert store(db, version(), page(version(), url=URL, at=NOON + timedelta(hours=1))).outcome is Outcome.UNCHANGED
    assert (count(db, "captures"), count(db, "versions"), count(db, "bodies")) == (2, 1, 1)


def test_changed_words_make_a_version(db: Database) -> None:
    first = store(db, version())
    edited = version(BODY.replace("四十", "六十"))
    assert store(db, edited, page(edited, at=NOON + timedelta(hours=1))).outcome is Outcome.VERSION
    assert first.article is not None
    assert [v.text for v in versions.of_article(db, Bodies(db), first.article)] == [BODY, edited.text]
    assert [c.reason for c in captures.of_article(db, first.article)] == ["new", "version: outlet edited"]


def test_changed_furniture_makes_no_version(db: Database) -> None:
    store(db, version(), page(version(), url=URL))
    other = replace(page(version(), url=URL), body=b"<nav>menu</nav><p>the same article</p>")
    assert store(db, version(), other).outcome is Outcome.UNCHANGED
    assert (count(db, "bodies"), count(db, "versions")) == (2, 1)


def test_back_to_the_old_words_is_a_version_of_its_own(db: Database) -> None:
    edited = version(BODY.replace("四十", "六十"))
    for hour, state in enumerate((version(), edited, version())):
        stored = store(db, state, page(state, at=NOON + timedelta(hours=hour)))
    assert stored.outcome is Outcome.VERSION
    assert stored.article is not None
    assert captures.of_article(db, stored.article)[-1].reason == "version: changed back"


def test_an_older_capture_found_later_does_not_become_the_latest(db: Database) -> None:
    store(db, version())
    older = version("旧的文字：" + BODY)
    stored = store(db, older, page(older, source="b.md", at=NOON - timedelta(days=1)))
    assert stored.article is not None
    assert versions.latest(db, Bodies(db), stored.article).text == BODY
    assert [v.text for v in versions.of_article(db, Bodies(db), stored.article)] == [older.text, BODY]


def test_one_article_in_three_channels_is_one_article(db: Database) -> None:
    outcomes = []
    for channel in ("本地", "水利", "要闻"):
        result = replace(version(), channels=(channel,))
        outcomes.append(store(db, result, page(result, source=f"{channel}/n1.md")).outcome)
    assert outcomes == [Outcome.NEW, Outcome.DUPLICATE, Outcome.DUPLICATE]
    assert versions.latest(db, Bodies(db), 1).channels == ("本地", "水利", "要闻")
    assert count(db, "bodies") == 1


@pytest.mark.parametrize(
    "url", [URL + "?utm_source=x", "http://www.riverpost.example/2031/dam/", "https://m.riverpost.example/amp/dam"]
)
def test_one_article_under_another_address_is_one_article(db: Database, url: str) -> None:
    store(db, version())
    again = store(db, version(url=url), page(version(url=url), source="b.md"))
    assert again.outcome is Outcome.DUPLICATE
    kept = versions.latest(db, Bodies(db), 1)
    assert kept.url == URL
    assert kept.id == version().id


def test_another_outlet_with_the_same_words_is_another_article(db: Database) -> None:
    store(db, version())
    other = version(outlet="Valley Times", url="https://valley.example/1")
    assert store(db, other, page(other, source="b.md")).outcome is Outcome.NEW


def test_a_short_text_does_not_join_two_addresses(db: Database) -> None:
    store(db, version("今日无报。"))
    other = version("今日无报。", url="https://riverpost.example/2031/other")
    assert store(db, other, page(other, source="b.md")).outcome is Outcome.NEW


def test_a_page_without_an_article_is_kept(db: Database) -> None:
    rejected = Rejected(source="empty.html", reason=Reason.NO_TEXT, detail="a menu only")
    stored = store(db, rejected, page(rejected, source="empty.html"))
    assert stored.outcome is Outcome.REJECTED
    assert Bodies(db).find(bytes_digest(b"<p>empty.html</p>")) == b"<p>empty.html</p>"
    assert db.rows("SELECT outcome, detail FROM readings") == [("rejected", "no text: a menu only")]


def test_a_file_that_becomes_another_article_leaves_the_first_as_it_was(db: Database) -> None:
    first, second = version(), version(BODY + "完", url="https://riverpost.example/2", headline="另一篇")
    store(db, first)
    store(db, second, page(second, source="b.md"))
    assert store(db, second, page(second, source="a.md")).outcome is Outcome.DUPLICATE
    assert count(db, "versions") == 2


def test_ids_may_be_shortened_but_not_guessed(db: Database) -> None:
    store(db, version())
    id_ = version().id
    assert articles.number_of(db, id_[:6]) == articles.number_of(db, id_) == 1
    for wrong in (id_[:5], "ffffffffffff", "", ArticleId("zzz")):
        with pytest.raises(NotFound):
            articles.number_of(db, wrong)


def test_every_link_of_the_log_holds_on_to_the_one_before(db: Database) -> None:
    for number in range(3):
        state = version(BODY + str(number))
        store(db, state, page(state, source=f"{number}.md", at=NOON + timedelta(hours=number)))
    before = captures.FIRST_LINK
    for number, address, captured_at, digest, link in db.rows(
        "SELECT c.number, a.text, c.captured_at, b.digest, c.link FROM captures c"
        " JOIN addresses a ON a.number = c.address JOIN bodies b ON b.number = c.body ORDER BY c.number"
    ):
        before = captures.link_after(before, number, address, None, None, None, 200, captured_at, bytes(digest))
        assert bytes(link) == before


def test_paragraphs_that_do_not_fit_the_text_are_its_lines(db: Database) -> None:
    for spans in ([(0, 5), (4, 9)], [(0, 9999)], [(5, 2)], [(-3, 4)]):
        given = replace(version(), paragraphs=tuple(Paragraph(start=a, end=b) for a, b in spans))
        prepared = preparing.prepare([(page(given), given)], Bodies(db).packing)[0]
        assert isinstance(prepared.result, Version)
        assert prepared.result.paragraphs == versions.line_paragraphs(BODY)


def test_nothing_of_a_failed_batch_stays(db: Database) -> None:
    bodies = Bodies(db)
    item = preparing.prepare([(page(version()), version())], bodies.packing)[0]

    def stopped_halfway() -> None:
        with intake.taking_in(db, bodies) as taken_in:
            taken_in.store(item)
            raise NotFound("batch", "stopped halfway")

    with pytest.raises(NotFound):
        stopped_halfway()
    assert (count(db, "captures"), count(db, "bodies"), count(db, "articles")) == (0, 0, 0)


def test_an_import_run_again_brings_nothing_twice(db: Database) -> None:
    edited = version(BODY.replace("四十", "六十"))
    states = [page(state, url=URL, at=NOON + timedelta(hours=n)) for n, state in enumerate((version(), edited))]
    for taken, state in [*zip(states, (version(), edited), strict=True)] * 2:
        last = store(db, state, taken)
    assert last.outcome is Outcome.UNCHANGED
    assert (count(db, "captures"), count(db, "versions")) == (2, 2)


@pytest.mark.parametrize("kind", ParagraphKind)
def test_kinds_and_spans_of_paragraphs_come_back(db: Database, kind: ParagraphKind) -> None:
    lines = tuple(replace(p, kind=kind) if n == 1 else p for n, p in enumerate(versions.line_paragraphs(BODY)))
    for place, paragraphs in enumerate((lines, lines[:2], (Paragraph(start=2, end=5, kind=kind),))):
        given = replace(version(url=f"{URL}/{place}", text=f"{BODY}{place}"), paragraphs=paragraphs)
        stored = store(db, given, page(given, source=f"{place}.md"))
        assert stored.article is not None
        assert versions.latest(db, Bodies(db), stored.article).paragraphs == paragraphs
