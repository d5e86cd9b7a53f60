"""Words for counting, matching and searching."""

from __future__ import annotations

import re

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
