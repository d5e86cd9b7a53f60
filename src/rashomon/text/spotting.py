"""Where words of several lists may begin in a text, found for all lists in one pass."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

_PLANE = 0x10000  # characters that are told apart: Unicode's first plane
_END = "\0"  # stands behind the last character


class Spotter:
    """Tells for each list of words, by its number, where in a text one of them may begin.

    At most eight lists. A place counts where its character and the next begin a word of two or more, or where its
    character is a word by itself.
    Measured on Chinese articles of 1,000 characters and lists of 600 words: 4 µs a list for four lists together,
    where a regular expression of one list's words takes 100.
    """

    def __init__(self, *lists: Iterable[str]) -> None:
        found = [frozenset(words) for words in lists]
        firsts = sorted({word[0] for words in found for word in words})
        seconds = sorted({word[1] for words in found for word in words if len(word) > 1})
        begins = np.zeros((len(firsts) + 1, len(seconds) + 1), np.uint8)
        rows = {letter: number for number, letter in enumerate(firsts, 1)}
        columns = {letter: number for number, letter in enumerate(seconds, 1)}
        for number, words in enumerate(found):
            for word in words:
                column = columns[word[1]] if len(word) > 1 else slice(None)
                begins[rows[word[0]], column] |= 1 << number
        self._rows = _table(rows) * begins.shape[1]
        self._columns = _table(columns)
        self._begins = begins.ravel()
        self._bits = tuple(np.uint8(1 << number) for number in range(len(found)))

    def spots(self, text: str) -> tuple[list[int], ...]:
        """The places of each list, in order."""
        codes = np.frombuffer((text + _END).encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.intp)
        pairs = self._rows.take(codes[:-1], mode="clip") + self._columns.take(codes[1:], mode="clip")
        lists = self._begins.take(pairs)
        return tuple((lists & bit).nonzero()[0].tolist() for bit in self._bits)


class WordList:
    """Words by how they begin, to tell which of them stands at a place: in a third of a regular expression's time."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words: dict[str, tuple[str, ...]] = {}
        for word in sorted(words, key=len):  # longer ones in front, one of a single character behind them
            single = self._words.get(word[0], ())
            self._words[word[:2]] = (word, *self._words.get(word[:2], single))

    def longest(self, text: str, at: int, end: int) -> str:
        """The longest of the words at that place that ends by `end`; "" where none does."""
        words = self._words.get(text[at : at + 2])
        if words is None:
            words = self._words.get(text[at], ())
        for word in words:
            if text.startswith(word, at, end):
                return word
        return ""


def spots_within(spots: Sequence[int], start: int, end: int) -> Iterator[int]:
    """Those of the places, which are in order, that lie from `start` up to `end`."""
    for position in range(bisect_left(spots, start), len(spots)):
        spot = spots[position]
        if spot >= end:
            return
        yield spot


def is_spot_within(spots: Sequence[int], start: int, end: int) -> bool:
    """Whether one of the places, which are in order, lies there."""
    position = bisect_left(spots, start)
    return position < len(spots) and spots[position] < end


def _table(numbers: Mapping[str, int]) -> NDArray[np.intp]:
    """The number of each character of the plane, 0 for others; what lies beyond the plane is read as its end."""
    table = np.zeros(_PLANE, np.intp)
    for letter, number in numbers.items():
        table[ord(letter)] = number
    return table
