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
Indices = npt.NDArray[np.intp]

_ROWS = 1_000  # judged at once; bounds the memory of the answers to some 10 MB


class TreesFile(msgspec.Struct):
    """The trees as JSON holds them: a list a tree; a shallower tree has shorter lists."""

    bias: float
    features: list[list[int]]
    borders: list[list[float]]
    leaves: list[list[float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trees:
    """Boosted oblivious trees of one depth; a question that several trees ask is answered once."""

    features: Indices  # of each question
    borders: Matrix  # of each question, in a column
    asked: Indices  # the questions by number: of each level, from the last, those of all trees
    firsts: Indices  # of each tree where its leaves begin, in a column
    leaves: Matrix
    bias: float

    def scores(self, inputs: Matrix) -> Matrix:
        """The sum of the trees' leaves for each row of the inputs."""
        count, trees = len(inputs), len(self.firsts)
        if count > _ROWS:
            return np.concatenate([self.scores(inputs[at : at + _ROWS]) for at in range(0, count, _ROWS)])
        # Features in rows and questions by level, so that all copies and comparisons run along contiguous memory.
        answers = (np.ascontiguousarray(inputs.T).take(self.features, axis=0) > self.borders).view(np.uint8)
        levels = answers.take(self.asked, axis=0).reshape(len(self.asked) // trees, trees, count)
        leaf = levels[0]  # a tree's answers, as bits, number its leaf
        for level in levels[1:]:
            leaf = leaf + leaf
            leaf |= level
        found: Matrix = (self.leaves.take(leaf + self.firsts).sum(axis=0) + self.bias).astype(np.float32)
        return found

    def chances(self, inputs: Matrix) -> Matrix:
        """The chance of each row of the inputs."""
        found: Matrix = (1.0 / (1.0 + np.exp(-self.scores(inputs)))).astype(np.float32)
        return found


def trees_of(data: TreesFile) -> Trees:
    """The trees as arrays; shallower ones are filled up with a question whose answer is always no."""
    depth = max(len(tree) for tree in data.features)
    numbers: dict[tuple[int, float], int] = {}
    asked = np.empty((depth, len(data.features)), dtype=np.intp)
    leaves = np.zeros((len(data.features), 1 << depth), dtype=np.float32)
    for row, (own, limits, values) in enumerate(zip(data.features, data.borders, data.leaves, strict=True)):
        filled = [*zip(own, limits, strict=True), *[(0, np.inf)] * (depth - len(own))]
        asked[::-1, row] = [numbers.setdefault(question, len(numbers)) for question in filled]
        leaves[row, : len(values)] = values
    return Trees(
        features=np.array([feature for feature, _ in numbers], dtype=np.intp),
        borders=np.array([[border] for _, border in numbers], dtype=np.float32),
        asked=asked.ravel(),
        firsts=np.arange(0, leaves.size, 1 << depth).reshape(-1, 1),
        leaves=leaves.ravel(),
        bias=data.bias,
    )
