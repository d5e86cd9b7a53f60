"""What the accounts of one story share and where they part: the `comparison` document of the contract."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from rashomon.model.account import Account, Name, Quotation, SourceUse, TimeExpression
from rashomon.model.ids import ArticleId, ClaimId, SentenceId
from rashomon.model.story import Story


class Standing(StrEnum):
    """On how many independent words a claim rests."""

    CORROBORATED = "corroborated"
    SAME_ORIGIN = "same origin"
    SINGLE_ACCOUNT = "single account"
    INDEPENDENCE_UNKNOWN = "independence unknown"


class OriginBasis(StrEnum):
    STATED = "stated"
    COPIED = "copied"
    INFERRED = "inferred"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a shared report or copy was first made, as far as it can be shown, and the accounts that carry it."""

    name: str
    accounts: tuple[ArticleId, ...]
    basis: OriginBasis


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Statements that answer the same question; `text` is taken from one of them, never written by us."""

    id: ClaimId
    text: str
    statements: tuple[SentenceId, ...]
    origins: tuple[Origin, ...]
    standing: Standing
    disputed: bool
    reason: str = ""  # the standing's reason in words
    rests_on: tuple[str, ...] = ()  # names of the origins that decide the standing: the independent ones, or the one
    in_part: bool = False  # the independent origins share a part of what each says


class Relation(StrEnum):
    SAME = "same"
    OVERLAP = "overlap"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """The words of one account, code points `start` to `end` of its text."""

    sentence: SentenceId
    start: int
    end: int
    text: str


class SharedKind(StrEnum):
    NUMBER = "number"
    TIME = "time"
    NAME = "name"
    WORDS = "words"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """Something that two aligned sentences have in common, as either writes it."""

    kind: SharedKind
    a: Value
    b: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    a: SentenceId
    b: SentenceId
    relation: Relation
    score: float  # 0–1
    evidence: tuple[
        Shared, ...
    ] = ()  # why: what the two share; empty where a story of many accounts is not read closely


class DifferenceKind(StrEnum):
    NUMBER = "number"
    PLACE = "place"
    TIME = "time"
    SPEAKER = "speaker"
    FACT = "fact"
    WORDING = "wording"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    claim: ClaimId
    kind: DifferenceKind
    values: tuple[Value, ...]
    contradiction: bool = False  # False: may both hold (finer, rounded, other name …)
    note: str = ""  # e.g. how the two may be reconciled
    rule: str = ""
    sure: bool = False  # surer than most that the accounts part here: worth a reader's first look


class RetellingKind(StrEnum):
    """What became of the words that one account (`a`) quotes or credits, in another account (`b`)."""

    SAME_WORDS = "same words"
    OTHER_WORDS = "other words"  # both quote directly, not alike: another translation, or one was changed
    CUT = "cut"  # b quotes a part of what a quotes
    INDIRECT = "turned indirect"  # a quotes directly, b in its own words
    AS_FACT = "stated as fact"  # a quotes somebody, b says it in its own voice
    CREDIT_LOST = "credit lost"  # a rests it on a source, b names none
    PUT_IN = "words put in"  # b's quotation has bracketed words that are the outlet's


@dataclass(frozen=True, slots=True, kw_only=True)
class Retelling:
    """One quotation or credited statement as two accounts have it."""

    kind: RetellingKind
    a: Value
    b: Value
    speaker: str = ""  # whose words they are, as `a` names the speaker or source; empty when it names none
    rule: str = ""


class LineageKind(StrEnum):
    QUOTES = "quotes"
    RELIES_ON = "relies on"
    COPIES = "copies"
    INFERRED = "inferred"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """An arrow from a source to the outlet that relies on it, with the sentences that do."""

    from_: str  # written "from" in JSON
    to: str
    kind: LineageKind
    sentences: tuple[SentenceId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingVariant:
    account: ArticleId
    text: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What each account calls the same thing."""

    of: str
    variants: tuple[WordingVariant, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    story: Story
    accounts: tuple[Account, ...]
    quotations: tuple[Quotation, ...]
    sources: tuple[SourceUse, ...]
    claims: tuple[Claim, ...]
    alignments: tuple[Alignment, ...]
    differences: tuple[Difference, ...]
    only_in: dict[ArticleId, tuple[SentenceId, ...]]
    timeline: tuple[TimeExpression, ...]
    lineage: tuple[Lineage, ...]
    wording: tuple[Wording, ...]
    names: tuple[Name, ...]
    retellings: tuple[Retelling, ...] = ()
    left_out: dict[ArticleId, tuple[ClaimId, ...]] = field(default_factory=dict)  # what all but this one carry
