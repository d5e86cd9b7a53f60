"""Sentences and clauses as sparse vectors of what they are made of, weighted by how rare it is in the story."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse  # type: ignore[import-untyped]

from rashomon.text.tokens import tokens

Floats = NDArray[np.float32]
_SUFFIXES = ("ing", "ed", "es", "s")
_SHORTEST_STEM = 4


@dataclass(frozen=True, slots=True)
class Vectors:
    """Rows of one kind of gram: `unit` of length 1 for cosines, `mark` of 0 and 1, `weight` of each column."""

    unit: sparse.csr_matrix
    mark: sparse.csr_matrix
    weight: Floats


def single_grams(folded: str) -> list[str]:
    """Han characters and words of other scripts, the words cut to a stem."""
    return [_stem(token) for token in tokens(folded)]


def pair_grams(folded: str) -> list[str]:
    """Neighbouring Han characters two by two; words of other scripts alone."""
    grams: list[str] = []
    before = ""
    for token in tokens(folded):
        if _is_han(token):
            if before:
                grams.append(before + token)
            before = token
        else:
            grams.append(_stem(token))
            before = ""
    return grams


def long_grams(folded: str) -> list[str]:
    """Runs of four Han characters; words of other scripts two by two."""
    found = tokens(folded)
    grams: list[str] = []
    for at in range(len(found)):
        if _is_han(found[at]):
            piece = found[at : at + 4]
            if len(piece) == 4 and all(map(_is_han, piece)):
                grams.append("".join(piece))
        elif at + 1 < len(found):
            grams.append(_stem(found[at]) + " " + _stem(found[at + 1]))
    return grams


def vectorise(rows: Sequence[Sequence[str]], among: Sequence[Sequence[str]] | None = None) -> Vectors:
    """The rows' grams as vectors; a gram's weight falls with the number of rows of `among` (or of these) having it."""
    frequency = Counter(gram for row in (among if among is not None else rows) for gram in set(row))
    vocabulary = {gram: column for column, gram in enumerate(sorted(set(frequency) | {g for row in rows for g in row}))}
    total = len(among if among is not None else rows)
    weight = np.zeros(len(vocabulary), dtype=np.float32)
    for gram, column in vocabulary.items():
        weight[column] = np.log((total + 1.0) / (frequency[gram] + 0.5)) + 0.1
    weight = np.maximum(weight, 0.05)
    indices: list[int] = []
    values: list[float] = []
    pointers = [0]
    for row in rows:
        for gram, count in sorted(Counter(row).items()):
            indices.append(vocabulary[gram])
            values.append(1.0 + np.log(count))
        pointers.append(len(indices))
    shape = (len(rows), len(vocabulary))
    counts = sparse.csr_matrix((np.array(values, dtype=np.float32), indices, pointers), shape=shape)
    mark = counts.copy()
    mark.data = np.ones_like(mark.data)
    weighted = counts @ sparse.diags(weight)
    length = np.sqrt(np.asarray(weighted.multiply(weighted).sum(axis=1)).ravel())
    unit = sparse.diags(1.0 / np.maximum(length, 1e-9)) @ weighted
    return Vectors(sparse.csr_matrix(unit, dtype=np.float32), mark, weight)


def _is_han(token: str) -> bool:
    return token >= "\u3400" and len(token) == 1


def _stem(word: str) -> str:
    """English endings cut, so that `killed` meets `kills`; digits and other words stay."""
    if word.isascii() and word.isalpha():
        for suffix in _SUFFIXES:
            if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST_STEM:
                return word[: -len(suffix)]
    return word
