"""The accounts in full, side by side, the sentences of one claim tinted alike."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.model import Account, ParagraphKind, Sentence
from rashomon.render.marked import Run, mark_runs
from rashomon.render.story.lookup import Column, Lookup

TINTS = 6
"""Tints told apart in both modes; claims take turns, their numbers tell them for certain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FullSentence:
    anchor: str
    numbers: tuple[int, ...]  # of its claims
    tint: int  # 1 to `TINTS`; 0: in no claim that other accounts share
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FullParagraph:
    kind: ParagraphKind
    sentences: tuple[FullSentence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FullAccount:
    column: Column
    byline: tuple[str, ...]
    dateline: str
    url: str
    article_href: str
    paragraphs: tuple[FullParagraph, ...]
    captions: tuple[str, ...]
    digest: str


def view_accounts(lookup: Lookup) -> tuple[FullAccount, ...]:
    """Every account's text, whole."""
    return tuple(
        _view_account(column, account, lookup)
        for column, account in zip(lookup.columns, lookup.comparison.accounts, strict=True)
    )


def _view_account(column: Column, account: Account, lookup: Lookup) -> FullAccount:
    version = account.article
    paragraphs = []
    for paragraph in version.paragraphs:
        inside = [s for s in account.sentences if paragraph.start <= s.start < paragraph.end]
        if inside:
            paragraphs.append(
                FullParagraph(kind=paragraph.kind, sentences=tuple(_view_sentence(s, lookup) for s in inside))
            )
    if not version.paragraphs:
        sentences = tuple(_view_sentence(s, lookup) for s in account.sentences)
        paragraphs = [FullParagraph(kind=ParagraphKind.PARAGRAPH, sentences=sentences)] if sentences else []
    return FullAccount(
        column=column,
        byline=version.byline,
        dateline=version.dateline,
        url=version.url if version.url.startswith(("https://", "http://")) else "",
        article_href=lookup.links.article(version.id),
        paragraphs=tuple(paragraphs),
        captions=tuple(image.caption for image in version.images if image.caption),
        digest=version.digest or "",
    )


def _view_sentence(sentence: Sentence, lookup: Lookup) -> FullSentence:
    numbers = lookup.numbers.get(sentence.id, ())
    shared = [number for number in numbers if len(_tellers(number, lookup)) > 1]
    return FullSentence(
        anchor=lookup.places[sentence.id].anchor,
        numbers=numbers,
        tint=(shared[0] - 1) % TINTS + 1 if shared else 0,
        runs=mark_runs(
            sentence.text,
            sentence.start,
            (*lookup.quoted.get(sentence.id, ()), *lookup.parting.get(sentence.id, ())),
        ),
    )


def _tellers(number: int, lookup: Lookup) -> set[int]:
    claim = lookup.claims[number - 1]
    return {lookup.places[key].column.index for key in claim.statements if key in lookup.places}
