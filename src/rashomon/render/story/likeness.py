"""Two renderings of one saying set against each other, by character, in either script."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from rashomon.render.marked import Mark, Span
from rashomon.text.script import fold_text

_STRETCH = 4
"""Characters that one rendering must have beyond another before it counts as cut or added: a short clause."""
_POINTS = " ,.;:!?，。、；：！？…“”‘’「」『』"


def measure_likeness(a: str, b: str) -> float:
    """The share (0–1) of the shorter text's characters found, in order and not alone, in the other."""
    if not a or not b:
        return 0.0
    matcher = SequenceMatcher(None, fold_text(a), fold_text(b), autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks() if block.size > 1) / min(len(a), len(b))


def find_other_words(text: str, fullest: str) -> list[Span]:
    """The parts of the text that the fullest rendering words otherwise; none when hardly a word is the same."""
    spans = [
        Span(start=start, end=end, mark=Mark.VARIES)
        for kind, _left, _right, start, end in _steps(fullest, text)
        if kind in {"replace", "insert"} and text[start:end].strip(_POINTS)
    ]
    return spans if sum(span.end - span.start for span in spans) <= 0.6 * len(text) else []


def find_departures(text: str, fullest: str) -> tuple[str, ...]:
    """ "cut" where the rendering lacks a stretch of the fullest one, "added" where it has one more."""
    gains = [(end - start) - (right - left) for _kind, left, right, start, end in _steps(fullest, text)]
    found = []
    if any(gain <= -_STRETCH for gain in gains):
        found.append("cut")
    if any(gain >= _STRETCH for gain in gains):
        found.append("added")
    return tuple(found)


def _steps(before: str, after: str) -> Sequence[tuple[str, int, int, int, int]]:
    return SequenceMatcher(None, fold_text(before), fold_text(after), autojunk=False).get_opcodes()
