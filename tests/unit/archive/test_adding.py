"""However many files there are, few are held at once, and each is told of once it is safe."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from rashomon.archive import adding, open_archive
from rashomon.model import Page, Rejected, Version

MAY = datetime(2031, 5, 4, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize("workers", [1, 2])
def test_an_endless_folder_is_read_as_it_is_stored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    # A million files are as good as endless: what counts is how far reading is ahead of storing.
    monkeypatch.setattr(adding, "_FIRST", 60)
    monkeypatch.setattr(adding, "_FEW", 30)
    monkeypatch.setattr(adding, "_BATCH", 10)
    read, told, furthest = 0, 0, 0

    def pages() -> Iterator[Page]:
        nonlocal read
        while told < 400:
            read += 1
            yield Page(source=f"{read}.html", body=b"<nav>menu %d</nav>" % read, captured_at=MAY)

    def count(_: Version | Rejected) -> None:
        nonlocal told, furthest
        told += 1
        furthest = max(furthest, read - told)

    with open_archive(tmp_path / "a.db") as archive:
        archive._workers = workers
        tally = archive.add(pages(), on_item=count)
        assert tally.read == told == read
        assert archive.verify().checked["captures"] == read
    assert furthest <= 60 + 10 * (2 * workers + 2)
