"""Figures of sentence pairs, a block at a time: rows of one account against all later sentences."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse  # type: ignore[import-untyped]

from rashomon.compare.concepts import PARTICLES, is_concept
from rashomon.compare.names import mentions, merge_names
from rashomon.compare.statements import Reading, Statement
from rashomon.compare.vectors import (
    Kinds,
    Matrix,
    Vectors,
    concept_grams,
    concept_pairs,
    long_grams,
    pair_grams,
    single_grams,
    spread,
    vectorise,
    vectorise_kinds,
)
from rashomon.text.script import fold_name, fold_text

Plane = NDArray[np.float32]
Indices = NDArray[np.intp]
STRONG = ("concepts", "pairs", "numbers")  # kinds of grams whose cosines tell which pairs are worth looking at
BESIDE = "concept_pairs"  # the kind whose cosine tells how well the sentences beside a pair go together
_SPREAD = ("pairs", "concept_pairs", "concepts", "names", "numbers")  # kinds that count by how few sentences have them


@dataclass(frozen=True, slots=True)
class Cells:
    """Some pairs of a block: `rows` and `columns` of the reading, and in these which row goes with which column."""

    rows: slice
    columns: slice
    at_row: Indices
    at_column: Indices


Measure = Callable[[Cells], dict[str, Plane]]
"""Cells to named figures, one a cell; a name ending in `<` has its mirror image under `>`."""


@dataclass(frozen=True, slots=True)
class Measures:
    """The measures of a reading, each prepared once for all blocks; the cosines of all kinds come first of all."""

    cosines: Cosines
    every: tuple[Measure, ...]


def cosine_plane(vectors: Vectors, rows: slice, columns: slice) -> Plane:
    """The cosines of a whole block."""
    plane: Plane = (vectors.unit[rows] @ vectors.unit_turned[:, columns]).toarray()
    return plane


def plan_measures(reading: Reading) -> Measures:
    """The measures of a reading, each prepared once for all of its blocks."""
    statements = reading.statements
    accounts = [statement.account for statement in statements]
    concepts = [statement.concept_grams for statement in statements]
    kinds: dict[str, Sequence[Sequence[str]]] = {
        "pairs": [statement.pair_grams for statement in statements],
        "singles": [single_grams(statement.folded) for statement in statements],
        "longs": [long_grams(statement.folded) for statement in statements],
        "concepts": concepts,
        "concept_pairs": [concept_pairs(grams) for grams in concepts],
        "synonyms": [[token for token in row if is_concept(token)] for row in concepts],
        "numbers": [_number_grams(statement) for statement in statements],
        "days": [_day_grams(statement) for statement in statements],
        "quoted": [_quoted_grams(statement) for statement in statements],
        "speakers": [_speaker_grams(statement) for statement in statements],
        "sources": [[fold_name(source.source) for source in statement.sources] for statement in statements],
        "names": mentions(reading, merge_names(reading)),
        "content": [[token for token in row if token not in PARTICLES] for row in concepts],
        "latin": [[token for token in row if token.isascii() and token.isalpha()] for row in concepts],
    }
    vectors = vectorise_kinds(kinds)
    every = (
        _share_measure(tuple(kinds), vectors),
        _spread_measure({kind: kinds[kind] for kind in _SPREAD}, accounts),
        _clause_measure(statements, kinds["pairs"]),
        _part_measure(statements, concepts),
        _shape_measure(reading),
    )
    return Measures(Cosines(tuple(kinds), vectors), every)


def _number_grams(statement: Statement) -> list[str]:
    return [f"{number.value:g}" for number in statement.numbers]


def _day_grams(statement: Statement) -> list[str]:
    return [time.at[:10] for time in statement.times if not time.at.startswith("P")]


def _quoted_grams(statement: Statement) -> list[str]:
    return [gram for quotation in statement.quotations for gram in pair_grams(fold_text(quotation.text))]


def _speaker_grams(statement: Statement) -> list[str]:
    """The last two characters of each speaker's name: what the longer and the shorter form of it share."""
    return [fold_name(q.speaker.name)[-2:] for q in statement.quotations if q.speaker is not None]


