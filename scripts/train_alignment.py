"""Learn the weights in `src/rashomon/compare/data/weights.json` from the gold comparisons' labels.

usage: train_alignment.py GOLD_FOLDER [--write] [--folds FOLDER]

Prints what the models reach on stories they have not seen (ten parts of the stories, each judged by models of the
other nine) and, with --write, learns from all stories and writes the file. --folds writes the ten models as
`<story>.json`, one for every story, for scoring whole comparisons on unseen stories. Only weights of a fixed list of
figures are learnt; no word of any text enters the file.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize  # type: ignore[import-untyped]

from rashomon.attribute import attribute_article
from rashomon.compare.alignment import Match
from rashomon.compare.exclusives import measure_statements
from rashomon.compare.pairs import Pairs, measure_pairs
from rashomon.compare.partings.finding import Found, measure_suggestions, suggest_partings
from rashomon.compare.statements import Reading, read_accounts
from rashomon.compare.weights import dampen
from rashomon.model import ArticleId, Version

WEIGHTS = Path(__file__).parents[1] / "src" / "rashomon" / "compare" / "data" / "weights.json"
PARTS = 10
GIVEN = 0.003  # of F1, for finding more
PRECISION = 0.365  # share of suggested partings that must stand on a pair that the gold lists, which lists not all
STRENGTH = {
    "aligned": 150.0,
    "same": 300.0,
    "only": 30.0,
    "parting": 10.0,
}  # of the L2 penalty; flat within a factor of three
Rows = NDArray[np.float64]


@dataclass(frozen=True)
class Lesson:
    """One gold story, measured."""

    name: str
    reading: Reading
    pairs: Pairs
    aligned: NDArray[np.bool_]
    same: NDArray[np.bool_]
    only: NDArray[np.bool_]
    parted: frozenset[tuple[int, int]]  # pairs of statements that the gold lists a hard difference or conflict of
    gold_aligned: int
    gold_same: int
    gold_only: int


@dataclass(frozen=True)
class Cuts:
    """Thresholds of the four models."""

    aligned: float
    same: float
    only: float
    parting: float


@dataclass(frozen=True)
class Fit:
    """A logistic model."""

    names: tuple[str, ...]
    mean: Rows
    scale: Rows
    weight: Rows
    bias: float

    def chances(self, rows: Rows) -> Rows:
        """Probabilities of rows that are dampened already."""
        result: Rows = 1.0 / (1.0 + np.exp(-(((rows - self.mean) / self.scale) @ self.weight + self.bias)))
        return result

    def entry(self, threshold: float) -> dict[str, Any]:
        """The model as JSON."""
        columns = zip(self.names, self.mean, self.scale, self.weight, strict=True)
        figures = [[name, *(float(f"{value:.5g}") for value in values)] for name, *values in columns]
        return {"bias": round(self.bias, 5), "threshold": round(threshold, 4), "figures": figures}


def main() -> None:
    """Measure, learn, report, and write if asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--folds", type=Path)
    args = parser.parse_args()
    lessons = read_lessons(args.gold)
    parts = np.random.default_rng(0).permutation(len(lessons)) % PARTS
    scores: list[Rows] = [np.zeros(0)] * len(lessons)
    for part in range(PARTS):
        model = fit_pairs([lesson for lesson, own in zip(lessons, parts, strict=True) if own != part], "aligned")
        for index in map(int, np.nonzero(parts == part)[0]):
            scores[index] = model.chances(matrix_of(lessons[index].pairs.figures, model.names))
    cut = report_alignments(lessons, scores)
    cuts = Cuts(cut, 0.5, report_only(lessons, scores, parts), report_partings(lessons, scores, parts, cut))
    if args.folds is not None:
        args.folds.mkdir(parents=True, exist_ok=True)
        for part in range(PARTS):
            rest = [index for index in range(len(lessons)) if parts[index] != part]
            text = learn(lessons, scores, rest, cuts)
            for index in map(int, np.nonzero(parts == part)[0]):
                (args.folds / f"{lessons[index].name}.json").write_text(text, encoding="utf8")
    if args.write:
        text = learn(lessons, scores, range(len(lessons)), cuts)
        WEIGHTS.write_text(text, encoding="utf8")
        print(f"written: {WEIGHTS}")


def learn(lessons: Sequence[Lesson], scores: Sequence[Rows], chosen: Sequence[int], cuts: Cuts) -> str:
    """The file's text, learnt from the chosen lessons."""
    some = [lessons[index] for index in chosen]
    entries = {
        "aligned": fit_pairs(some, "aligned").entry(cuts.aligned),
        "same": fit_pairs(some, "same").entry(cuts.same),
        "only": fit_only(some, [scores[index] for index in chosen]).entry(cuts.only),
        "parting": fit_partings(some, [scores[index] for index in chosen], cuts.aligned).entry(cuts.parting),
    }
    return json.dumps(entries, ensure_ascii=False, indent=0) + "\n"


