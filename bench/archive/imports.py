"""How fast pages come in, how much room they take, and where the processor's time goes."""

from __future__ import annotations

import os
import resource
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from bench.archive.samples import CAPTURED
from rashomon.archive import Archive, open_archive
from rashomon.archive.reading import read_page
from rashomon.attribute import attribute_speech
from rashomon.group import StoryIndex
from rashomon.model import Page, Version
from rashomon.outlets import load_outlets
from rashomon.store import intake, preparing, versions
from rashomon.store.packing import Packing, train_dictionary
from rashomon.store.preparing import Prepared

T = TypeVar("T")


def cpu_seconds() -> float:
    """Processor seconds of this process and of those that it waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def measure_import(path: Path, pages: Iterable[Page]) -> None:
    """Print how fast the pages come in and how much room they take."""
    count = raw = 0
    stored = began = time.monotonic()
    cpu = cpu_seconds()

    def counted() -> Iterator[Page]:
        nonlocal count, raw
        for page in pages:
            count, raw = count + 1, raw + len(page.body)
            yield page

    def note(_: object) -> None:
        nonlocal stored
        stored = time.monotonic()

    with open_archive(path) as archive:
        tally = archive.add(counted(), on_item=note)
    whole = time.monotonic() - began
    searchable = stored - began
    size = sum(file.stat().st_size for file in path.parent.glob(path.name + "*"))
    largest = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(
        f"{count:7d} files | searchable {searchable:6.1f} s, {count / searchable:5.0f}/s"
        f" | grouped and attributed {whole:6.1f} s, {count / whole:5.0f}/s"
        f" | {1000 * (cpu_seconds() - cpu) / count:.1f} ms of processor a file"
        f" | {size / 1e6:.1f} MB of {raw / 1e6:.1f} MB raw ({size / raw:.0%}) | largest process {largest / 1024:.0f} MB"
    )
    print(
        f"        new {tally.new}, versions {tally.versions}, duplicates {tally.duplicates}, rejected {tally.rejected};"
        f" load {os.getloadavg()[0]:.1f}",
        flush=True,
    )


def measure_stages(pages: list[Page]) -> None:
    """Print what each stage costs in milliseconds of processor a file, in one process."""
    outlets = load_outlets()
    dictionary = train_dictionary([page.body for page in pages[:1000]])
    packing = Packing(1, dictionary)
    told: dict[str, float] = {}

    def timed(stage: str, step: Callable[[], T]) -> T:
        began = time.process_time()
        done = step()
        told[stage] = 1000 * (time.process_time() - began) / len(pages)
        return done

    [read_page(page, outlets=outlets) for page in pages[:20]]  # tables are made by the first ones
    results = timed("extracting", lambda: [read_page(page, outlets=outlets) for page in pages])
    read = [*zip(pages, results, strict=True)]
    ready = timed("packing, words, digests", lambda: preparing.prepare(read, packing))
    with tempfile.TemporaryDirectory() as folder, open_archive(Path(folder) / "stages.db") as archive:
        db, bodies = archive._db, archive._bodies
        with db.transaction():
            bodies.use_dictionary(dictionary, made_at=CAPTURED)
        timed("storing", lambda: _store(archive, ready))
        numbers = [number for (number,) in db.rows("SELECT number FROM articles")]
        kept = timed("reading back, once", lambda: list(versions.latest_of(db, bodies, numbers).values()))
    attribute_speech(kept[0])
    timed("attributing", lambda: [attribute_speech(version) for version in kept])
    timed("grouping", lambda: _group(kept))
    together = sum(told.values())
    for stage, cost in told.items():
        print(f"    {stage:24s} {cost:6.2f} ms a file")
    print(
        f"    {'all':24s} {together:6.2f} ms a file: {2000 / together:.0f} files/s on two free cores at most;"
        f" load {os.getloadavg()[0]:.1f}",
        flush=True,
    )


def _store(archive: Archive, ready: list[Prepared]) -> None:
    for at in range(0, len(ready), 200):
        with intake.taking_in(archive._db, archive._bodies) as taken:
            for item in ready[at : at + 200]:
                taken.store(item)


def _group(kept: list[Version]) -> None:
    index = StoryIndex()
    index.add(kept)
    index.grouping()
