"""Sampled shingles: short runs of words or characters, hashed, by which repeated text is found.

A quarter of all shingles is kept, those whose hash is divisible by 4 (Broder 1997, "On the resemblance and
containment of documents", mod-m sampling): what two texts share is then sampled alike in both, so containment can be
estimated as well as resemblance, which the fixed-size sketches of MinHash do not allow.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from rashomon.text.script import fold_text

SHINGLE = 5  # units: five Han characters or five words; shorter ones are shared by chance
SAMPLED = 4  # one shingle of so many is kept
_ODD = np.uint64(0x9E3779B97F4A7C15)
_SPIN = np.uint64(0xBF58476D1CE4E5B9)


def sample_shingles(texts: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.uint32]]:
    """The sampled shingles of a batch, without repeats: the number of the text and the hash, sorted by both.

    Script, case, width, punctuation and white space make no difference.
    """
    owners, units = _units([fold_text(text) for text in texts])
    if len(units) < SHINGLE:
        return np.zeros(0, np.int64), np.zeros(0, np.uint32)
    count = len(units) - SHINGLE + 1
    hashes = units[:count].copy()
    for step in range(1, SHINGLE):
        hashes *= _ODD
        hashes += units[step : step + count]
    hashes = _stir(hashes)
    whole = owners[:count] == owners[SHINGLE - 1 :]
    kept = whole & (hashes % np.uint64(SAMPLED) == 0)
    keys = (owners[:count][kept].astype(np.uint64) << np.uint64(32)) | (hashes[kept] >> np.uint64(32))
    distinct = np.unique(keys)
    return (distinct >> np.uint64(32)).astype(np.int64), (distinct & np.uint64(0xFFFFFFFF)).astype(np.uint32)


def _units(texts: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.uint64]]:
    """Every Han character and every run of other letters and digits: the number of its text, and its hash."""
    codes = np.frombuffer("\n".join(texts).encode("utf-32-le", "replace"), np.uint32)
    lengths = np.array([len(text) + 1 for text in texts], np.int64)
    owners = np.repeat(np.arange(len(texts), dtype=np.int64), lengths)[: len(codes)]
    if not len(codes):
        return owners, np.zeros(0, np.uint64)
    letter = _letters()[np.minimum(codes, 0xFFFF)]
    han = (codes >= 0x3400) & (codes <= 0x9FFF) | (codes >= 0x20000)
    begins = letter & (han | np.concatenate([[True], ~letter[:-1] | han[:-1]]))
    inside = np.flatnonzero(letter)
    if not len(inside):
        return inside, np.zeros(0, np.uint64)
    starts = np.flatnonzero(begins[inside])
    unit = np.cumsum(begins[inside]) - 1
    within = np.arange(len(inside)) - starts[unit]
    mixed = codes[inside].astype(np.uint64) + (within.astype(np.uint64) << np.uint64(24))
    mixed *= _SPIN
    mixed ^= mixed >> np.uint64(29)
    return owners[inside[starts]], _stir(np.add.reduceat(mixed, starts))


def _stir(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    mixed = (values ^ (values >> np.uint64(30))) * _SPIN
    mixed = (mixed ^ (mixed >> np.uint64(27))) * _ODD
    return mixed ^ (mixed >> np.uint64(31))


@cache
def _letters() -> NDArray[np.bool_]:
    """For each code point of the basic plane whether it is a letter or a digit; all beyond count as letters."""
    table = np.array([chr(code).isalnum() for code in range(0x10000)], np.bool_)
    table[0xFFFF] = True
    return table
