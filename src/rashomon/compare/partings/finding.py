"""All partings of a story's aligned statements, each judged by a learnt model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from rashomon.compare.alignment import Match
from rashomon.compare.partings.facts import suggest_facts
from rashomon.compare.partings.numbers import suggest_numbers
from rashomon.compare.partings.parting import Parting, Suggestion, value_at
from rashomon.compare.partings.speakers import suggest_speakers
from rashomon.compare.partings.times import suggest_times
from rashomon.compare.statements import Reading, Statement
from rashomon.compare.weights import Model

Found = tuple[Match, Suggestion]
SUGGESTERS = (suggest_numbers, suggest_times, suggest_speakers, suggest_facts)

_SURE, _ALONG = 1.2, 0.25  # of the threshold: where one suggestion is as sure as this, others of its pair need this


def find_partings(reading: Reading, matches: Sequence[Match], model: Model) -> tuple[Parting, ...]:
    """The points on which aligned statements part, in reading order."""
    found = list(suggest_partings(reading, matches))
    if not found:
        return ()
    chances = model.probability(measure_suggestions(reading, found, model.names))
    surest: dict[tuple[int, int], float] = {}
    for (match, _), chance in zip(found, chances, strict=True):
        pair = match.left, match.right
        surest[pair] = max(surest.get(pair, 0.0), float(chance))
    return tuple(
        _parting(reading, match, suggestion)
        for (match, suggestion), chance in zip(found, chances, strict=True)
        if chance >= model.threshold
        or (chance >= _ALONG * model.threshold and surest[match.left, match.right] >= _SURE * model.threshold)
    )


def suggest_partings(reading: Reading, matches: Sequence[Match]) -> Iterator[Found]:
    """Everything that any rule sees, unjudged."""
    for match in matches:
        left, right = reading.statements[match.left], reading.statements[match.right]
        for suggest in SUGGESTERS:
            for suggestion in suggest(left, right):
                yield match, suggestion


def measure_suggestions(
    reading: Reading, found: Sequence[Found], names: Sequence[str] | None = None
) -> dict[str, NDArray[np.float32]]:
    """Figures of suggestions: each rule's own signs, and those of the pair. Those of `names`, else all there are."""
    best = _best_scores(reading, found)
    seen: Counter[tuple[int, int]] = Counter((match.left, match.right) for match, _ in found)
    rows = []
    for match, suggestion in found:
        row = _signs(reading, match, suggestion)
        keys = _sides(reading, match)
        row["best for one"] = float(any(match.score >= best[key] for key in keys))
        row["best for both"] = float(all(match.score >= best[key] for key in keys))
        row["suggestions"] = float(seen[match.left, match.right])
        row[f"{suggestion.kind.value}: best for both"] = row["best for both"]
        rows.append(row)
    every = names if names is not None else sorted({name for row in rows for name in row})
    return {name: np.array([row.get(name, 0.0) for row in rows], dtype=np.float32) for name in every}


def _sides(reading: Reading, match: Match) -> tuple[tuple[int, int], tuple[int, int]]:
    """Each statement of a match with the account it is matched in."""
    accounts = reading.statements[match.left].account, reading.statements[match.right].account
    return (match.left, accounts[1]), (match.right, accounts[0])


def _best_scores(reading: Reading, found: Sequence[Found]) -> dict[tuple[int, int], float]:
    """The best score of each statement in each other account."""
    best: dict[tuple[int, int], float] = {}
    for match, _ in found:
        for key in _sides(reading, match):
            best[key] = max(best.get(key, 0.0), match.score)
    return best


def _signs(reading: Reading, match: Match, suggestion: Suggestion) -> dict[str, float]:
    left, right = reading.statements[match.left], reading.statements[match.right]
    signs = {f"{suggestion.rule}: {name}": value for name, value in suggestion.signs.items()}
    signs[suggestion.rule] = 1.0
    signs[f"{suggestion.kind.value}: score"] = match.score
    signs["score"] = match.score
    signs["same"] = float(match.same)
    signs["contradicts"] = float(suggestion.contradiction)
    signs["lengths"] = _length(left) + _length(right)
    signs["uneven"] = abs(_length(left) - _length(right))
    signs["lead"] = float(left.place == 0) + float(right.place == 0)
    signs["clauses"] = float(len(left.clauses) + len(right.clauses))
    return signs


def _length(statement: Statement) -> float:
    return len(statement.folded) / 50


def _parting(reading: Reading, match: Match, suggestion: Suggestion) -> Parting:
    left, right = reading.statements[match.left], reading.statements[match.right]
    return Parting(
        left=match.left,
        right=match.right,
        kind=suggestion.kind,
        values=(value_at(left, suggestion.left), value_at(right, suggestion.right)),
        contradiction=suggestion.contradiction,
        note=suggestion.note,
        rule=suggestion.rule,
    )
