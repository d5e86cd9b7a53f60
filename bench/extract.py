"""Extraction measured: body, segments, headline, byline, date and time against gold pages, ours beside installed peers.

usage: python -m bench.extract [SET…] [--sample N] [--no-peers] [--json FILE]

Every page is read by all in turn, in one process, so that they share what else the machine does; `parsing` only parses.

Sets are the archives in RASHOMON_DATA/extract (default ../shared/data/extract). How it is scored:

body      for each page the multisets of 4-token shingles of gold and text (a token is a word, or one character of
          Chinese, Japanese, Korean and Thai); precision and recall are means over the pages, F1 is of those means
segments  pieces that must be in the text and pieces that must not, white space left out; F1 over all pieces
headline  equal after folding case, width, space and punctuation; lenient: one holds the other and is 0.4 as long
byline    the same set of names, folded so
date      the same day, in the stated offset or in UTC; minute: the same instant, where the gold has an offset
ms        median of the processor's time a page, one thread, body and metadata together
ratio     trafilatura's median time over this one's
"""

from __future__ import annotations

import argparse
import json
import os
import re
import statistics
import sys
import tarfile
import tempfile
import time
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from bench._peers import Extractor, peers
from rashomon.extract import extract_article
from rashomon.model import Page, Version

DATA = Path(os.environ.get("RASHOMON_DATA", Path(__file__).resolve().parents[2] / "shared" / "data")) / "extract"
SETS = ("fundus", "cjk-latin", "wcxb", "segments")
FIELDS = ("headline", "headline lenient", "byline", "published_at", "minute")
_WIDE = r"\u3400-\u9fff\uf900-\ufaff\u3040-\u30ff\uac00-\ud7a3\u0e00-\u0e7f"
_TOKEN = re.compile(rf"[{_WIDE}]|(?:(?![{_WIDE}])\w)+")
_SPLIT = re.compile(r"[;,、，/&|]|\band\b|\bund\b|\bet\b|\by\b")


@dataclass(slots=True)
class Score:
    """What one extractor reached on one set."""

    bodies: list[tuple[int, int, int]] = field(default_factory=list)  # right, wrong, missed
    counts: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)


def ours(body: bytes, url: str) -> dict[str, Any]:
    """Rashomon's reading of a page, as the fields that are scored."""
    found = extract_article(Page(source=url, body=body, captured_at=datetime.now(UTC), url=url or None))
    if not isinstance(found, Version):
        return {}
    day = found.published_at.isoformat() if found.published_at else ""
    return {"text": found.text, "headline": found.headline, "byline": list(found.byline), "published_at": day}


def parsing(body: bytes, url: str) -> dict[str, Any]:
    """The floor: nothing but the parse that every extractor on this parser needs."""
    LexborHTMLParser(body)
    return {}


def shingles(text: str) -> Counter[tuple[str, ...]]:
    tokens = _TOKEN.findall(text)
    return Counter(tuple(tokens[at : at + 4]) for at in range(max(1, len(tokens) - 3)) if tokens[at : at + 4])


def fold(text: str | None) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text or "").casefold())


def names(byline: str | list[str]) -> set[str]:
    values = [byline] if isinstance(byline, str) else byline
    return {
        fold(re.sub(r"^(by|von|par|por)\s+", "", part.strip(), flags=re.I))
        for value in values
        for part in _SPLIT.split(value)
    } - {""}


def days(stated: str | None) -> set[str]:
    """The days that a time falls on: as written and in UTC."""
    match = re.match(r"\d{4}-\d\d-\d\d", stated or "")
    found = {match.group(0)} if match else set[str]()
    try:
        at = datetime.fromisoformat((stated or "").replace(" ", "T", 1).replace("Z", "+00:00"))
    except ValueError:
        return found
    return found | {at.astimezone(UTC).date().isoformat()} if at.tzinfo else found


def add_page(score: Score, gold: dict[str, Any], found: dict[str, Any], seconds: float) -> None:
    """Counts one page's outcome."""
    score.seconds.append(seconds)
    text = found.get("text") or ""
    if gold.get("text"):
        a, b = shingles(gold["text"]), shingles(text)
        right = (a & b).total()
        score.bodies.append((right, b.total() - right, a.total() - right))
    flat = re.sub(r"\s+", "", text)
    for key, there, absent in (("contains", "tp", "fn"), ("lacks", "fp", "tn")):
        for piece in gold.get(key) or []:
            score.counts[there if re.sub(r"\s+", "", piece) in flat else absent] += 1
    stated, told = fold(gold.get("headline")), fold(found.get("headline"))
    wanted, given = _instant(gold.get("published_at")), _instant(found.get("published_at"))
    for key, n, right_ in (
        ("headline", "headline", stated == told),
        ("headline lenient", "headline", _holds(stated, told)),
        ("byline", "byline", names(gold.get("byline") or []) == names(found.get("byline") or [])),
        ("published_at", "published_at", bool(days(gold.get("published_at")) & days(found.get("published_at")))),
    ):
        if gold.get(n):
            score.counts[f"{key} n"] += 1
            score.counts[f"{key} ok"] += right_
    if wanted is not None:
        score.counts["minute n"] += 1
        score.counts["minute ok"] += given is not None and abs((wanted - given).total_seconds()) < 60


