"""How long realistic questions take as the archive grows."""

from __future__ import annotations

import os
import random
import statistics
import time

from rashomon.archive import Archive
from rashomon.store import index

MONTH = 30 * 86_400 * 1_000_000


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
            f" 99th percentile {times[int(len(times) * 0.99) - 1]:.1f} ms, longest {times[-1]:.1f} ms;"
            f" {cpu:.1f} ms of processor each, load {os.getloadavg()[0]:.1f}"
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
                index.add(db, {new: words[number]})
