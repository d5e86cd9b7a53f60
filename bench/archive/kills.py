"""Imports killed at random moments: what was acknowledged is there, and the import resumes to the same archive."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from bench.archive.samples import CAPTURED
from rashomon.archive import Archive, open_archive
from rashomon.model import Page

FILES = 400
"""Pages of the import that is killed: enough for several processes and three transactions, few enough for 100 kills."""


def measure_kills(folder: Path, pages: list[Page], kills: int) -> None:
    """Print how many imports were killed at random moments, and what was lost: nothing, or it says so."""
    source = folder / "pages"
    source.mkdir()
    for number, page in enumerate(pages):
        (source / f"{number}.md").write_bytes(page.body)
    command = [sys.executable, "-m", "bench.archive.kills", str(source)]
    began = time.monotonic()
    subprocess.run([*command, folder / "whole.db"], check=True, capture_output=True)
    length = time.monotonic() - began
    with open_archive(folder / "whole.db") as archive:
        expected = kept(archive)
    chance, lost, different, killed, resumed = random.Random(9), 0, 0, 0, 0
    path = folder / "killed.db"
    begun = 0
    while killed < kills:  # an import that ended before its moment came does not count
        begun += 1
        with subprocess.Popen([*command, path], stdout=subprocess.PIPE, text=True) as child:
            assert child.stdout is not None
            with suppress(subprocess.TimeoutExpired):
                child.wait(chance.uniform(0.2, 0.9) * length)
            killed += child.poll() is None
            child.send_signal(signal.SIGKILL)
            acknowledged = set(child.stdout.read().split("\n")[:-1])
        if path.exists():
            with open_archive(path) as archive:
                stored = {text for (text,) in archive._db.rows("SELECT text FROM addresses")}
                lost += len(acknowledged - stored)
                different += any(not problem.derived for problem in archive.verify(sample=50).problems)
        if chance.random() < 0.3:
            subprocess.run([*command, path], check=True, capture_output=True)
            resumed += 1
            with open_archive(path) as archive:
                different += kept(archive) != expected
            for file in folder.glob("killed.db*"):
                file.unlink()
    print(
        f"{killed} of {begun} imports of {len(pages)} files killed: {lost} acknowledged files lost,"
        f" {resumed} times resumed to the end, {different} archives differ"
    )


def kept(archive: Archive) -> set[tuple[str, bytes]]:
    """The digests of bodies and versions."""
    rows = archive._db.rows("SELECT 'body', digest FROM bodies UNION ALL SELECT 'version', digest FROM versions")
    return {(kind, bytes(digest)) for kind, digest in rows}


def child(source: Path, path: Path) -> None:
    """An import that tells each file once it is safe."""

    def pages() -> Iterable[Page]:
        for file in sorted(source.iterdir()):
            told.append(file.name)
            yield Page(source=file.name, body=file.read_bytes(), captured_at=CAPTURED)

    told: list[str] = []
    safe = iter(range(10**9))
    with open_archive(path) as archive:
        archive.add(pages(), on_item=lambda _: print(told[next(safe)], flush=True))


if __name__ == "__main__":
    child(*map(Path, sys.argv[1:]))
