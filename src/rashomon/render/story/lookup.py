"""A comparison made findable: accounts by column, sentences by id, findings by sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from rashomon.model import (
    Account,
    ArticleId,
    Basis,
    Claim,
    ClaimId,
    Comparison,
    Difference,
    DifferenceKind,
    Precision,
    Quotation,
    QuotationForm,
    Relation,
    Sentence,
    SentenceId,
    SourceUse,
    Value,
)
from rashomon.render.languages import text_direction, version_language
from rashomon.render.links import Links
from rashomon.render.marked import Mark, Span
from rashomon.render.texts import Texts
from rashomon.render.times import show_time


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """An account as every part of the page names it."""

    index: int
    id: ArticleId
    label: str  # the outlet; numbered when it has several accounts
    lang: str
    dir: str
    headline: str
    published: str
    published_basis: Basis
    href: str  # to the account's full text, on this page


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A sentence in its account; `anchor` is its id on the page."""

    sentence: Sentence
    column: Column
    anchor: str
    position: float  # 0–1: how far into the account it stands


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup:
    """Everything the parts of the page look up; built once a page."""

    comparison: Comparison
    texts: Texts
    links: Links
    columns: tuple[Column, ...]
    places: Mapping[SentenceId, Place]
    claims: tuple[Claim, ...]  # in reading order
    numbers: Mapping[SentenceId, tuple[int, ...]]  # of the claims a sentence belongs to
    quoted: Mapping[SentenceId, tuple[Span, ...]]
    differing: Mapping[tuple[SentenceId, ClaimId], tuple[Span, ...]]
    parting: Mapping[SentenceId, tuple[Span, ...]]  # what differs in more than wording, in any claim
    quotations: Mapping[SentenceId, tuple[Quotation, ...]]
    sources: Mapping[SentenceId, tuple[SourceUse, ...]]
    aligned: frozenset[frozenset[SentenceId]]  # pairs of sentences that tell the same, wholly or in part


def build_lookup(comparison: Comparison, texts: Texts, links: Links) -> Lookup:
    """The lookup of a comparison; findings that point at unknown sentences are left out."""
    columns = _columns(comparison.accounts, texts)
    places = {
        sentence.id: Place(
            sentence=sentence,
            column=column,
            anchor=f"a{column.index}s{number}",
            position=sentence.start / max(1, len(account.article.text)),
        )
        for column, account in zip(columns, comparison.accounts, strict=True)
        for number, sentence in enumerate(account.sentences)
    }
    claims = tuple(sorted(comparison.claims, key=lambda claim: _claim_position(claim, places)))
    numbers: dict[SentenceId, list[int]] = defaultdict(list)
    for number, claim in enumerate(claims if len(columns) > 1 else (), start=1):
        for key in claim.statements:
            numbers[key].append(number)
    quotations: dict[SentenceId, list[Quotation]] = defaultdict(list)
    for quotation in comparison.quotations:
        quotations[quotation.sentence].append(quotation)
    sources: dict[SentenceId, list[SourceUse]] = defaultdict(list)
    for use in comparison.sources:
        sources[use.sentence].append(use)
    return Lookup(
        comparison=comparison,
        texts=texts,
        links=links,
        columns=columns,
        places=places,
        claims=claims,
        numbers={key: tuple(found) for key, found in numbers.items()},
        quoted=_quoted_spans(comparison),
        differing=_differing_spans(comparison),
        parting=_parting_spans(comparison),
        quotations={key: tuple(found) for key, found in quotations.items()},
        sources={key: tuple(found) for key, found in sources.items()},
        aligned=frozenset(
            frozenset((pair.a, pair.b)) for pair in comparison.alignments if pair.relation is not Relation.CONFLICT
        ),
    )


def _columns(accounts: tuple[Account, ...], texts: Texts) -> tuple[Column, ...]:
    outlets = [account.article.outlet or texts.say("unnamed outlet") for account in accounts]
    seen: dict[str, int] = defaultdict(int)
    columns = []
    for index, (account, outlet) in enumerate(zip(accounts, outlets, strict=True)):
        seen[outlet] += 1
        version = account.article
        lang = version_language(version)
        columns.append(
            Column(
                index=index,
                id=version.id,
                label=f"{outlet} ({seen[outlet]})" if outlets.count(outlet) > 1 else outlet,
                lang=lang,
                dir=text_direction(lang),
                headline=version.headline,
                published=show_time(
                    version.published_at, texts.ui, day_only=version.published_at_precision is Precision.DAY
                ),
                published_basis=version.published_at_basis,
                href=f"#a{index}",
            )
        )
    return tuple(columns)


def _claim_position(claim: Claim, places: Mapping[SentenceId, Place]) -> tuple[float, str]:
    positions = [places[key].position for key in claim.statements if key in places]
    return (sum(positions) / len(positions) if positions else 1.0, claim.id)


def _quoted_spans(comparison: Comparison) -> dict[SentenceId, tuple[Span, ...]]:
    by_account: dict[ArticleId, list[Span]] = defaultdict(list)
    for q in comparison.quotations:
        mark = Mark.REPORTED if q.form is QuotationForm.INDIRECT else Mark.QUOTED
        by_account[q.account].append(Span(start=q.start, end=q.end, mark=mark))
    found: dict[SentenceId, tuple[Span, ...]] = {}
    for account in comparison.accounts:
        quoted = by_account[account.article.id]
        for sentence in account.sentences:
            found[sentence.id] = tuple(s for s in quoted if s.start < sentence.end and s.end > sentence.start)
    return found


def _differing_spans(comparison: Comparison) -> dict[tuple[SentenceId, ClaimId], tuple[Span, ...]]:
    found: dict[tuple[SentenceId, ClaimId], list[Span]] = defaultdict(list)
    for difference in comparison.differences:
        for value in difference.values:
            found[value.sentence, difference.claim].append(_difference_span(difference, value))
    return {key: tuple(spans) for key, spans in found.items()}


def _parting_spans(comparison: Comparison) -> dict[SentenceId, tuple[Span, ...]]:
    found: dict[SentenceId, list[Span]] = defaultdict(list)
    for difference in comparison.differences:
        if difference.kind is not DifferenceKind.WORDING:
            for value in difference.values:
                found[value.sentence].append(_difference_span(difference, value))
    return {key: tuple(spans) for key, spans in found.items()}


def _difference_span(difference: Difference, value: Value) -> Span:
    mark = Mark.CONTRADICTS if difference.contradiction else Mark.VARIES
    return Span(start=value.start, end=value.end, mark=mark)
