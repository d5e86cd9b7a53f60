"""Candidate pairs of statements and all that speaks for the two saying the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy import sparse  # type: ignore[import-untyped]

from rashomon.compare.planes import BESIDE, STRONG, Cells, Indices, Plane, plan_measures
from rashomon.compare.statements import Reading

_ROWS = 128  # sentences worked on at a time: 128 × 10,000 planes of 4 bytes take 5 MB each
_LEAST = 0.05  # sum of three cosines below which 1% of the gold's alignments and half of all other pairs lie
_MOST, _FEWEST, _SHARED = 8, 2, 64  # candidates a sentence keeps in another account: 64 over all, 2 to 8 in each
_PAIRS = (
    250_000  # candidates up to which a sentence keeps so many: nine reports of a thousand sentences had 1.6 million
)
_DENSE = 3000  # statements up to which third accounts are multiplied as full matrices (36 MB each)
_MARGINS = ("singles cosine", "pairs cosine", "concepts cosine", "concept_pairs cosine", "clauses best")
_UNIQUE_MARGINS = ("pairs unique", "concept_pairs unique")
_THIRDS = ("singles cosine", "concept_pairs cosine", "concept_pairs unique")


@dataclass(frozen=True, slots=True)
class Pairs:
    """Candidate pairs of statements (`left` before `right`) and their figures by name."""

    left: Indices
    right: Indices
    figures: Mapping[str, Plane]


def measure_pairs(reading: Reading) -> Pairs:
    """Every pair of statements of two accounts that shares enough to be looked at, with its figures."""
    lefts, rights, parts = _gather(reading)
    if not parts:
        nothing = np.zeros(0, dtype=np.intp)
        return Pairs(nothing, nothing, {})
    left, right = np.concatenate(lefts), np.concatenate(rights)
    figures = {name: np.concatenate([part.pop(name) for part in parts]) for name in list(parts[0])}
    accounts = np.array([statement.account for statement in reading.statements])
    for name in (*_MARGINS, *_UNIQUE_MARGINS):
        figures[f"{name}, margin <"] = _margin(figures[name], left, accounts[right])
        figures[f"{name}, margin >"] = _margin(figures[name], right, accounts[left])
    for name in _THIRDS:
        figures[f"{name}, third"] = _third(figures[name], left, right, reading)
    return Pairs(left, right, _without_sides(figures))


def _gather(reading: Reading) -> tuple[list[Indices], list[Indices], list[dict[str, Plane]]]:
    lefts: list[Indices] = []
    rights: list[Indices] = []
    parts: list[dict[str, Plane]] = []
    if len(reading.accounts) < 2 or len(reading.statements) == 0:
        return lefts, rights, parts
    measures = plan_measures(reading)
    for rows, columns in _blocks(reading.starts):
        cosines = measures.cosines.of(rows, columns)
        strength = np.add.reduce([cosines[kind] for kind in STRONG])
        cells = Cells(rows, columns, *np.nonzero(_choose(strength, reading, columns)))
        figures = {f"{kind} cosine": plane[cells.at_row, cells.at_column] for kind, plane in cosines.items()}
        for measure in measures.every:
            figures.update(measure(cells))
        figures.update(_neighbours(cosines[BESIDE], reading, cells))
        lefts.append(cells.at_row + rows.start)
        rights.append(cells.at_column + columns.start)
        parts.append({name: values.astype(np.float32) for name, values in figures.items()})
    return lefts, rights, parts


def _blocks(starts: Sequence[int]) -> Iterator[tuple[slice, slice]]:
    """Rows of one account, at most `_ROWS`, against all statements of the accounts after it."""
    for low, high in pairwise(starts[:-1]):
        for start in range(low, high, _ROWS):
            if high < starts[-1]:
                yield slice(start, min(start + _ROWS, high)), slice(high, starts[-1])


def _choose(strength: Plane, reading: Reading, columns: slice) -> NDArray[np.bool_]:
    """Which pairs of a block are worth looking at: the best of each sentence in each account, both ways."""
    chosen = np.zeros(strength.shape, dtype=bool)
    many = len(reading.accounts)
    keep = max(_FEWEST, min(_MOST, _SHARED // many, _PAIRS // (many * len(reading.statements))))
    for low, high in pairwise(reading.starts):
        if low < columns.start or low == high:
            continue
        part = strength[:, low - columns.start : high - columns.start]
        kept = chosen[:, low - columns.start : high - columns.start]
        for axis in (0, 1):
            best = min(keep, part.shape[axis])
            top = np.argpartition(-part, best - 1, axis=axis).take(range(best), axis=axis)
            np.put_along_axis(kept, top, True, axis=axis)
    result: NDArray[np.bool_] = chosen & (strength >= _LEAST)
    return result


def _neighbours(plane: Plane, reading: Reading, cells: Cells) -> dict[str, Plane]:
    """The best of the pairs beside a pair: both one on or back, and either one on or back."""
    accounts = np.array([statement.account for statement in reading.statements[cells.columns]])
    closed = np.zeros((plane.shape[0] + 2, plane.shape[1] + 2), dtype=np.float32)
    closed[1:-1, 1:-1] = plane
    follows = np.zeros(len(accounts), dtype=np.float32)
    follows[1:] = accounts[1:] == accounts[:-1]  # the column before is of the same account
    precedes = np.append(follows[1:], np.float32(0.0)).astype(np.float32)
    down, up = closed[2:], closed[:-2]
    planes = {
        "neighbours": np.maximum(down[:, 2:] * precedes, up[:, :-2] * follows),
        "beside <": np.maximum(down[:, 1:-1], up[:, 1:-1]),
        "beside >": np.maximum(closed[1:-1, 2:] * precedes, closed[1:-1, :-2] * follows),
    }
    return {name: values[cells.at_row, cells.at_column] for name, values in planes.items()}


def _margin(values: Plane, side: Indices, other: Indices) -> Plane:
    """Each value less the best other candidate of the same sentence in the same account."""
    order = np.lexsort((-values, other, side))
    new = np.ones(len(order), dtype=bool)
    new[1:] = (side[order][1:] != side[order][:-1]) | (other[order][1:] != other[order][:-1])
    starts = np.nonzero(new)[0]
    group = np.cumsum(new) - 1
    ranked = values[order]
    best = ranked[starts]
    following = np.minimum(starts + 1, len(order) - 1)
    has_second = np.append(starts[1:], len(order)) > starts + 1
    second = np.where(has_second, ranked[following], np.float32(0.0))
    rival = best[group]
    rival[starts] = second
    margin = np.empty_like(values)
    margin[order] = ranked - rival
    return margin


def _third(values: Plane, left: Indices, right: Indices, reading: Reading) -> Plane:
    """How well the two are joined through sentences of third accounts: products of the values, summed."""
    if len(reading.accounts) < 3:
        return np.zeros(len(values), dtype=np.float32)
    many = len(reading.statements)
    matrix = sparse.csr_matrix((values, (left, right)), shape=(many, many), dtype=np.float32)
    matrix = matrix + matrix.T
    if many <= _DENSE:
        joined = (matrix.toarray() @ matrix.toarray())[left, right]
    else:
        joined = np.zeros(len(values), dtype=np.float32)
        for start in range(0, many, _ROWS):
            own = np.nonzero((start <= left) & (left < start + _ROWS))[0]
            joined[own] = (matrix[start : start + _ROWS] @ matrix).toarray()[left[own] - start, right[own]]
    result: Plane = np.sqrt(np.maximum(joined, 0.0)).astype(np.float32)
    return result


def _without_sides(figures: Mapping[str, Plane]) -> dict[str, Plane]:
    """Figures that do not care which of the two is first: of two sides the least and the most."""
    even: dict[str, Plane] = {}
    for name in sorted(figures):
        if name.endswith(" <"):
            stem, one, other = name[:-2], figures[name], figures[name[:-1] + ">"]
            even[f"{stem}, least"] = np.minimum(one, other)
            even[f"{stem}, most"] = np.maximum(one, other)
        elif not name.endswith(" >"):
            even[name] = figures[name]
    return even
