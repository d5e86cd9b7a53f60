"""What all accounts of a story but one carry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from rashomon.compare.claims import Group
from rashomon.compare.pairs import Pairs
from rashomon.compare.statements import Reading
from rashomon.compare.weights import Models
from rashomon.model import ArticleId, Claim, ClaimId

_FEWEST = 3  # accounts; where there are two, what one leaves out is what only the other has
_NEAR = 0.5  # of the score from which two sentences are aligned: what comes so near may be told in other words
_TOLD = 0.5  # share of a sentence's pairs of characters (words) that an account has somewhere, from which it may tell it in pieces


def find_left_out(
    reading: Reading,
    pairs: Pairs,
    scores: NDArray[np.float64],
    groups: Sequence[Group],
    claims: Sequence[Claim],
    models: Models,
) -> dict[ArticleId, tuple[ClaimId, ...]]:
    """For each account the claims that every other one carries and that it shows no trace of, in reading order.

    Empty for stories of fewer than three accounts. A claim whose words an account has in other places, or one of
    whose statements is nearly aligned with a sentence of it, is not called left out; nor is one that is carried in
    other languages only, because too little aligns across them.
    """
    many = len(reading.accounts)
    left_out: dict[ArticleId, list[ClaimId]] = {account.article.id: [] for account in reading.accounts}
    if many < _FEWEST:
        return dict.fromkeys(left_out, ())
    near = _nearly_aligned(reading, pairs, scores, _NEAR * models.aligned.threshold)
    words = [
        {gram for statement in reading.statements[low:high] for gram in statement.pair_grams}
        for low, high in pairwise(reading.starts)
    ]
    for group, claim in zip(groups, claims, strict=True):
        carrying = {reading.statements[at].account for at in group}
        if len(carrying) != many - 1:
            continue
        (missing,) = set(range(many)) - carrying
        if not any(_language(reading, account) == _language(reading, missing) for account in carrying):
            continue
        if any(missing in near[at] or _is_told(reading, at, words[missing]) for at in group):
            continue
        left_out[reading.accounts[missing].article.id].append(claim.id)
    return {article: tuple(ids) for article, ids in left_out.items()}


def _language(reading: Reading, account: int) -> str:
    """The account's language without its script or region: one is compared with another through folded text."""
    return reading.accounts[account].article.language.partition("-")[0]


def _nearly_aligned(reading: Reading, pairs: Pairs, scores: NDArray[np.float64], least: float) -> dict[int, set[int]]:
    """For each statement the accounts that have a sentence near it."""
    near: dict[int, set[int]] = defaultdict(set)
    for pair in np.nonzero(scores >= least)[0]:
        left, right = int(pairs.left[pair]), int(pairs.right[pair])
        near[left].add(reading.statements[right].account)
        near[right].add(reading.statements[left].account)
    return near


def _is_told(reading: Reading, at: int, words: set[str]) -> bool:
    grams = reading.statements[at].pair_grams
    return bool(grams) and sum(gram in words for gram in grams) >= _TOLD * len(grams)