def read_lessons(gold: Path) -> list[Lesson]:
    """Every gold story: its accounts attributed and measured, its labels by our sentences."""
    sentences: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in (gold / "sentences.jsonl").open(encoding="utf8"):
        row = json.loads(line)
        sentences[row["article"]].append(row)
    lessons = []
    for path in sorted(gold.glob("*.json")):
        story = json.loads(path.read_text(encoding="utf8"))
        if "alignments" in story:
            lessons.append(read_lesson(path.stem, story, sentences, gold / "accounts"))
    return lessons


def read_lesson(
    name: str, story: Mapping[str, Any], sentences: Mapping[str, Sequence[Mapping[str, Any]]], folder: Path
) -> Lesson:
    """One gold story, measured, its labels carried over to our sentences where these cover the gold's mostly."""
    reading = read_accounts(
        attribute_article(read_article(folder / f"{account}.json")) for account in story["accounts"]
    )
    ours: list[list[str]] = []
    for statement in reading.statements:
        start, end = statement.sentence.start, statement.sentence.end
        covered = []
        for row in sentences[reading.accounts[statement.account].article.id]:
            shared = min(end, row["end"]) - max(start, row["start"])
            if shared > 0 and shared >= 0.5 * min(end - start, row["end"] - row["start"]):
                covered.append(row["sid"])
        ours.append(covered)
    relations = {frozenset((row["a"], row["b"])): row["relation"] for row in story["alignments"]}
    pairs = measure_pairs(reading)
    found = [
        {relations.get(frozenset((a, b)), "") for a in ours[left] for b in ours[right]}
        for left, right in zip(pairs.left, pairs.right, strict=True)
    ]
    lone = {row for rows in story["only_in"].values() for row in rows}
    listed = {frozenset((row["a"], row["b"])) for row in story["differences"] if row["kind"] != "wording"}
    listed |= {pair for pair, kind in relations.items() if kind == "conflict"}
    parted = frozenset(
        (int(left), int(right))
        for left, right in zip(pairs.left, pairs.right, strict=True)
        if any(frozenset((a, b)) in listed for a in ours[left] for b in ours[right])
    )
    return Lesson(
        name=name,
        parted=parted,
        reading=reading,
        pairs=pairs,
        aligned=np.array([bool(kinds - {""}) for kinds in found]),
        same=np.array(["same" in kinds for kinds in found]),
        only=np.array([any(row in lone for row in rows) for rows in ours]),
        gold_aligned=len(relations),
        gold_same=sum(kind == "same" for kind in relations.values()),
        gold_only=len(lone),
    )


def read_article(path: Path) -> Version:
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


def fit_pairs(lessons: Sequence[Lesson], what: str) -> Fit:
    """The model of `aligned`, or of `same` among the aligned."""
    names = tuple(sorted(lessons[0].pairs.figures))
    rows = np.concatenate([matrix_of(lesson.pairs.figures, names) for lesson in lessons])
    labels = np.concatenate([getattr(lesson, what) for lesson in lessons])
    if what == "same":
        aligned = np.concatenate([lesson.aligned for lesson in lessons])
        rows, labels = rows[aligned], labels[aligned]
    return fit(names, rows, labels, STRENGTH[what])


def fit_only(lessons: Sequence[Lesson], scores: Sequence[Rows]) -> Fit:
    """The model of what one account alone tells."""
    measured = [
        measure_statements(lesson.reading, lesson.pairs, score) for lesson, score in zip(lessons, scores, strict=True)
    ]
    names = tuple(sorted(measured[0]))
    rows = np.concatenate([matrix_of(figures, names) for figures in measured])
    return fit(names, rows, np.concatenate([lesson.only for lesson in lessons]), STRENGTH["only"])


def found_in(lesson: Lesson, score: Rows, cut: float) -> list[Found]:
    """What the rules suggest on the pairs that are aligned by these scores."""
    matches = [
        Match(int(left), int(right), float(chance), bool(chance > 0.8))
        for left, right, chance in zip(lesson.pairs.left, lesson.pairs.right, score, strict=True)
        if chance >= cut
    ]
    return list(suggest_partings(lesson.reading, matches))


def fit_partings(lessons: Sequence[Lesson], scores: Sequence[Rows], cut: float) -> Fit:
    """The model of which suggestions stand on a pair that the gold says parts."""
    found = [found_in(lesson, score, cut) for lesson, score in zip(lessons, scores, strict=True)]
    names = tuple(
        sorted(
            {
                name
                for lesson, one in zip(lessons, found, strict=True)
                for name in measure_suggestions(lesson.reading, one)
            }
        )
    )
    rows = np.concatenate(
        [
            matrix_of(measure_suggestions(lesson.reading, one, names), names)
            for lesson, one in zip(lessons, found, strict=True)
        ]
    )
    labels = [
        (match.left, match.right) in lesson.parted
        for lesson, one in zip(lessons, found, strict=True)
        for match, _ in one
    ]
    return fit(names, rows, np.array(labels), STRENGTH["parting"])


