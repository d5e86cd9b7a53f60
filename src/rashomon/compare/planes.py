"""Figures of sentence pairs, a block at a time: rows of one account against all later sentences."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rashomon.compare.concepts import PARTICLES, is_concept
from rashomon.compare.names import mentions, merge_names
from rashomon.compare.statements import Reading, Statement
from rashomon.compare.vectors import (
    Vectors,
    concept_grams,
    concept_pairs,
    long_grams,
    pair_grams,
    single_grams,
    spread,
    vectorise,
)
from rashomon.text.script import fold_name, fold_text

Plane = NDArray[np.float32]
Indices = NDArray[np.intp]
STRONG = ("concepts", "pairs", "numbers")  # kinds of grams whose cosines tell which pairs are worth looking at
BESIDE = "concept_pairs"  # the kind whose cosine tells how well the sentences beside a pair go together


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
    """The measures of a reading, each prepared once for all blocks; `vectors` are those of STRONG and BESIDE."""

    vectors: Mapping[str, Vectors]
    every: tuple[Measure, ...]


def cosine_plane(vectors: Vectors, rows: slice, columns: slice) -> Plane:
    """The cosines of a whole block."""
    plane: Plane = (vectors.unit[rows] @ vectors.unit_turned[:, columns]).toarray()
    return plane


def plan_measures(reading: Reading) -> Measures:
    """The measures of a reading, each prepared once for all of its blocks."""
    statements = reading.statements
    folded = [statement.folded for statement in statements]
    accounts = [statement.account for statement in statements]
    concepts = [concept_grams(statement.words) for statement in statements]
    concept_twos = [concept_pairs(grams) for grams in concepts]
    pairs = [pair_grams(text) for text in folded]
    named = mentions(reading, merge_names(reading))
    values = [_number_grams(statement) for statement in statements]
    kinds = {
        "pairs": pairs,
        "singles": [single_grams(text) for text in folded],
        "longs": [long_grams(text) for text in folded],
        "concepts": concepts,
        "concept_pairs": concept_twos,
        "synonyms": [[token for token in row if is_concept(token)] for row in concepts],
        "numbers": values,
        "days": [_day_grams(statement) for statement in statements],
        "quoted": [_quoted_grams(statement) for statement in statements],
        "speakers": [_speaker_grams(statement) for statement in statements],
        "sources": [[fold_name(source.source) for source in statement.sources] for statement in statements],
        "names": named,
        "content": [[token for token in row if token not in PARTICLES] for row in concepts],
        "latin": [[token for token in row if token.isascii() and token.isalpha()] for row in concepts],
    }
    vectors = {kind: vectorise(rows) for kind, rows in kinds.items()}
    every = (
        *(_gram_measure(kind, own) for kind, own in vectors.items()),
        _spread_measure("pairs", pairs, accounts),
        _spread_measure("concept_pairs", concept_twos, accounts),
        _spread_measure("concepts", concepts, accounts),
        _spread_measure("names", named, accounts),
        _spread_measure("numbers", values, accounts),
        _clause_measure(statements, pairs),
        _part_measure(statements, concepts),
        _shape_measure(reading),
    )
    return Measures({kind: vectors[kind] for kind in (*STRONG, BESIDE)}, every)


def _number_grams(statement: Statement) -> list[str]:
    return [f"{number.value:g}" for number in statement.numbers]


def _day_grams(statement: Statement) -> list[str]:
    return [time.at[:10] for time in statement.times if not time.at.startswith("P")]


def _quoted_grams(statement: Statement) -> list[str]:
    return [gram for quotation in statement.quotations for gram in pair_grams(fold_text(quotation.text))]


def _speaker_grams(statement: Statement) -> list[str]:
    """The last two characters of each speaker's name: what the longer and the shorter form of it share."""
    return [fold_name(q.speaker.name)[-2:] for q in statement.quotations if q.speaker is not None]


def _gram_measure(kind: str, vectors: Vectors) -> Measure:
    """Cosine, and the share of each side's weight that the other side has too."""

    def measure(cells: Cells) -> dict[str, Plane]:
        at = cells.at_row, cells.at_column
        cosine = cosine_plane(vectors, cells.rows, cells.columns)[at]
        shared = (vectors.weighted[cells.rows] @ vectors.mark_turned[:, cells.columns]).toarray()[at]
        return {
            f"{kind} cosine": cosine,
            f"{kind} share <": shared / vectors.total[cells.rows][cells.at_row],
            f"{kind} share >": shared / vectors.total[cells.columns][cells.at_column],
        }

    return measure


def _spread_measure(kind: str, grams: Sequence[Sequence[str]], accounts: Sequence[int]) -> Measure:
    """Shared grams, each counting by how few sentences of either account have it, for the length of the two."""
    matrix = spread(grams, accounts)
    turned = matrix.T.tocsr()
    length = np.sqrt(np.array([max(1, len(set(row))) for row in grams], dtype=np.float32))

    def measure(cells: Cells) -> dict[str, Plane]:
        plane = (matrix[cells.rows] @ turned[:, cells.columns]).toarray()[cells.at_row, cells.at_column]
        lengths = length[cells.rows][cells.at_row], length[cells.columns][cells.at_column]
        return {f"{kind} unique": plane / lengths[0] / lengths[1]}

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
