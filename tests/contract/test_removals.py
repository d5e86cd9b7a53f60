"""An article taken out on request leaves nothing but its tombstone, and does not come in again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.contract.test_archive import article, database
from tests.contract.test_moving import content, page

from rashomon.archive import Archive, open_archive
from rashomon.errors import NotFound, UsageError
from rashomon.model import ArticleId, Rejected, Version
from rashomon.store.opening import is_server

SECRET = "金丝雀密码本"  # in the removed article alone: what a search of the raw file must not find


@pytest.fixture
def archive(place: str) -> Iterator[Archive]:
    with open_archive(place) as opened:
        opened.add([article(number) for number in range(6)])
        opened.add([secret(), replace(secret(), text=secret().text + "补充。"), page(1)])
        yield opened


def secret() -> Version:
    return replace(article(7), text=f"河谷市{SECRET}。\n市长林若溪说：“{SECRET}没有丢。”")


def test_nothing_of_it_is_left_but_the_tombstone(archive: Archive, place: str, tmp_path: Path) -> None:
    before = archive.captures(secret().id)
    link = database(archive).rows("SELECT number, link FROM captures ORDER BY number")
    removal = archive.remove(secret().id, reason="order of the court of Valley City")
    assert (removal.article, len(removal.bodies), removal.kept) == (secret().id, 2, 0)
    assert archive.removals() == (removal,)
    for words in (SECRET, f"quoted:{SECRET}"):
        assert archive.search(words).total == 0
    assert secret().id not in {member.id for story in archive.stories() for member in story.articles}
    assert secret().id not in {version.id for version in archive.articles()}
    with pytest.raises(NotFound, match="order of the court"):
        archive.article(secret().id)
    for capture in before:
        with pytest.raises(NotFound, match="removed"):
            archive.body(capture.body)
    assert database(archive).rows("SELECT number, link FROM captures ORDER BY number")[: len(link)] == link
    assert archive.verify().problems == ()
    if not is_server(place):
        packed = Path(place).read_bytes() + Path(place + "-wal").read_bytes()
        assert " ".join(SECRET[:4]).encode() not in packed


def test_it_does_not_come_in_again(archive: Archive) -> None:
    archive.remove(secret().id, reason="a request")
    told: list[Version | Rejected] = []
    edited = replace(secret(), text="另一种说法：" + secret().text)
    elsewhere = replace(secret(), id=ArticleId("f" * 16))
    tally = archive.add([secret(), edited, elsewhere, article(8)], on_item=told.append)
    assert (tally.new, tally.rejected) == (1, {"refused": 3})
    assert ["removed" in one.detail for one in told if isinstance(one, Rejected)] == [True] * 3
    assert archive.search(SECRET).total == 0
    assert archive.reread().versions == 0
    assert archive.verify().problems == ()


def test_an_export_carries_the_tombstone(archive: Archive, tmp_path: Path) -> None:
    removal = archive.remove(secret().id, reason="a request")
    lines = list(archive.export())
    assert SECRET.encode() not in b"".join(lines)
    with open_archive(tmp_path / "other.db") as other:
        other.load(lines)
        assert content(other) == content(archive)
        assert other.removals() == (removal,)
        assert other.add([secret()]).rejected == {"refused": 1}
        assert other.verify().problems == ()


def test_bytes_of_another_article_stay(archive: Archive) -> None:
    archive.add([replace(page(1), url="https://echo.example/choir", source="echo.html")])
    first, second = (hit.article.id for hit in archive.search("choir").hits)
    removal = archive.remove(first, reason="a request")
    assert (len(removal.bodies), removal.kept) == (0, 1)
    assert archive.body(archive.captures(second)[0].body) == page(1).body
    assert archive.verify().problems == ()
    assert len(archive.remove(second, reason="a request").bodies) == 1
    assert archive.verify().problems == ()


def test_verify_tells_a_removal_from_a_loss(archive: Archive) -> None:
    archive.remove(secret().id, reason="a request")
    db = database(archive)
    db.run("UPDATE bodies SET data = :none WHERE number = 2", {"none": b""})
    found = archive.verify().problems
    assert any(one.part == "body" and "no entry of the log says" in one.detail for one in found)
    db.run("DELETE FROM removals")
    assert any(one.part == "removal" for one in archive.verify().problems)


def test_a_removal_says_why(archive: Archive) -> None:
    with pytest.raises(UsageError):
        archive.remove(secret().id, reason=" ")
    assert archive.search(SECRET).total == 1


def test_a_story_of_one_goes_with_its_article(archive: Archive) -> None:
    before = {story.id for story in archive.stories()}
    alone = archive.search("choir").hits[0].article.id
    story = archive.story_of(alone)
    assert [member.id for member in story.articles] == [alone]
    archive.remove(alone, reason="a request")
    assert {story.id for story in archive.stories()} == before - {story.id}
    assert archive.search("choir").total == 0
