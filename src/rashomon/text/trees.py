"""Boosted oblivious trees, judged without the library that trained them.

Oblivious, after CatBoost: every level of a tree asks one question of all rows, so that whole matrices are judged by
a few array operations.
"""

from __future__ import annotations

from dataclasses import dataclass

import msgspec
import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]

_ROWS = 1_000  # judged at once; bounds the memory of the answers to some 10 MB


class TreesFile(msgspec.Struct):
    """The trees as JSON holds them: a list a tree; a shallower tree has shorter lists."""

    bias: float
    features: list[list[int]]
    borders: list[list[float]]
    leaves: list[list[float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trees:
    """Boosted oblivious trees of one depth: a row a tree, a column a level."""

    features: npt.NDArray[np.intp]
    borders: Matrix
    leaves: Matrix  # trees × 2**depth
    bias: float

    def scores(self, inputs: Matrix) -> Matrix:
        """The sum of the trees' leaves for each row of the inputs."""
        if len(inputs) > _ROWS:
            parts = [self.scores(inputs[at : at + _ROWS]) for at in range(0, len(inputs), _ROWS)]
            return np.concatenate(parts)
        trees, depth = self.features.shape
        # Features in rows and questions by level, so that all copies and comparisons run along contiguous memory.
        asked = np.ascontiguousarray(inputs.T).take(self.features.T.ravel(), axis=0)
        answers = (asked > self.borders.T.reshape(-1, 1)).view(np.uint8).reshape(depth, trees, -1)
        leaf = answers[0].copy()  # a tree's answers, as bits, number its leaf
        for level in range(1, depth):
            leaf |= answers[level] << np.uint8(level)
        firsts = np.arange(0, trees << depth, 1 << depth).reshape(-1, 1)
        found: Matrix = (self.leaves.ravel().take(leaf + firsts).sum(axis=0) + self.bias).astype(np.float32)
        return found

    def chances(self, inputs: Matrix) -> Matrix:
        """The chance of each row of the inputs."""
        found: Matrix = (1.0 / (1.0 + np.exp(-self.scores(inputs)))).astype(np.float32)
        return found


def trees_of(data: TreesFile) -> Trees:
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
