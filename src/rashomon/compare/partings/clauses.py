"""Clauses that belong together and do not say the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rashomon.compare.clauses import STATES, Clause, Span, tokens_between
from rashomon.compare.partings.denials import denies
from rashomon.compare.partings.parting import Suggestion
from rashomon.compare.statements import Statement
from rashomon.model import DifferenceKind

_JOINED = re.compile("[和与及、]")
_PARTICLES = frozenset("的了在是和与及并将已也还就被把对从向以为这那其之所等中上下个名位于到自由而但则")
_PAIRED, _EQUAL = (
    0.15,
    0.95,
)  # cosines of two clauses' pairs of characters: they may belong together, nothing parts them
_MOST = 6  # pairs of clauses suggested of one pair of sentences: 136 of 153 gold differences lie in them, in 3 119
_LEFT = 2  # characters that trimming leaves
_WHOLE = 30  # characters up to which a clause is shown whole: a cut one reads badly


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two clauses, and the words in which they part."""

    share: float
    one: Span
    other: Span
    here: Span
    there: Span


def paired_clauses(left: Statement, right: Statement) -> Iterator[tuple[Span, Span, float]]:
    """Clauses that belong together, best first, each once: spans and the cosine of their pairs of characters."""
    used_left: set[Span] = set()
    used_right: set[Span] = set()
    for share, first, second in _options(left, right):
        if share < _PAIRED:
            return
        one, other = first.span, second.span
        if one not in used_left and other not in used_right:
            used_left.add(one)
            used_right.add(other)
            yield one, other, share


def suggest_clauses(left: Statement, right: Statement) -> Iterator[Suggestion]:
    """The nearest pairs of clauses that do not say the same; a clause may stand in several."""
    seen: set[tuple[bool, Span]] = set()
    for number, (share, first, second) in enumerate(_options(left, right)[:_MOST]):
        one, other = first.span, second.span
        again = float((True, one) in seen) + float((False, other) in seen)
        seen |= {(True, one), (False, other)}
        if share > _EQUAL:
            continue
        pair = _Pair(share, one, other, *_trim(left.folded, one, right.folded, other))
        mine, yours = tokens_between(left.words, pair.here), tokens_between(right.words, pair.there)
        if set(mine) == set(yours):
            continue  # the same in synonyms
        states = {name: (name in first.states) != (name in second.states) for name in STATES}
        apart = [name for name, differs in states.items() if differs]
        yield Suggestion(
            kind=DifferenceKind.FACT,
            left=one if one[1] - one[0] <= _WHOLE else pair.here,
            right=other if other[1] - other[0] <= _WHOLE else pair.there,
            rule="clause/2",
            contradiction=denies(left, one, right, other),
            note=" and ".join(f"{name} in one account only" for name in apart)
            or "told differently; whether the facts differ is not known",
            signs={
                **_signs(left, right, pair, (mine, yours), (first.tokens, second.tokens)),
                **{name: float(differs) for name, differs in states.items()},
                "any state": float(bool(apart)),
                "number": float(number),
                "again": again,
            },
        )


def _options(left: Statement, right: Statement) -> list[tuple[float, Clause, Clause]]:
    """All pairs of clauses, the nearest first."""
    options = [
        (len(one.pairs & other.pairs) / (len(one.pairs) * len(other.pairs)) ** 0.5, one, other)
        for one in left.telling
        if one.pairs
        for other in right.telling
        if other.pairs
    ]
    return sorted(options, key=lambda option: (-option[0], option[1].span, option[2].span))


def _signs(
    left: Statement,
    right: Statement,
    pair: _Pair,
    parting: tuple[list[str], list[str]],
    clauses: tuple[frozenset[str], frozenset[str]],
) -> dict[str, float]:
    """What is left over of the two clauses, its tokens in `parting`, and what of it the other sentence lacks."""
    here, there = left.folded[slice(*pair.here)], right.folded[slice(*pair.there)]
    mine, yours = ([token for token in tokens if token not in _PARTICLES] for tokens in parting)
    lone = sorted((sum(token not in right.tokens for token in mine), sum(token not in left.tokens for token in yours)))
    first, second = clauses
    lengths = sorted((len(here), len(there)))
    whole = pair.one[1] - pair.one[0] + pair.other[1] - pair.other[0]
    return {
        "share": pair.share,
        "concepts": len(first & second) / max(1, min(len(first), len(second))),
        "left over": sum(lengths) / 20,
        "left over least": lengths[0] / 20,
        "uneven": (lengths[1] - lengths[0]) / 20,
        "kept": sum(lengths) / max(1, whole),
        "lone least": lone[0] / 5,
        "lone most": lone[1] / 5,
        "lone share": sum(lone) / max(1, len(mine) + len(yours)),
        "first": float(pair.one[0] == 0) + float(pair.other[0] == 0),
        "and": float(bool(_JOINED.search(here))) + float(bool(_JOINED.search(there))),
        "lists": float("、" in here) + float("、" in there),
        "numbers": float(any(map(str.isdigit, here))) + float(any(map(str.isdigit, there))),
        "clauses": float(len(left.clauses) + len(right.clauses)),
    }


def _trim(left: str, one: Span, right: str, other: Span) -> tuple[Span, Span]:
    """The spans without what they begin and end with alike, at least two characters of each left."""
    (a, b), (c, d) = one, other
    while b - a > _LEFT and d - c > _LEFT and left[a] == right[c]:
        a, c = a + 1, c + 1
    while b - a > _LEFT and d - c > _LEFT and left[b - 1] == right[d - 1]:
        b, d = b - 1, d - 1
    while (a > one[0] and c > other[0]) and (_inside_word(left, a) or _inside_word(right, c)):
        a, c = a - 1, c - 1
    while (b < one[1] and d < other[1]) and (_inside_word(left, b) or _inside_word(right, d)):
        b, d = b + 1, d + 1
    return (a, b), (c, d)


def _inside_word(text: str, at: int) -> bool:
    """Whether a cut here would split a Latin word or a number."""
    before, after = text[at - 1 : at], text[at : at + 1]
    return before.isascii() and before.isalnum() and after.isascii() and after.isalnum()
