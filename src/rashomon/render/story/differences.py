"""Where the accounts part: the differing words, each with the accounts that use them."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.model import Difference, DifferenceKind, Value
from rashomon.render.story.lookup import Column, Lookup
from rashomon.render.story.words import SourceLabel, label_sources

_LARGE = 14.0
"""Words up to this many Han characters (a Latin letter counts half) are set large; two of them fit a phone's line."""


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
    claim_href: str  # "" when it belongs to no claim of the page


def view_differences(lookup: Lookup) -> tuple[DifferenceLine, ...]:
    """Every difference with two readings or more: contradictions first, wording last, else in reading order."""
    claim_anchors = {claim.id: f"#c{number}" for number, claim in enumerate(lookup.claims, start=1)}
    order = list(claim_anchors)
    lines = []
    for difference in comparable(lookup):
        variants = _variants(difference, lookup)
        if len(variants) < 2:
            continue
        place = order.index(difference.claim) if difference.claim in claim_anchors else len(order)
        key = (difference.kind is DifferenceKind.WORDING, not difference.contradiction, place)
        lines.append((key, difference, variants))
    lines.sort(key=lambda line: line[0])
    return tuple(
        DifferenceLine(
            anchor=f"d{number}",
            kind=difference.kind,
            contradiction=difference.contradiction,
            large=all(_width(variant.text) <= _LARGE for variant in variants),
            variants=variants,
            note=difference.note,
            claim_href=claim_anchors.get(difference.claim, ""),
        )
        for number, (_key, difference, variants) in enumerate(lines, start=1)
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
