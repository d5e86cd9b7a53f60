"""Words that newspapers use for one thing, folded to one sign each: for matching only, never shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from rashomon.text.tokens import any_of

Word = tuple[int, int, str]
"""A token at its place: start, end, and the token itself or the sign of its group of synonyms."""
_FIRST = 0xE000  # private use: one character stands for each group of words
PARTICLES = frozenset(
    "的了在是和与及也都而但就还又或被把对于从向以为这那其之所并等中上下后前时将会要来去到过着个们他她它我你您此该些"
)
"""Han characters that join others and mean little alone."""
_TOKEN = re.compile("[\ue000-\uf8ff]|[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]|[^\\W_\u3400-\u9fff\uf900-\ufaff]+")


def concept_words(folded: str, concepts: Sequence[Word]) -> tuple[Word, ...]:
    """The tokens of a folded text at their places, those of `concepts`, its `concept_spans`, as their groups' signs."""
    words: list[Word] = []
    at = 0
    for concept in concepts:
        words.extend((*found.span(), found.group()) for found in _TOKEN.finditer(folded, at, concept[0]))
        words.append(concept)
        at = concept[1]
    words.extend((*found.span(), found.group()) for found in _TOKEN.finditer(folded, at))
    return tuple(words)


def concept_spans(folded: str) -> tuple[Word, ...]:
    """Where the folded text has words with synonyms, each as the sign of its group."""
    pattern, signs = _table()
    return tuple((*match.span(), signs[match.group()]) for match in pattern.finditer(folded))


def is_concept(token: str) -> bool:
    """Whether a token is the sign of a group of synonyms."""
    return len(token) == 1 and "\ue000" <= token <= "\uf8ff"


@cache
def _table() -> tuple[re.Pattern[str], dict[str, str]]:
    signs: dict[str, str] = {}
    lines = files("rashomon.compare").joinpath("data", "synonyms_zh.txt").read_text(encoding="utf8").splitlines()
    groups = [line.split() for line in lines if line and not line.startswith("#")]
    for number, group in enumerate(groups):
        for word in group:
            signs.setdefault(word, chr(_FIRST + number))
    return re.compile(any_of(signs)), signs
