"""Learn the weights in `src/rashomon/compare/data/weights.json` from the gold comparisons' labels.

usage: python -m scripts.train_alignment GOLD_FOLDER [--write] [--folds FOLDER]

Prints what the models reach on stories they have not seen (ten parts of the stories, each judged by models of the
other nine) and, with --write, learns from all stories and writes the file. --folds writes the ten models as
`<story>.json`, one for every story, for scoring whole comparisons on unseen stories. Only weights of a fixed list of
figures are learnt; no word of any text enters the file.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize  # type: ignore[import-untyped]
from scripts.comparison_lessons import Lesson, met_by, read_lessons

from rashomon.compare.alignment import Match
from rashomon.compare.claims import group_statements
from rashomon.compare.exclusives import measure_statements
from rashomon.compare.partings.figures import measure_points
from rashomon.compare.partings.finding import rank_points
from rashomon.compare.partings.points import Point, gather_points
from rashomon.compare.weights import dampen

WEIGHTS = Path(__file__).parents[1] / "src" / "rashomon" / "compare" / "data" / "weights.json"
PARTS = 10
GIVEN = 0.005  # of F1, for finding more
PRECISION = 0.475  # share of the points shown that must stand on a pair that the gold lists, which lists not all
STRENGTH = {
    "aligned": 150.0,
    "same": 300.0,
    "only": 30.0,
    "parting": 500.0,
    "pinned": 500.0,
}  # of the L2 penalty; flat within a factor of three
Rows = NDArray[np.float64]
Flags = NDArray[np.bool_]


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
        return {"bias": round(self.bias, 5), "threshold": float(f"{threshold:.4g}"), "figures": figures}


@dataclass(frozen=True)
class Pupil:
    """A lesson as models that have not seen its story judge it: chances of its pairs, and its points with labels."""

    lesson: Lesson
    aligned: Rows
    points: tuple[Point, ...]
    figures: Mapping[str, NDArray[np.float32]]
    parts: Flags  # the gold lists a difference of two of the point's statements
    met: tuple[frozenset[int], ...]  # which of the gold's differences the point's words find

    @property
    def pinned(self) -> Flags:
        """Whether a point's words find any."""
        return np.array([bool(met) for met in self.met], dtype=bool)


def main() -> None:
    """Measure, learn, report, and write if asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--folds", type=Path)
    args = parser.parse_args()
    lessons = read_lessons(args.gold)
    parts = np.random.default_rng(0).permutation(len(lessons)) % PARTS
    aligned, same = (judge_pairs(lessons, parts, what) for what in ("aligned", "same"))
    cuts = {"same": 0.5, "pinned": 0.5, "aligned": report_alignments(lessons, aligned)}
    pupils = [teach(*each, cuts["aligned"]) for each in zip(lessons, aligned, same, strict=True)]
    cuts |= {"only": report_only(pupils, parts), "parting": report_partings(pupils, parts)}
    if args.folds is not None:
        args.folds.mkdir(parents=True, exist_ok=True)
        for part in range(PARTS):
            text = learn([pupil for pupil, own in zip(pupils, parts, strict=True) if own != part], cuts)
            for index in map(int, np.nonzero(parts == part)[0]):
                (args.folds / f"{lessons[index].name}.json").write_text(text, encoding="utf8")
    if args.write:
        WEIGHTS.write_text(learn(pupils, cuts), encoding="utf8")
        print(f"written: {WEIGHTS}")


def learn(pupils: Sequence[Pupil], cuts: Mapping[str, float]) -> str:
    """The file's text, learnt from these stories."""
    lessons = [pupil.lesson for pupil in pupils]
    fits = {
        "aligned": fit_pairs(lessons, "aligned"),
        "same": fit_pairs(lessons, "same"),
        "only": fit_only(pupils),
        "parting": fit_points(pupils, "parting"),
        "pinned": fit_points(pupils, "pinned"),
    }
    entries = {name: fit.entry(cuts[name]) for name, fit in fits.items()}
    return json.dumps(entries, ensure_ascii=False, indent=0) + "\n"


def judge_pairs(lessons: Sequence[Lesson], parts: NDArray[np.int64], what: str) -> list[Rows]:
    """Chances of every lesson's pairs by a model of the other parts."""
    chances: list[Rows] = [np.zeros(0)] * len(lessons)
    for part in range(PARTS):
        model = fit_pairs([lesson for lesson, own in zip(lessons, parts, strict=True) if own != part], what)
        for index in map(int, np.nonzero(parts == part)[0]):
            chances[index] = model.chances(matrix_of(lessons[index].pairs.figures, model.names))
    return chances


