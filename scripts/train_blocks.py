"""Train the block model: which blocks of a page are its article. Writes src/rashomon/extract/data/blocks.json.

usage: train_blocks.py DATA_FOLDER [--out FILE] [--folds N] [--cv-only] [--sample N]

DATA_FOLDER holds the unpacked sets fundus, cjk-latin, wcxb and segments (see the README of the measuring data), each
with gold.jsonl. Their labels are used under their licences: fundus (flairNLP, MIT), cjk-latin (opendatalab/magic-html,
Apache-2.0), wcxb (WCXB 2026, CC BY 4.0), segments (adbar/trafilatura, Apache-2.0). No text of a page enters the
weights: only thresholds, leaf values and the weights of single words met on many sites.

Needs catboost (`pip install catboost`), for training alone; using the weights takes NumPy. Cross-validation is by
site, all pages of one host in one fold, and every figure it prints is of pages the model did not see.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np

from rashomon.extract.features import features_of
from rashomon.extract.head import read_head
from rashomon.extract.measures import Words, judged_blocks, measure, text_words, words_of
from rashomon.extract.surroundings import names_in, words_in
from rashomon.extract.tree import Tree, parse_html, walk_tree
from rashomon.text.encoding import decode_bytes
from rashomon.text.trees import Matrix

SETS = ("fundus", "cjk-latin", "wcxb", "segments")
CJK = r"\u3400-\u9fff\uf900-\ufaff\u3040-\u30ff\uac00-\ud7a3\u0e00-\u0e7f"
TOKEN = re.compile(rf"[{CJK}]|(?:(?![{CJK}])\w)+")
BROKEN = 3  # shingles across its ends that a block too many or too few breaks besides its own
SHARES = {"fundus": 4.0, "cjk-latin": 2.0, "wcxb": 1.0, "segments": 1.4}  # what a page of each set counts
SETTINGS = {"iterations": 250, "depth": 6, "learning_rate": 0.08}


@dataclass(slots=True)
class Example:
    """A page ready to learn from: its blocks, their labels and how much each weighs; those not judged weigh nothing."""

    set: str
    id: str
    site: str
    tree: Tree
    title: str
    body: str
    judged: list[int]
    target: Matrix
    weight: Matrix
    gold: dict[str, Any]

    def features(self, words: Words) -> Matrix:
        """The features of the judged blocks, a row a block."""
        return features_of(measure(self.tree, words, title=self.title, body=self.body)).T


def tokens(text: str) -> list[str]:
    return TOKEN.findall(text)


def shingles(text: str, width: int = 4) -> Counter[tuple[str, ...]]:
    found = tokens(text)
    return Counter(
        tuple(found[at : at + width]) for at in range(max(1, len(found) - width + 1)) if found[at : at + width]
    )


def site_of(row: dict[str, Any]) -> str:
    host = urlsplit(row["url"]).netloc.split(":")[0]
    if host == "web.archive.org":
        match = re.search(r"https?://([^/]+)", row["url"][10:])
        host = match.group(1) if match else row["id"]
    return ".".join(host.split(".")[-2:]) if host else row["id"]


def label_by_text(tree: Tree, gold: str) -> tuple[Matrix, Matrix]:
    """Each block's share of words that the gold has, in shingles where it is long enough, and the shingles that it decides."""
    whole = shingles(gold)
    lines = {
        re.sub(r"\W+", "", line).lower() for part in gold.split("\n") for line in (part, *re.split(r"\t|\s\|\s", part))
    }
    left = Counter(whole)
    target, weight = [], []
    for block in tree.blocks:
        own = shingles(block.text)
        count = sum(own.values())
        length = len(tokens(block.text))
        if length < 4:
            share = float(re.sub(r"\W+", "", block.text).lower() in lines)
        else:
            there = own & left
            share = sum(there.values()) / max(1, count)
            if share > 0.5:
                left -= there
        target.append(share)
        weight.append(float(length + BROKEN))
    total = max(float(sum(whole.values())), 1.0)
    return np.array(target, dtype=np.float32), np.minimum(np.array(weight, dtype=np.float32) / total, 1.0)


def label_by_pieces(tree: Tree, contains: Sequence[str], lacks: Sequence[str]) -> tuple[Matrix, Matrix]:
    """Blocks that hold a piece that must be there, or must not; the others weigh nothing."""

    def flat(text: str) -> str:
        return re.sub(r"\s+", "", text)

    count = len(tree.blocks)
    target, weight = np.zeros(count, dtype=np.float32), np.zeros(count, dtype=np.float32)
    texts = [flat(block.text) for block in tree.blocks]
    share = 1.0 / max(1, len(contains) + len(lacks))
    for pieces, value in ((lacks, 0.0), (contains, 1.0)):
        for piece in map(flat, pieces):
            holders = [at for at, text in enumerate(texts) if piece in text] if piece else []
            for at in holders if not value else holders[:1] if len(holders) > 1 and len(piece) < 8 else holders:
                target[at] = value
                weight[at] += share
    return target, weight