@dataclass(frozen=True, slots=True)
class Cosines:
    """The cosines of every kind of grams."""

    kinds: tuple[str, ...]
    vectors: Vectors

    def of(self, rows: slice, columns: slice) -> dict[str, Plane]:
        """For each kind the cosines of a whole block."""
        return _planes_of(self.kinds, self.vectors.unit, self.vectors.unit_turned, rows, columns)


def _planes_of(kinds: Sequence[str], left: Matrix, turned: Matrix, rows: slice, columns: slice) -> dict[str, Plane]:
    """For each kind the products of a block's rows with its columns: of two kinds they are nothing, and left out."""
    many = len(kinds)
    product = left[rows.start * many : rows.stop * many] @ turned[:, columns.start * many : columns.stop * many]
    shape = product.shape[0], product.shape[1] // many
    whole = sparse.csr_matrix((product.data, product.indices // many, product.indptr), shape=shape).toarray()
    return {kind: whole[place::many] for place, kind in enumerate(kinds)}


def _share_measure(kinds: Sequence[str], vectors: Vectors) -> Measure:
    """Of every kind the share of each side's weight that the other side has too."""
    totals = {kind: vectors.total[place :: len(kinds)] for place, kind in enumerate(kinds)}

    def measure(cells: Cells) -> dict[str, Plane]:
        figures: dict[str, Plane] = {}
        planes = _planes_of(kinds, vectors.weighted, vectors.mark_turned, cells.rows, cells.columns)
        for kind, plane in planes.items():
            shared = plane[cells.at_row, cells.at_column]
            figures[f"{kind} share <"] = shared / totals[kind][cells.rows][cells.at_row]
            figures[f"{kind} share >"] = shared / totals[kind][cells.columns][cells.at_column]
        return figures

    return measure


def _spread_measure(kinds: Kinds, accounts: Sequence[int]) -> Measure:
    """Shared grams, each counting by how few sentences of either account have it, for the length of the two."""
    matrix = spread(kinds, accounts)
    turned = matrix.T.tocsr()
    lengths: dict[str, Plane] = {
        kind: np.sqrt(np.array([max(1, len(set(row))) for row in rows], dtype=np.float32))
        for kind, rows in kinds.items()
    }

    def measure(cells: Cells) -> dict[str, Plane]:
        figures: dict[str, Plane] = {}
        for kind, plane in _planes_of(tuple(kinds), matrix, turned, cells.rows, cells.columns).items():
            left, right = lengths[kind][cells.rows][cells.at_row], lengths[kind][cells.columns][cells.at_column]
            figures[f"{kind} unique"] = plane[cells.at_row, cells.at_column] / left / right
        return figures

    return measure


def _first_clauses(statements: Sequence[Statement]) -> Indices:
    """Which clause of all is the first of each statement, and at the end how many there are."""
    return np.cumsum([0, *(len(statement.clauses) for statement in statements)])


def _clause_measure(statements: Sequence[Statement], pairs: Sequence[Sequence[str]]) -> Measure:
    """The best cosine between two clauses, and how much of each side's clauses the other side's clauses cover."""
    starts = _first_clauses(statements)
    clauses = [pair_grams(statement.folded[low:high]) for statement in statements for low, high in statement.clauses]
    vectors = vectorise(clauses, among=pairs)

    def measure(cells: Cells) -> dict[str, Plane]:
        rows, columns = cells.rows, cells.columns
        low, high = starts[rows.start], starts[rows.stop]
        left, right = starts[columns.start], starts[columns.stop]
        cosine = cosine_plane(vectors, slice(low, high), slice(left, right))
        at_row, at_column = starts[rows] - low, starts[columns] - left
        by_column = np.maximum.reduceat(cosine, at_column, axis=1)
        by_row = np.maximum.reduceat(cosine, at_row, axis=0)
        w_row, w_column = vectors.total[low:high], vectors.total[left:right]
        planes = {
            "clauses best": np.maximum.reduceat(by_column, at_row, axis=0),
            "clauses share <": np.add.reduceat(by_column * w_row[:, None], at_row, axis=0)
            / np.add.reduceat(w_row, at_row)[:, None],
            "clauses share >": np.add.reduceat(by_row * w_column[None, :], at_column, axis=1)
            / np.add.reduceat(w_column, at_column)[None, :],
        }
        return {name: plane[cells.at_row, cells.at_column] for name, plane in planes.items()}

    return measure


def _part_measure(statements: Sequence[Statement], sentences: Sequence[Sequence[str]]) -> Measure:
    """How wholly one clause of a side is found anywhere in the other side, by share and by weight."""
    clauses = [
        concept_grams([word for word in statement.words if low <= word[0] and word[1] <= high])
        for statement in statements
        for low, high in statement.clauses
    ]
    starts = _first_clauses(statements)
    vectors = vectorise([*clauses, *sentences], among=sentences)
    many = len(clauses)
    usual = np.float32(np.median(vectors.total[:many])) if many else np.float32(1.0)
    size = np.minimum(1.0, vectors.total[:many] / usual)

    by_sentence = vectors.mark_turned.tocsc()[:, many:]

    def one_way(rows: slice, columns: slice) -> tuple[Plane, Plane]:
        low, high = starts[rows.start], starts[rows.stop]
        shared = (vectors.weighted[low:high] @ by_sentence[:, columns]).toarray()
        at_row = starts[rows] - low
        share = shared / vectors.total[low:high, None] * size[low:high, None]
        return np.maximum.reduceat(share, at_row, axis=0), np.maximum.reduceat(shared / usual, at_row, axis=0)

    def measure(cells: Cells) -> dict[str, Plane]:
        share, weight = one_way(cells.rows, cells.columns)
        turned_share, turned_weight = one_way(cells.columns, cells.rows)
        return {
            "part share <": share[cells.at_row, cells.at_column],
            "part share >": turned_share[cells.at_column, cells.at_row],
            "part weight <": weight[cells.at_row, cells.at_column],
            "part weight >": turned_weight[cells.at_column, cells.at_row],
        }

    return measure


def _shape_measure(reading: Reading) -> Measure:
    """Lengths and places, of either side."""
    statements = reading.statements
    counts = np.diff(np.array(reading.starts))
    own = np.array([counts[statement.account] for statement in statements], dtype=np.float32)
    place = np.array([statement.place for statement in statements], dtype=np.float32)
    sides = {
        "length": np.array([len(statement.folded) for statement in statements], dtype=np.float32),
        "clauses": np.array([len(statement.clauses) for statement in statements], dtype=np.float32),
        "place": place,
        "relative place": place / np.maximum(1.0, own - 1.0),
        "account length": own,
    }
    flags = {
        "both have numbers": [bool(statement.numbers) for statement in statements],
        "both have times": [bool(statement.times) for statement in statements],
        "both have speakers": [bool(_speaker_grams(statement)) for statement in statements],
        "both quote": [bool(statement.quotations) for statement in statements],
    }
    marks = {name: np.array(values, dtype=np.float32) for name, values in flags.items()}

    def measure(cells: Cells) -> dict[str, Plane]:
        figures: dict[str, Plane] = {}
        for name, values in sides.items():
            figures[f"{name} <"] = values[cells.rows][cells.at_row]
            figures[f"{name} >"] = values[cells.columns][cells.at_column]
        figures["distance"] = np.abs(figures["relative place <"] - figures["relative place >"])
        for name, values in marks.items():
            figures[name] = values[cells.rows][cells.at_row] * values[cells.columns][cells.at_column]
        return figures

    return measure
