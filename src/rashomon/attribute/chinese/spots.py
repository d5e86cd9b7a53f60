"""Where cues, words of sources, titles and unnamed people may begin in a text, found in one pass for all who ask."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final, NamedTuple

from rashomon.attribute.chinese.cues import BLOCKERS, MEDIA_CUES, STANCE_OF
from rashomon.attribute.chinese.source_words import KIND_OF
from rashomon.attribute.chinese.titles import TITLES
from rashomon.text.spotting import Spotter
from rashomon.text.tokens import words_of

CUE_WORDS: Final = (*STANCE_OF, *MEDIA_CUES, *words_of(BLOCKERS))
"""Cues, and the longer words that hold one without being one."""


class Spots(NamedTuple):
    """Places in order; what begins there is for a pattern to tell."""

    cues: list[int]
    sources: list[int]
    titles: list[int]
    counted: list[int]  # 一名, 三位: how somebody without a name begins


@lru_cache(maxsize=2)  # the finders of an article ask one after another
def spot_words(folded: str) -> Spots:
    """The places of a folded text; they hold in the masked one too, which has fewer."""
    return Spots(*_spotter().spots(folded))


@cache
def _spotter() -> Spotter:
    digits = "一两二三四五几数多" + "".join(chr(code) for code in range(0x10000) if chr(code).isdecimal())
    counted = [digit + word for digit in digits for word in "名位个"]
    return Spotter(CUE_WORDS, KIND_OF, TITLES, counted)