def load(folder: Path, sample: int) -> list[Example]:
    examples = []
    for name in SETS:
        rows = [json.loads(line) for line in (folder / name / "gold.jsonl").read_text("utf-8").split("\n") if line]
        for row in rows[:: max(1, len(rows) // sample) if sample else 1]:
            text = decode_bytes((folder / name / row["file"]).read_bytes()).text
            document = parse_html(text)
            if document.body is None:
                continue
            tree = walk_tree(document.body, page=True)
            if not tree.blocks:
                continue
            head = read_head(document)
            title, body = head.data.headline or head.first("og:title") or head.title, head.data.body
            for box in tree.boxes:
                box.node = None  # type: ignore[assignment]
            if row.get("text"):
                target, weight = label_by_text(tree, row["text"])
            else:
                target, weight = label_by_pieces(tree, row.get("contains") or [], row.get("lacks") or [])
            tree.pictures, tree.times, tree.links = [], [], []
            judged = judged_blocks(tree)
            if judged:
                examples.append(
                    Example(
                        name, row["id"], site_of(row), tree, title, body, judged, target[judged], weight[judged], row
                    )
                )
    return examples


def learn_words(examples: Iterable[Example]) -> tuple[dict[str, float], dict[str, float]]:
    """Log odds of label words and of short texts' first words, by shares of each site's text, for those on many sites."""
    good: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    bad: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    text_good: dict[str, set[str]] = defaultdict(set)
    text_bad: dict[str, set[str]] = defaultdict(set)
    for example in examples:
        tree, weight, target = example.tree, example.weight, example.target
        if not weight.any():
            continue
        positive = weight * target
        negative = weight * (1 - target)
        for sums, side, whole in ((positive, good, positive.sum()), (negative, bad, negative.sum())):
            if whole <= 0:
                continue
            for at in np.flatnonzero(sums):
                box, seen = tree.blocks[example.judged[at]].box, set[str]()
                while box >= 0:
                    for name in names_in(tree.boxes[box].label):
                        seen.update(words_in(name))
                    box = tree.boxes[box].parent
                for word in seen:
                    side[word][example.site] += float(sums[at] / whole)
        for at in np.flatnonzero(weight):
            for word in text_words(tree.blocks[example.judged[at]].text):
                (text_good if target[at] > 0.5 else text_bad)[word].add(example.site)
    labels = {}
    for word in set(good) | set(bad):
        sites = set(good[word]) | set(bad[word])
        if len(sites) >= 8:
            plus = sum(min(1.0, value) for value in good[word].values())
            minus = sum(min(1.0, value) for value in bad[word].values())
            odds = math.log((plus + 0.7) / (minus + 0.7))
            if abs(odds) > 0.25:
                labels[word] = round(max(-3.0, min(3.0, odds)), 2)
    texts = {}
    for word in set(text_good) | set(text_bad):
        plus, minus = len(text_good[word]), len(text_bad[word])
        if plus + minus >= 10:
            odds = math.log((plus + 1.0) / (minus + 1.0) * BASE)
            if abs(odds) > 0.5:
                texts[word] = round(max(-3.0, min(3.0, odds)), 2)
    return labels, texts


BASE = 1.5  # negatives are that much commoner among short texts; keeps plain words at zero


def train(inputs: Sequence[Matrix], examples: Sequence[Example], settings: dict[str, Any]) -> Any:
    from catboost import CatBoostClassifier  # type: ignore[import-not-found,unused-ignore]

    x = np.concatenate(inputs)
    target = np.concatenate([example.target for example in examples])
    weight = np.concatenate([example.weight * SHARES[example.set] for example in examples])
    # A block that is in part gold teaches both, by its share.
    rows = np.concatenate([x, x])
    labels = np.concatenate([np.ones(len(x)), np.zeros(len(x))])
    weights = np.concatenate([weight * target, weight * (1 - target)])
    kept = weights > 1e-6
    model = CatBoostClassifier(
        loss_function="Logloss", verbose=False, thread_count=2, random_seed=7, border_count=48, l2_leaf_reg=6.0,
        bootstrap_type="Bernoulli", subsample=0.7, rsm=0.5, allow_writing_files=False, **settings,
    )  # fmt: skip
    scale = 1000.0 / weights[kept].sum() * 10
    model.fit(rows[kept], labels[kept], sample_weight=weights[kept] * scale)
    return model


def chances(model: Any, inputs: Sequence[Matrix]) -> list[Matrix]:
    whole = model.predict_proba(np.concatenate(inputs))[:, 1].astype(np.float32)
    found, at = [], 0
    for part in inputs:
        found.append(whole[at : at + len(part)])
        at += len(part)
    return found


def fold_of(site: str, folds: int) -> int:
    return zlib.crc32(site.encode()) % folds


def fit(examples: Sequence[Example]) -> tuple[dict[str, float], dict[str, float], Any]:
    """The weights of words in names, those of words in short texts, and the model."""
    labels, texts = learn_words(examples)
    words = words_of(labels, texts)
    return labels, texts, train([example.features(words) for example in examples], examples, SETTINGS)


def predict(examples: Sequence[Example], words: Words, model: Any) -> list[Matrix]:
    return chances(model, [example.features(words) for example in examples])


def shares(gold: str, text: str) -> tuple[float, float, float]:
    a, b = shingles(gold), shingles(text)
    hit = sum((a & b).values())
    wrong, missed = sum(b.values()) - hit, sum(a.values()) - hit
    whole = hit + wrong + missed
    return (hit / whole, wrong / whole, missed / whole) if whole else (0.0, 0.0, 0.0)


def report(examples: Sequence[Example], found: Sequence[Matrix], threshold: float) -> dict[str, tuple[float, float]]:
    """Body F1 and segment F1 of each set, as the scorer counts them."""
    body: dict[str, list[tuple[float, float, float]]] = defaultdict(list)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for example, chance in zip(examples, found, strict=True):
        blocks = example.tree.blocks
        taken = (blocks[index] for index, p in zip(example.judged, chance, strict=True) if p >= threshold)
        text = "\n".join(block.text for block in taken)
        if example.gold.get("text"):
            body[example.set].append(shares(example.gold["text"], text))
        flat = re.sub(r"\s+", "", text)
        for key, yes in (("contains", "tp"), ("lacks", "fp")):
            for piece in example.gold.get(key) or []:
                there = re.sub(r"\s+", "", piece) in flat
                counts[example.set][yes if there else "fn" if yes == "tp" else "tn"] += 1
    result = {}
    for name in SETS:
        rows = body[name]
        precision = [tp / (tp + fp) for tp, fp, fn in rows if tp + fp > 0]
        recall = [tp / (tp + fn) for tp, fp, fn in rows if tp + fn > 0]
        p, r = (sum(precision) / len(precision), sum(recall) / len(recall)) if precision and recall else (0.0, 0.0)
        c = counts[name]
        sp, sr = c["tp"] / max(1, c["tp"] + c["fp"]), c["tp"] / max(1, c["tp"] + c["fn"])
        result[name] = (
            round(2 * p * r / (p + r), 4) if p + r else 0.0,
            round(2 * sp * sr / (sp + sr), 4) if sp + sr else 0.0,
        )
    return result


def as_json(model: Any, path: Path) -> dict[str, Any]:
    """A model's trees as plain lists: for each the features, thresholds and leaf values."""
    model.save_model(str(path), format="json")
    data = json.loads(path.read_text("utf-8"))
    path.unlink()
    trees = data["oblivious_trees"]
    scale, bias = data["scale_and_bias"][0], data["scale_and_bias"][1]
    bias = bias[0] if isinstance(bias, list) else bias
    return {
        "bias": round(bias, 5),
        "features": [[split["float_feature_index"] for split in tree["splits"]] for tree in trees],
        "borders": [[round(split["border"], 5) for split in tree["splits"]] for tree in trees],
        "leaves": [[round(scale * value, 4) for value in tree["leaf_values"]] for tree in trees],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[1] / "src/rashomon/extract/data/blocks.json")
    parser.add_argument("--folds", type=int, default=4)
    parser.add_argument("--cv-only", action="store_true")
    parser.add_argument("--no-cv", action="store_true")
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--dump", type=Path, help="write each page's held-out chances here, for looking at errors")
    args = parser.parse_args()
    examples = load(args.data, args.sample)
    print(len(examples), "pages,", sum(len(example.target) for example in examples), "blocks")
    best = [(example.target > 0.5).astype(np.float32) for example in examples]
    print("the labels themselves", report(examples, best, 0.5))
    if not args.no_cv:
        held: list[Matrix | None] = [None] * len(examples)
        for fold in range(args.folds):
            own = [at for at, example in enumerate(examples) if fold_of(example.site, args.folds) == fold]
            labels, texts, model = fit([example for at, example in enumerate(examples) if at not in set(own)])
            found = predict([examples[at] for at in own], words_of(labels, texts), model)
            for at, chance in zip(own, found, strict=True):
                held[at] = chance
        found = [chance for chance in held if chance is not None]
        for threshold in (0.4, 0.45, 0.5, 0.55):
            print("held out, threshold", threshold, report(examples, found, threshold), flush=True)
        if args.dump:
            pages: dict[str, Any] = {
                f"{e.set}/{e.id}".replace("/", "|"): chance for e, chance in zip(examples, found, strict=True)
            }
            np.savez(args.dump, **pages)
    if not args.cv_only:
        labels, texts, model = fit(examples)
        args.out.parent.mkdir(exist_ok=True)
        document = {
            "labels": dict(sorted(labels.items())),
            "texts": dict(sorted(texts.items())),
            "trees": as_json(model, args.out.with_suffix(".trees")),
        }
        args.out.write_text(json.dumps(document, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
        print("wrote", args.out, args.out.stat().st_size)


if __name__ == "__main__":
    main()
