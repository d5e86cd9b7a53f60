"""Pieces of text between two borders of blocks as lines: white space folded, line breaks judged, links and bold counted."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

LINK, BOLD = 1, 2  # marks of a piece

_WIDE = "\u2e80-\u303f\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"
_HAS_WIDE = re.compile(f"[{_WIDE}]")
# A line's end in the source means nothing between characters that are written without spaces.
_WIDE_WRAP = re.compile(rf"(?<=[{_WIDE}])[ \t\r\u00a0]*\n\s*|[ \t\r\u00a0]*\n\s*(?=[{_WIDE}])")
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff]")
_SENTENCE_END = tuple(".。！？!?：:；;…”’\"'»」』）)】")
_INDENTS = ("\u3000", "\u00a0\u00a0")


def lines_of(pieces: Sequence[str | None], marks: Mapping[int, int]) -> list[tuple[str, int, int]]:
    """The lines of a run with how many of their characters stand in links and in bold; empty ones are left out.

    `pieces` are its texts in order, None for a line break; `marks` says of some whether they are a link or bold.
    """
    if None in pieces:
        return _broken_lines(pieces, marks)
    text = folded("".join([piece for piece in pieces if piece]))
    return [(text, *_counts(pieces, marks, range(len(pieces)), len(text)))] if text else []


def folded(raw: str) -> str:
    """A text as readers see it: white space folded, invisible characters gone."""
    text = raw.strip()
    # Few texts need more; telling costs a tenth of splitting and joining.
    if text.isascii():
        if "\n" in text or "  " in text or "\t" in text or "\r" in text:
            return " ".join(text.split())
        return text
    if text.isprintable() and "  " not in text:
        return text
    if "\n" in text and _HAS_WIDE.search(text):
        text = _WIDE_WRAP.sub("", text)
    return " ".join(_INVISIBLE.sub("", text).split())


def _counts(pieces: Sequence[str | None], marks: Mapping[int, int], own: range, most: int) -> tuple[int, int]:
    """How many characters of the line of a run's `own` pieces stand in links, and in bold."""
    if not marks:
        return 0, 0
    link = bold = 0
    unlinked = False
    for at in own:
        mark = marks.get(at, 0)
        piece = pieces[at]
        length = len(piece.strip()) if piece else 0
        if mark & LINK:
            link += length
        elif length:
            unlinked = True
        if mark & BOLD:
            bold += length
    return min(link, most) if unlinked else most, min(bold, most)


def _broken_lines(pieces: Sequence[str | None], marks: Mapping[int, int]) -> list[tuple[str, int, int]]:
    """The paragraphs of a run with line breaks: parted by two breaks, or by one where a sentence or line item ends."""
    found: list[tuple[list[str], list[int]]] = []  # of each its lines, and its characters in links and in bold
    blank, ended = True, False
    start = 0
    for at in range(len(pieces) + 1):
        if at < len(pieces) and pieces[at] is not None:
            continue
        own = range(start, at)
        raw = "".join([piece for piece in pieces[start:at] if piece])
        start = at + 1
        text = folded(raw)
        if not text:
            blank = True
            continue
        link, bold = _counts(pieces, marks, own, len(text))
        if found and not blank and not ended and text[0].islower() and not raw.startswith(_INDENTS):
            lines, counts = found[-1]
            lines.append(text)
            counts[0] += link
            counts[1] += bold
        else:
            found.append(([text], [link, bold]))
        blank, ended = False, text.endswith(_SENTENCE_END)
    return [(" ".join(lines), counts[0], counts[1]) for lines, counts in found]
