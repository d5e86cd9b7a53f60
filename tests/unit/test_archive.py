"""The archive's use cases, from pages to a comparison."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from rashomon.archive import Archive, open_archive
from rashomon.errors import ArchiveError, NewerArchive, NotAnArchive, NotFound
from rashomon.model import Page, Reason, Rejected, StoryQuery, Version
from rashomon.store.database import Database
from rashomon.text.digests import article_id

NOON = datetime(2031, 5, 4, 12, 0, tzinfo=UTC)


def article(outlet: str, headline: str, text: str, *, language: str = "zh") -> Version:
    url = f"https://{outlet.lower()}.example/{abs(hash(headline))}"
    return Version(
        id=article_id(outlet, url),
        url=url,
        urls=(url,),
        outlet=outlet,
        headline=headline,
        text=text,
        published_at=NOON,
        language=language,
        captured_at=NOON,
    )


DAM = article(
    "Heping",
    "河谷市水坝出现裂缝",
    "河谷市水坝周二晚间出现裂缝。\n市长林若溪说：“没有人受伤。”\n据联合通讯报道，水位下降四十厘米。",
)
DAM_TOO = article(
    "Chenxi",
    "河谷市水坝裂缝 市长称无人伤",
    "河谷市水壩週二晚間出現裂縫。\n市長林若溪說：「沒有人受傷。」\n據聯合通訊報導，水位下降六十厘米。",
)
CHOIR = article("Post", "Choir wins a prize", "The Hill Town choir won first prize on Sunday.", language="en")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "archive.db"


@pytest.fixture
def filled(path: Path) -> Path:
    with open_archive(path) as archive:
        archive.add([DAM, DAM_TOO, CHOIR])
    return path


def test_two_accounts_become_one_story_and_a_comparison(filled: Path) -> None:
    with open_archive(filled, read_only=True) as archive:
        story = archive.stories(StoryQuery(sort="outlets", limit=1))[0]
        assert {member.outlet for member in story.articles} == {"Heping", "Chenxi"}
        assert len(archive.stories()) == 2
        assert len(archive.compare(story.id[:8]).accounts) == 2
        assert {entry.article for entry in archive.joined(story.id)} <= {DAM.id, DAM_TOO.id}
        assert archive.story(story.id) == story


def test_each_word_is_found_in_either_script(filled: Path) -> None:
    with open_archive(filled, read_only=True) as archive:
        for words in ("裂缝", "裂縫", "坝", "林若溪"):
            assert archive.search(words).total == 2
        assert archive.search("choir prize").total == 1
        hit = archive.search("裂縫", outlet="Heping").hits[0]
        assert [hit.snippet.text[start:end] for start, end in hit.snippet.matches] == ["裂缝"]
        assert archive.search("从未写过").hits == ()


def test_counts_outlets_and_stories_by_question(filled: Path) -> None:
    with open_archive(filled, read_only=True) as archive:
        assert [(o.name, o.articles) for o in archive.outlets()] == [("Chenxi", 1), ("Heping", 1), ("Post", 1)]
        assert len(archive.stories(StoryQuery(min_outlets=2))) == 1
        assert [s.headline for s in archive.stories(StoryQuery(language="en"))] == ["Choir wins a prize"]
        assert len(archive.stories(StoryQuery(words="choir"))) == 1
        assert archive.stories(StoryQuery(outlet="Nobody")) == ()


def test_adding_again_changes_nothing(filled: Path) -> None:
    with open_archive(filled) as archive:
        before = archive.stories()
        tally = archive.add([DAM, DAM_TOO, CHOIR])
        assert (tally.read, tally.new, tally.unchanged) == (3, 0, 3)
        assert archive.stories() == before


def test_a_page_and_its_bytes_come_back(path: Path) -> None:
    paragraphs = "".join(
        f"<p>The Hill Town choir won prize number {n}, and the town was glad of it.</p>" for n in range(9)
    )
    body = f"<html><head><title>Choir</title></head><body><article><h1>Choir wins</h1>{paragraphs}".encode()
    page = Page(source="choir.html", body=body, captured_at=NOON, url="https://post.example/choir")
    seen: list[Version | Rejected] = []
    with open_archive(path) as archive:
        tally = archive.add([page, Rejected(source="gone", reason=Reason.UNREADABLE)], on_item=seen.append)
        assert (tally.read, tally.new, tally.rejected) == (2, 1, {"unreadable": 1})
        [version] = archive.articles()
        [capture] = archive.captures(version.id)
        assert archive.body(capture.body) == body
        assert archive.versions(version.id) == (version,)
        assert len(seen) == 2


def test_unknown_ids_are_told(filled: Path) -> None:
    with open_archive(filled, read_only=True) as archive:
        for ask in (archive.story, archive.article, archive.versions, archive.account, archive.compare):
            with pytest.raises(NotFound):
                ask("0123456789abcdef")


@pytest.mark.parametrize("content", [b"plain text", b"SQLite format 3\x00 and then nothing good" * 50])
def test_another_file_is_no_archive_and_stays_as_it_is(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(NotAnArchive, match=r"archive\.db"):
        open_archive(path)
    assert path.read_bytes() == content


def test_a_folder_or_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotAnArchive):
        open_archive(tmp_path)
    with pytest.raises(ArchiveError):
        open_archive(tmp_path / "none.db", create=False)
    with pytest.raises(ArchiveError):
        open_archive(tmp_path / "nowhere" / "a.db")


def test_an_archive_of_a_newer_format_is_left_alone(filled: Path) -> None:
    with open_archive(filled) as archive:
        database(archive).run("UPDATE meta SET value = '999' WHERE key = 'format'")
    with pytest.raises(NewerArchive):
        open_archive(filled)


def database(archive: Archive) -> Database:
    return archive._db


def test_a_reader_never_writes(filled: Path) -> None:
    with open_archive(filled, read_only=True) as archive, pytest.raises(ArchiveError):
        archive.add([CHOIR])
