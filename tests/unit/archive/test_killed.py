"""An import that is killed at any moment loses nothing that was acknowledged, and resumes to the same archive."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from rashomon.archive import Archive, open_archive

# Adds pages of a made-up paper and prints each one's source once it is safe; kills itself, as `kill -9` would, when
# it has sent the database so many statements. A page in ten changes one before it.
CHILD = """
import os, signal, sys
from datetime import UTC, datetime, timedelta
from rashomon.archive import open_archive
from rashomon.archive import adding
from rashomon.model import Page
from rashomon.store.sqlite import SqliteDatabase

path, deadly = sys.argv[1], int(sys.argv[2])
adding._BATCH = 10
sent = 0

def deadly_after(method):
    def counted(self, *arguments):
        global sent
        sent += 1
        if sent == deadly:
            os.kill(os.getpid(), signal.SIGKILL)
        return method(self, *arguments)
    return counted

SqliteDatabase.rows = deadly_after(SqliteDatabase.rows)
SqliteDatabase.run = deadly_after(SqliteDatabase.run)
SqliteDatabase.run_many = deadly_after(SqliteDatabase.run_many)

def page(number):
    told = "".join(f"<p>On day {number} the Hill Town choir sang song {n}, and the town was glad of it.</p>" for n in range(6))
    return Page(
        source=f"{number}.html",
        body=f"<html><body><article><h1>Choir sings on day {number}</h1>{told}</article></body></html>".encode(),
        captured_at=datetime(2031, 5, 4, tzinfo=UTC) + timedelta(hours=number),
        url=f"https://hilltown.example/{number if number % 10 else number - 5}",
    )

with open_archive(path) as archive:
    archive.add((page(number) for number in range(1, 61)), on_item=lambda item: print(item.captured_at.isoformat(), flush=True))
"""


def run(path: Path, deadly: int) -> tuple[int, list[str]]:
    """The exit code of an import, and the times of the captures that it acknowledged."""
    done = subprocess.run([sys.executable, "-c", CHILD, path, str(deadly)], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout.split()


def digests(archive: Archive) -> list[object]:
    """What is stored, in an order that does not depend on how often the import was begun."""
    db = archive._db
    kept = "SELECT a.id, v.digest FROM versions v JOIN articles a ON a.number = v.article"
    return [
        sorted(bytes(digest) for (digest,) in db.rows("SELECT digest FROM bodies")),
        sorted((id_, bytes(digest)) for id_, digest in db.rows(kept)),
        sorted(story.id for story in archive.stories()),
    ]


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> list[object]:
    path = tmp_path_factory.mktemp("undisturbed") / "archive.db"
    assert run(path, 0)[0] == 0
    with open_archive(path) as archive:
        return digests(archive)


@pytest.mark.parametrize("deadly", [45, 222, 555, 888, 1111])
def test_killed_and_resumed(tmp_path: Path, undisturbed: list[object], deadly: int) -> None:
    path = tmp_path / "archive.db"
    code, acknowledged = run(path, deadly)
    assert code == -signal.SIGKILL, "the import ended before it could be killed; choose an earlier moment"
    with open_archive(path) as archive:
        stored = {captured_at for (captured_at,) in archive._db.rows("SELECT captured_at FROM captures")}
        assert set(acknowledged) <= stored
        faults = {problem.part for problem in archive.verify().problems}
        assert faults <= {"stories"}, "grouping comes last and may be missing; nothing else may"
    assert run(path, 0)[0] == 0
    with open_archive(path) as archive:
        assert archive.verify().problems == ()
        assert digests(archive) == undisturbed
