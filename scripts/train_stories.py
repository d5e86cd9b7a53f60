"""Train what tells the chance that two articles tell one event. Writes src/rashomon/group/data/stories.json.

    python -m scripts.train_stories DATA_FOLDER [--write]

DATA_FOLDER holds feed-mirror, events-en and stream-en and the gold of the first, as `bench.group` reads them. Every set
is grouped several times: whole, and in parts of it made by leaving articles out at random, so that the trees learn what
holds in an archive of any size. What they may ask is the fixed list of `rashomon.group.likeness.FIGURES`; no word of
the sets enters the file. Each figure may speak one way only (`WAYS`), which keeps the trees from learning a set by heart.

Prints what thresholds reach on stories the trees have not seen: stories are dealt into parts by lot, and a pair is
judged by trees trained without the parts of both its articles. Needs catboost, for training alone.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import zlib
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from bench.group import documents_of, month_of
from numpy.typing import NDArray

from rashomon.group import StoryIndex
from rashomon.group.likeness import FIGURES
from rashomon.group.linkage import link_groups
from rashomon.model import Version
from rashomon.text.urls import canonical_url

OUT = Path(__file__).parents[1] / "src" / "rashomon" / "group" / "data" / "stories.json"
WAYS = {
    "whole": 1, "lead": 1, "headline": 1, "crossed": 1, "crossed_back": 1, "peak": -1, "shared": 1, "second": 1,
    "place": -1, "worse_place": -1, "relative": 1, "crowd": -1, "topic": -1, "elsewhere": -1, "days": -1,
    "between": -1, "apart": -1, "outlet": -1, "length": 0,
}  # fmt: skip
PARTS = 6
SCORES = ("pairwise", "b-cubed", "whole")
SHARES = (1.0, 0.3, 0.05)  # of the unlabelled articles that a training archive keeps
LEAST_LABELLED = 0.25  # of the labelled stories; the smaller archives keep so many
WEIGHT = 3000.0  # of an archive, in pairs; a smaller one counts less
SMALLER = 0.25
EVEN = 0.25  # how much less a pair of large stories counts, lest the largest teach all: a power of both sizes
UNLIKELY = 0.03
TREES = {"iterations": 150, "depth": 5, "learning_rate": 0.1, "l2_leaf_reg": 5, "rsm": 0.6, "border_count": 64}


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledSet:
    """Articles and the label of each that has one."""

    name: str
    versions: Sequence[Version]
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """One archive made of a set, and what it counts: its pairs by article number, and the label and part of each article ("" and -1: none)."""

    name: str
    weight: float
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    figures: NDArray[np.float32]
    labels: NDArray[np.str_]
    parts: NDArray[np.int64]


def read_sets(folder: Path) -> list[LabelledSet]:
    """The three sets."""
    month, gold = month_of(folder), folder / "gold"
    articles, stories = (gold / "articles.jsonl").read_bytes(), (gold / "stories.json").read_bytes()
    sets = [LabelledSet(name="feed", versions=month, labels=labels_of(month, articles, stories))]
    for name in ("events-en", "stream-en"):
        versions, articles, stories = documents_of(folder / f"{name}.tar.xz")
        sets.append(LabelledSet(name=name, versions=versions, labels=labels_of(versions, articles, stories)))
    return sets


def labels_of(versions: Sequence[Version], articles: bytes, stories: bytes) -> dict[str, str]:
    """The label by article id; articles in no story are alone, unless the gold scores the labelled only."""
    told = json.loads(stories)
    by_url = {canonical_url(url): version.id for version in versions for url in (version.url, *version.urls)}
    skipped = set(told.get("digests", ())) | {one for story in told["stories"] for one in story.get("unsure", ())}
    labels = {member: story["id"] for story in told["stories"] for member in story["members"]}
    found = {}
    for line in articles.splitlines():
        row = json.loads(line)
        label = labels.get(row["id"], "" if told.get("scored_only") else f"alone {row['id']}")
        known = by_url.get(canonical_url(row["url"]))
        if label and known is not None and row["id"] not in skipped:
            found[str(known)] = label
    return found


def parts_of(labelled: LabelledSet) -> dict[str, int]:
    """The part of each story, by lot."""
    return {label: zlib.crc32(label.encode()) % PARTS for label in labelled.labels.values()}


def lesson_of(labelled: LabelledSet, share: float) -> Lesson:
    """The pairs of an archive of some of the set's articles, the labelled ones chosen by whole stories."""
    chooser = random.Random(share)
    parts = parts_of(labelled)
    taken = {label for label in parts if chooser.random() < max(share, LEAST_LABELLED)}
    kept, labels = [], []
    for version in labelled.versions:
        label = labelled.labels.get(version.id, "")
        if label in taken or (not label and chooser.random() < share):
            kept.append(version)
            labels.append(label)
    index = StoryIndex()
    index.add(kept)
    found = list(index.measured())
    return Lesson(
        name=f"{labelled.name} {share}",
        weight=WEIGHT * (1.0 if share == 1.0 else SMALLER),
        left=np.concatenate([pairs.left for pairs, _ in found]),
        right=np.concatenate([pairs.right for pairs, _ in found]),
        figures=np.concatenate([figures for _, figures in found]),
        labels=np.array(labels),
        parts=np.array([parts.get(label, -1) for label in labels]),
    )


