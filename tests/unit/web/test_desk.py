"""Pages made before, kept while the archive stays as it is."""

from __future__ import annotations

from pathlib import Path

from rashomon.model import OutletRecord
from rashomon.web.desk import Answer, OutletList, PageShelf, stamp_of


def test_a_page_is_made_once_while_nothing_changes() -> None:
    made: list[str] = []

    def make() -> Answer:
        made.append("x")
        return Answer(b"page", "tag")

    shelf = PageShelf(lambda: "same")
    assert shelf.find(("/",), make) is shelf.find(("/",), make)
    assert made == ["x"]


def test_a_changed_archive_makes_pages_anew() -> None:
    stamps = iter([1, 2])
    shelf = PageShelf(lambda: next(stamps))
    first = shelf.find(("/",), lambda: Answer(b"old", "1"))
    assert shelf.find(("/",), lambda: Answer(b"new", "2")) != first


def test_without_a_stamp_nothing_is_kept() -> None:
    shelf = PageShelf(lambda: None)
    shelf.find(("/",), lambda: Answer(b"old", "1"))
    assert shelf.find(("/",), lambda: Answer(b"new", "2")).body == b"new"


def test_the_shelf_forgets_the_oldest_when_it_is_full() -> None:
    shelf = PageShelf(lambda: 1)
    large = b"x" * 10_000_000
    for number in range(6):
        shelf.find((str(number),), lambda: Answer(large, ""))
    kept = [shelf.find((str(number),), lambda: Answer(b"", "")).body == large for number in range(6)]
    assert kept == [False, False, True, True, True, True]


def test_the_stamp_follows_the_files(tmp_path: Path) -> None:
    archive = tmp_path / "a.db"
    look = stamp_of(archive)
    before = look()
    archive.write_bytes(b"x")
    assert look() != before


def test_a_database_elsewhere_has_no_stamp() -> None:
    assert stamp_of("postgresql://db.example/news")() is None


def test_outlets_are_counted_again_when_the_archive_changes() -> None:
    counted: list[int] = []
    state = [1]

    def count() -> tuple[OutletRecord, ...]:
        counted.append(1)
        return (OutletRecord(name="海湾日报", articles=len(counted), versions=1, first_at=None, last_at=None),)

    held = OutletList(count, lambda: state[0])
    assert [held.records()[0].articles, held.records()[0].articles, len(counted)] == [1, 1, 1]
    state[0] = 2
    assert held.names() == ("海湾日报",)
    assert len(counted) == 2
