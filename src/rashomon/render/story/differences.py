"""Where the accounts part: the differing words, each with the accounts that use them."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.model import Difference, DifferenceKind, Value
from rashomon.render.story.lookup import Column, Lookup
from rashomon.render.story.words import SourceLabel, label_sources

_LARGE = 14.0
"""Words up to this many Han characters (a Latin letter counts half) are set large; two of them fit a phone's line."""
_SAME = "the same "
_KINDS = (
    DifferenceKind.NUMBER,
    DifferenceKind.PLACE,
    DifferenceKind.FACT,
    DifferenceKind.TIME,
    DifferenceKind.SPEAKER,
    DifferenceKind.WORDING,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """An account that uses the words, and where."""

    column: Column
    href: str
    sources: tuple[SourceLabel, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    text: str
    lang: str
    dir: str
    holders: tuple[Holder, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceLine:
    anchor: str
    kind: DifferenceKind
    contradiction: bool
    large: bool
    variants: tuple[Variant, ...]
    note: str
    claims: tuple[int, ...]  # numbers of the claims it belongs to
    is_sure: bool

    @property
    def same_otherwise(self) -> bool:
        """Whether both sides say the same in other words, so that nothing parts them."""
        return self.kind is DifferenceKind.WORDING or (not self.contradiction and self.note.startswith(_SAME))


def view_differences(lookup: Lookup) -> tuple[DifferenceLine, ...]:
    """Every difference with two readings or more, once: contradictions first, then by kind, else in reading order."""
    numbers = {claim.id: number for number, claim in enumerate(lookup.claims, start=1)}
    merged: dict[tuple[object, ...], tuple[Difference, list[int]]] = {}
    for difference in comparable(lookup):
        texts = tuple(sorted({value.text for value in difference.values}))
        if len(texts) > 1:
            key = (difference.kind, difference.contradiction, texts)
            merged.setdefault(key, (difference, []))[1].append(numbers.get(difference.claim, 0))
    ordered = sorted(merged.values(), key=lambda found: _rank(*found))
    return tuple(
        _view_line(f"d{number}", difference, sorted(set(claims) - {0}), lookup)
        for number, (difference, claims) in enumerate(ordered, start=1)
    )


def _rank(difference: Difference, claims: list[int]) -> tuple[bool, int, int]:
    return (not difference.contradiction, _KINDS.index(difference.kind), min(claims))


def _view_line(anchor: str, difference: Difference, claims: list[int], lookup: Lookup) -> DifferenceLine:
    variants = _variants(difference, lookup)
    return DifferenceLine(
        anchor=anchor,
        kind=difference.kind,
        contradiction=difference.contradiction,
        large=all(_width(variant.text) <= _LARGE for variant in variants),
        variants=variants,
        note=difference.note,
        claims=tuple(claims),
        is_sure=difference.contradiction or difference.sure,
    )


def comparable(lookup: Lookup) -> tuple[Difference, ...]:
    """The differences whose every value stands in a known sentence."""
    return tuple(
        difference
        for difference in lookup.comparison.differences
        if all(value.sentence in lookup.places for value in difference.values)
    )


def _variants(difference: Difference, lookup: Lookup) -> tuple[Variant, ...]:
    by_text: dict[str, list[Value]] = {}
    for value in difference.values:
        by_text.setdefault(value.text, []).append(value)
    return tuple(_view_variant(text, values, lookup) for text, values in by_text.items())


def _view_variant(text: str, values: list[Value], lookup: Lookup) -> Variant:
    holders: dict[int, Holder] = {}
    for value in values:
        place = lookup.places[value.sentence]
        sources = label_sources(lookup.sources.get(value.sentence, ()))
        holders.setdefault(place.column.index, Holder(column=place.column, href=f"#{place.anchor}", sources=sources))
    first = lookup.places[values[0].sentence].column
    return Variant(text=text, lang=first.lang, dir=first.dir, holders=tuple(holders.values()))


def _width(text: str) -> float:
    return sum(1.0 if ord(character) > 0x2E7F else 0.5 for character in text)
