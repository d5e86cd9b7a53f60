"""Text cut into runs at the borders of what was found in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise


class Mark(StrEnum):
    """What a run of text is; the value is its class in the style sheet."""

    QUOTED = "quoted"  # the speaker's own words
    REPORTED = "reported"  # the speaker's words in the outlet's
    CONTRADICTS = "contradicts"
    VARIES = "varies"
    TIME = "time"
    SPEAKER = "speaker"
    SOURCE = "source"
    MATCH = "match"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Code points `start` to `end` of an article's text."""

    start: int
    end: int
    mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of text that carries the same marks throughout."""

    text: str
    marks: tuple[Mark, ...] = ()

    @property
    def classes(self) -> str:
        """The run's classes, in a fixed order."""
        return " ".join(self.marks)


def mark_runs(text: str, start: int, spans: Iterable[Span]) -> tuple[Run, ...]:
    """The text (which begins at `start` of its article) as runs; their texts joined give the text back.

    Spans may overlap, reach beyond the text or be empty; what lies outside is ignored.
    """
    end = start + len(text)
    inside = [span for span in spans if span.start < end and span.end > start and span.start < span.end]
    if not inside:
        return (Run(text=text),) if text else ()
    borders = sorted({start, end} | {point for s in inside for point in (s.start, s.end) if start < point < end})
    runs: list[Run] = []
    for left, right in pairwise(borders):
        covering = {span.mark for span in inside if span.start <= left and span.end >= right}
        marks = tuple(covering) if len(covering) < 2 else tuple(mark for mark in Mark if mark in covering)
        piece = text[left - start : right - start]
        if runs and runs[-1].marks == marks:
            piece = runs.pop().text + piece
        runs.append(Run(text=piece, marks=marks))
    return tuple(runs)
