"""The JSON documents of the contract (DESIGN §5), written and read by msgspec; their schemas come from the types."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import msgspec

from rashomon.errors import UsageError
from rashomon.model import (
    Account,
    Alignment,
    ArticleId,
    Basis,
    CaptureRecord,
    Claim,
    ClaimId,
    Comparison,
    Difference,
    HostHealth,
    JoinedReport,
    Lineage,
    LineageKind,
    Name,
    NamePair,
    NumberExpression,
    OutletRecord,
    Precision,
    Quotation,
    Rejected,
    Removal,
    Retelling,
    Revision,
    SearchResult,
    Sentence,
    SentenceId,
    SourceUse,
    Story,
    Subscription,
    Tally,
    TimeExpression,
    Verification,
    Version,
    Wording,
)
from rashomon.text.digests import article_id


class AccountDocument(msgspec.Struct, frozen=True, kw_only=True):
    """An account inside a comparison; its findings stand beside it in the comparison's own lists."""

    article: Version
    sentences: tuple[Sentence, ...]


class LineageDocument(msgspec.Struct, frozen=True, kw_only=True):
    from_: str = msgspec.field(name="from")
    to: str
    kind: LineageKind
    sentences: tuple[SentenceId, ...]


class ComparisonDocument(msgspec.Struct, frozen=True, kw_only=True):
    story: Story
    accounts: tuple[AccountDocument, ...]
    quotations: tuple[Quotation, ...]
    sources: tuple[SourceUse, ...]
    claims: tuple[Claim, ...]
    alignments: tuple[Alignment, ...]
    differences: tuple[Difference, ...]
    only_in: dict[ArticleId, tuple[SentenceId, ...]]
    timeline: tuple[TimeExpression, ...]
    lineage: tuple[LineageDocument, ...]
    wording: tuple[Wording, ...]
    names: tuple[Name, ...]
    retellings: tuple[Retelling, ...] = ()
    left_out: dict[ArticleId, tuple[ClaimId, ...]] = {}


class AttributionDocument(msgspec.Struct, frozen=True, kw_only=True):
    """What `rashomon attribute` prints of one article."""

    id: ArticleId
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...]
    sources: tuple[SourceUse, ...]
    timeline: tuple[TimeExpression, ...]
    numbers: tuple[NumberExpression, ...]
    names: tuple[Name, ...]


class StoriesDocument(msgspec.Struct, frozen=True, kw_only=True):
    stories: tuple[Story, ...]


class OutletsDocument(msgspec.Struct, frozen=True, kw_only=True):
    outlets: tuple[OutletRecord, ...]
    health: tuple[HostHealth, ...] = ()  # of the hosts that are watched


class NamesDocument(msgspec.Struct, frozen=True, kw_only=True):
    """Names that articles show to be one, those that most articles show first."""

    names: tuple[NamePair, ...]


class SubscriptionsDocument(msgspec.Struct, frozen=True, kw_only=True):
    subscriptions: tuple[Subscription, ...]


class HistoryDocument(msgspec.Struct, frozen=True, kw_only=True):
    captures: tuple[CaptureRecord, ...]
    versions: tuple[Version, ...]
    revisions: tuple[Revision, ...]


DOCUMENTS: dict[str, type] = {
    "article": Version,
    "rejected": Rejected,
    "attribution": AttributionDocument,
    "comparison": ComparisonDocument,
    "stories": StoriesDocument,
    "tally": Tally,
    "search": SearchResult,
    "history": HistoryDocument,
    "outlets": OutletsDocument,
    "names": NamesDocument,
    "joined": JoinedReport,
    "subscriptions": SubscriptionsDocument,
    "verification": Verification,
    "removal": Removal,
}
"""Every document that a command prints, by the name of its schema in docs/schema/."""


