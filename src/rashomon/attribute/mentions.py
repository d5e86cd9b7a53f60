"""Names gathered: mentions of one entity joined, their fullest form first, with the evidence for each pair."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from rashomon.attribute.reading import Reading
from rashomon.model.account import Name
from rashomon.text.script import fold_name


class Mention(NamedTuple):
    """A name at `start`–`end` of the text, what shows that it is one, and its original in another script."""

    start: int
    end: int
    kind: str
    evidence: str
    also: tuple[str, ...] = ()


@dataclass(slots=True)
class _Entity:
    """What is gathered for one entity before its `Name` is made."""

    forms: dict[str, str] = field(default_factory=dict)  # folded → as written
    originals: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, int] = field(default_factory=dict)
    spans: set[tuple[int, int]] = field(default_factory=set)
    evidence: dict[str, None] = field(default_factory=dict)


def gather_names(
    reading: Reading, mentions: Iterable[Mention], short_forms: Callable[[str], Sequence[str]]
) -> tuple[Name, ...]:
    """One `Name` an entity in order of first mention; mentions that are short forms of one full name are joined.

    A short form that two full names share (two people of one surname) stays by itself.
    """
    entities: dict[str, _Entity] = {}
    for mention in mentions:
        written = reading.text[mention.start : mention.end]
        key = fold_name(written)
        if not key:
            continue
        entity = entities.setdefault(key, _Entity())
        entity.forms.setdefault(key, written)
        entity.kinds[mention.kind] = entity.kinds.get(mention.kind, 0) + 1
        entity.spans.add((mention.start, mention.end))
        entity.evidence[mention.evidence] = None
        for original in mention.also:
            entity.originals.setdefault(fold_name(original), original)
    _join(entities, short_forms)
    names = [_name(entity) for entity in {id(one): one for one in entities.values()}.values()]
    return tuple(sorted(names, key=lambda one: one.spans[0]))


def _join(entities: dict[str, _Entity], short_forms: Callable[[str], Sequence[str]]) -> None:
    """Makes short forms and equal originals point to the entity of the full name."""
    owners: dict[str, list[str]] = {}
    for key, entity in entities.items():
        for short in short_forms(entity.forms[key]):
            owners.setdefault(fold_name(short), []).append(key)
        for original in entity.originals:
            owners.setdefault(original, []).append(key)
    for short, keys in owners.items():
        full = {id(entities[key]): key for key in keys}
        if short in entities and len(full) == 1:
            key = next(iter(full.values()))
            if entities[short] is not entities[key]:
                _merge(entities, short, key)
        elif short not in entities and len(full) > 1 and any(short in entities[key].originals for key in keys):
            longest = max(keys, key=len)
            for key in keys:
                if entities[key] is not entities[longest]:
                    _merge(entities, key, longest)


def _merge(entities: dict[str, _Entity], short: str, full: str) -> None:
    small, large = entities[short], entities[full]
    large.forms |= small.forms
    large.originals |= small.originals
    large.spans |= small.spans
    large.evidence |= small.evidence
    for kind, count in small.kinds.items():
        large.kinds[kind] = large.kinds.get(kind, 0) + count
    for key, entity in entities.items():
        if entity is small:
            entities[key] = large


def _name(entity: _Entity) -> Name:
    forms = sorted(entity.forms.values(), key=len, reverse=True)
    told = {kind: count for kind, count in entity.kinds.items() if kind}
    kind = max(told, key=lambda one: told[one]) if told else ""
    return Name(
        name=forms[0],
        also=(*forms[1:], *entity.originals.values()),
        kind=kind,
        spans=tuple(sorted(entity.spans)),
        evidence="; ".join(entity.evidence),
    )