def _holds(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    return a == b or (bool(short) and short in long and len(short) >= 0.4 * len(long))


def _instant(stated: str | None) -> datetime | None:
    """The instant that a time with an offset names; None for days and local times."""
    try:
        at = datetime.fromisoformat((stated or "").replace(" ", "T", 1).replace("Z", "+00:00"))
    except ValueError:
        return None
    return at if at.tzinfo else None


def summary(score: Score) -> dict[str, float | None]:
    """The figures of a set; None where its gold has nothing to compare with."""
    precision = [right / (right + wrong) for right, wrong, _ in score.bodies if right + wrong]
    recall = [right / (right + missed) for right, _, missed in score.bodies if right + missed]
    p, r = (statistics.mean(values) if values else 0.0 for values in (precision, recall))
    c = score.counts
    pieces = 2 * c["tp"] + c["fp"] + c["fn"]
    return {
        "body F1": round(2 * p * r / (p + r), 4) if p + r else None,
        "segments F1": round(2 * c["tp"] / pieces, 4) if pieces else None,
        **{key: round(c[f"{key} ok"] / c[f"{key} n"], 4) if c[f"{key} n"] else None for key in FIELDS},
        "ms": round(1000 * statistics.median(score.seconds), 2),
    }


def measure(extractors: Mapping[str, Extractor], folder: Path, sample: int) -> dict[str, dict[str, float | None]]:
    """All extractors on one unpacked set, page by page in turn."""
    lines = [line for line in (folder / "gold.jsonl").read_text("utf-8").split("\n") if line]
    scores = {name: Score() for name in extractors}
    for number, line in enumerate(lines[:: max(1, len(lines) // sample) if sample else 1]):
        gold = json.loads(line)
        body = (folder / gold["file"]).read_bytes()
        for name, extractor in extractors.items():
            if not number:
                _timed(extractor, body, gold["url"])  # loads what is loaded once
            found, seconds = _timed(extractor, body, gold["url"])
            add_page(scores[name], gold, found, seconds)
    figures = {name: summary(score) for name, score in scores.items()}
    if "parsing" in figures:
        figures["parsing"] = {key: value if key == "ms" else None for key, value in figures["parsing"].items()}
    slow = figures.get("trafilatura", {}).get("ms")
    for found in figures.values():
        own = found["ms"]
        found["ratio"] = round(slow / own, 1) if slow and own else None
    return figures


def _timed(extractor: Extractor, body: bytes, url: str) -> tuple[dict[str, Any], float]:
    """What an extractor gives, nothing where it fails, and the processor's time it took."""
    start = time.process_time()
    try:
        found = extractor(body, url)
    except Exception as error:  # noqa: BLE001 – a peer may fail in any way; it is told and scored as empty
        print(f"{type(error).__name__} on {url}", file=sys.stderr)
        found = {}
    return found, time.process_time() - start


def table(name: str, figures: Mapping[str, Mapping[str, float | None]]) -> str:
    """The figures of a set, a line an extractor; what its gold does not hold is left out."""
    columns = [key for key in next(iter(figures.values())) if any(found[key] is not None for found in figures.values())]
    lines = [f"{name:14}" + "".join(f"{column:>18}" for column in columns)]
    for label, found in figures.items():
        cells = ("–" if found[column] is None else f"{found[column]:g}" for column in columns)
        lines.append(f"  {label:12}" + "".join(f"{cell:>18}" for cell in cells))
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", default=list(SETS))
    parser.add_argument("--sample", type=int, default=0, help="about so many pages of each set")
    parser.add_argument("--no-peers", action="store_true", help="ours alone")
    parser.add_argument("--json", type=Path, help="write the figures here as well")
    args = parser.parse_args()
    if not DATA.is_dir():
        print(f"SKIPPED: {DATA} is not there; set RASHOMON_DATA", file=sys.stderr)
        return 0
    extractors: dict[str, Extractor] = {
        "rashomon": ours,
        "parsing": parsing,
        **({} if args.no_peers else dict(peers())),
    }
    figures: dict[str, dict[str, dict[str, float | None]]] = {}
    with tempfile.TemporaryDirectory() as scratch:
        for name in args.sets:
            with tarfile.open(DATA / f"{name}.tar.xz") as archive:
                archive.extractall(scratch, filter="data")
            folder = next(path.parent for path in Path(scratch).rglob("gold.jsonl") if name in path.parts)
            figures[name] = measure(extractors, folder, args.sample)
            print(table(name, figures[name]), flush=True)
    if args.json:
        args.json.write_text(json.dumps(figures, indent=2), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
