"""What of two values is fit to be shown: no loose punctuation, no half of a pair of marks, more than particles apart."""

from __future__ import annotations

import re
from itertools import pairwise

from rashomon.model import Value
from rashomon.text.script import fold_text

_OPENING, _CLOSING = "“‘「『《〈（(【[", "”’」』》〉）)】]"
_FUNCTION = re.compile(
    "[的了在是和与及并将已也还就被把对从向以为这那其之所等中上下个名位于到自由而但则后时来去着过说称道因有又]"
    r"|\b(?:the|an?|of|to|in|on|at|by|for|and|or|is|are|was|were|be|been|has|had|have|that|it|its|with|as|from)\b"
)
_SAYING = re.compile("表示|说道|指出|回答|称道")


def trim_value(value: Value) -> Value | None:
    """The value without punctuation at its ends and cut where a mark lacks its other half; None if nothing stays.

    Of what such a mark parts the longest piece stays.
    """
    low, high = _longest_whole(value.text)
    while low < high and not value.text[low].isalnum() and not _opens_whole(value.text, low, high):
        low += 1
    while low < high and not value.text[high - 1].isalnum() and not _closes_whole(value.text, low, high):
        high -= 1
    if low >= high:
        return None
    return Value(sentence=value.sentence, start=value.start + low, end=value.start + high, text=value.text[low:high])


def tell_apart(one: Value, other: Value) -> bool:
    """Whether two values differ by more than particles, words of saying and marks."""
    first, second = _core(one.text), _core(other.text)
    return first != second


def _core(text: str) -> str:
    return "".join(filter(str.isalnum, _FUNCTION.sub("", _SAYING.sub("", fold_text(text)))))


def _longest_whole(text: str) -> tuple[int, int]:
    """The longest piece between marks that lack their other half."""
    waiting: list[int] = []
    loose: list[int] = []
    for at, letter in enumerate(text):
        if letter in _OPENING:
            waiting.append(at)
        elif letter in _CLOSING:
            if waiting and _OPENING.index(text[waiting[-1]]) == _CLOSING.index(letter):
                waiting.pop()
            else:
                loose.append(at)
    if text.count('"') % 2:
        loose.append(text.index('"'))
    cuts = [-1, *sorted((*loose, *waiting)), len(text)]
    pieces = [(low + 1, high) for low, high in pairwise(cuts)]
    return max(pieces, key=lambda piece: piece[1] - piece[0])


def _opens_whole(text: str, low: int, high: int) -> bool:
    """A whole bracketed piece keeps its brackets only when it goes on after them: （甲）乙."""
    return False if text[low] not in _OPENING else _CLOSING[_OPENING.index(text[low])] in text[low:high]


def _closes_whole(text: str, low: int, high: int) -> bool:
    letter = text[high - 1]
    return letter in _CLOSING and _OPENING[_CLOSING.index(letter)] in text[low:high]
