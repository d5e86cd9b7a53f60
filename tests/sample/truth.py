"""The sample's truth in types, and the means to hold what the program finds against it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache

import msgspec

from rashomon.attribute import attribute_article
from rashomon.capture import read_sources
from rashomon.compare import compare_accounts
from rashomon.extract import extract_article
from rashomon.model import Account, Comparison, Image, Page, Sentence, Version
from rashomon.outlets import Outlets, load_outlets
from rashomon.render.documents import article_from_fields
from rashomon.sample import sample_folder
from rashomon.text.script import fold_text


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueParagraph:
    kind: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueArticle:
    file: str
    url: str
    outlet: str
    headline: str
    byline: tuple[str, ...]
    editor: str
    published_at: str
    published_at_precision: str
    modified_at: datetime | None
    dateline: str
    language: str
    script: str
    paragraphs: tuple[TrueParagraph, ...]
    images: tuple[Image, ...]
    keywords: tuple[str, ...]
    lacks: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueQuotation:
    sentence: str
    text: str
    form: str
    speaker: str
    speaker_text: str
    cue: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueSource:
    sentence: str
    source: str
    text: str
    kind: str
    inferred: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueAccount:
    key: str
    versions: tuple[TrueArticle, ...]
    sentences: tuple[str, ...]
    quotations: tuple[TrueQuotation, ...]
    sources: tuple[TrueSource, ...]
    only_in: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueStatement:
    account: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueOrigin:
    name: str
    accounts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueStanding:
    standing: str
    origins: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueClaim:
    id: str
    question: str
    statements: tuple[TrueStatement, ...]
    standing: str | None
    disputed: bool
    origins: tuple[TrueOrigin, ...]
    by_language: dict[str, TrueStanding] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueValue:
    account: str
    sentence: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueDifference:
    claim: str
    kind: str
    contradiction: bool
    values: tuple[TrueValue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    accounts: tuple[TrueAccount, ...]
    unrelated: tuple[TrueArticle, ...]
    same_report: tuple[str, str]
    independent: tuple[tuple[str, str], ...]
    claims: tuple[TrueClaim, ...]
    differences: tuple[TrueDifference, ...]

    @property
    def articles(self) -> tuple[TrueArticle, ...]:
        """Every version of every article, the unrelated one last."""
        return (*(version for account in self.accounts for version in account.versions), *self.unrelated)

    def account(self, key: str) -> TrueAccount:
        return next(account for account in self.accounts if account.key == key)

    def claim(self, id_: str) -> TrueClaim:
        return next(claim for claim in self.claims if claim.id == id_)

    def language(self, key: str) -> str:
        return self.account(key).versions[-1].language


TRUTH = msgspec.json.decode((sample_folder() / "truth.json").read_bytes(), type=Truth)


@cache
def sample_outlets() -> Outlets:
    return load_outlets(sample_folder() / "outlets")


@cache
def extracted(file: str) -> tuple[Version, ...]:
    """The articles of one file of the sample, as a collector would get them."""
    items = read_sources([str(sample_folder() / "pages" / file)], clock=lambda: datetime(2026, 4, 16, tzinfo=UTC))
    read = (extract_article(item, outlets=sample_outlets()) if isinstance(item, Page) else item for item in items)
    return tuple(version for version in read if isinstance(version, Version))


def version_of(article: TrueArticle) -> Version:
    """What was extracted of an article of the truth; fails where its file gives none, or more than one, of its address."""
    (found,) = [version for version in extracted(article.file) if version.url == article.url]
    return found


def true_version(article: TrueArticle) -> Version:
    """The article of the truth as extraction should give it, so that a fault there does not count twice."""
    fields = msgspec.to_builtins(article)
    kept = {key: fields[key] for key in fields.keys() - {"file", "paragraphs", "lacks"}}
    start, paragraphs = 0, []
    for paragraph in article.paragraphs:
        end = start + len(paragraph.text)
        paragraphs.append({"start": start, "end": end, "kind": paragraph.kind})
        start = end + 1
    return article_from_fields(kept | {"text": article.text, "paragraphs": paragraphs})


@cache
def account_of(key: str) -> Account:
    """An account's latest version, attributed."""
    return attribute_article(true_version(TRUTH.account(key).versions[-1]))


@cache
def comparison_of(*keys: str) -> Comparison:
    return compare_accounts([account_of(key) for key in keys], outlets=sample_outlets())


def keys_in(language: str) -> tuple[str, ...]:
    """The accounts in one language."""
    return tuple(account.key for account in TRUTH.accounts if TRUTH.language(account.key) == language)


def span_of(account: Account, words: str) -> tuple[int, int]:
    """Where the words stand in the account's text."""
    start = account.article.text.index(words)
    return start, start + len(words)


def sentences_of(account: Account, words: str) -> tuple[Sentence, ...]:
    """The sentences found that share a character with the words."""
    start, end = span_of(account, words)
    return tuple(sentence for sentence in account.sentences if sentence.start < end and start < sentence.end)


def sentence_ids(key: str, words: str) -> set[str]:
    return {sentence.id for sentence in sentences_of(account_of(key), words)}


def cover(a: tuple[int, int], b: tuple[int, int]) -> float:
    """The share of the characters two spans cover together that both cover."""
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return max(0, shared) / (max(a[1], b[1]) - min(a[0], b[0]))


def folded(name: str) -> str:
    """A name without what does not tell names apart: script, width, case, points and brackets."""
    kept = unicodedata.normalize("NFKC", fold_text(name)).casefold()
    return "".join(character for character in kept if character.isalnum()).removeprefix("the")
