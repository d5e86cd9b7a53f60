"""An account: one article's telling, with everything found in it, each finding at its span of the version's text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rashomon.model.article import ParagraphKind, Version
from rashomon.model.ids import ArticleId, SentenceId


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    id: SentenceId
    start: int
    end: int
    text: str
    kind: ParagraphKind = ParagraphKind.PARAGRAPH  # of the paragraph it stands in


class QuotationForm(StrEnum):
    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Whose words a quotation is: `name` in the fullest form of the article, `text` as written at `start`–`end`."""

    name: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    id: str
    account: ArticleId
    sentence: SentenceId
    start: int
    end: int
    text: str
    form: QuotationForm
    speaker: Speaker | None = None  # None: the article does not say
    cue: str = ""
    stance: str = ""  # said, claimed, denied, warned, promised, asked …
    sources: tuple[str, ...] = ()
    rule: str = ""  # which rule or model found it


class SourceKind(StrEnum):
    AGENCY = "agency"
    OUTLET = "outlet"
    OFFICIAL = "official"
    PERSON = "person"
    DOCUMENT = "document"
    ANONYMOUS = "anonymous"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceUse:
    """A sentence that rests on a source's word; `text` at `start`–`end` is where the article says so."""

    account: ArticleId
    sentence: SentenceId
    source: str
    text: str
    kind: SourceKind
    start: int
    end: int
    inferred: bool = False  # True: not said in the sentence itself, it governs from elsewhere
    via: tuple[str, ...] = ()  # the chain behind it, nearest first (大纪元 ← BBC监测网: source BBC监测网)
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """A time the text names; `at` is ISO 8601-2: local day, time, interval `a/b`, open `../b`, or duration."""

    at: str
    precision: str  # year, month, week, day, part of day, minute, duration
    sentence: SentenceId
    text: str
    start: int
    end: int
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberExpression:
    """A number the text states, with its unit and whether it is hedged (about, at least, more than …)."""

    value: float
    unit: str
    hedge: str  # "", "about", "at least", "at most", "more than", "less than"
    sentence: SentenceId
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A person, body, place or outlet: fullest form first, the other forms the article uses in `also`."""

    name: str
    also: tuple[str, ...] = ()
    kind: str = ""  # person, body, place, outlet, "" when the text gives no evidence
    spans: tuple[tuple[int, int], ...] = ()
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A version and all that was found in it; every sequence is in reading order."""

    article: Version
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...] = ()
    sources: tuple[SourceUse, ...] = ()
    timeline: tuple[TimeExpression, ...] = ()
    numbers: tuple[NumberExpression, ...] = ()
    names: tuple[Name, ...] = ()
