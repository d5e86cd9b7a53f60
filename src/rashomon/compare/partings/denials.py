"""Whether of two clauses the one denies what the other asserts."""

from __future__ import annotations

import re
from math import sqrt

from rashomon.compare.clauses import Span, character_pairs
from rashomon.compare.statements import Statement

_DENIAL = re.compile(
    r"尚未|尚无|并无|毫无|并未|从未|未曾|仍未|还未|没有|否认|并不|并非|不会|不是|不再|不曾|未能|未(?![来必免])"
    r"|\b(?:not|never|no|den(?:y|ied|ies))\b|n['’]t\b"
)
_AGAINST = re.compile(rf"{_DENIAL.pattern}|[不没无非否勿难]|拒|\b(?:nobody|nothing|none|without|refus\w+|fail\w*)\b")
_OPEN = re.compile(r"是否|如果|假如|倘若|要是|若|除非|吗|的情况下|\b(?:if|whether|unless)\b")
_AGREE = (
    0.6  # cosine of two clauses' pairs of characters, their words of denial left out, from which they tell of one thing
)


def denies(left: Statement, one: Span, right: Statement, other: Span) -> bool:
    """Whether one clause says of a thing that it is not and the other that it is.

    Only where the whole other sentence has no word against anything, and neither clause asks or supposes.
    """
    here, there = left.folded[slice(*one)], right.folded[slice(*other)]
    denied = _DENIAL.search(here) and not _AGAINST.search(right.folded)
    if not (denied or (_DENIAL.search(there) and not _AGAINST.search(left.folded))):
        return False
    if _OPEN.search(here) or _OPEN.search(there):
        return False
    first, second = character_pairs(_DENIAL.sub("", here)), character_pairs(_DENIAL.sub("", there))
    if not first or not second:
        return False
    return len(first & second) >= _AGREE * sqrt(len(first) * len(second))
