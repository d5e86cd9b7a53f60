"""Chinese text cut into units: a sentence with the quotations it holds whole, so that no unit ends inside one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from rashomon.attribute.reading import QUOTED, Reading
from rashomon.text.quotation_marks import Marked

_END = re.compile(
    r"[。！？!?….](?:(?<=[。！？!?])[。！？!?]*[”」』）)\"’]*|(?<=…)…*(?=\s|$)|(?<=\.)(?=\s|$))"
)  # begins with a set of characters, which is searched for fast
_SPEECH = re.compile(
    r"[^，。！？“”「」]{0,16}(?:说|说道|称|表示|指出|强调|道|问|写道|认为|回应|透露|告诉[^，。]{1,12})(?:[。，]|$)"
)


class Unit(NamedTuple):
    """A sentence of the reporter's: its span, the quotation pairs at its top level, and the paragraph it stands in."""

    start: int
    end: int
    quotes: tuple[Marked, ...]
    block: int


def find_units(reading: Reading) -> Iterator[Unit]:
    """The units in reading order."""
    masked, folded = reading.masked, reading.folded
    quotes = [one for one in reading.marked if one.depth == 0 and not one.is_title and not one.is_bracket]
    position = 0
    begin = 0
    for number, (start, end) in enumerate(reading.blocks):
        begin = max(begin, start)
        if begin >= end:
            continue
        inside: list[Marked] = []
        stops = []
        while position < len(quotes) and quotes[position].start < end:
            one = quotes[position]
            inside.append(one)
            if _quote_ends_unit(folded, one, begin, end):
                stops.append(one.end)
            position += 1
        tail = max(end, inside[-1].end if inside else end)
        stops += [match.end() for match in _END.finditer(masked, begin, end)]
        taken = 0
        for stop in sorted({*stops, tail}):
            if stop <= begin:
                continue
            first = taken
            while taken < len(inside) and inside[taken].start < stop:
                taken += 1
            if masked[begin:stop].strip():
                yield Unit(begin, stop, tuple(inside[first:taken]), number)
            begin = stop
        begin = tail


def _quote_ends_unit(folded: str, quote: Marked, begin: int, end: int) -> bool:
    """Whether the sentence ends with the quotation: its last character ends one and nothing goes on behind it."""
    if quote.inner_end <= quote.inner or folded[quote.inner_end - 1] not in "。！？!?…":
        return False
    after = folded[quote.end : min(end, quote.end + 30)].lstrip()
    if not after:
        return True
    if after[0] in "，,、；：。！？!?)）的地等":
        return False
    attributed = quote.start > begin and folded[quote.start - 1] in "：:"
    if not attributed and _SPEECH.match(after):
        return False
    return folded[quote.inner_end - 1] not in "？！!?…" or quote.inner_end - quote.inner > 12


def is_blank(masked: str) -> bool:
    """Whether nothing but quotation marks, their insides and punctuation is there."""
    return not any(letter.isalnum() for letter in masked.replace(QUOTED, ""))
