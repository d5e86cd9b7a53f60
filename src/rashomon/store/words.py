"""Questions as people type them, and the snippets that show why a hit is one."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache

from rashomon.errors import UsageError
from rashomon.model import Snippet
from rashomon.store.tokens import APART, GAP, index_text, is_apart
from rashomon.text.script import fold_text

_PART = re.compile(r'(?P<minus>-)?(?:(?P<name>[a-z]+):)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
_OPERATORS = ("outlet", "speaker", "source", "quoted", "language", "channel", "after", "before")
_QUOTES = str.maketrans("“”„«»「」『』＂", '"' * 10)
_AROUND = 60  # characters shown on each side of a match; Latin text needs about twice the room of Chinese


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a person asked: phrases that all must stand in the article, phrases that must not, and `name:value` pairs."""

    phrases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    limits: dict[str, tuple[str, ...]] = field(default_factory=dict)


@cache
def index_fingerprint() -> str:
    """A digest of how `index_text` folds every character: an index made by another folding must be made anew."""
    every = " ".join(chr(code) for code in range(0x20, 0xFFFF) if not 0xD800 <= code < 0xE000)
    told = index_text(f"国。国 a.b Ab国 国。a {every}")
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def parse_question(words: str) -> Question:
    """The question in parts; a `name:` that is no operator is searched for as it stands.

    A time that is none after `after:` or `before:` raises UsageError.
    """
    phrases: list[str] = []
    excluded: list[str] = []
    limits: dict[str, tuple[str, ...]] = {}
    for match in _PART.finditer(words.translate(_QUOTES)):
        name, value = match["name"], match["phrase"] if match["phrase"] is not None else match["word"]
        if name in _OPERATORS and not match["minus"]:
            if name in ("after", "before"):
                moment(name, value)
            limits[name] = (*limits.get(name, ()), value)
            continue
        phrase = index_text(f"{name} {value}" if name else value)
        if phrase:
            (excluded if match["minus"] else phrases).append(phrase)
    return Question(phrases=tuple(dict.fromkeys(phrases)), excluded=tuple(dict.fromkeys(excluded)), limits=limits)


def moment(name: str, value: str) -> datetime:
    """The time that `after:` or `before:` names; a day is its first minute, without an offset UTC is meant."""
    try:
        found = datetime.fromisoformat(value)
    except ValueError as error:
        raise UsageError(f"{name}:{value}", "is no day or time such as 2031-05-04 or 2031-05-04T18:30+08:00") from error
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def snippet(text: str, phrases: Sequence[str]) -> Snippet:
    """The part of the text around its first match, with the spans of all matches in that part; else its beginning."""
    pattern = _pattern(phrases)
    folded = fold_text(text)
    first = pattern.search(folded) if pattern else None
    middle = first.start() if first else 0
    room = _AROUND if is_apart(text, max(0, middle - 5), middle + 15) else 2 * _AROUND
    start = max(0, middle - room) if first else 0
    end = min(len(text), (first.end() if first else 0) + room + (room if not start else 0))
    start, end = _at_words(text, start, end)
    found = pattern.finditer(folded, start, end) if pattern else ()
    return Snippet(
        text=text[start:end].replace("\n", " "), matches=tuple((m.start() - start, m.end() - start) for m in found)
    )


def _at_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without half a word at either end."""
    if start > 0 and text[start - 1].isalnum() and not is_apart(text, start - 1, start):
        space = text.find(" ", start, start + 25)
        start = space + 1 if space >= 0 else start
    if end < len(text) and text[end].isalnum() and not is_apart(text, end, end + 1):
        space = text.rfind(" ", max(start, end - 25), end)
        end = space if space > start else end
    return start, end


def _pattern(phrases: Sequence[str]) -> re.Pattern[str] | None:
    """What finds any of the phrases in folded text."""
    forms = [form for form in (_form(phrase.split(" ")) for phrase in phrases) if form]
    return re.compile("|".join(sorted(forms, key=len, reverse=True))) if forms else None


def _form(tokens: Sequence[str]) -> str:
    pieces: list[str] = []
    before = ""
    for token in tokens:
        apart = is_apart(token, 0, 1)
        if token == GAP:
            pieces.append(r"[\W_]+")
        elif before == GAP or not before:
            pieces.append(re.escape(token) if apart else rf"(?<![^\W_{APART}]){re.escape(token)}(?![^\W_{APART}])")
        elif apart and is_apart(before, 0, 1):
            pieces.append(re.escape(token))
        else:
            pieces.append(r"[\W_]*" + (re.escape(token) if apart else rf"{re.escape(token)}(?![^\W_{APART}])"))
        before = token
    return "".join(pieces)
