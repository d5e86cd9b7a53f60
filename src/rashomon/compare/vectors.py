"""Sentences and clauses as sparse vectors of what they are made of, weighted by how rare it is in the story."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse  # type: ignore[import-untyped]

from rashomon.compare.concepts import Word, is_concept
from rashomon.text.tokens import tokens

Floats = NDArray[np.float32]
Matrix = Any  # scipy's sparse matrices carry no types
_SUFFIXES = ("ing", "ed", "es", "s")
_SHORTEST_STEM = 4


@dataclass(frozen=True, slots=True)
class Vectors:
    """Rows of grams: `unit` of length 1 for cosines, `weighted` by rarity, `mark` of 0 and 1 (both transposed too)."""

    unit: Matrix
    weighted: Matrix
    unit_turned: Matrix
    mark_turned: Matrix
    total: Floats  # weight of each row


def single_grams(folded: str) -> list[str]:
    """Han characters and words of other scripts, the words cut to a stem."""
    return [stem(token) for token in tokens(folded)]


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
            grams.append(stem(token))
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
            grams.append(stem(found[at]) + " " + stem(found[at + 1]))
    return grams


def concept_grams(words: Sequence[Word]) -> list[str]:
    """As `single_grams`, of words in which those that have synonyms are the sign of their group."""
    return [stem(token) for _, _, token in words]


def concept_pairs(grams: Sequence[str]) -> list[str]:
    """Neighbours among `concept_grams` two by two, the groups' signs and other words alone as well."""
    return [a + " " + b for a, b in pairwise(grams)] + [
        token for token in grams if is_concept(token) or not _is_han(token)
    ]


def vectorise(rows: Sequence[Sequence[str]], among: Sequence[Sequence[str]] | None = None) -> Vectors:
    """The rows' grams as vectors; a gram's weight falls with the number of rows of `among` (or of these) having it."""
    vocabulary: dict[str, int] = {}
    counts = _counted(rows, vocabulary)
    counted = counts if among is None else _counted(among, vocabulary)
    many = max(1, len(vocabulary))
    counts.resize((len(rows), many))
    frequency = np.bincount(counted.indices, minlength=many)
    weight = np.log((counted.shape[0] + 1.0) / (frequency + 0.5)) + 0.1
    weight = np.maximum(weight, 0.05).astype(np.float32)
    mark = counts.copy()
    mark.data = np.ones_like(mark.data)
    counts.data = (1.0 + np.log(counts.data)).astype(np.float32)
    weighted = sparse.csr_matrix(mark @ sparse.diags(weight), dtype=np.float32)
    scaled = counts @ sparse.diags(weight)
    length = np.sqrt(np.asarray(scaled.multiply(scaled).sum(axis=1)).ravel())
    unit = sparse.csr_matrix(sparse.diags(1.0 / np.maximum(length, 1e-9)) @ scaled, dtype=np.float32)
    total = np.maximum(np.asarray(weighted.sum(axis=1)).ravel(), 1e-6).astype(np.float32)
    return Vectors(unit, weighted, unit.T.tocsr(), mark.T.tocsr(), total)


def spread(rows: Sequence[Sequence[str]], accounts: Sequence[int]) -> Matrix:
    """Rows of grams, each worth 1 over the number of sentences of its own account that have it."""
    matrix = _counted(rows, {})
    of_row = np.repeat(np.array(accounts, dtype=np.int64), np.diff(matrix.indptr))
    _, place, having = np.unique(of_row * matrix.shape[1] + matrix.indices, return_inverse=True, return_counts=True)
    matrix.data = (1.0 / having[place]).astype(np.float32)
    return matrix


def _counted(rows: Sequence[Sequence[str]], vocabulary: dict[str, int]) -> Matrix:
    """How often each row has each gram; new grams are added to the vocabulary, in reading order."""
    columns = np.array([vocabulary.setdefault(gram, len(vocabulary)) for row in rows for gram in row], dtype=np.int64)
    of_row = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    many = max(1, len(vocabulary))
    cells, counts = np.unique(of_row * many + columns, return_counts=True)
    pointers = np.searchsorted(cells, np.arange(len(rows) + 1) * many)
    return sparse.csr_matrix((counts.astype(np.float32), cells % many, pointers), shape=(len(rows), many))


def _is_han(token: str) -> bool:
    return token >= "\u3400" and len(token) == 1


def stem(word: str) -> str:
    """English endings cut, so that `killed` meets `kills`; digits and other words stay."""
    if word.isascii() and word.isalpha():
        for suffix in _SUFFIXES:
            if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST_STEM:
                return word[: -len(suffix)]
    return word
