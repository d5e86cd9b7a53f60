"""Search for the weights of `rashomon.group.settings` on labelled sets.

    python scripts/tune_stories.py SET.jsonl GOLD.json [SET.jsonl GOLD.json ...] [--seconds 300] [--seed 1]

Each set is a file of `article` documents and its stories, as `../shared/eval/score_stories.py` reads them. All sets
are grouped with the present weights once; then the weights, the threshold and the power of a tie are changed at
random, a few at a time, and a change is kept when the sum over the sets of pairwise and B-cubed F1 rises. Only these
dozen figures are learnt; no word of the sets is.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from rashomon.group import GroupSettings, StoryIndex
from rashomon.group.settings import Weights
from rashomon.model import Version
from rashomon.render.documents import article_from_json

STEPS = {
    "bias": 0.5,
    "whole": 2.0,
    "lead": 2.0,
    "headline": 1.0,
    "peak": 8.0,
    "shared": 0.15,
    "crowd": 4.0,
    "topic": 4.0,
    "apart": 0.2,
    "between": 0.1,
    "outlet": 0.5,
    "threshold": 0.05,
    "power": 0.04,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledSet:
    """Articles and the label of each that has one."""

    versions: tuple[Version, ...]
    labels: Mapping[str, str]


def read_set(articles: Path, gold: Path) -> LabelledSet:
    """A labelled set; articles in no story are stories of their own, unless the gold scores the labelled only."""
    with articles.open("rb") as lines:
        versions = tuple(map(article_from_json, lines))
    told = json.loads(gold.read_text(encoding="utf8"))
    skipped = set(told.get("digests", ())) | {one for story in told["stories"] for one in story.get("unsure", ())}
    labels = {} if told.get("scored_only") else {version.id: f"alone {version.id}" for version in versions}
    labels |= {member: story["id"] for story in told["stories"] for member in story["members"]}
    return LabelledSet(versions=versions, labels={key: label for key, label in labels.items() if key not in skipped})


def scores_of(found: Mapping[str, str], labels: Mapping[str, str]) -> tuple[float, float]:
    """Pairwise and B-cubed F1 of the stories found, in percent."""
    gold = Counter(labels.values())
    ours = Counter(found[key] for key in labels)
    both = Counter((found[key], label) for key, label in labels.items())
    pairs = [sum(count * (count - 1) / 2 for count in table.values()) for table in (both, ours, gold)]
    precision = sum(count * count / ours[story] for (story, _), count in both.items()) / len(labels)
    recall = sum(count * count / gold[label] for (_, label), count in both.items()) / len(labels)
    pairwise = 2 * pairs[0] / (pairs[1] + pairs[2]) if pairs[1] + pairs[2] else 1.0
    return 100 * pairwise, 200 * precision * recall / (precision + recall)


def regrouped(index: StoryIndex, labelled: LabelledSet, settings: GroupSettings) -> tuple[float, float]:
    """The scores of a filled index under other settings."""
    index.relink(settings)
    found = {str(version.id): str(index.story_of(version.id)) for version in labelled.versions}
    return scores_of(found, labelled.labels)


def changed(settings: GroupSettings, chooser: random.Random) -> GroupSettings:
    """The settings with one to three figures moved."""
    figures = asdict(settings.weights) | {"threshold": settings.threshold, "power": settings.power}
    for name in chooser.sample(list(STEPS), chooser.choice((1, 2, 2, 3))):
        figures[name] += chooser.gauss(0, STEPS[name])
    threshold = min(0.8, max(0.05, figures.pop("threshold")))
    power = min(1.0, max(0.6, figures.pop("power")))
    return replace(settings, weights=Weights(**figures), threshold=threshold, power=power)


def main() -> None:
    """Read the command line, search, and print each improvement."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    sets = [read_set(*pair) for pair in zip(options.files[::2], options.files[1::2], strict=True)]
    indexes = []
    for labelled in sets:
        index = StoryIndex()
        index.add(labelled.versions)
        indexes.append(index)
    chooser = random.Random(options.seed)
    settings, best = GroupSettings(), 0.0
    candidate, end = settings, time.monotonic() + options.seconds
    while time.monotonic() < end:
        found = [regrouped(index, labelled, candidate) for index, labelled in zip(indexes, sets, strict=True)]
        if (total := sum(map(sum, found))) > best:
            settings, best = candidate, total
            print([tuple(round(one, 1) for one in scores) for scores in found], settings, flush=True)
        candidate = changed(settings, chooser)


if __name__ == "__main__":
    main()
