"""Multiply a sample of articles into a large archive for measuring size and speed.

    python scripts/make_year.py SAMPLE.jsonl OUT.jsonl --copies 11 --days 30

reads `article` documents, one a line, and writes each `copies` times: its dates shifted by `days` for each copy, its
URL and id changed, and its rarer characters and its names exchanged for others, so that a copy tells other events in
other words while the text keeps its length and the frequencies of its terms.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

_HAN = re.compile(r"[\u3400-\u9fff]")
_NAME = re.compile(r"\b[A-Z][a-z]{2,}\b")
_COMMON = 300  # the commonest Han characters stay: they make the grammar
_BLOCK = 40  # characters change places within blocks of like frequency
_TIMES = ("published_at", "modified_at", "captured_at")


def multiply(articles: Iterable[dict[str, Any]], exchange: dict[int, str], number: int, days: int) -> Iterator[str]:
    """The lines of one copy of the sample."""
    for article in articles:
        seed = f"{number}\n{article['id']}"
        changed = dict(article)
        changed["id"] = hashlib.sha256(seed.encode()).hexdigest()[:16] if number else article["id"]
        changed["url"] = _other_url(article.get("url", ""), number)
        changed["urls"] = [_other_url(url, number) for url in article.get("urls", ())]
        changed["digest"] = None
        for field in _TIMES:
            if article.get(field):
                changed[field] = (datetime.fromisoformat(article[field]) + timedelta(days=days * number)).isoformat()
        for field in ("headline", "text"):
            changed[field] = _NAME.sub(lambda name: _other_name(name[0], number), article[field].translate(exchange))
        yield json.dumps(changed, ensure_ascii=False)


def exchange_of(counts: Counter[str], number: int) -> dict[int, str]:
    """A table that exchanges Han characters of like frequency; none for the first copy."""
    if not number:
        return {}
    letters = [letter for letter, _ in counts.most_common()][_COMMON:]
    shuffler = random.Random(number)
    table: dict[int, str] = {}
    for start in range(0, len(letters), _BLOCK):
        block = letters[start : start + _BLOCK]
        others = block[:]
        shuffler.shuffle(others)
        table |= {ord(old): new for old, new in zip(block, others, strict=True)}
    return table


def _other_name(name: str, number: int) -> str:
    """Another capitalised word of the same length, the same for the same name and copy."""
    if not number:
        return name
    digest = hashlib.sha256(f"{number}\n{name}".encode()).digest()
    return "".join(chr(97 + digest[at % 32] % 26) for at in range(len(name))).capitalize()


def _other_url(url: str, number: int) -> str:
    return f"{url}{'&' if '?' in url else '?'}copy={number}" if number else url


def main() -> None:
    """Read the command line and write the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sample", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--copies", type=int, default=11)
    parser.add_argument("--days", type=int, default=30)
    options = parser.parse_args()
    with options.sample.open(encoding="utf8") as sample:
        articles = [json.loads(line) for line in sample]
    counts: Counter[str] = Counter()
    for article in articles:
        counts.update(_HAN.findall(article["text"]))
    with options.out.open("w", encoding="utf8") as out:
        for number in range(options.copies):
            for line in multiply(articles, exchange_of(counts, number), number, options.days):
                out.write(line + "\n")
    print(f"{options.copies * len(articles)} articles")


if __name__ == "__main__":
    main()
