"""Editions of an archive: the same by one process and by several, and drawn again only where something changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from tests.contract.test_archive import MAY, article

from rashomon.archive import open_archive, workers
from rashomon.mirror import verify_edition
from rashomon.mirror.folder import LEDGER
from rashomon.mirror.ledger import Part, read_ledger, write_ledger

ADDRESS = "https://news.example/"
MANY = 60  # articles: more than one batch, so that other processes take part


def contents(folder: Path) -> dict[str, bytes]:
    """The edition's files, without what is kept for the next one."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != LEDGER)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_one_process_and_several_publish_the_same(place: str, tmp_path: Path) -> None:
    with open_archive(place) as archive:
        archive.add([article(number) for number in range(MANY)])
        for workers in (1, 2):
            archive._workers = workers
            archive._db.run("DELETE FROM comparisons")
            edition = archive.publish(tmp_path / str(workers), address=ADDRESS)
            assert edition.articles == MANY
        several = [story.id for story in archive.stories() if len(story.articles) > 1]
        assert archive._db.rows("SELECT count(*) FROM comparisons") == [(len(several),)], "kept for who asks next"
        assert contents(tmp_path / "1") == contents(tmp_path / "2")
        assert all(f"stories/{story}.html" in contents(tmp_path / "1") for story in several)
        assert verify_edition(tmp_path / "1").whole


def test_what_has_not_changed_is_not_drawn_again(place: str, tmp_path: Path) -> None:
    """Pages that a ledger tells to be as they would be drawn stay, even where nothing could draw them."""
    folder = tmp_path / "edition"
    with open_archive(place) as archive:
        archive._workers = 1
        archive.add([article(number) for number in range(12)])
        archive.publish(folder)
        archive._db.run("DELETE FROM comparisons")
        again = archive.publish(folder)
        assert (again.added, again.changed, again.removed) == ((), (), ())
        assert archive._db.rows("SELECT count(*) FROM comparisons") == [(0,)]


def test_an_edition_drawn_in_steps_is_the_one_drawn_at_once(place: str, tmp_path: Path) -> None:
    """Articles added, edited and taken out between editions leave nothing of before."""
    with open_archive(place) as archive:
        archive._workers = 1
        archive.add([article(number) for number in range(12)])
        archive.publish(tmp_path / "steps", address=ADDRESS)
        first = archive.article(next(archive.articles()).id)
        archive.add(
            [replace(first, text=first.text + "\n据联海社报道，码头已经关闭。", captured_at=MAY + timedelta(days=90))]
        )
        archive.add([article(number) for number in range(12, 20)])
        archive.publish(tmp_path / "steps", address=ADDRESS)
        archive.remove(archive.stories()[-1].articles[0].id, reason="asked for")
        archive.publish(tmp_path / "steps", address=ADDRESS)
        archive.publish(tmp_path / "once", address=ADDRESS)
    assert contents(tmp_path / "steps") == contents(tmp_path / "once")


def test_what_a_worker_dies_of_is_drawn_all_the_same(place: str, tmp_path: Path) -> None:
    """A crew whose processes all end at once leaves the work to who asked for it."""
    with open_archive(place) as archive:
        archive.add([article(number) for number in range(MANY)])
        archive._workers = 1
        archive.publish(tmp_path / "alone")
        archive._workers = 2
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(workers, "_START", "raise SystemExit")
            archive.publish(tmp_path / "left")
    assert contents(tmp_path / "alone") == contents(tmp_path / "left")


@pytest.mark.parametrize("harm", ["changed", "gone"])
def test_a_file_that_is_not_what_it_was_is_made_again(place: str, tmp_path: Path, harm: str) -> None:
    with open_archive(place) as archive:
        archive._workers = 1
        archive.add([article(number) for number in range(3)])
        archive.publish(tmp_path / "edition")
        before = contents(tmp_path / "edition")
        [page, *_] = sorted((tmp_path / "edition" / "articles").iterdir())
        page.write_text("other words") if harm == "changed" else page.unlink()
        archive.publish(tmp_path / "edition")
    assert contents(tmp_path / "edition") == before


def test_a_ledger_that_cannot_be_read_tells_nothing(tmp_path: Path) -> None:
    part = Part(made_of=b"1", paths=("a.html",), linked={"联海社": ""}, given=b"2")
    write_ledger(tmp_path, {"stories/a": part})
    assert read_ledger(tmp_path) == {"stories/a": part}
    for harm in (b"", b"not packed", (tmp_path / LEDGER).read_bytes()[:-4]):
        (tmp_path / LEDGER).write_bytes(harm)
        assert read_ledger(tmp_path) == {}
