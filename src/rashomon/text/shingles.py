"""Sampled shingles: short runs of words or characters, hashed, by which repeated text is found.

A quarter of all shingles is kept, those whose hash is divisible by 4 (Broder 1997, "On the resemblance and
containment of documents", mod-m sampling): what two texts share is then sampled alike in both, so containment can be
estimated as well as resemblance, which the fixed-size sketches of MinHash do not allow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from rashomon.text.codes import fold_codes, parts

SHINGLE = 5  # units: five Han characters or five words; shorter ones are shared by chance
SAMPLED = 4  # one shingle of so many is kept
_ODD = np.uint64(0x9E3779B97F4A7C15)
_SPIN = np.uint64(0xBF58476D1CE4E5B9)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shingles:
    """The sampled shingles of a batch of texts, without repeats, sorted by text; and a hash of each whole text."""

    text: NDArray[np.int64]  # the number of the text a shingle is of
    hash: NDArray[np.uint32]
    whole: NDArray[np.uint64]  # of all units in order; 0 for a text without any


def sample_shingles(texts: Sequence[str]) -> Shingles:
    """The sampled shingles of a batch. Script, case, width, punctuation and white space make no difference."""
    sampled = [(first, _sampled(part)) for first, part in parts(texts)] or [(0, _sampled(()))]
    return Shingles(
        text=np.concatenate([first + one.text for first, one in sampled]),
        hash=np.concatenate([one.hash for _, one in sampled]),
        whole=np.concatenate([one.whole for _, one in sampled]),
    )


def _sampled(texts: Sequence[str]) -> Shingles:
    owners, units = _units(texts)
    whole = np.zeros(len(texts), np.uint64)
    if not len(units):
        return Shingles(text=np.zeros(0, np.int64), hash=np.zeros(0, np.uint32), whole=whole)
    begins = np.flatnonzero(np.concatenate([[True], owners[1:] != owners[:-1]]))
    places = np.arange(len(units)) - np.repeat(begins, np.diff(np.append(begins, len(units))))
    whole[owners[begins]] = np.add.reduceat(units * (places.astype(np.uint64) * _SPIN | np.uint64(1)), begins)
    count = max(0, len(units) - SHINGLE + 1)
    hashes = units[:count].copy()
    for step in range(1, SHINGLE):
        hashes *= _ODD
        hashes += units[step : step + count]
    hashes = _stir(hashes)
    kept = (owners[:count] == owners[len(owners) - count :]) & (hashes % np.uint64(SAMPLED) == 0)
    keys = np.sort((owners[:count][kept].astype(np.uint64) << np.uint64(32)) | (hashes[kept] >> np.uint64(32)))
    keys = keys[np.concatenate([[True], keys[1:] != keys[:-1]])] if len(keys) else keys
    return Shingles(
        text=(keys >> np.uint64(32)).astype(np.int64),
        hash=(keys & np.uint64(0xFFFFFFFF)).astype(np.uint32),
        whole=whole,
    )


def _units(texts: Sequence[str]) -> tuple[NDArray[np.int32], NDArray[np.uint64]]:
    """Every Han character and every run of other letters and digits: the number of its text, and its hash."""
    owners, codes = fold_codes(texts)
    letter = _letters()[np.minimum(codes, 0xFFFF)]
    inside = np.flatnonzero(letter)
    if not len(inside):
        return owners[:0], np.zeros(0, np.uint64)
    codes, owners = codes[inside], owners[inside]
    han = (codes >= 0x3400) & (codes <= 0x9FFF) | (codes >= 0x20000)
    begins = han | np.concatenate([[True], (np.diff(inside) > 1) | han[:-1]])
    starts = np.flatnonzero(begins)
    within = np.arange(len(codes)) - np.repeat(starts, np.diff(np.append(starts, len(codes))))
    mixed = codes.astype(np.uint64) + (within.astype(np.uint64) << np.uint64(24))
    mixed *= _SPIN
    mixed ^= mixed >> np.uint64(29)
    return owners[starts], _stir(np.add.reduceat(mixed, starts))


def _stir(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    mixed = (values ^ (values >> np.uint64(30))) * _SPIN
    mixed = (mixed ^ (mixed >> np.uint64(27))) * _ODD
    return mixed ^ (mixed >> np.uint64(31))


@cache
def _letters() -> NDArray[np.bool_]:
    """For each code point of the basic plane whether it is a letter or a digit; all beyond count as letters."""
    table = np.fromiter(map(str.isalnum, map(chr, range(0x10000))), np.bool_, 0x10000)
    table[0xFFFF] = True
    return table
