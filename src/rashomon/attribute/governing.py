"""How far a source governs: its sentence, its paragraph until another is named, or the whole article."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from rashomon.attribute.reading import Reading
from rashomon.model.account import SourceUse
from rashomon.model.ids import SentenceId

_WHOLE = ("dateline", "note", "credit")


def governing_sources(reading: Reading, sources: Sequence[SourceUse]) -> dict[SentenceId, tuple[str, ...]]:
    """The sources of each sentence that has any: named in it, else last before it in its paragraph, else the article's.

    Datelines, credit lines and notes at the end stand for the whole article; a sentence with a source of its own, or a
    paragraph in which one was named, is governed by that and no longer by them.
    """
    own: dict[SentenceId, list[str]] = {}
    whole: list[str] = []
    for use in sources:
        if use.rule.endswith(_WHOLE):
            whole.append(use.source)
        else:
            own.setdefault(use.sentence, []).append(use.source)
    starts = [start for start, _ in reading.blocks]
    found: dict[SentenceId, tuple[str, ...]] = {}
    current: list[str] = []
    block = -1
    for sentence in reading.sentences:
        here = bisect_right(starts, sentence.start) - 1
        if here != block:
            block, current = here, []
        current = own.get(sentence.id) or current
        names = current or whole
        if names:
            found[sentence.id] = tuple(dict.fromkeys(names))
    return found
