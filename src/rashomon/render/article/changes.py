"""What changed between two versions of an article, paragraph by paragraph."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from rashomon.model import Edit, Version
from rashomon.text.edits import text_edits


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A headline or paragraph that differs, its two states told in one run of edits."""

    headline: bool
    edits: tuple[Edit, ...]


def find_changes(before: Version, after: Version) -> tuple[Change, ...]:
    """The headline and the paragraphs that differ, in the order of the later version."""
    changes = []
    if before.headline != after.headline:
        changes.append(Change(headline=True, edits=text_edits(before.headline, after.headline)))
    old, new = before.text.split("\n"), after.text.split("\n")
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            for removed, added in zip_longest(old[i:j], new[k:m], fillvalue=""):
                changes.append(Change(headline=False, edits=text_edits(removed, added)))
    return tuple(changes)
