"""Text to hashed terms, a whole batch at once: words of spaced scripts, pairs of characters of the others.

No dictionary is kept: a term is a 20-bit hash, so memory does not grow with the vocabulary, and the work is done by
NumPy on one array holding every character of the batch.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from rashomon.text.codes import fold_codes, parts

TERM_BITS = 20
"""A million columns: two articles of 250 terms share one by accident once in sixteen times, and little is lost by it."""

_OTHER, _PAIRED, _WORD = 0, 1, 2
_PAIRED_BLOCKS = (
    (0x3040, 0x30FF),  # kana
    (0x3400, 0x4DBF),  # Han
    (0x4E00, 0x9FFF),
    (0xAC00, 0xD7A3),  # Hangul: pairs stand in for the endings that a stemmer would take off
    (0xF900, 0xFAFF),
    (0x0E00, 0x0EFF),  # Thai, Lao: written without spaces
    (0x1000, 0x109F),  # Myanmar
    (0x1780, 0x17FF),  # Khmer
)
_MIX_A = np.uint64(0x9E3779B97F4A7C15)  # odd 64-bit constants of SplitMix64 (Steele, Lea & Flood 2014)
_MIX_B = np.uint64(0xBF58476D1CE4E5B9)
_MIX_C = np.uint64(0x94D049BB133111EB)

# Words of grammar, which say nothing of the event: only a small archive needs them, a large one learns it by counting.
_GRAMMAR = """
a about after again against all also although always am among an and another any are around as at away back be became
because become been before behind being between both but by came can cannot come could did do does doing done down
during each either else even ever every few first for from further get give go going gone got had has have having he her
here hers herself him himself his how however i if in into is it its itself just last least less let like made make many
may me might mine more most much must my myself near need neither never next no nor not nothing now of off often on once
one only onto or other others our ours out over own per perhaps put quite rather really said same saw say saying says
see seen several shall she should since so some something still such take taken than that the their theirs them
themselves then there these they thing this those though through thus to together told too took toward two under until
up upon us use used very via was way we well went were what when where whether which while who whom whose why will with
within without would year years yes yet you your yours de la le les des du un une et en au aux que qui dans pour par sur
el los las una y del al se por con para der die das und den dem ein eine einer von zu mit auf im ist des sich nicht fur
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermCounts:
    """Which text holds which term how often, sorted by text and term."""

    text: NDArray[np.int64]
    term: NDArray[np.int64]
    count: NDArray[np.int64]


def count_terms(texts: Sequence[str]) -> TermCounts:
    """How often each text holds each of its terms; `text` numbers the texts from 0."""
    counted = [_counted(first, part) for first, part in parts(texts)] or [_counted(0, ())]
    return TermCounts(
        text=np.concatenate([one.text for one in counted]),
        term=np.concatenate([one.term for one in counted]),
        count=np.concatenate([one.count for one in counted]),
    )


def _counted(first: int, texts: Sequence[str]) -> TermCounts:
    owners, hashes = hash_terms(texts)
    keys = np.sort((owners.astype(np.int64) << TERM_BITS) | hashes)
    begins = np.flatnonzero(np.concatenate([[True], np.diff(keys) != 0])) if len(keys) else keys
    distinct, counts = keys[begins], np.diff(np.append(begins, len(keys)))
    return TermCounts(text=first + (distinct >> TERM_BITS), term=distinct & ((1 << TERM_BITS) - 1), count=counts)


def hash_terms(texts: Sequence[str]) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Of every term of the texts: the number of its text, and its hash."""
    owners, folded = fold_codes(texts)
    codes = folded.astype(np.int64)
    if not len(codes):
        return owners, codes
    kinds = _kinds()[np.minimum(codes, 0xFFFF)]
    kinds[codes >= 0x20000] = _PAIRED
    places, pairs = _pairs(codes, kinds)
    starts, words = _words(codes, kinds)
    return owners[np.concatenate([places, starts])], np.concatenate([pairs, words])


def _pairs(codes: NDArray[np.int64], kinds: NDArray[np.int8]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    places = np.flatnonzero((kinds[:-1] == _PAIRED) & (kinds[1:] == _PAIRED))
    return places, _mixed((codes[places] << 21) | codes[places + 1])


def _words(codes: NDArray[np.int64], kinds: NDArray[np.int8]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Words but for those of grammar and single letters; a plural's last s is left out."""
    inside = np.concatenate([[False], kinds == _WORD, [False]])
    starts = np.flatnonzero(inside[1:-1] & ~inside[:-2])
    ends = np.flatnonzero(inside[1:-1] & ~inside[2:]) + 1
    if not len(starts):
        return starts, starts
    plural = (ends - starts > 3) & (codes[ends - 1] == ord("s")) & (codes[np.maximum(ends - 2, 0)] != ord("s"))
    ends = ends - plural
    lengths = ends - starts
    first = np.cumsum(lengths) - lengths
    within = np.arange(int(lengths.sum())) - np.repeat(first, lengths)
    letters = _mixed64((codes[np.repeat(starts, lengths) + within] << 8) | np.minimum(within, 255))
    hashes = _mixed(np.add.reduceat(letters, first).view(np.int64))
    digit = (codes[starts] >= ord("0")) & (codes[starts] <= ord("9"))
    kept = ((lengths > 1) | digit) & ~np.isin(hashes, _grammar())
    return starts[kept], hashes[kept]


def _mixed64(values: NDArray[np.int64]) -> NDArray[np.uint64]:
    """SplitMix64's finaliser: neighbouring values come out unrelated."""
    mixed = values.astype(np.uint64) + _MIX_A
    mixed = (mixed ^ (mixed >> np.uint64(30))) * _MIX_B
    mixed = (mixed ^ (mixed >> np.uint64(27))) * _MIX_C
    return mixed ^ (mixed >> np.uint64(31))


def _mixed(values: NDArray[np.int64]) -> NDArray[np.int64]:
    return (_mixed64(values) >> np.uint64(64 - TERM_BITS)).astype(np.int64)


@cache
def _kinds() -> NDArray[np.int8]:
    """For each code point of the basic plane: part of a word, of a script taken by pairs, or neither."""
    table = np.zeros(0x10000, np.int8)
    for code, category in enumerate(map(unicodedata.category, map(chr, range(0x10000)))):
        if category[0] in "LNM":
            table[code] = _WORD
    for low, high in _PAIRED_BLOCKS:
        table[low : high + 1] = np.where(table[low : high + 1] == _WORD, _PAIRED, _OTHER)
    table[0xFFFF] = _OTHER
    return table


@cache
def _grammar() -> NDArray[np.int64]:
    hashes = []
    for word in _GRAMMAR.split():
        codes = np.array([ord(letter) for letter in word], np.int64)
        if len(codes) > 3 and codes[-1] == ord("s") and codes[-2] != ord("s"):
            codes = codes[:-1]
        letters = _mixed64((codes << 8) | np.arange(len(codes)))
        hashes.append(letters.sum(dtype=np.uint64))
    return np.unique(_mixed(np.array(hashes, np.uint64).view(np.int64)))
