"""What changed between two versions of an article, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise, zip_longest

from rashomon.model import Version
from rashomon.text.tokens import token_spans


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of a changed paragraph; `change` is "", "removed" or "added"."""

    text: str
    change: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A headline or paragraph that differs, its two states told in one run of pieces."""

    headline: bool
    pieces: tuple[Piece, ...]


def find_changes(before: Version, after: Version) -> tuple[Change, ...]:
    """The headline and the paragraphs that differ, in the order of the later version."""
    changes = []
    if before.headline != after.headline:
        changes.append(Change(headline=True, pieces=compare_words(before.headline, after.headline)))
    old, new = before.text.split("\n"), after.text.split("\n")
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            for removed, added in zip_longest(old[i:j], new[k:m], fillvalue=""):
                changes.append(Change(headline=False, pieces=compare_words(removed, added)))
    return tuple(changes)


def compare_words(before: str, after: str) -> tuple[Piece, ...]:
    """Both texts in one run: what is common, what was removed, what was added, by word or Han character."""
    old, new = _words(before), _words(after)
    pieces = []
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece(text="".join(old[i:j])))
            continue
        if j > i:
            pieces.append(Piece(text="".join(old[i:j]), change="removed"))
        if m > k:
            pieces.append(Piece(text="".join(new[k:m]), change="added"))
    return tuple(pieces)


def _words(text: str) -> Sequence[str]:
    """The text cut at its tokens, nothing lost: the parts joined give it back."""
    borders = sorted({0, len(text)} | {point for span in token_spans(text) for point in span})
    return [text[start:end] for start, end in pairwise(borders)]
