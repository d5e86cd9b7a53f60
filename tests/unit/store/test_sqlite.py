"""What goes wrong with a file is told in one sentence, and nothing that was stored is lost."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from rashomon.errors import ArchiveBusy, ArchiveError, NotAnArchive
from rashomon.store import schema
from rashomon.store.sqlite import SqliteDatabase, check_path


def database(path: Path) -> SqliteDatabase:
    db = SqliteDatabase(path)
    schema.upgrade(db)
    return db


def add_outlet(db: SqliteDatabase, name: str) -> None:
    with db.transaction():
        db.run("INSERT INTO outlets (name) VALUES (:name)", {"name": name})


def outlets(db: SqliteDatabase) -> list[str]:
    return [name for (name,) in db.rows("SELECT name FROM outlets ORDER BY number")]


def test_a_full_disk_is_told_and_what_was_stored_stays(tmp_path: Path) -> None:
    db = database(tmp_path / "a.db")
    add_outlet(db, "River Post")
    [(pages,)] = db.rows("PRAGMA page_count")
    db.rows(f"PRAGMA max_page_count = {pages}")  # SQLite then answers as it does on a disk that is full
    with pytest.raises(ArchiveError, match="the disk is full"):
        add_outlet(db, "x" * 200_000)
    assert outlets(db) == ["River Post"]
    db.rows("PRAGMA max_page_count = 100000")
    add_outlet(db, "Valley Times")
    assert outlets(db) == ["River Post", "Valley Times"]
    db.close()


def test_a_second_writer_waits_and_is_told(tmp_path: Path) -> None:
    one, other = database(tmp_path / "a.db"), database(tmp_path / "a.db")
    other.run("PRAGMA busy_timeout = 0")
    with one.transaction():
        with pytest.raises(ArchiveBusy, match=r"a\.db: another process is writing"):
            add_outlet(other, "Valley Times")
        assert outlets(other) == []  # a reader never waits
    add_outlet(other, "Valley Times")
    one.close()
    other.close()


def test_a_damaged_page_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    db = database(path)
    for number in range(500):
        add_outlet(db, f"{number} " + "x" * 200)
    db.close()
    content = bytearray(path.read_bytes())
    size = int.from_bytes(content[16:18], "big")
    with sqlite3.connect(path) as other:
        [(root,)] = other.execute("SELECT rootpage FROM sqlite_master WHERE name = 'outlets'").fetchall()
    other.close()
    content[(root - 1) * size : root * size] = os.urandom(size)
    path.write_bytes(content)
    damaged = SqliteDatabase(path)
    with pytest.raises(ArchiveError, match="damaged"):
        outlets(damaged)
    damaged.close()


def test_an_archive_in_a_folder_that_cannot_be_written_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    db = database(path)
    add_outlet(db, "River Post")
    db.close()
    tmp_path.chmod(0o500)
    try:
        reader = SqliteDatabase(path, read_only=True)
        assert outlets(reader) == ["River Post"]
        with pytest.raises(ArchiveError):
            add_outlet(reader, "x")
        reader.close()
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.parametrize("name", ["with space.db", "100%.db", "what?.db", "a#b.db", "新闻.db"])
def test_any_file_name_will_do(tmp_path: Path, name: str) -> None:
    database(tmp_path / name).close()
    check_path(tmp_path / name, read_only=True, create=False)
    assert {path.name for path in tmp_path.iterdir()} == {name}


def test_a_pipe_is_no_archive(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(NotAnArchive):
        check_path(tmp_path / "pipe", read_only=True, create=False)


def test_room_that_is_no_longer_used_is_given_back(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    db = database(path)
    add_outlet(db, "x" * 2_000_000)
    db.run("DELETE FROM outlets")
    db.shrink()
    assert path.stat().st_size < 1_500_000
    assert (tmp_path / "a.db-wal").stat().st_size == 0
    assert db.rows("PRAGMA freelist_count") == [(0,)]
    db.close()
