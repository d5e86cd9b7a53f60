"""Archives of every earlier format open, upgraded, with all that was in them.

`python -m tests.unit.archive.test_earlier_formats FILE` makes the fixture of today's format; run it once for each
format that is released, and never again.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import zstandard

from rashomon.archive import open_archive
from rashomon.model import ArticleId, Page, Version
from rashomon.store import schema

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "archives"
MAY = datetime(2031, 5, 4, 12, 0, tzinfo=UTC)


def article(number: int) -> Version:
    """One of the fixture's articles; never change it."""
    return Version(
        id=ArticleId(f"{number:016x}"),
        url=f"https://riverpost.example/{number}",
        outlet="River Post",
        headline=f"水坝第{number}天",
        text=f"河谷市水坝第{number}天。\n市长林若溪说：“没有人受伤。”\n臺灣工程師抵達。",
        published_at=MAY + timedelta(days=number),
        captured_at=MAY + timedelta(days=number),
        language="zh",
        channels=("要闻",),
    )


def make(path: Path) -> None:
    """Write an archive of today's format, compressed."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "archive.db"
        with open_archive(source) as archive:
            archive.add([article(number) for number in range(1, 6)])
            archive.add([replace(article(2), text="更正。\n" + article(2).text, captured_at=MAY + timedelta(days=9))])
            archive.add([Page(source="menu.html", body=b"<nav>menu</nav>", captured_at=MAY)])
        path.write_bytes(zstandard.compress(source.read_bytes(), 19))


@pytest.mark.parametrize("fixture", sorted(FIXTURES.glob("*.zst")), ids=lambda path: path.stem)
def test_an_archive_of_an_earlier_format_opens(fixture: Path, tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    path.write_bytes(zstandard.decompress(fixture.read_bytes()))
    with open_archive(path) as archive:
        archive.add([])
        assert archive.verify().problems == ()
        assert [version.id for version in archive.articles()] == [article(number).id for number in range(1, 6)]
        kept = archive.article(article(3).id)
        assert (kept.text, kept.url, kept.channels) == (article(3).text, article(3).url, article(3).channels)
        assert [one.reason for one in archive.history(article(2).id)] == ["new", "outlet edited"]
        assert archive.search("台湾").total == archive.search("quoted:受伤").total == 5
        assert archive.add([article(6)]).new == 1
        assert archive.verify().problems == ()


def test_every_format_has_a_fixture() -> None:
    assert len(list(FIXTURES.glob("*.zst"))) == len(schema.migrations("sqlite"))


if __name__ == "__main__":
    make(Path(sys.argv[1]))
