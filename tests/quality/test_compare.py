"""Floors of the comparison's scores on the gold stories.

The shipped weights have seen these stories, so the floors guard against regressions only; `make bench` measures the
same on stories unseen by the weights, and docs/method.md tells those figures.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from rashomon.attribute import attribute_article
from rashomon.compare import compare_accounts
from rashomon.render.documents import article_from_json, to_json

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def scores(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    """What the scorer says of all gold stories."""
    gold, found = shared / "gold" / "compare", tmp_path_factory.mktemp("comparisons")
    for path in sorted(gold.glob("*.json")):
        story = json.loads(path.read_text(encoding="utf8"))
        if "alignments" in story:
            files = [gold / "accounts" / f"{name}.json" for name in story["accounts"]]
            accounts = [attribute_article(article_from_json(file.read_bytes())) for file in files]
            (found / path.name).write_bytes(to_json(compare_accounts(accounts)))
    scorer = shared.parent / "eval" / "score_compare.py"
    done = subprocess.run(
        [sys.executable, str(scorer), str(gold), str(found), "--json"], capture_output=True, check=True, text=True
    )
    result: Mapping[str, Any] = json.loads(done.stdout)
    return result


@pytest.mark.parametrize(
    ("part", "figure", "floor"),
    [
        ("alignments", "f1", 70.0),
        ("alignments", "same", 93.0),
        ("differences", "precision", 46.0),
        ("differences", "recall", 45.0),
        ("wording", "recall", 43.0),
        ("only_in", "f1", 82.0),
    ],
)
def test_scores_stay_up(scores: Mapping[str, Any], part: str, figure: str, floor: float) -> None:
    assert scores[part][figure] >= floor
