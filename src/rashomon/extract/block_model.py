"""The block model: for each block of a page the chance that it belongs to the article.

Two sets of boosted trees (oblivious ones, after CatBoost: every level asks one question, so a whole page is judged by
a few array operations). The second sees what the first said of the blocks around. `scripts/train_blocks.py` makes
the weights and says from what; `docs/extraction.md` has the figures.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import msgspec
import numpy as np
import numpy.typing as npt

from rashomon.extract.features import first_features, second_features
from rashomon.extract.measures import Matrix, Words, measure, word_scores
from rashomon.extract.tree import ASIDE, FOOTER, FORM, HIDDEN, Tree

_ROWS = 1_000  # judged at once; bounds the memory of the answers to some 10 MB
_MOST_JUDGED = 6_000  # blocks; the largest page of the four sets has 5,400


@dataclass(frozen=True, slots=True, kw_only=True)
class Trees:
    """Boosted oblivious trees of one depth: a row a tree, a column a level."""

    features: npt.NDArray[np.intp]
    borders: Matrix
    leaves: Matrix  # trees × 2**depth
    bias: float

    def chances(self, inputs: Matrix) -> Matrix:
        """The chance of each row of the inputs."""
        if len(inputs) > _ROWS:
            parts = [self.chances(inputs[at : at + _ROWS]) for at in range(0, len(inputs), _ROWS)]
            return np.concatenate(parts)
        trees, depth = self.features.shape
        # Features in rows and questions by level, so that all copies and comparisons run along contiguous memory.
        asked = np.ascontiguousarray(inputs.T).take(self.features.T.ravel(), axis=0)
        answers = (asked > self.borders.T.reshape(-1, 1)).view(np.uint8).reshape(depth, trees, -1)
        leaf = answers[0].copy()  # a tree's answers, as bits, number its leaf
        for level in range(1, depth):
            leaf |= answers[level] << np.uint8(level)
        firsts = np.arange(0, trees << depth, 1 << depth).reshape(-1, 1)
        scores = self.leaves.ravel().take(leaf + firsts).sum(axis=0) + self.bias
        chances: Matrix = (1.0 / (1.0 + np.exp(-scores))).astype(np.float32)
        return chances


class _TreesFile(msgspec.Struct):
    bias: float
    features: list[list[int]]
    borders: list[list[float]]
    leaves: list[list[float]]


class _ModelFile(msgspec.Struct):
    labels: dict[str, float]
    texts: dict[str, float]
    first: _TreesFile
    second: _TreesFile


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
    return BlockModel(words=words, first=_trees(model.first), second=_trees(model.second))


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


def _trees(data: _TreesFile) -> Trees:
    """The trees as arrays; shallower ones are filled up with a question whose answer is always no."""
    depth = max(len(tree) for tree in data.features)
    leaves = np.zeros((len(data.features), 1 << depth), dtype=np.float32)
    features = np.zeros((len(data.features), depth), dtype=np.intp)
    borders = np.full((len(data.features), depth), np.inf, dtype=np.float32)
    for row, (own, limits, values) in enumerate(zip(data.features, data.borders, data.leaves, strict=True)):
        features[row, : len(own)] = own
        borders[row, : len(own)] = limits
        leaves[row, : len(values)] = values
    return Trees(features=features, borders=borders, leaves=leaves, bias=data.bias)
