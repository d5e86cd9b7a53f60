"""Stories and copies against the gold labels, and what grouping costs as the archive grows.

    python -m bench.group [--shuffles N] [--growth YEAR.jsonl]

Reads feed-mirror, events-en and stream-en of RASHOMON_DATA (default ../shared/data) and scores with
../eval/score_stories.py beside it; `--shuffles` groups two days in so many random orders; `--growth` takes a file of
`article` documents, as `scripts/make_year.py` writes it, and measures 10,000, 40,000 and 120,000 of them.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import groupby, islice
from pathlib import Path

from bench.copies import measure_copies
from rashomon.extract import extract_article
from rashomon.group import Grouping, StoryIndex
from rashomon.model import Page, Version
from rashomon.outlets import load_outlets
from rashomon.render.documents import article_from_json

CAPTURED = datetime(2021, 5, 1, tzinfo=UTC)
GROWTH = (10_000, 40_000, 120_000)


def month_of(folder: Path) -> list[Version]:
    """The articles of the feed mirror's month."""
    outlets = load_outlets()
    found: dict[str, Version] = {}
    with tarfile.open(folder / "feed-mirror-2021-04.tar.xz") as packed:
        for entry in packed:
            file = packed.extractfile(entry) if entry.name.endswith(".md") else None
            if file is None:
                continue
            page = Page(source=entry.name, body=file.read(), captured_at=CAPTURED)
            match extract_article(page, outlets=outlets):
                case Version() as version:
                    found.setdefault(version.id, version)
    return list(found.values())


def documents_of(archive: Path) -> tuple[list[Version], bytes, bytes]:
    """The `article` documents of a set, as values and as they stand, and its gold stories."""
    parts: dict[str, bytes] = {}
    with tarfile.open(archive) as packed:
        for entry in packed:
            file = packed.extractfile(entry)
            if file is not None:
                parts[Path(entry.name).name] = file.read()
    lines = parts["articles.jsonl"].split(b"\n")
    return [article_from_json(line) for line in lines if line], parts["articles.jsonl"], parts["stories.json"]


def stories_document(grouping: Grouping) -> dict[str, object]:
    """What `rashomon stories --format json` prints, as far as the scorer reads it."""
    return {
        "stories": [
            {"id": story.id, "articles": [{"url": one.url, "urls": one.urls} for one in story.articles]}
            for story in grouping.stories
        ]
    }


def score(folder: Path, grouping: Grouping, gold: Path, articles: Path) -> dict[str, dict[str, float]]:
    """What the scorer says."""
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(stories_document(grouping), file)
        file.flush()
        command: list[str | Path] = [
            sys.executable,
            folder.parent / "eval" / "score_stories.py",
            gold,
            articles,
            file.name,
            "--json",
        ]
        found = subprocess.run(command, check=True, capture_output=True, text=True)
    told: dict[str, dict[str, float]] = json.loads(found.stdout)
    return told


def grouped(batches: Iterable[Iterable[Version]]) -> tuple[Grouping, float]:
    """The stories of articles that come in batches, and the processor seconds it took."""
    began = time.process_time()
    index = StoryIndex()
    for batch in batches:
        index.add(batch)
    grouping = index.grouping()
    return grouping, time.process_time() - began


def by_day(versions: Iterable[Version]) -> Iterator[list[Version]]:
    """The articles day by day."""
    ordered = sorted(versions, key=lambda version: version.published_at or CAPTURED)
    for _, day in groupby(ordered, key=lambda version: (version.published_at or CAPTURED).date()):
        yield list(day)


def report(name: str, found: dict[str, dict[str, float]], count: int, seconds: float) -> None:
    """Print one line."""
    pairwise, bcubed = found["pairwise"], found["bcubed"]
    print(
        f"{name:32} pairwise {pairwise['f1']:5} (p {pairwise['p']}, r {pairwise['r']})  b-cubed {bcubed['f1']:5}  "
        f"whole {found['cross_outlet_whole']}  {count / seconds:,.0f} articles/s"
    )


def measure_sets(folder: Path, shuffles: int) -> None:
    """Print the tables of the three sets."""
    month = month_of(folder)
    gold = folder / "gold" / "stories.json", folder / "gold" / "articles.jsonl"
    for name, batches in (("two days, month at once", [month]), ("two days, month day by day", list(by_day(month)))):
        grouping, seconds = grouped(batches)
        report(name, score(folder, grouping, *gold), len(month), seconds)
    for name in ("events-en", "stream-en"):
        versions, articles, stories = documents_of(folder / f"{name}.tar.xz")
        with tempfile.TemporaryDirectory() as place:
            paths = Path(place, "stories.json"), Path(place, "articles.jsonl")
            paths[0].write_bytes(stories)
            paths[1].write_bytes(articles)
            grouping, seconds = grouped([versions])
            report(name, score(folder, grouping, *paths), len(versions), seconds)
    if shuffles:
        measure_order(folder, month, shuffles)


def measure_order(folder: Path, month: list[Version], shuffles: int) -> None:
    """Print how far the pairwise F1 of the two days moves with the order of arrival, 100 articles at a time."""
    days = [version for version in month if str(version.published_at)[:10] in ("2021-04-21", "2021-04-22")]
    gold = folder / "gold" / "stories.json", folder / "gold" / "articles.jsonl"
    found = []
    for seed in range(shuffles):
        mixed = days[:]
        random.Random(seed).shuffle(mixed)
        grouping, _ = grouped(mixed[at : at + 100] for at in range(0, len(mixed), 100))
        found.append(score(folder, grouping, *gold)["pairwise"]["f1"])
    once = score(folder, grouped([days])[0], *gold)["pairwise"]["f1"]
    spread = f"mean {statistics.mean(found):.1f}, from {min(found)} to {max(found)}"
    print(f"{shuffles} orders of the two days alone: pairwise {spread}; all at once {once}")


def measure_growth(path: Path) -> None:
    """Print the cost of growing archives, each in a process of its own."""
    for count in GROWTH:
        subprocess.run([sys.executable, "-m", "bench.group", "--growth", path, "--count", str(count)], check=True)


def measure_size(path: Path, count: int) -> None:
    """Print what `count` articles cost."""

    def read() -> Iterator[Version]:
        with path.open("rb") as lines:
            yield from map(article_from_json, islice(lines, count))

    began = time.process_time()
    for _ in read():
        pass
    reading = time.process_time() - began
    _, seconds = grouped([read()])
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    net = seconds - reading
    print(f"{count:>8,} articles  {net:6.1f} s  {1000 * net / count:.2f} ms each  {memory:,} MB")


def main() -> int:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shuffles", type=int, default=0)
    parser.add_argument("--growth", type=Path)
    parser.add_argument("--count", type=int)
    options = parser.parse_args()
    if options.growth and options.count:
        measure_size(options.growth, options.count)
        return 0
    folder = Path(os.environ.get("RASHOMON_DATA", "../shared/data"))
    if folder.is_dir():
        measure_sets(folder, options.shuffles)
    else:
        print(f"SKIPPED: {folder} is not there; set RASHOMON_DATA")
    measure_copies()
    if options.growth:
        measure_growth(options.growth)
    return 0


if __name__ == "__main__":
    sys.exit(main())