def report_partings(lessons: Sequence[Lesson], scores: Sequence[Rows], parts: NDArray[np.int64], cut: float) -> float:
    """The threshold at which a little over half of what is suggested is right; prints a few."""
    chances, rights = [], []
    for part in range(PARTS):
        rest = [index for index in range(len(lessons)) if parts[index] != part]
        model = fit_partings([lessons[index] for index in rest], [scores[index] for index in rest], cut)
        for index in map(int, np.nonzero(parts == part)[0]):
            found = found_in(lessons[index], scores[index], cut)
            if found:
                figures = measure_suggestions(lessons[index].reading, found, model.names)
                chances.append(model.chances(matrix_of(figures, model.names)))
                rights.append(np.array([(match.left, match.right) in lessons[index].parted for match, _ in found]))
    chance, right = np.concatenate(chances), np.concatenate(rights)
    order = np.argsort(-chance)
    precision = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    for many in (100, 150, 200, 250, 300, 400, 500, len(order)):
        if many <= len(order):
            print(
                f"partings, unseen stories: best {many}: right {precision[many - 1]:.3f}, from {chance[order][many - 1]:.3f}"
            )
    last = int(np.nonzero(precision >= PRECISION)[0].max(initial=0))
    return float(chance[order][last])


def matrix_of(figures: Mapping[str, NDArray[np.float32]], names: Sequence[str]) -> Rows:
    """Dampened figures, one column a name."""
    return dampen(np.stack([figures[name] for name in names], axis=1).astype(np.float64))


def fit(names: tuple[str, ...], rows: Rows, labels: NDArray[np.bool_], strength: float) -> Fit:
    """Logistic regression on standardised rows with an L2 penalty."""
    mean, scale = rows.mean(axis=0), np.maximum(rows.std(axis=0), 1e-6)
    centred = (rows - mean) / scale
    signs = np.where(labels, 1.0, -1.0)

    def loss(at: Rows) -> tuple[float, Rows]:
        margin = signs * (centred @ at[:-1] + at[-1])
        slope = -signs / (1.0 + np.exp(np.clip(margin, -30.0, 30.0)))
        value = np.logaddexp(0.0, -margin).sum() + 0.5 * strength * (at[:-1] @ at[:-1])
        return float(value), np.append(centred.T @ slope + strength * at[:-1], slope.sum())

    best = minimize(loss, np.zeros(rows.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    return Fit(names, mean, scale, best[:-1], float(best[-1]))


def report_alignments(lessons: Sequence[Lesson], scores: Sequence[Rows]) -> float:
    """The threshold of the best F1 over all unseen stories; prints what it reaches."""
    gold = sum(lesson.gold_aligned for lesson in lessons)
    score = np.concatenate(list(scores))
    right = np.concatenate([lesson.aligned for lesson in lessons])
    same = np.concatenate([lesson.same for lesson in lessons])
    cut = best_cut(score, right, gold)
    kept = score >= cut
    hits = int((kept & right).sum())
    print(
        f"alignments, unseen stories: P {hits / kept.sum():.3f} R {hits / gold:.3f} F1 {2 * hits / (kept.sum() + gold):.3f}"
    )
    print(f"  same found {(kept & same).sum() / sum(lesson.gold_same for lesson in lessons):.3f}, threshold {cut:.3f}")
    print(f"  candidates {len(score)}, of the gold's pairs among them {right.sum()} of {gold}")
    return cut


def report_only(lessons: Sequence[Lesson], scores: Sequence[Rows], parts: NDArray[np.int64]) -> float:
    """The same for what one account alone tells."""
    chances: list[Rows] = [np.zeros(0)] * len(lessons)
    for part in range(PARTS):
        rest = [index for index in range(len(lessons)) if parts[index] != part]
        model = fit_only([lessons[index] for index in rest], [scores[index] for index in rest])
        for index in map(int, np.nonzero(parts == part)[0]):
            figures = measure_statements(lessons[index].reading, lessons[index].pairs, scores[index])
            chances[index] = model.chances(matrix_of(figures, model.names))
    chance = np.concatenate(chances)
    right = np.concatenate([lesson.only for lesson in lessons])
    gold = sum(lesson.gold_only for lesson in lessons)
    cut = best_cut(chance, right, gold)
    kept = chance >= cut
    hits = int((kept & right).sum())
    print(
        f"only in one, unseen stories: P {hits / kept.sum():.3f} R {hits / gold:.3f} F1 {2 * hits / (kept.sum() + gold):.3f}"
    )
    return cut


def best_cut(score: Rows, right: NDArray[np.bool_], gold: int) -> float:
    """The lowest score from which on F1 is as good as best: near the best, more found is worth more than less wrong."""
    order = np.argsort(-score)
    hits = np.cumsum(right[order])
    figures = 2 * hits / (np.arange(1, len(order) + 1) + gold)
    return float(score[order][int(np.nonzero(figures >= figures.max() - GIVEN)[0].max())])


if __name__ == "__main__":
    main()
