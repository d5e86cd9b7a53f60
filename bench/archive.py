"""The archive: speed and size of importing both April samples, search latency as it grows, and `kill -9`.

    python -m bench.archive [--files N] [--kills N] [--articles N] [--folder DIR]

The samples are read from the archives of RASHOMON_DATA (default ../shared/data); nothing of them is kept.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import signal
import statistics
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from rashomon.archive import Archive, open_archive
from rashomon.model import Page
from rashomon.store import index

SAMPLES = ("feed-mirror-2021-04.tar.xz", "channel-mirror-2021-04.tar.xz")
CAPTURED = datetime(2021, 5, 1, tzinfo=UTC)
MONTH = 30 * 86_400 * 1_000_000


def sample_pages(folder: Path, most: int) -> Iterator[Page]:
    """The samples' pages, evenly thinned to about `most`."""
    pages = []
    for name in SAMPLES:
        with tarfile.open(folder / name) as packed:
            for entry in packed:
                file = packed.extractfile(entry) if entry.name.endswith(".md") else None
                if file is not None:
                    pages.append(Page(source=entry.name, body=file.read(), captured_at=CAPTURED))
    yield from pages[:: max(1, len(pages) // most)]


def cpu_seconds() -> float:
    """Processor seconds of this process and of those that it waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def measure_import(path: Path, pages: list[Page]) -> None:
    """Print how fast the pages come in and how much room they take."""
    began, cpu = time.monotonic(), cpu_seconds()
    stored = [began]
    with open_archive(path) as archive:
        tally = archive.add(iter(pages), on_item=lambda _: stored.__setitem__(0, time.monotonic()))
    whole = time.monotonic() - began
    searchable = stored[0] - began
    raw = sum(len(page.body) for page in pages)
    size = sum(file.stat().st_size for file in path.parent.glob(path.name + "*"))
    print(
        f"{len(pages):7d} files | searchable {searchable:6.1f} s, {len(pages) / searchable:5.0f}/s"
        f" | grouped and attributed {whole:6.1f} s, {len(pages) / whole:5.0f}/s"
        f" | {1000 * (cpu_seconds() - cpu) / len(pages):.1f} ms of processor a file"
        f" | {size / 1e6:.1f} MB of {raw / 1e6:.1f} MB raw ({size / raw:.0%})"
    )
    print(
        f"        new {tally.new}, versions {tally.versions}, duplicates {tally.duplicates}, rejected {tally.rejected};"
        f" load {os.getloadavg()[0]:.1f}"
    )


def questions(archive: Archive, count: int) -> list[str]:
    """Words as readers ask for them, taken from the archive: mostly names and words of two to four characters."""
    chance = random.Random(2021)
    texts = [version.text for _, version in zip(range(2000), archive.articles(), strict=False) if version.text]
    names = [name for (name,) in archive._db.rows("SELECT name FROM names ORDER BY number LIMIT 5000")]
    asked: list[str] = []
    while len(asked) < count:
        text = chance.choice(texts)
        start = chance.randrange(len(text))
        word = text[start : start + chance.choice((1, 2, 2, 2, 2, 3, 3, 4))]
        kind = chance.random()
        if not word.isalnum() or word.isdigit():
            continue
        if kind < 0.15:
            asked.append(chance.choice(names))
        elif kind < 0.3:
            asked.append(f"{word} {chance.choice(asked) if asked else ''}".split(":")[-1])
        elif kind < 0.35:
            asked.append(f"speaker:{chance.choice(names).split()[0]}")
        else:
            asked.append(word)
    return asked


def measure_search(archive: Archive, asked: list[str]) -> None:
    """Print how long the questions take, the first time asked and again."""
    [(count,)] = archive._db.rows("SELECT count(*) FROM articles")
    for label in ("first", "again"):
        times, cpu = [], time.process_time()
        for words in asked:
            began = time.perf_counter()
            archive.search(words)
            times.append(1000 * (time.perf_counter() - began))
        times.sort()
        cpu = 1000 * (time.process_time() - cpu) / len(asked)
        print(
            f"{count:7d} articles | {len(asked)} questions, {label}: median {statistics.median(times):.1f} ms,"
            f" 99th percentile {times[int(len(times) * 0.99) - 1]:.1f} ms, longest {times[-1]:.1f} ms; {cpu:.1f} ms of processor each, load {os.getloadavg()[0]:.1f}"
        )


def multiply(archive: Archive, wanted: int) -> None:
    """Enter the archive's articles again and again, a month apart, until there are `wanted`: for search only."""
    db = archive._db
    known = db.rows(
        "SELECT number, outlet, latest, headline, published_at, published_us, language FROM articles"
        " WHERE latest IS NOT NULL ORDER BY number"
    )
    words = {number: index.words_of(version) for (number, *_), version in zip(known, archive.articles(), strict=True)}
    last, copy = max(words), 0
    while len(known) * (copy + 1) < wanted:
        copy += 1
        with db.transaction():
            for number, outlet, latest, headline, published_at, published_us, language in known:
                new = number + copy * last
                db.run(
                    "INSERT INTO articles (number, id, outlet, latest, headline, published_at, published_us, language)"
                    " VALUES (:number, :id, :outlet, :latest, :headline, :published_at, :published_us, :language)",
                    {
                        "number": new,
                        "id": f"{new:016x}",
                        "outlet": outlet,
                        "latest": latest,
                        "headline": headline,
                        "published_at": published_at,
                        "published_us": published_us + copy * MONTH if published_us else None,
                        "language": language,
                    },
                )
                index.add(db, new, words[number])


def measure_kills(folder: Path, pages: list[Page], kills: int) -> None:
    """Print how many imports were killed at random moments, and what was lost: nothing, or it says so."""
    source = folder / "pages"
    source.mkdir()
    for number, page in enumerate(pages):
        (source / f"{number}.md").write_bytes(page.body)
    command = [sys.executable, "-m", "bench.archive", "--child", str(source)]
    began = time.monotonic()
    subprocess.run([*command, folder / "whole.db"], check=True, capture_output=True)
    length = time.monotonic() - began
    with open_archive(folder / "whole.db") as archive:
        expected = kept(archive)
    chance, lost, different, killed = random.Random(9), 0, 0, 0
    path = folder / "killed.db"
    for _ in range(kills):
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
            with open_archive(path) as archive:
                different += kept(archive) != expected
            for file in folder.glob("killed.db*"):
                file.unlink()
    print(
        f"{killed} of {kills} imports of {len(pages)} files killed: {lost} acknowledged files lost, {different} archives differ"
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


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--files", type=int, default=15_000, help="files of the samples to import")
    parser.add_argument("--articles", type=int, default=100_000, help="articles to search among, by multiplying")
    parser.add_argument("--kills", type=int, default=20, help="imports to kill")
    parser.add_argument("--folder", type=Path, help="where to work; a temporary folder unless given")
    parser.add_argument("--child", nargs=2, type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        child(*options.child)
        return
    data = Path(os.environ.get("RASHOMON_DATA", Path(__file__).resolve().parents[2] / "shared" / "data"))
    if not all((data / name).exists() for name in SAMPLES):
        print(f"SKIPPED: the April samples are not in {data}; set RASHOMON_DATA")
        return
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        folder = Path(name)
        pages = list(sample_pages(data, options.files))
        for count in (1000, 10_000):
            if count < len(pages):
                measure_import(folder / f"{count}.db", pages[:: len(pages) // count][:count])
        path = folder / "samples.db"
        measure_import(path, pages)
        with open_archive(path) as archive:
            asked = questions(archive, 200)
            measure_search(archive, asked)
            multiply(archive, options.articles)
            measure_search(archive, asked)
        if options.kills:
            measure_kills(folder, pages[:: max(1, len(pages) // 1000)], options.kills)
        print(f"largest process {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
