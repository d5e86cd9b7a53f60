"""The names of a story: one entry for each person, body or place, with every form that an account uses."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rashomon.compare.statements import Reading
from rashomon.model import Name, Wording, WordingVariant
from rashomon.text.script import fold_name, fold_text

_SHORTEST_FORM = 2  # characters; a name of one is found in too many words


def merge_names(reading: Reading) -> tuple[Name, ...]:
    """The accounts' names joined where they share a form; the longest form first, the others in reading order."""
    groups: list[list[Name]] = []
    by_form: dict[str, int] = {}
    for account in reading.accounts:
        for name in account.names:
            forms = [fold_name(form) for form in (name.name, *name.also) if fold_name(form)]
            at = next((by_form[form] for form in forms if form in by_form), None)
            if at is None:
                at = len(groups)
                groups.append([])
            groups[at].append(name)
            for form in forms:
                by_form.setdefault(form, at)
    return tuple(_joined(group) for group in groups)


def mentions(reading: Reading, names: Sequence[Name]) -> list[list[str]]:
    """For every statement the names that it mentions in any form, by number: one person under all transliterations."""
    return [sorted(map(str, places)) for places in places_of_names(reading, names)]


def places_of_names(reading: Reading, names: Sequence[Name]) -> list[dict[int, tuple[int, int]]]:
    """For every statement the names that it mentions in any form, by number, and where it does so first."""
    forms: dict[str, int] = {}
    for number, name in enumerate(names):
        for form in (name.name, *name.also):
            folded = fold_text(form)
            if len(folded) >= _SHORTEST_FORM:
                forms.setdefault(folded, number)
    if not forms:
        return [{} for _ in reading.statements]
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    pattern = re.compile("|".join(re.escape(form) for form in longest_first))
    found: list[dict[int, tuple[int, int]]] = []
    for statement in reading.statements:
        places: dict[int, tuple[int, int]] = {}
        for match in pattern.finditer(statement.folded):
            places.setdefault(forms[match.group()], match.span())
        found.append(places)
    return found


def count_wordings(reading: Reading, names: Sequence[Name]) -> tuple[Wording, ...]:
    """What each account calls the same person, body or place, counted; only where the accounts do not agree."""
    found = []
    for name in names:
        variants = _variants(reading, (name.name, *name.also))
        if len({fold_text(variant.text) for variant in variants}) > 1 and len({v.account for v in variants}) > 1:
            found.append(Wording(of=name.name, variants=variants))
    return tuple(found)


def _joined(group: Sequence[Name]) -> Name:
    forms: list[str] = []
    for name in group:
        forms.extend(form for form in (name.name, *name.also) if form not in forms)
    fullest = max((name.name for name in group), key=len)
    kind = next((name.kind for name in group if name.kind), "")
    evidence = next((name.evidence for name in group if name.evidence), "")
    also = tuple(form for form in forms if form != fullest)
    return Name(name=fullest, also=also, kind=kind, evidence=evidence)


def _variants(reading: Reading, forms: Sequence[str]) -> tuple[WordingVariant, ...]:
    """Counts of each form in each account; a form inside a longer one at the same place is not counted."""
    variants = []
    ordered = sorted(set(forms), key=lambda form: (-len(form), form))
    for account in reading.accounts:
        text = account.article.text
        for form in ordered:
            count = text.count(form) if form else 0
            text = text.replace(form, "\0" * len(form)) if count else text
            if count:
                variants.append(WordingVariant(account=account.article.id, text=form, count=count))
    return tuple(variants)
