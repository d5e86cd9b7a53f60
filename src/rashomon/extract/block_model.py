"""The block model: for each block of a page the chance that it belongs to the article.

One set of boosted trees, judged for all blocks of a page at once. `scripts/train_blocks.py` makes the weights and says
from what; `docs/extraction.md` has the figures.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import msgspec
import numpy as np

from rashomon.extract.features import features_of
from rashomon.extract.measures import SIZE, Raw, Words, measure, words_of
from rashomon.extract.tree import ASIDE, FOOTER, FORM, HIDDEN, Tree
from rashomon.text.trees import Matrix, Trees, TreesFile, trees_of

LIKELY = 0.45  # chance from which a block is taken; of 0.35–0.55 the best on pages not trained on
# The chance from which it is within the box that holds most of the likely text, ahead of it and behind it. On pages not
# trained on worth .010 on cjk-latin, .006 on wcxb, .001 elsewhere; thresholds .05 away give up .001 here to gain it there.
_WITHIN, _AHEAD, _BEHIND = 0.37, 0.5, 0.75
_UNLIKELY, _MOST_TEXT = 0.3, 0.7  # chance from which text counts in finding that box; its share of all that counts
_LONE = 0.6  # chance from which it is though no other is likely among the next on each side:
_NEAR = 2  # blocks; together worth .004 on cjk-latin, and at most .001 lost elsewhere
_CELLS = ("td", "th")
_LEAST_CELLS, _LONGEST_CELL = 4, 200  # cells of a table of facts; characters of one
_MOST_JUDGED = 6_000  # blocks; the largest page of the four sets has 5,400


class _ModelFile(msgspec.Struct):
    labels: dict[str, float]
    texts: dict[str, float]
    trees: TreesFile


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockModel:
    words: Words
    trees: Trees


@cache
def load_block_model() -> BlockModel:
    """The bundled weights, read once a process."""
    data = (files("rashomon.extract") / "data" / "blocks.json").read_bytes()
    model = msgspec.json.decode(data, type=_ModelFile)
    words = words_of(model.labels, model.texts)
    return BlockModel(words=words, trees=trees_of(model.trees))


def block_chances(tree: Tree, *, title: str = "", body: str = "") -> Matrix:
    """For each block of a page the chance that it belongs to the article (0–1)."""
    if not tree.blocks:
        return np.zeros(0, dtype=np.float32)
    if len(tree.blocks) > _MOST_JUDGED:
        return _plain_chances(tree)
    model = load_block_model()
    raw = measure(tree, model.words, title=title, body=body)
    chances = np.zeros(len(tree.blocks), dtype=np.float32)
    if raw.judged:
        chances[raw.judged] = _doubting_lone(_by_place(raw, model.trees.chances(features_of(raw).T)))
    for cells in _tables_of_facts(tree):
        chances[cells] = chances[cells].mean()
    return chances


def _by_place(raw: Raw, chances: Matrix) -> Matrix:
    """The chances, raised in the innermost box that holds most of the likely text, lowered before and behind it.

    What stands apart from the article is comments, other articles' or the site's own, however much it reads like one.
    """
    spans = raw.around.spans
    sums = np.zeros(len(chances) + 1, dtype=np.float32)
    np.cumsum(raw.rows[SIZE] * np.maximum(chances - _UNLIKELY, 0.0), out=sums[1:])
    held = sums.take(spans[1]) - sums.take(spans[0])
    start, end = spans[:, (held >= _MOST_TEXT * held[0]).nonzero()[0][-1]].tolist()
    found: Matrix = np.minimum(chances * np.float32(LIKELY / _WITHIN), np.float32(1.0))
    found[:start] = chances[:start] * np.float32(LIKELY / _AHEAD)
    found[end:] = chances[end:] * np.float32(LIKELY / _BEHIND)
    return found


def _doubting_lone(chances: Matrix) -> Matrix:
    """The chances, halved for blocks of middling chance that no likely one stands near: other articles' teasers mostly."""
    likely = np.zeros(len(chances) + 2 * _NEAR, dtype=bool)
    likely[_NEAR:-_NEAR] = chances >= LIKELY
    near = np.zeros(len(chances), dtype=bool)
    for step in range(2 * _NEAR + 1):
        if step != _NEAR:
            near |= likely[step : step + len(chances)]
    return np.where(near | (chances >= _LONE), chances, chances / 2)


def _tables_of_facts(tree: Tree) -> Iterator[slice]:
    """The blocks of each table that holds nothing but short cells: it is of the article as a whole or not at all."""
    for box in tree.boxes:
        if box.tag == "table" and box.last - box.first >= _LEAST_CELLS:
            cells = tree.blocks[box.first : box.last]
            if all(block.tag in _CELLS and len(block.text) <= _LONGEST_CELL for block in cells):
                yield slice(box.first, box.last)


def _plain_chances(tree: Tree) -> Matrix:
    """A plain rule for pages of no ordinary size: running text that is no link, in boxes of the page's main part."""
    taken = [
        not block.flags & (ASIDE | FOOTER | HIDDEN | FORM)
        and block.link < 0.3 * len(block.text)
        and (len(block.text) > 40 or block.tag == "p")
        for block in tree.blocks
    ]
    return np.array(taken, dtype=np.float32)