def teach(lesson: Lesson, aligned: Rows, same: Rows, cut: float) -> Pupil:
    """The lesson with the points that its accounts may part on, as far as the pairs above the cut show any."""
    rows = zip(lesson.pairs.left, lesson.pairs.right, aligned, same, strict=True)
    matches = [Match(int(a), int(b), float(score), bool(alike >= 0.5)) for a, b, score, alike in rows if score >= cut]
    groups = group_statements(lesson.reading, matches)
    points = gather_points(lesson.reading, groups, matches)
    figures = measure_points(lesson.reading, groups, matches, points)
    parts = [any(pair in lesson.listed for pair in combinations([at for at, _ in each.spans], 2)) for each in points]
    met = tuple(frozenset(met_by(lesson, point.spans)) for point in points)
    return Pupil(lesson, aligned, points, figures, np.array(parts, dtype=bool), met)


def fit_pairs(lessons: Sequence[Lesson], what: str) -> Fit:
    """The model of `aligned`, or of `same` among the aligned."""
    names = tuple(sorted(lessons[0].pairs.figures))
    rows = np.concatenate([matrix_of(lesson.pairs.figures, names) for lesson in lessons])
    labels = np.concatenate([getattr(lesson, what) for lesson in lessons])
    if what == "same":
        aligned = np.concatenate([lesson.aligned for lesson in lessons])
        rows, labels = rows[aligned], labels[aligned]
    return fit(names, rows, labels, STRENGTH[what])


def fit_only(pupils: Sequence[Pupil]) -> Fit:
    """The model of what one account alone tells."""
    measured = [measure_statements(pupil.lesson.reading, pupil.lesson.pairs, pupil.aligned) for pupil in pupils]
    names = tuple(sorted(measured[0]))
    rows = np.concatenate([matrix_of(figures, names) for figures in measured])
    return fit(names, rows, np.concatenate([pupil.lesson.only for pupil in pupils]), STRENGTH["only"])


def fit_points(pupils: Sequence[Pupil], what: str) -> Fit:
    """The model of which points stand on statements that part, or of which words are where they do."""
    names = tuple(sorted({name for pupil in pupils for name in pupil.figures}))
    rows = np.concatenate([points_matrix(pupil, names) for pupil in pupils])
    labels = np.concatenate([pupil.parts if what == "parting" else pupil.pinned for pupil in pupils])
    return fit(names, rows, labels, STRENGTH[what])


def points_matrix(pupil: Pupil, names: Sequence[str]) -> Rows:
    """The points' figures, dampened; those that none of them has are 0."""
    nothing = np.zeros(len(pupil.points), dtype=np.float32)
    return matrix_of({name: pupil.figures.get(name, nothing) for name in names}, names)


def report_partings(pupils: Sequence[Pupil], parts: NDArray[np.int64]) -> float:
    """The threshold from which the share `PRECISION` of the points is right; prints what others would reach."""
    chances, rights = [], []
    met: list[frozenset[tuple[int, int]]] = []
    for part in range(PARTS):
        rest = [pupil for pupil, own in zip(pupils, parts, strict=True) if own != part]
        models = [fit_points(rest, what) for what in ("parting", "pinned")]
        for index in map(int, np.nonzero(parts == part)[0]):
            pupil = pupils[index]
            if pupil.points:
                judged = [model.chances(points_matrix(pupil, model.names)) for model in models]
                chances.append(rank_points(pupil.points, judged[0], judged[1]))
                rights.append(pupil.parts)
                met.extend(frozenset((index, number) for number in each) for each in pupil.met)
    chance, right = np.concatenate(chances), np.concatenate(rights)
    order = np.argsort(-chance)[: int((chance > 0).sum())]
    precision = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    gold = sum(len(pupil.lesson.parted) for pupil in pupils)
    reach = len(frozenset().union(*met))
    print(f"partings, unseen stories: {len(chance)} points, with {reach} of the gold's {gold} differences among them")
    for aim in (0.6, 0.55, 0.5, 0.475, 0.45, 0.4):
        last = int(np.nonzero(precision >= aim)[0].max(initial=0))
        found = len(frozenset().union(*(met[at] for at in order[: last + 1])))
        print(f"  precision {aim}: recall {found / gold:.3f} with {last + 1} points, from {chance[order][last]:.4f}")
    return float(chance[order][int(np.nonzero(precision >= PRECISION)[0].max(initial=0))])


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


def report_only(pupils: Sequence[Pupil], parts: NDArray[np.int64]) -> float:
    """The same for what one account alone tells."""
    chances: list[Rows] = [np.zeros(0)] * len(pupils)
    for part in range(PARTS):
        model = fit_only([pupil for pupil, own in zip(pupils, parts, strict=True) if own != part])
        for index in map(int, np.nonzero(parts == part)[0]):
            pupil = pupils[index]
            figures = measure_statements(pupil.lesson.reading, pupil.lesson.pairs, pupil.aligned)
            chances[index] = model.chances(matrix_of(figures, model.names))
    chance = np.concatenate(chances)
    right = np.concatenate([pupil.lesson.only for pupil in pupils])
    gold = sum(pupil.lesson.gold_only for pupil in pupils)
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
