"""What only one account tells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from rashomon.compare.alignment import Match
from rashomon.compare.statements import Reading
from rashomon.model import ArticleId, SentenceId

_LEAST_TEXT = 8  # characters below which a sentence says too little to be missed elsewhere
_TOLD = 0.75  # score from which a statement is wholly told elsewhere


def find_exclusives(reading: Reading, matches: Sequence[Match]) -> dict[ArticleId, tuple[SentenceId, ...]]:
    """For each account the sentences that hold something no other account has."""
    told: dict[int, float] = defaultdict(float)
    for match in matches:
        for at in (match.left, match.right):
            told[at] = max(told[at], match.score)
    only: dict[ArticleId, list[SentenceId]] = {account.article.id: [] for account in reading.accounts}
    for at, statement in enumerate(reading.statements):
        if told[at] < _TOLD and len(statement.folded) >= _LEAST_TEXT:
            only[reading.accounts[statement.account].article.id].append(statement.id)
    return {article: tuple(sentences) for article, sentences in only.items()}