def comparison_document(comparison: Comparison) -> ComparisonDocument:
    """The comparison in the contract's keys."""
    return ComparisonDocument(
        story=comparison.story,
        accounts=tuple(AccountDocument(article=a.article, sentences=a.sentences) for a in comparison.accounts),
        quotations=comparison.quotations,
        sources=comparison.sources,
        claims=comparison.claims,
        alignments=comparison.alignments,
        differences=comparison.differences,
        only_in=comparison.only_in,
        timeline=comparison.timeline,
        lineage=tuple(_lineage_document(arrow) for arrow in comparison.lineage),
        wording=comparison.wording,
        names=comparison.names,
        retellings=comparison.retellings,
        left_out=comparison.left_out,
    )


def _lineage_document(arrow: Lineage) -> LineageDocument:
    return LineageDocument(from_=arrow.from_, to=arrow.to, kind=arrow.kind, sentences=arrow.sentences)


def attribution_document(account: Account) -> AttributionDocument:
    """What was found in one article, without the article itself."""
    return AttributionDocument(
        id=account.article.id,
        sentences=account.sentences,
        quotations=account.quotations,
        sources=account.sources,
        timeline=account.timeline,
        numbers=account.numbers,
        names=account.names,
    )


def to_json(value: object, **extra: object) -> bytes:
    """One line of JSON of a model value or document, with `extra` keys added at the top level (None: left out)."""
    if isinstance(value, Comparison):
        value = comparison_document(value)
    elif isinstance(value, Account):
        value = attribution_document(value)
    added = {key: item for key, item in extra.items() if item is not None}
    if not added:
        return msgspec.json.encode(value)
    return msgspec.json.encode({**msgspec.to_builtins(value), **added})


def schema_of(name: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of the document of that name in `DOCUMENTS`."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(DOCUMENTS[name])}


def article_from_json(line: bytes | str, *, source: str = "article") -> Version:
    """The version an `article` document holds; keys that are absent or null take their defaults.

    Paragraphs are made from the text's lines where the document has none, the id from outlet and URL.
    A document that is no article raises UsageError naming `source` and what is wrong with it.
    """
    try:
        fields = msgspec.json.decode(line, type=dict[str, Any])
    except msgspec.DecodeError as error:
        raise UsageError(source, f"is no JSON object: {error}") from error
    return article_from_fields(fields, source=source)


def article_from_fields(fields: dict[str, Any], *, source: str = "article") -> Version:
    """As `article_from_json`, from the decoded object."""
    known = {key: value for key, value in fields.items() if value is not None}
    if not isinstance(known.get("text"), str):
        raise UsageError(source, "is no article document: it has no text")
    for key in ("published_at", "modified_at", "captured_at"):
        if key in known:
            known[key] = _aware(known[key], source=source)
    if "published_at" in known:
        known.setdefault("published_at_basis", Basis.STATED.value)
        if isinstance(fields["published_at"], str) and len(fields["published_at"].strip()) <= len("2000-01-01"):
            known.setdefault("published_at_precision", Precision.DAY.value)
    if isinstance(known.get("byline"), str):
        known["byline"] = [known["byline"]]
    known.setdefault("id", article_id(str(known.get("outlet", "")), str(known.get("url", ""))))
    known["paragraphs"] = known.get("paragraphs") or _paragraphs_of(known["text"])
    try:
        version = msgspec.convert(known, Version)
    except msgspec.ValidationError as error:
        raise UsageError(source, f"is no article document: {error}") from error
    for paragraph in version.paragraphs:
        if not 0 <= paragraph.start <= paragraph.end <= len(version.text):
            raise UsageError(source, f"has a paragraph outside its text: {paragraph.start}–{paragraph.end}")
    return version


def _paragraphs_of(text: str) -> list[dict[str, int]]:
    """A paragraph a line, empty lines left out."""
    paragraphs, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            paragraphs.append({"start": start, "end": start + len(line)})
        start += len(line) + 1
    return paragraphs


def _aware(value: object, *, source: str) -> str:
    """An ISO 8601 time with an offset; one without is taken as UTC, as mirrors' stamps are."""
    try:
        moment = datetime.fromisoformat(str(value).strip())
    except ValueError as error:
        raise UsageError(source, f"has a time that is not ISO 8601: {value!r}") from error
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).isoformat()
