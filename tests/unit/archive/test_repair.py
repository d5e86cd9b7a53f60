"""`verify` names what is wrong, and `repair` makes again what is derived and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from rashomon.archive import Archive, open_archive
from rashomon.model import ArticleId, Problem, Version
from rashomon.store.database import Database

MAY = datetime(2031, 5, 4, 12, 0, tzinfo=UTC)


def article(number: int) -> Version:
    return Version(
        id=ArticleId(f"{number:016x}"),
        url=f"https://post.example/{number}",
        outlet="River Post",
        headline=f"水坝第{number}天",
        text=f"河谷市水坝第{number}天。\n市长林若溪说：“没有人受伤，第{number}天。”",
        published_at=MAY,
        captured_at=MAY,
        language="zh",
    )


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with open_archive(tmp_path / "archive.db") as opened:
        opened.add([article(number) for number in range(1, 6)])
        opened.add([replace(article(1), text=article(1).text + "\n补充。")])
        yield opened


def database(archive: Archive) -> Database:
    return archive._db


def damage(archive: Archive, statement: str) -> None:
    """Do to the archive what no part of it ever does."""
    db = database(archive)
    db.run("PRAGMA foreign_keys = OFF")
    db.run(statement)
    db.run("PRAGMA foreign_keys = ON")


def parts(problems: tuple[Problem, ...]) -> set[str]:
    return {problem.part for problem in problems}


def test_a_sound_archive_has_no_problems(archive: Archive) -> None:
    found = archive.verify()
    assert found.problems == ()
    assert found.checked["captures"] == found.checked["versions"] == 6
    assert found.checked["read again"] == 6


@pytest.mark.parametrize(
    ("statement", "part", "subject"),
    [
        ("UPDATE bodies SET data = x'28b52ffd00' WHERE number = 2", "body", "sha256:"),
        ("UPDATE captures SET captured_at = '2031-05-05T12:00:00+00:00' WHERE number = 3", "log", "capture 3"),
        ("UPDATE captures SET url = 'https://other.example/' WHERE number = 4", "log", "capture 4"),
        ("DELETE FROM captures WHERE number = 2", "log", "capture 2"),
        ("UPDATE addresses SET text = 'elsewhere' WHERE number = 1", "log", "capture 1"),
        ("UPDATE versions SET data = x'00' WHERE number = 2", "version", "version 2 of article"),
        ("UPDATE versions SET digest = zeroblob(32) WHERE number = 2", "version", "version 2 of article"),
        ("UPDATE attributions SET version = 999 WHERE article = 2", "references", "attributions"),
        ("INSERT INTO words (words) VALUES ('delete-all')", "search", "article"),
        ("DELETE FROM members WHERE article = 2", "stories", "article"),
    ],
)
def test_what_is_wrong_is_named(archive: Archive, statement: str, part: str, subject: str) -> None:
    damage(archive, statement)
    found = archive.verify().problems
    assert any(problem.part == part and problem.subject.startswith(subject) for problem in found), found


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO words (words) VALUES ('delete-all')",
        "INSERT INTO words (rowid, text, headline) VALUES (77, '水 坝', '')",
        "DELETE FROM attributions",
        "UPDATE attributions SET version = 999 WHERE article = 2",
        "UPDATE articles SET latest = 1, headline = 'wrong' WHERE number = 1",
    ],
)
def test_what_is_derived_can_be_made_again(archive: Archive, statement: str) -> None:
    before = (archive.stories(), archive.search("水坝"), archive.search("quoted:受伤"), tuple(archive.articles()))
    damage(archive, statement)
    damage(archive, "DELETE FROM members WHERE article = 2")
    found = archive.verify(repair=True)
    assert found.problems == ()
    assert found.repaired
    assert (
        archive.stories(),
        archive.search("水坝"),
        archive.search("quoted:受伤"),
        tuple(archive.articles()),
    ) == before


def test_without_any_story_all_are_made_anew(archive: Archive) -> None:
    damage(archive, "DELETE FROM members")
    damage(archive, "DELETE FROM stories")
    assert archive.verify(repair=True).problems == ()
    assert sorted(a.id for story in archive.stories() for a in story.articles) == [article(n).id for n in range(1, 6)]


def test_repair_leaves_alone_what_was_received(archive: Archive) -> None:
    damage(archive, "UPDATE captures SET status = 404 WHERE number = 3")
    found = archive.verify(repair=True)
    assert parts(found.problems) == {"log"}
    assert database(archive).rows("SELECT status FROM captures WHERE number = 3") == [(404,)]
