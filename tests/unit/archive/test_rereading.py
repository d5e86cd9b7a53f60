"""A better extractor reads everything again: what it reads otherwise is a version, and nothing before it is lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from rashomon.archive import Archive, open_archive
from rashomon.archive import reading as reading_module
from rashomon.model import ArticleId, Page, Reason, Rejected, Version
from rashomon.outlets import Outlets

MAY = datetime(2031, 5, 4, 12, 0, tzinfo=UTC)


def first_extractor(page: Page, *, outlets: Outlets) -> Version | Rejected:
    """Takes the menu for text, and does not know lists."""
    if b"<li>" in page.body:
        return Rejected(source=page.source, reason=Reason.NO_TEXT)
    name = page.source.partition(".")[0]
    text = page.body.decode()
    return Version(id=ArticleId(f"{int(name):016x}"), outlet="Post", headline=f"Day {name}", text=text, extractor="x/1")


def second_extractor(page: Page, *, outlets: Outlets) -> Version | Rejected:
    """Leaves the menu out, and knows lists."""
    read = first_extractor(replace(page, body=page.body.replace(b"<li>", b"").replace(b"MENU ", b"")), outlets=outlets)
    return replace(read, extractor="x/2") if isinstance(read, Version) else read


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Archive]:
    monkeypatch.setattr(reading_module, "extract_article", first_extractor)
    with open_archive(tmp_path / "archive.db") as opened:
        opened._workers = 1
        pages = [b"MENU The dam held.", b"The choir sang.", b"<li>A list of songs."]
        opened.add(Page(source=f"{n}.html", body=body, captured_at=MAY) for n, body in enumerate(pages))
        yield opened


def test_only_what_is_read_otherwise_changes(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_module, "extract_article", second_extractor)
    tally = archive.reread()
    assert (tally.read, tally.new, tally.versions, tally.unchanged) == (3, 1, 1, 1)
    assert [one.reason for one in archive.history(f"{0:016x}")] == ["new", "extractor improved"]
    assert archive.article(f"{0:016x}").text == "The dam held."
    assert archive.article(f"{2:016x}").text == "A list of songs."
    assert (archive.search("menu").total, archive.search("dam").total, archive.search("songs").total) == (0, 1, 1)
    assert archive.verify().problems == ()
    again = archive.reread()
    assert (again.new, again.versions, again.unchanged) == (0, 0, 3)


def test_it_goes_on_where_it_was_stopped(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_module, "extract_article", second_extractor)
    archive._db.run("INSERT INTO meta (key, value) VALUES ('reread', '2')")
    assert archive.reread().read == 1
    assert archive.reread().read == 3
