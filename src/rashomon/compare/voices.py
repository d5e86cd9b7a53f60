"""Which names of speakers and bodies are one voice, across accounts that spell, shorten or translate them differently."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import combinations

from rashomon.text.script import fold_name

_BRACKETED = re.compile(r"[(（]([^()（）]*)[)）]")
_DOTS = re.compile(r"[·‧・•⋅]")
_OF_A_BODY = 4  # characters: a body's name inside its spokesman's, where a shorter one would be found by chance


def one_voice(names: Iterable[str]) -> list[tuple[str, ...]]:
    """The names in groups, each the names of one person or body, the fullest first; groups and names in stable order.

    One voice are: equal names whatever the script; names with one original in brackets; a family name and the full
    name that ends in it; a body and what begins with its name (its spokesman).
    """
    ordered = sorted(set(names), key=lambda name: (-len(name), name))
    group_of = {name: number for number, name in enumerate(ordered)}
    for first, second in combinations(ordered, 2):
        if group_of[first] != group_of[second] and is_one_voice(first, second):
            old, new = group_of[second], group_of[first]
            group_of = {name: new if number == old else number for name, number in group_of.items()}
    numbers = dict.fromkeys(group_of.values())
    return [tuple(name for name in ordered if group_of[name] == number) for number in numbers]


def is_one_voice(first: str, second: str) -> bool:
    """Whether two names stand for one person or body, as far as their forms tell."""
    wholes_a, family_a = _forms(first)
    wholes_b, family_b = _forms(second)
    if wholes_a & wholes_b or family_a in wholes_b or family_b in wholes_a:
        return True
    short, long = sorted((fold_name(first), fold_name(second)), key=len)
    return len(short) >= _OF_A_BODY and long.startswith(short)


def _forms(name: str) -> tuple[frozenset[str], str | None]:
    """The folded forms a name gives in full (its own and the one in brackets), and its family name if it shows one."""
    outside = _BRACKETED.sub("", name)
    wholes = {fold_name(form) for form in (outside, *_BRACKETED.findall(name))}
    given, dot, family = outside.rpartition(next(iter(_DOTS.findall(outside)), "·"))
    folded = fold_name(family) if dot and given else ""
    return frozenset(form for form in wholes if len(form) > 1), folded if len(folded) > 1 else None
