"""Gold comparisons as lessons: each story measured as `compare_accounts` measures it, beside the gold's labels."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rashomon.attribute import attribute_article
from rashomon.compare.pairs import Pairs, measure_pairs
from rashomon.compare.statements import Reading, read_accounts
from rashomon.model import ArticleId, Version

Row = Mapping[str, Any]
Span = tuple[int, int]


@dataclass(frozen=True)
class Parted:
    """A hard difference of the gold: on either side our statements and the words, as offsets into the account."""

    statements: tuple[frozenset[int], frozenset[int]]
    words: tuple[Span, Span]


@dataclass(frozen=True)
class Lesson:
    """One gold story, measured."""

    name: str
    reading: Reading
    pairs: Pairs
    aligned: NDArray[np.bool_]
    same: NDArray[np.bool_]
    only: NDArray[np.bool_]
    listed: frozenset[tuple[int, int]]  # pairs of statements that the gold lists a hard difference or conflict of
    parted: tuple[Parted, ...]
    gold_aligned: int
    gold_same: int
    gold_only: int


def read_lessons(gold: Path) -> list[Lesson]:
    """Every gold story: its accounts attributed and measured, its labels by our sentences."""
    sentences: dict[str, list[Row]] = defaultdict(list)
    for line in (gold / "sentences.jsonl").open(encoding="utf8"):
        row = json.loads(line)
        sentences[row["article"]].append(row)
    lessons = []
    for path in sorted(gold.glob("*.json")):
        story = json.loads(path.read_text(encoding="utf8"))
        if "alignments" in story:
            lessons.append(_read_lesson(path.stem, story, sentences, gold / "accounts"))
    return lessons


def _read_lesson(name: str, story: Row, sentences: Mapping[str, Sequence[Row]], folder: Path) -> Lesson:
    reading = read_accounts(attribute_article(_read_article(folder / f"{each}.json")) for each in story["accounts"])
    ours = _cover(reading, sentences)
    relations = {frozenset((row["a"], row["b"])): row["relation"] for row in story["alignments"]}
    pairs = measure_pairs(reading)
    sides = list(zip(map(int, pairs.left), map(int, pairs.right), strict=True))
    found = [{relations.get(frozenset((a, b)), "") for a in ours[x] for b in ours[y]} for x, y in sides]
    lone = {row for rows in story["only_in"].values() for row in rows}
    hard = [row for row in story["differences"] if row["kind"] != "wording"]
    listed = {frozenset((row["a"], row["b"])) for row in hard}
    listed |= {pair for pair, kind in relations.items() if kind == "conflict"}
    by_name = {row["sid"]: row for rows in sentences.values() for row in rows}
    return Lesson(
        name=name,
        reading=reading,
        pairs=pairs,
        aligned=np.array([bool(kinds - {""}) for kinds in found]),
        same=np.array(["same" in kinds for kinds in found]),
        only=np.array([any(row in lone for row in rows) for rows in ours]),
        listed=frozenset(
            (x, y) for x, y in sides if any(frozenset((a, b)) in listed for a in ours[x] for b in ours[y])
        ),
        parted=tuple(_read_parted(row, ours, by_name) for row in hard),
        gold_aligned=len(relations),
        gold_same=sum(kind == "same" for kind in relations.values()),
        gold_only=len(lone),
    )


def _cover(reading: Reading, sentences: Mapping[str, Sequence[Row]]) -> list[list[str]]:
    """For each of our statements the gold's sentences that it mostly covers."""
    ours: list[list[str]] = []
    for statement in reading.statements:
        start, end = statement.sentence.start, statement.sentence.end
        covered = []
        for row in sentences[reading.accounts[statement.account].article.id]:
            shared = min(end, row["end"]) - max(start, row["start"])
            if shared > 0 and shared >= 0.5 * min(end - start, row["end"] - row["start"]):
                covered.append(row["sid"])
        ours.append(covered)
    return ours


def _read_parted(difference: Row, ours: Sequence[Sequence[str]], by_name: Mapping[str, Row]) -> Parted:
    words, statements = [], []
    for side in ("a", "b"):
        row, text = by_name[difference[side]], difference[side + "_text"]
        start = row["start"] + max(0, row["text"].find(text))
        words.append((start, start + len(text)))
        statements.append(frozenset(at for at, names in enumerate(ours) if row["sid"] in names))
    return Parted((statements[0], statements[1]), (words[0], words[1]))


def _read_article(path: Path) -> Version:
    """A version from an `article` document, as far as comparing needs it."""
    row = json.loads(path.read_text(encoding="utf8"))
    published = row.get("published_at")
    return Version(
        id=ArticleId(row["id"]),
        url=row.get("url", ""),
        outlet=row.get("outlet", ""),
        headline=row.get("headline", ""),
        text=row["text"],
        language=row.get("language", ""),
        published_at=datetime.fromisoformat(published) if published else None,
    )


def met_by(lesson: Lesson, spans: Sequence[tuple[int, Span]]) -> Iterator[int]:
    """Which of the gold's hard differences these words of statements find, as the scorer counts it."""
    said = []
    for at, (low, high) in spans:
        start = lesson.reading.statements[at].sentence.start
        said.append((at, (start + low, start + high)))
    for number, parted in enumerate(lesson.parted):
        if all(
            any(at in statements and _meets(span, words) for at, span in said)
            for statements, words in zip(parted.statements, parted.words, strict=True)
        ):
            yield number


def _meets(span: Span, words: Span) -> bool:
    """Whether a value shares a character with the gold's words and is not much longer than they are."""
    return min(span[1], words[1]) > max(span[0], words[0]) and span[1] - span[0] <= 3 * (words[1] - words[0]) + 20
