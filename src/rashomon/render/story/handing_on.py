"""What is lost from one account to another: speakers and sources that are not handed on, claims that all but one carry."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.model import Retelling, RetellingKind, SentenceId, Value
from rashomon.render.story.claims import OnlyIn, OnlyWords
from rashomon.render.story.lookup import Column, Lookup
from rashomon.render.story.words import Words, view_words

_LOST = (RetellingKind.AS_FACT, RetellingKind.CREDIT_LOST, RetellingKind.PUT_IN)
"""How a quotation was cut or put into other words is shown with its speaker, under "Who said what"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One account's words, with their place in it."""

    column: Column
    text: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOn:
    """Words with their speaker or source in one account, and what the other made of them."""

    kind: str
    speaker: str
    lang: str
    a: Side
    b: Side


def view_handed_on(lookup: Lookup) -> tuple[HandedOn, ...]:
    """Each quotation that another account tells as its own knowledge, and each credit that it leaves away."""
    return tuple(
        _view(item, lookup)
        for item in lookup.comparison.retellings
        if item.kind in _LOST and item.a.sentence in lookup.places and item.b.sentence in lookup.places
    )


def _view(item: Retelling, lookup: Lookup) -> HandedOn:
    return HandedOn(
        kind=item.kind.value,
        speaker=item.speaker,
        lang=lookup.places[item.a.sentence].column.lang,
        a=_side(item.a, lookup),
        b=_side(item.b, lookup),
    )


def _side(value: Value, lookup: Lookup) -> Side:
    place = lookup.places[value.sentence]
    return Side(column=place.column, text=value.text, href=f"#{place.anchor}")


def view_left_out(lookup: Lookup) -> tuple[OnlyIn, ...]:
    """For each account the claims that every other one carries, in the words that stand for the claim."""
    numbers = {claim.id: number for number, claim in enumerate(lookup.claims, start=1)}
    claims = {claim.id: claim for claim in lookup.claims}
    entries = []
    for column, account in zip(lookup.columns, lookup.comparison.accounts, strict=True):
        items = []
        for key in lookup.comparison.left_out.get(account.article.id, ()):
            words = _spoken_for(claims[key].text, claims[key].statements, lookup)
            if words is not None:
                items.append(OnlyWords(number=numbers[key], anchor="", words=words))
        if items:
            entries.append(OnlyIn(column=column, items=tuple(items)))
    return tuple(entries)


def _spoken_for(text: str, statements: tuple[SentenceId, ...], lookup: Lookup) -> Words | None:
    """The statement that the claim took its words from."""
    for key in statements:
        if key in lookup.places and lookup.places[key].sentence.text == text:
            return view_words(key, lookup)
    return None