def train(lessons: Sequence[Lesson], *, without: Collection[int] = ()) -> Any:
    """A model trained on the labelled pairs of all parts but these."""
    from catboost import CatBoostClassifier  # type: ignore[import-not-found,import-untyped,unused-ignore]

    rows, answers, weights = [], [], []
    for lesson in lessons:
        seen = (lesson.parts >= 0) & ~np.isin(lesson.parts, list(without))
        chosen = np.flatnonzero(seen[lesson.left] & seen[lesson.right])
        left, right = lesson.labels[lesson.left[chosen]], lesson.labels[lesson.right[chosen]]
        sizes = Counter(lesson.labels.tolist())
        weight = np.array([(sizes[a] * sizes[b]) ** -EVEN for a, b in zip(left, right, strict=True)])
        rows.append(lesson.figures[chosen])
        answers.append(left == right)
        weights.append(weight * lesson.weight / weight.sum())
    model = CatBoostClassifier(
        **TREES,
        monotone_constraints=[WAYS[name] for name in FIGURES],
        random_seed=0,
        verbose=0,
        thread_count=2,
        allow_writing_files=False,
    )
    model.fit(np.concatenate(rows), np.concatenate(answers).astype(int), sample_weight=np.concatenate(weights))
    return model


def scores_of(found: Sequence[int], labels: Sequence[str]) -> tuple[float, float, float]:
    """Pairwise and B-cubed F1 of the stories found, in percent, and the share of the labelled stories found whole."""
    gold, ours = Counter(labels), Counter(found)
    both = Counter(zip(found, labels, strict=True))
    pairs = [sum(count * (count - 1) / 2 for count in table.values()) for table in (both, ours, gold)]
    precision = sum(count * count / ours[story] for (story, _), count in both.items()) / len(labels)
    recall = sum(count * count / gold[label] for (_, label), count in both.items()) / len(labels)
    pairwise = 2 * pairs[0] / (pairs[1] + pairs[2]) if pairs[1] + pairs[2] else 1.0
    several = [label for label, count in gold.items() if count > 1]
    whole = sum(1 for (story, label), count in both.items() if 1 < count == gold[label] == ours[story])
    return 100 * pairwise, 200 * precision * recall / (precision + recall), 100 * whole / max(1, len(several))


def validate(lessons: Sequence[Lesson], thresholds: Sequence[float], powers: Sequence[float]) -> None:
    """Print what each archive reaches, every pair judged by trees that have seen no story of either article."""
    apart = [(a, b) for a in range(-1, PARTS) for b in range(a, PARTS)]
    models = {pair: train(lessons, without=pair) for pair in apart}
    for lesson in lessons:
        chances = np.zeros(len(lesson.left))
        low = np.minimum(lesson.parts[lesson.left], lesson.parts[lesson.right])
        high = np.maximum(lesson.parts[lesson.left], lesson.parts[lesson.right])
        for a, b in apart:
            chosen = np.flatnonzero((low == a) & (high == b))
            if len(chosen):
                chances[chosen] = models[a, b].predict_proba(lesson.figures[chosen])[:, 1]
        labelled = np.flatnonzero(lesson.parts >= 0)
        for threshold in thresholds:
            for power in powers:
                found = linked(lesson, chances, threshold, power)
                scores = scores_of([found[at] for at in labelled], lesson.labels[labelled].tolist())
                told = "  ".join(f"{name} {one:.1f}" for name, one in zip(SCORES, scores, strict=True))
                print(f"{lesson.name:16} {threshold} {power}  {told}", flush=True)


def linked(lesson: Lesson, chances: NDArray[np.float64], threshold: float, power: float) -> list[int]:
    """The cluster of each article."""
    likely = chances > UNLIKELY
    links = zip(lesson.left[likely].tolist(), lesson.right[likely].tolist(), chances[likely].tolist(), strict=True)
    ordered = [(min(a, b), max(a, b), chance) for a, b, chance in links]
    return link_groups([1] * len(lesson.labels), ordered, threshold=threshold, power=power)


def file_of(model: Any) -> str:
    """The model as `rashomon.text.trees` reads it."""
    with tempfile.TemporaryDirectory() as place:
        path = Path(place, "model.json")
        model.save_model(str(path), format="json")
        data = json.loads(path.read_text())
    trees = data["oblivious_trees"]
    told = {
        "bias": round(float(np.ravel(data["scale_and_bias"][1])[0]), 5),
        "features": [[split["float_feature_index"] for split in tree["splits"]] for tree in trees],
        "borders": [[float(f"{split['border']:.5g}") for split in tree["splits"]] for tree in trees],
        "leaves": [[round(value, 4) for value in tree["leaf_values"]] for tree in trees],
    }
    return json.dumps(told, separators=(",", ":")) + "\n"


def main() -> None:
    """Measure, validate, and write if asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--thresholds", type=float, nargs="+", default=[0.45, 0.5])
    parser.add_argument("--powers", type=float, nargs="+", default=[0.85])
    options = parser.parse_args()
    lessons = [lesson_of(labelled, share) for labelled in read_sets(options.folder) for share in SHARES]
    validate(lessons, options.thresholds, options.powers)
    if options.write:
        OUT.write_text(file_of(train(lessons)), encoding="utf8")
        print(f"written: {OUT}")


if __name__ == "__main__":
    main()
