"""Words for counting, matching and searching."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Han characters, as the inside of a regular expression's class."""
_TOKEN = re.compile(rf"[{HAN}]|[^\W_{HAN}]+")


def tokens(text: str) -> list[str]:
    """The text's tokens in order, as written: each Han character alone, every other run of letters and digits whole.

    Fold the text first (`rashomon.text.script.fold_text`) to match across scripts and case.
    """
    return _TOKEN.findall(text)


def token_spans(text: str) -> list[tuple[int, int]]:
    """Where each of `tokens` stands: (start, end)."""
    return [match.span() for match in _TOKEN.finditer(text)]


def any_of(words: Iterable[str]) -> str:
    """A regular expression that matches the longest of the words, built as a tree so that few are tried.

    One pass of it over a text costs a small constant a character, however many words there are.
    """
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _branches(tree)


def _branches(node: dict[str, Any]) -> str:
    """The pattern of everything below the node, longer words before shorter ones."""
    ends = "" in node
    singles = [letter for letter, below in node.items() if letter and set(below) == {""}]
    parts = [re.escape(letter) + _branches(below) for letter, below in node.items() if letter and letter not in singles]
    if len(singles) > 1:
        parts.append("[" + "".join(map(re.escape, singles)) + "]")
    elif singles:
        parts.append(re.escape(singles[0]))
    if not parts:
        return ""
    if len(parts) == 1 and not ends:
        return parts[0]
    return f"(?:{'|'.join(parts)})" + ("?" if ends else "")


def words_of(lines: str) -> tuple[str, ...]:
    """The words of a word list written as text, separated by white space."""
    return tuple(lines.split())
