"""The archive's use cases on every store, and the same answers from each."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from rashomon.archive import Archive, open_archive
from rashomon.errors import ArchiveError, NewerArchive, NotAnArchive
from rashomon.model import ArticleId, StoryQuery, Version
from rashomon.store.database import Database
from rashomon.store.opening import open_database

MAY = datetime(2031, 5, 4, 12, 0, tzinfo=UTC)
QUESTIONS = (
    "水坝",
    "坝",
    "市长",
    "裂缝 水坝",
    "水坝 -裂缝",
    "dam",
    "第三天",
    "quoted:受伤",
    "speaker:林若溪",
    "language:en",
)


def article(number: int) -> Version:
    outlet = ("River Post", "Valley Times", "Hill Echo")[number % 3]
    text = f"河谷市水坝第{'一二三四五六七八九十'[number % 10]}天。{'水坝裂缝。' * (number % 4)}\n市长林若溪说：“没有人受伤。”"
    if number % 5 == 4:
        text = f"The dam stood on day {number}; the old dam was {'very ' * (number % 3)}wet."
    return Version(
        id=ArticleId(f"{number * 7919:016x}"),
        url=f"https://post.example/{number}",
        outlet=outlet,
        headline=f"水坝第{number}天" if number % 5 != 4 else f"Dam, day {number}",
        text=text,
        published_at=MAY + timedelta(days=number),
        captured_at=MAY + timedelta(days=number),
        language="en" if number % 5 == 4 else "zh",
    )


def filled(place: str) -> Archive:
    archive = open_archive(place)
    archive.add([article(number) for number in range(20)])
    return archive


def database(archive: Archive) -> Database:
    return archive._db


def test_from_articles_to_a_comparison(place: str) -> None:
    with filled(place) as archive:
        story = archive.stories(StoryQuery(sort="articles", limit=1))[0]
        assert len(archive.stories(StoryQuery(limit=2, offset=1))) <= 2
        assert archive.compare(story.id).accounts
        assert {record.name: record.articles for record in archive.outlets()} == {
            "River Post": 7,
            "Valley Times": 7,
            "Hill Echo": 6,
        }
        assert archive.verify().problems == ()
        assert len(tuple(archive.articles())) == 20


def test_the_same_answers_from_each_store(tmp_path: Path, place: str) -> None:
    with filled(str(tmp_path / "measure.db")) as one, filled(place) as other:
        for words in QUESTIONS:
            expected, found = one.search(words, limit=50), other.search(words, limit=50)
            assert [hit.article for hit in found.hits] == [hit.article for hit in expected.hits], words
            assert [hit.snippet for hit in found.hits] == [hit.snippet for hit in expected.hits]
            assert [hit.score for hit in found.hits] == pytest.approx([hit.score for hit in expected.hits], rel=1e-6)
            assert other.facets(words) == one.facets(words)
        assert other.stories() == one.stories()


def test_what_is_derived_is_made_again(place: str) -> None:
    with filled(place) as archive:
        before = archive.search("水坝")
        database(archive).run("DELETE FROM members")
        database(archive).run("DELETE FROM attributions")
        assert archive.verify(repair=True).problems == ()
        assert archive.search("水坝") == before


def test_two_writers_take_turns(place: str) -> None:
    with open_archive(place) as one, open_archive(place) as other:
        one.add([article(1)])
        other.add([article(2)])
        one.add([replace(article(2), text=article(2).text + "补充。"), article(3)])
        assert len(tuple(other.articles())) == 3
        assert one.verify().problems == ()


def test_writers_at_the_same_time_lose_nothing(place: str) -> None:
    def write(writer: int) -> list[int]:
        with open_archive(place) as archive:  # each writes articles of its own, and some that the others write, too
            return [archive.add([article(9 * writer + n) for n in range(at, at + 4)]).new for at in range(0, 12, 4)]

    open_archive(place).close()
    with ThreadPoolExecutor(3) as threads:
        told = list(threads.map(write, range(3)))
    with open_archive(place) as archive:
        assert {version.id for version in archive.articles()} == {article(n).id for n in range(30)}
        assert sum(map(sum, told)) == 30
        assert archive.verify().problems == ()


def test_a_reader_sees_what_is_there_and_never_writes(place: str) -> None:
    with pytest.raises(ArchiveError):
        open_archive(place, read_only=True)
    with filled(place), open_archive(place, read_only=True) as reader:
        assert reader.search("水坝").total
        with pytest.raises(ArchiveError):
            reader.add([article(50)])


def test_a_newer_format_is_left_alone(place: str) -> None:
    with filled(place) as archive:
        database(archive).run("UPDATE meta SET value = '999' WHERE key = 'format'")
    with pytest.raises(NewerArchive):
        open_archive(place)


def test_tables_of_another_program_are_left_alone(place: str) -> None:
    if place.startswith("postgresql"):
        db = open_database(place, read_only=False, create=True)
        db.run("CREATE TABLE flowers (name TEXT)")
        db.close()
    else:
        import sqlite3

        with sqlite3.connect(place) as other:
            other.execute("CREATE TABLE flowers (name TEXT)")
        other.close()
    with pytest.raises(NotAnArchive):
        open_archive(place)


def test_history_tells_each_change(place: str) -> None:
    with filled(place) as archive:
        edited = replace(
            article(1), text=article(1).text.replace("没有人", "两人"), captured_at=MAY + timedelta(days=30)
        )
        archive.add([edited])
        first, second = archive.history(article(1).id)
        assert (first.reason, first.text, second.reason) == ("new", (), "outlet edited")
        assert [(e.kind, e.text) for e in second.text if e.kind != "same"] == [("removed", "没有"), ("added", "两")]
