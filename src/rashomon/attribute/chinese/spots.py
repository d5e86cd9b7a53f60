"""Where cues, words of sources, titles, unnamed people and times may begin in a text, in one pass for all who ask."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final, NamedTuple

from rashomon.attribute.chinese.cues import BLOCKERS, MEDIA_CUES, STANCE_OF
from rashomon.attribute.chinese.moments import HAN
from rashomon.attribute.chinese.source_words import KIND_OF
from rashomon.attribute.chinese.titles import TITLES
from rashomon.text.spotting import Spotter, WordList
from rashomon.text.tokens import words_of

_CUES = (*STANCE_OF, *MEDIA_CUES, *words_of(BLOCKERS))
CUE_WORDS: Final = WordList(_CUES)
"""Cues, and the longer words that hold one without being one."""
SOURCE_WORDS: Final = WordList(KIND_OF)


class Spots(NamedTuple):
    """Places in order; what begins there is for a pattern to tell."""

    cues: list[int]
    sources: list[int]
    titles: list[int]
    counted: list[int]  # 一名, 三位: how somebody without a name begins
    times: list[int]


@lru_cache(maxsize=2)  # the finders of an article ask one after another
def spot_words(folded: str) -> Spots:
    """The places of a folded text; they hold in the masked one too, which has fewer."""
    return Spots(*_spotter().spots(folded))


@cache
def _spotter() -> Spotter:
    digits = "一两二三四五几数多" + "".join(chr(code) for code in range(0x10000) if chr(code).isdecimal())
    counted = [digit + word for digit in digits for word in "名位个"]
    return Spotter(_CUES, KIND_OF, TITLES, counted, _time_pairs())


def _time_pairs() -> list[str]:
    """How times begin: a figure, or two characters."""
    beside = (
        (HAN + "几数半", HAN + "百千多个年月日号天周星小分载世余 钟"),
        ("今昨明前后去大次翌隔同当", "天日晚年晨早夜前月午一"),
        ("上下本这", "周星礼月个半世季一度年天上"),
        ("周", "一二三四五六日天末"),
        ("年", "底初"),
        ("近逾快", "的第0123456789" + HAN + "几数半"),
    )
    alone = words_of("星期 礼拜 当地 北京 美东 过去 最近 未来 今后 连续 长达 为期 不到 超过 还有")
    return [
        *"0123456789",
        *alone,
        *(first + second for firsts, seconds in beside for first in firsts for second in seconds),
    ]
