"""Who relied on whom: arrows from a source to the outlets that use its word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from rashomon.compare.statements import Reading
from rashomon.model import Copy, Lineage, LineageKind, SentenceId, SourceUse


def trace_lineage(reading: Reading, copies: Sequence[Copy] = ()) -> tuple[Lineage, ...]:
    """Arrows in order of kind, source and outlet, each with the sentences that show it."""
    arrows: dict[tuple[str, str, LineageKind], list[SentenceId]] = defaultdict(list)
    for account in reading.accounts:
        quoted = {quotation.sentence for quotation in account.quotations}
        for use in account.sources:
            arrows[(use.source, account.article.outlet, _kind(use, quoted))].append(use.sentence)
    articles = {account.article.id: account for account in reading.accounts}
    for copy in copies:
        if copy.article in articles and copy.original in articles:
            original, copied = articles[copy.original], articles[copy.article]
            key = (original.article.outlet, copied.article.outlet, LineageKind.COPIES)
            arrows[key].extend(sentence.id for sentence in copied.sentences)
    return tuple(
        Lineage(from_=source, to=outlet, kind=kind, sentences=tuple(dict.fromkeys(sentences)))
        for (source, outlet, kind), sentences in sorted(arrows.items())
        if source and source != outlet
    )


def _kind(use: SourceUse, quoted: set[SentenceId]) -> LineageKind:
    if use.inferred:
        return LineageKind.INFERRED
    return LineageKind.QUOTES if use.sentence in quoted else LineageKind.RELIES_ON
