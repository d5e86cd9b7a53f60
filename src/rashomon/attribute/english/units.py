"""English text cut into units: sentences, joined where a quotation runs over their borders."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rashomon.attribute.reading import QUOTED, Reading
from rashomon.text.quotation_marks import Marked


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A sentence, or several that one quotation holds together."""

    start: int
    end: int
    quotes: tuple[Marked, ...]


def find_units(reading: Reading) -> Iterator[Unit]:
    """The sentences, joined where a quotation runs over their borders."""
    quotes = [one for one in reading.marked if one.depth == 0 and not one.is_title and not one.is_bracket]
    position = 0
    start = -1
    for number, sentence in enumerate(reading.sentences):
        if start < 0:
            start = sentence.start
        end = sentence.end
        follows = reading.sentences[number + 1].start if number + 1 < len(reading.sentences) else len(reading.text)
        inside = position
        while inside < len(quotes) and quotes[inside].start < end:
            inside += 1
        if inside > position and quotes[inside - 1].end > follows:
            continue
        end = max(end, quotes[inside - 1].end if inside > position else end)
        yield Unit(start=start, end=end, quotes=tuple(quotes[position:inside]))
        position = inside
        start = -1


def words(masked: str) -> bool:
    """Whether the reporter has words of his own there."""
    return any(letter.isalnum() for letter in masked.replace(QUOTED, ""))
