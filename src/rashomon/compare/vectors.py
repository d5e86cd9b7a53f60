"""Sentences and clauses as sparse vectors of what they are made of, weighted by how rare it is in the story."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
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


Kinds = Mapping[str, Sequence[Sequence[str]]]
"""For each kind of grams those of every sentence. Kinds are worked on together, as one matrix in which each has columns
of its own: the row of sentence `s` and kind `k` is `s * len(kinds) + k`. Of most stories every matrix is so small that
calling for a product takes longer than the product itself."""


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
    han = [_is_han(token) for token in found]
    grams: list[str] = []
    for at, token in enumerate(found[:-1]):
        if not han[at]:
            grams.append(stem(token) + " " + stem(found[at + 1]))
        elif all(han[at : at + 4]) and at + 4 <= len(found):
            grams.append("".join(found[at : at + 4]))
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
    counts = count_grams({"": rows} if among is None else {"": [*rows, *among]})
    own = counts[: len(rows)]
    return _weighed(own, own if among is None else counts[len(rows) :], len(rows if among is None else among))


def vectorise_kinds(kinds: Kinds) -> Vectors:
    """The sentences' grams of every kind as vectors; a gram's weight falls with the number of sentences having it."""
    counts = count_grams(kinds)
    return _weighed(counts, counts, counts.shape[0] // len(kinds))


def spread(kinds: Kinds, accounts: Sequence[int]) -> Matrix:
    """The sentences' grams of every kind, each worth 1 over the number of sentences of its account that have it."""
    matrix = count_grams(kinds)
    matrix.data = (1.0 / count_in_account(matrix, np.repeat(accounts, len(kinds)))).astype(np.float32)
    return matrix


def count_in_account(matrix: Matrix, accounts: Sequence[int] | NDArray[np.intp]) -> NDArray[np.intp]:
    """For every entry of the matrix the rows of the same account that have its gram; `accounts` are those of its rows."""
    of_entry = np.repeat(np.asarray(accounts, dtype=np.int64), np.diff(matrix.indptr))
    cells = of_entry * matrix.shape[1] + matrix.indices
    _, place, having = np.unique(cells, return_inverse=True, return_counts=True)
    found: NDArray[np.intp] = having[place]
    return found


def count_grams(kinds: Kinds) -> Matrix:
    """How often each sentence has each gram of every kind; columns in reading order, a kind behind the other."""
    columns, rows, many = [], [], 0
    for place, sentences in enumerate(kinds.values()):
        number: defaultdict[str, int] = defaultdict()
        number.default_factory = number.__len__
        grams = chain.from_iterable(sentences)
        columns.append(np.fromiter(map(number.__getitem__, grams), dtype=np.int64) + many)
        lengths = list(map(len, sentences))
        rows.append(np.repeat(np.arange(len(sentences)) * len(kinds) + place, lengths))
        many += len(number)
    shape = len(lengths) * len(kinds), max(1, many)
    cells, counts = np.unique(np.concatenate(rows) * shape[1] + np.concatenate(columns), return_counts=True)
    pointers = np.searchsorted(cells, np.arange(shape[0] + 1) * shape[1])
    return sparse.csr_matrix((counts.astype(np.float32), cells % shape[1], pointers), shape=shape)


def keep_places(matrix: Matrix, data: Floats) -> Matrix:
    """The matrix with other values in the same places."""
    return sparse.csr_matrix((data, matrix.indices, matrix.indptr), shape=matrix.shape)


def _weighed(counts: Matrix, among: Matrix, sentences: int) -> Vectors:
    """The counts as vectors, each gram weighed by how few of so many sentences, the rows of `among`, have it."""
    frequency = np.bincount(among.indices, minlength=counts.shape[1])
    weight = np.log((sentences + 1.0) / (frequency + 0.5)) + 0.1
    weight = np.maximum(weight, 0.05).astype(np.float32)[counts.indices]
    scaled = (1.0 + np.log(counts.data)).astype(np.float32) * weight
    length = np.sqrt(keep_places(counts, scaled * scaled).sum(axis=1)).A1
    unit = keep_places(counts, scaled * np.repeat(1.0 / np.maximum(length, 1e-9), np.diff(counts.indptr)))
    weighted = keep_places(counts, weight)
    mark = keep_places(counts, np.ones_like(weight))
    total = np.maximum(weighted.sum(axis=1).A1, 1e-6).astype(np.float32)
    return Vectors(unit, weighted, unit.T.tocsr(), mark.T.tocsr(), total)


def _is_han(token: str) -> bool:
    return token >= "\u3400" and len(token) == 1


def stem(word: str) -> str:
    """English endings cut, so that `killed` meets `kills`; digits and other words stay."""
    if word.isascii() and word.isalpha():
        for suffix in _SUFFIXES:
            if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST_STEM:
                return word[: -len(suffix)]
    return word
