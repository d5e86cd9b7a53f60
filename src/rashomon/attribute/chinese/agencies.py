"""Agencies named in full once and in short later: 红隼通讯社, then 红隼社."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping

from rashomon.attribute.chinese.hits import LEFT, Hit
from rashomon.attribute.chinese.media import read_medium
from rashomon.attribute.reading import Reading

_AGENCY = re.compile("(?:通讯|电讯|通信|新闻)社")
_STEM = re.compile(r"(?P<stem>[一-鿿]{2,5}?)(?:国际|国家)?$")
_LONGEST = 5  # characters of a stem
_MOST = 20  # agencies looked for in their short form: more is a list, and each costs a pass over the text


def full_agencies(folded: str) -> dict[str, tuple[int, int]]:
    """Short form of an agency → where the article first gives its full name."""
    found: dict[str, tuple[int, int]] = {}
    full = list(_AGENCY.finditer(folded))
    if not full:
        return found
    short = _short_forms(folded)
    for match in full:
        stem = _STEM.search(folded, max(0, match.start() - _LONGEST - 2), match.start())
        if stem is None:
            continue
        start, end = stem.span("stem")
        left = LEFT.match(folded, start, end)  # the 据 of 据红隼通讯社报道
        start = left.end() if left else start
        for begin in range(start, end - 1):
            if folded[begin:end] in short:
                found.setdefault(folded[begin:end] + "社", (begin, match.end()))
                break
        if len(found) == _MOST:
            break
    return found


def _short_forms(folded: str) -> set[str]:
    """What stands before each 社 of the text, in every length that a stem has."""
    found: set[str] = set()
    at = folded.find("社")
    while at >= 0:
        found.update(folded[at - size : at] for size in range(2, _LONGEST + 1) if at >= size)
        at = folded.find("社", at + 1)
    return found


def find_short_agencies(reading: Reading, agencies: Mapping[str, tuple[int, int]]) -> Iterator[Hit]:
    """红隼社说, where the article names a 红隼通讯社."""
    starts = [start for start, _ in reading.blocks]
    for short in agencies:
        for match in re.finditer(re.escape(short), reading.masked):
            floor, limit = reading.blocks[max(0, bisect_right(starts, match.start()) - 1)]
            hit = read_medium(reading.masked, match.start(), match.end(), floor, limit)
            if hit is not None:
                yield hit
