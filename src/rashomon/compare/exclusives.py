"""What only one account tells."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from rashomon.compare.pairs import Pairs
from rashomon.compare.statements import Reading
from rashomon.compare.vectors import (
    Floats,
    Kinds,
    count_in_account,
    keep_places,
    vectorise_kinds,
)
from rashomon.compare.weights import Models
from rashomon.model import ArticleId, SentenceId

_LEAST_TEXT = 6  # characters below which a sentence says too little to be missed elsewhere


def find_exclusives(
    reading: Reading, pairs: Pairs, scores: NDArray[np.float64], models: Models
) -> dict[ArticleId, tuple[SentenceId, ...]]:
    """For each account the sentences that hold something no other account has; none when there is but one account."""
    only: dict[ArticleId, list[SentenceId]] = {account.article.id: [] for account in reading.accounts}
    if len(reading.accounts) > 1 and reading.statements:
        chances = models.only.probability(measure_statements(reading, pairs, scores))
        for chance, statement in zip(chances, reading.statements, strict=True):
            if chance >= models.only.threshold and len(statement.folded) >= _LEAST_TEXT:
                only[reading.accounts[statement.account].article.id].append(statement.id)
    return {article: tuple(sentences) for article, sentences in only.items()}


def measure_statements(
    reading: Reading, pairs: Pairs, scores: NDArray[np.float64]
) -> Mapping[str, NDArray[np.float32]]:
    """Figures of every statement: how well others tell it, and what it holds."""
    statements = reading.statements
    many = len(statements)
    best, total = np.zeros(many), np.zeros(many)
    for side in (pairs.left, pairs.right):
        np.maximum.at(best, side, scores)
        np.add.at(total, side, scores)
    counts = np.diff(np.array(reading.starts))
    figures: dict[str, NDArray[np.float32]] = {
        "best": best.astype(np.float32),
        "total": total.astype(np.float32),
        "unlikely": (1.0 - best).astype(np.float32) ** 3,
        "length": np.array([len(statement.folded) for statement in statements], dtype=np.float32),
        "place": np.array([statement.place for statement in statements], dtype=np.float32),
        "last": np.array(
            [counts[s.account] > 6 and counts[s.account] - s.place <= 2 for s in statements], dtype=np.float32
        ),
        "first": np.array([statement.place == 0 for statement in statements], dtype=np.float32),
        "numbers": np.array([len(statement.numbers) for statement in statements], dtype=np.float32),
        "times": np.array([len(statement.times) for statement in statements], dtype=np.float32),
        "quotations": np.array([len(statement.quotations) for statement in statements], dtype=np.float32),
        "speakers": np.array(
            [any(q.speaker is not None for q in statement.quotations) for statement in statements], dtype=np.float32
        ),
        "account length": np.array([counts[statement.account] for statement in statements], dtype=np.float32),
        "others length": np.array([many - counts[statement.account] for statement in statements], dtype=np.float32),
        "accounts": np.full(many, len(reading.accounts), dtype=np.float32),
    }
    kinds = {
        "concepts": [statement.concept_grams for statement in statements],
        "pairs": [statement.pair_grams for statement in statements],
    }
    share, lacking = _told_elsewhere(reading, kinds)
    for place, kind in enumerate(kinds):
        figures[f"{kind} told"], figures[f"{kind} untold"] = share[place :: len(kinds)], lacking[place :: len(kinds)]
    return figures


def _told_elsewhere(reading: Reading, kinds: Kinds) -> tuple[Floats, Floats]:
    """The share of each statement's weight that other accounts have anywhere, and the number of its grams that they lack.

    Rows as those of `vectorise_kinds`.
    """
    vectors = vectorise_kinds(kinds)
    weighted = vectors.weighted
    accounts = np.repeat([statement.account for statement in reading.statements], len(kinds))
    having = np.bincount(weighted.indices, minlength=weighted.shape[1])
    elsewhere = (having[weighted.indices] > count_in_account(weighted, accounts)).astype(np.float32)
    told = keep_places(weighted, weighted.data * elsewhere) @ np.ones(weighted.shape[1], dtype=np.float32)
    lacking = np.diff(weighted.indptr) - keep_places(weighted, elsewhere).sum(axis=1).A1
    return told / vectors.total, lacking.astype(np.float32)
