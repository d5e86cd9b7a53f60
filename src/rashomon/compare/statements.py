"""The sentences of all accounts of a story in one fixed order, each ready for matching."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from rashomon.compare.clauses import Clause, Span, character_pairs, split_clauses, telling_clauses
from rashomon.compare.concepts import Word, concept_spans, concept_words
from rashomon.compare.vectors import concept_grams, pair_grams
from rashomon.model import (
    Account,
    ArticleId,
    NumberExpression,
    ParagraphKind,
    Quotation,
    Sentence,
    SentenceId,
    SourceUse,
    TimeExpression,
)
from rashomon.text.numbers import find_numbers
from rashomon.text.script import fold_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A sentence with what was found in it; `folded` is its text for matching, offset for offset.

    What is asked of it for every other statement that it is compared with is worked out here, once.
    """

    sentence: Sentence
    account: int  # which account, in the order of `Reading.accounts`
    place: int  # which sentence of the account
    folded: str
    pairs: frozenset[str]  # neighbouring characters of `folded` two by two
    clauses: tuple[Span, ...]  # offsets into `folded`
    telling: tuple[Clause, ...]  # those clauses that are no dateline
    words: tuple[Word, ...]  # tokens of `folded`, synonyms folded to one sign
    concepts: tuple[Word, ...]  # those of the words that have synonyms
    tokens: frozenset[str]  # of the words
    pair_grams: tuple[str, ...]
    concept_grams: tuple[str, ...]
    numbers: tuple[NumberExpression, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    sources: tuple[SourceUse, ...] = ()

    @property
    def id(self) -> SentenceId:
        return self.sentence.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Accounts and their statements; those of account `k` are `statements[starts[k]:starts[k + 1]]`."""

    accounts: tuple[Account, ...]
    statements: tuple[Statement, ...]
    starts: tuple[int, ...]


class _InSentence(Protocol):
    @property
    def sentence(self) -> SentenceId: ...


T = TypeVar("T", bound=_InSentence)


def read_accounts(accounts: Iterable[Account]) -> Reading:
    """The accounts by time of publication, then id, with all their statements. The order of input does not matter.

    Headings inside the text state nothing by themselves and are left out.

    Of two accounts of one article the one captured last stays.
    """
    chosen: dict[ArticleId, Account] = {}
    for account in sorted(accounts, key=_capture_order):
        chosen[account.article.id] = account
    ordered = tuple(sorted(chosen.values(), key=_reading_order))
    statements: list[Statement] = []
    starts = [0]
    for index, account in enumerate(ordered):
        statements.extend(_statements_of(account, index, compared=len(ordered) > 1))
        starts.append(len(statements))
    return Reading(accounts=ordered, statements=tuple(statements), starts=tuple(starts))


def _capture_order(account: Account) -> tuple[float, str, str]:
    captured = account.article.captured_at
    return (captured.timestamp() if captured else 0.0, account.article.digest or "", account.article.text)


def _reading_order(account: Account) -> tuple[bool, float, str]:
    published = account.article.published_at
    return (published is None, published.timestamp() if published else 0.0, account.article.id)


def _statements_of(account: Account, index: int, *, compared: bool) -> list[Statement]:
    """The account's statements; without what only a comparison with others asks, where there are none."""
    numbers = _by_sentence(account.numbers or _numbers_of(account))
    times = _by_sentence(account.timeline)
    quotations = _by_sentence(account.quotations)
    sources = _by_sentence(account.sources)
    statements = []
    told = [sentence for sentence in account.sentences if sentence.kind is not ParagraphKind.HEADING]
    for place, sentence in enumerate(told):
        folded = fold_text(sentence.text)
        clauses, concepts = split_clauses(folded), concept_spans(folded)
        words = concept_words(folded, concepts)
        statements.append(
            Statement(
                sentence=sentence,
                account=index,
                place=place,
                folded=folded,
                pairs=character_pairs(folded) if compared else frozenset(),
                clauses=clauses,
                telling=telling_clauses(folded, clauses, words) if compared else (),
                words=words,
                concepts=concepts,
                tokens=frozenset(token for _, _, token in words),
                pair_grams=tuple(pair_grams(folded)) if compared else (),
                concept_grams=tuple(concept_grams(words)) if compared else (),
                numbers=numbers.get(sentence.id, ()),
                times=times.get(sentence.id, ()),
                quotations=quotations.get(sentence.id, ()),
                sources=sources.get(sentence.id, ()),
            )
        )
    return statements


def _numbers_of(account: Account) -> list[NumberExpression]:
    """The numbers of an account that came without any."""
    found = []
    for sentence in account.sentences:
        for number in find_numbers(sentence.text, account.article.language):
            found.append(
                NumberExpression(
                    value=number.value,
                    unit=number.unit,
                    hedge=number.hedge,
                    sentence=sentence.id,
                    text=sentence.text[number.start : number.end],
                    start=sentence.start + number.start,
                    end=sentence.start + number.end,
                )
            )
    return found


def _by_sentence(found: Sequence[T]) -> dict[SentenceId, tuple[T, ...]]:
    groups: dict[SentenceId, list[T]] = defaultdict(list)
    for item in found:
        groups[item.sentence].append(item)
    return {key: tuple(items) for key, items in groups.items()}
