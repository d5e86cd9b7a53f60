"""Everything out and in again, on every store: nothing is lost, and every digest is the same."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.contract.test_archive import article, database

from rashomon.archive import Archive, open_archive
from rashomon.archive.forms import FORMS
from rashomon.capture import read_sources
from rashomon.errors import ArchiveError, UsageError
from rashomon.model import Page
from rashomon.store import schema

MAY = datetime(2031, 5, 4, 12, 0, tzinfo=UTC)


def page(number: int) -> Page:
    told = "".join(
        f"<p>The Hill Town choir won prize {n} of {number}, and the town was glad of it.</p>" for n in range(9)
    )
    return Page(
        source=f"{number}.html",
        body=f"<html><head><title>Choir</title></head><body><article><h1>Choir wins {number}</h1>{told}".encode(),
        captured_at=MAY + timedelta(hours=number),
        url=f"https://post.example/choir/{number}",
        content_type="text/html",
        channel="music",
    )


@pytest.fixture
def archive(place: str) -> Iterator[Archive]:
    with open_archive(place) as opened:
        opened.add([article(number) for number in range(8)])
        opened.add([page(1), page(2), replace(article(3), text=article(3).text + "补充。")])
        opened.add([Page(source="menu.html", body=b"<nav>menu</nav>", captured_at=MAY)])
        yield opened


def content(archive: Archive) -> list[object]:
    """What readers and checkers see of an archive."""
    versions = [archive.versions(version.id) for version in archive.articles()]
    captures = [archive.captures(version.id) for version in archive.articles()]
    bodies = [archive.body(record.body) for records in captures for record in records]
    links = database(archive).rows("SELECT number, link FROM captures ORDER BY number")
    hits = [hit for words in ("水坝", "choir", "quoted:受伤") for hit in archive.search(words).hits]
    answers = [(hit.article, hit.snippet, round(hit.score, 9)) for hit in hits]
    return [versions, captures, bodies, [(n, bytes(link)) for n, link in links], answers, archive.stories()]


def test_json_lines_lose_nothing(archive: Archive, tmp_path: Path) -> None:
    lines = list(archive.export())
    with open_archive(tmp_path / "other.db") as other:
        other.load(lines)
        assert content(other) == content(archive)
        assert other.verify().problems == ()
        assert list(other.export()) == lines
        other.add([article(11)])
        assert other.verify().problems == ()


@pytest.mark.parametrize("form", FORMS)
def test_every_form_comes_back_with_equal_digests(archive: Archive, tmp_path: Path, form: str) -> None:
    archive.remove(article(2).id, reason="a request")
    target = tmp_path / "export"
    archive.export_to(target, form=form)
    with open_archive(tmp_path / "other.db") as other:
        other.load_from(target)
        assert content(other) == content(archive)
        assert other.removals() == archive.removals()
        assert other.verify().problems == ()
        other.export_to(tmp_path / "again", form=form)
    if target.is_file():
        assert (tmp_path / "again").read_bytes() == target.read_bytes()
    with pytest.raises(UsageError):
        archive.export_to(target, form=form)


def test_a_web_archive_is_one_to_other_tools(archive: Archive, tmp_path: Path) -> None:
    from warcio.archiveiterator import ArchiveIterator

    again = replace(page(2), captured_at=MAY + timedelta(days=9))
    archive.add([again])
    archive.export_to(tmp_path / "all.warc.gz", form="warc")
    seen: dict[str, list[tuple[str, bytes]]] = {}
    with (tmp_path / "all.warc.gz").open("rb") as file:
        for record in ArchiveIterator(file, check_digests="raise"):
            body = record.content_stream().read()
            seen.setdefault(record.rec_type, []).append((record.rec_headers.get_header("WARC-Target-URI"), body))
            if record.rec_type == "response":
                assert record.http_headers.get_statuscode() == "200"
                assert record.http_headers.get_header("Content-Type") == "text/html"
    assert seen["response"] == [(page(n).url, page(n).body) for n in (1, 2)]
    assert [url for url, _ in seen["revisit"]] == [page(2).url]
    assert ("urn:rashomon:source:menu.html", b"<nav>menu</nav>") in seen["resource"]
    pages = [one for one in read_sources([str(tmp_path / "all.warc.gz")], clock=lambda: MAY) if isinstance(one, Page)]
    assert {(page(n).url, page(n).body) for n in (1, 2)} <= {(one.url, one.body) for one in pages}


def test_parquet_is_read_without_us(archive: Archive, tmp_path: Path) -> None:
    import pyarrow.parquet

    archive.export_to(tmp_path / "tables", form="parquet")
    table = pyarrow.parquet.read_table(tmp_path / "tables" / "versions.parquet")
    told = {(row["headline"], row["text"]) for row in table.to_pylist()}
    assert told >= {(version.headline, version.text) for version in archive.articles()}
    assert sorted(file.stem for file in (tmp_path / "tables").iterdir()) == sorted({*schema.TABLES} - {"dictionaries"})


def test_markdown_is_read_by_people(archive: Archive, tmp_path: Path) -> None:
    archive.export_to(tmp_path / "tree", form="markdown")
    [file] = (tmp_path / "tree" / "articles").glob(f"*/{article(3).id}.md")
    told = file.read_text()
    assert told.startswith(f"# {article(3).headline}\n")
    assert "补充。" in told


@pytest.mark.parametrize("until", [9, MAY + timedelta(days=6, hours=1)])
def test_an_archive_as_it_was(archive: Archive, tmp_path: Path, until: int | datetime) -> None:
    # Of the fixture's log: eight articles a day apart, two pages, a new version of article 3, a page without one.
    with open_archive(tmp_path / "then.db") as then:
        last = archive.restore(then, until=until)
        assert last == (9 if isinstance(until, int) else 7)
        links = "SELECT number, link FROM captures WHERE number <= :last ORDER BY number"
        ours, theirs = (database(one).rows(links, {"last": last}) for one in (archive, then))
        assert [(n, bytes(link)) for n, link in theirs] == [(n, bytes(link)) for n, link in ours]
        assert then.verify().problems == ()
        assert then.article(article(3).id).text == article(3).text
        assert len(tuple(then.articles())) == last
        assert {member.id for story in then.stories() for member in story.articles} == {a.id for a in then.articles()}
        assert then.search("补充").total == 0
        then.add([article(11)])
        assert then.verify().problems == ()


def test_what_was_removed_does_not_come_back_by_restoring(archive: Archive, tmp_path: Path) -> None:
    archive.remove(article(2).id, reason="a request")
    with open_archive(tmp_path / "then.db") as then:
        with pytest.raises(UsageError, match="removed"):
            archive.restore(then, until=9)
        assert archive.restore(then, until=MAY + timedelta(days=9999)) == 13
        assert then.removals() == archive.removals()
        assert then.verify().problems == ()


def test_from_either_store_into_either(archive: Archive, place: str, tmp_path: Path) -> None:
    with open_archive(tmp_path / "other.db") as other:
        archive.copy_to(other)
        assert content(other) == content(archive)
        lines = list(other.export())
    if not place.startswith("postgresql"):
        return
    before = content(archive)
    db = database(archive)
    for table in reversed((*schema.TABLES, "mentions", "names", "attributions", "words", "quoted")):
        db.run(f"TRUNCATE {table} CASCADE")
    archive.load(lines)
    assert content(archive) == before
    assert archive.add([article(12)]).new == 1


def test_a_backup_is_the_archive_as_it_was(archive: Archive, tmp_path: Path) -> None:
    before = content(archive)
    target = tmp_path / "backup.db"
    archive.backup(target)
    archive.add([article(9)])
    with open_archive(target, read_only=True) as restored:
        assert content(restored) == before
    with open_archive(target) as restored:
        assert restored.verify().problems == ()
    with pytest.raises(UsageError):
        archive.backup(target)
    assert sorted(path.name for path in tmp_path.glob("backup*")) == ["backup.db"]


def test_a_damaged_export_brings_in_nothing(archive: Archive, tmp_path: Path) -> None:
    lines = list(archive.export())
    for broken in ([*lines[:5], b"{"], [b"{}"], lines[1:], [*lines[:3], b'{"table":"flowers","row":{}}']):
        with open_archive(tmp_path / "other.db") as other:
            with pytest.raises(ArchiveError, match="dump"):
                other.load(broken, source="dump.jsonl")
            assert list(other.articles()) == []


def test_only_an_empty_archive_can_be_filled(archive: Archive) -> None:
    with pytest.raises(UsageError):
        archive.load(archive.export())


def test_the_list_of_tables_is_that_of_the_database(tmp_path: Path) -> None:
    open_archive(tmp_path / "a.db").close()
    with sqlite3.connect(tmp_path / "a.db") as db:
        for table, columns in schema.TABLES.items():
            assert tuple(row[1] for row in db.execute(f"PRAGMA table_info({table})")) == columns
    db.close()
