"""The block model: for each block of a page the chance that it belongs to the article.

Two sets of boosted trees. The second sees what the first said of the blocks around. `scripts/train_blocks.py` makes
the weights and says from what; `docs/extraction.md` has the figures.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import msgspec
import numpy as np

from rashomon.extract.features import first_features, second_features
from rashomon.extract.measures import Matrix, Words, measure, word_scores
from rashomon.extract.tree import ASIDE, FOOTER, FORM, HIDDEN, Tree
from rashomon.text.trees import Trees, TreesFile, trees_of

_MOST_JUDGED = 6_000  # blocks; the largest page of the four sets has 5,400


class _ModelFile(msgspec.Struct):
    labels: dict[str, float]
    texts: dict[str, float]
    first: TreesFile
    second: TreesFile


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockModel:
    words: Words
    first: Trees
    second: Trees


@cache
def load_block_model() -> BlockModel:
    """The bundled weights, read once a process."""
    data = (files("rashomon.extract") / "data" / "blocks.json").read_bytes()
    model = msgspec.json.decode(data, type=_ModelFile)
    words = Words(labels=model.labels, texts=model.texts)
    return BlockModel(words=words, first=trees_of(model.first), second=trees_of(model.second))


def block_chances(tree: Tree, *, title: str = "", body: str = "") -> Matrix:
    """For each block of a page the chance that it belongs to the article (0–1)."""
    if not tree.blocks:
        return np.zeros(0, dtype=np.float32)
    if len(tree.blocks) > _MOST_JUDGED:
        return _plain_chances(tree)
    model = load_block_model()
    raw = measure(tree, title=title, body=body)
    inputs = first_features(raw, *word_scores(tree, model.words))
    return model.second.chances(second_features(raw, inputs, model.first.chances(inputs)))


def _plain_chances(tree: Tree) -> Matrix:
    """A plain rule for pages of no ordinary size: running text that is no link, in boxes of the page's main part."""
    taken = [
        not block.flags & (ASIDE | FOOTER | HIDDEN | FORM)
        and block.link < 0.3 * len(block.text)
        and (len(block.text) > 40 or block.tag == "p")
        for block in tree.blocks
    ]
    return np.array(taken, dtype=np.float32)
