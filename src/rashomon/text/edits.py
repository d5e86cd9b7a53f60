"""Which words changed from one text to another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from rashomon.model import Edit, EditKind
from rashomon.text.tokens import HAN

# From coarse to fine: what differs in one is looked at in the next, so that long texts stay quick to compare.
_LINES = re.compile(r"[^\n]*\n|[^\n]+")
_SENTENCES = re.compile(r"[^。！？!?\n]*[。！？!?\n]+[”』」\"]?|[^。！？!?\n]+")
# A number is one word with its separators: who reads "30,400" for "30,000" must not see "-000-400".
_WORDS = re.compile(rf"[{HAN}]|\d+(?:[.,:．，]\d+)+|[^\W_{HAN}]+|[\W_]")
_LEVELS = (_LINES, _SENTENCES, _WORDS)
# Equal characters between two changes that are too few to be read as unchanged: they join the change.
_LEAST_KEPT = 2
_MOST = 4000  # words on a side; beyond it the passage is told as replaced, as comparing grows with the square


def text_edits(before: str, after: str) -> tuple[Edit, ...]:
    """The runs that stayed, went and came, word by word, a Han character counting as a word.

    A removed run stands before the run that took its place.
    """
    edits: list[Edit] = []
    old = new = 0
    for same, gone, come in _joined(_compared(before, after, 0)):
        for kind, text in ((EditKind.SAME, same), (EditKind.REMOVED, gone), (EditKind.ADDED, come)):
            start = old if kind is EditKind.REMOVED else new
            if text:
                edits.append(Edit(kind=kind, text=text, start=start, end=start + len(text)))
            old += len(text) if kind is not EditKind.ADDED else 0
            new += len(text) if kind is not EditKind.REMOVED else 0
    return tuple(edits)


def _compared(before: str, after: str, level: int) -> Iterator[tuple[str, str, str]]:
    """Triples (stayed, went, came), in order."""
    if before == after:
        yield before, "", ""
        return
    a, b = _LEVELS[level].findall(before), _LEVELS[level].findall(after)
    if len(a) > _MOST or len(b) > _MOST:
        yield "", before, after
        return
    for tag, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        gone, come = "".join(a[i:j]), "".join(b[k:m])
        if tag == "equal":
            yield gone, "", ""
        elif gone and come and level + 1 < len(_LEVELS):
            yield from _compared(gone, come, level + 1)
        else:
            yield "", gone, come


def _joined(parts: Iterator[tuple[str, str, str]]) -> Sequence[tuple[str, str, str]]:
    """The triples with neighbours of a kind made one, and slivers of unchanged text taken into the change."""
    joined: list[tuple[str, str, str]] = []
    for same, gone, come in parts:
        if joined and same and not gone and not come and joined[-1][0] and not (joined[-1][1] or joined[-1][2]):
            joined[-1] = (joined[-1][0] + same, "", "")
        elif joined and not same:
            last = joined[-1]
            joined[-1] = (last[0], last[1] + gone, last[2] + come)
        elif len(joined) > 1 and (gone or come) and len(same) < _LEAST_KEPT:
            last = joined[-1]
            joined[-1] = (last[0], last[1] + same + gone, last[2] + same + come)
        else:
            joined.append((same, gone, come))
    return joined
