"""Pairs of quotation marks, title marks and brackets: which opens, which closes, what stands in which."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

_PAIRS = {
    "“": "”",
    "‘": "’",
    "「": "」",
    "『": "』",
    "«": "»",
    "《": "》",
    "〈": "〉",
    "〝": "〞",
    "﹁": "﹂",
    "（": "）",
    "(": ")",
    "【": "】",
}
_CLOSERS = {close: opener for opener, close in _PAIRS.items()} | {"〟": "〝"}
_ANY = re.compile(r"[“”‘’「」『』«»《》〈〉〝〞〟﹁﹂（）()【】\"']")
_TITLES = "《〈"
_BRACKETS = "（(【"
_DEEPEST = 16  # marks open at once; no writer nests more, and hostile text may
_LONGEST_BRACKET = 300  # a bracket left open must not swallow the article


class Marked(NamedTuple):
    """What a pair of marks holds: `start`–`end` with the marks, `inner`–`inner_end` without.

    `closed` is False where the closing mark never came; the span then ends with its paragraph.
    """

    start: int
    end: int
    inner: int
    inner_end: int
    mark: str
    depth: int = 0  # 0: in no other quotation
    closed: bool = True

    @property
    def is_title(self) -> bool:
        return self.mark in _TITLES

    @property
    def is_bracket(self) -> bool:
        return self.mark in _BRACKETS


@dataclass(slots=True)
class _Open:
    at: int
    mark: str
    block: int


def find_marked(text: str, blocks: Sequence[tuple[int, int]]) -> tuple[Marked, ...]:
    """Every marked span of the text in order of its start; `blocks` are the paragraphs' spans.

    A quotation that is still open at its paragraph's end goes on into the following ones as long as none of them
    opens the same mark again, at most eight; one that reopens in the next paragraph (the habit of English and of
    some Chinese papers) ends with its own.
    """
    found: list[Marked] = []
    stack: list[_Open] = []
    for number, (start, end) in enumerate(blocks):
        first = text[start : start + 1]
        _close_stale(found, stack, text, blocks, number, first)
        for match in _ANY.finditer(text, start, end):
            _take(found, stack, text, match.start(), (start, end), number)
    _close_stale(found, stack, text, blocks, len(blocks), "")
    found.sort(key=lambda one: (one.start, -one.end))
    return tuple(found)


_MOST_BLOCKS = 8


def _close_stale(
    found: list[Marked], stack: list[_Open], text: str, blocks: Sequence[tuple[int, int]], number: int, first: str
) -> None:
    """Ends what may not run on into block `number`, which begins with `first`."""
    while stack:
        top = stack[-1]
        goes_on = top.mark not in _BRACKETS + _TITLES + "‘'\"" and first and first != top.mark
        if goes_on and number - top.block < _MOST_BLOCKS and _closes_later(text, blocks, number, top):
            return
        stack.pop()
        if top.mark not in _BRACKETS + _TITLES + "'":
            end = blocks[top.block][1]
            found.append(_marked(top, end, end, len(_quotes(stack)), closed=False))


def _closes_later(text: str, blocks: Sequence[tuple[int, int]], number: int, top: _Open) -> bool:
    """Whether the mark's closer comes, within the blocks allowed, before the mark opens again."""
    limit = blocks[min(len(blocks), top.block + _MOST_BLOCKS) - 1][1]
    closes = text.find(_PAIRS[top.mark], blocks[number][0], limit)
    return closes >= 0 and text.find(top.mark, blocks[number][0], closes) < 0


def _quotes(stack: list[_Open]) -> list[_Open]:
    return [one for one in stack if one.mark not in _BRACKETS + _TITLES]


def _marked(top: _Open, inner_end: int, end: int, depth: int, *, closed: bool = True) -> Marked:
    return Marked(
        start=top.at, end=end, inner=top.at + 1, inner_end=inner_end, mark=top.mark, depth=depth, closed=closed
    )


def _take(found: list[Marked], stack: list[_Open], text: str, at: int, block: tuple[int, int], number: int) -> None:
    """Opens or closes at the mark at `at`."""
    mark = text[at]
    before = text[at - 1] if at > block[0] else " "
    after = text[at + 1] if at + 1 < block[1] else " "
    if mark in "\"'’‘" and not _is_mark(mark, before, after, stack):
        return
    if mark in "\"'":
        opens = not any(one.mark == mark for one in stack)
        if mark == "'" and opens and (before.isalnum() or not after.isalnum()):
            return
    else:
        opens = mark in _PAIRS
        same = bool(stack) and stack[-1].mark == mark
        if opens and same and mark in "“「" and _closes(text, at, mark, after, block[1]):
            opens = False  # “so“: the wrong key closes
    if opens and mark == '"' and _ends_curly(before, after, stack):
        opens, mark = False, "”"
    if opens and len(stack) >= _DEEPEST:
        return
    if opens:
        stack.append(_Open(at=at, mark=mark, block=number))
        return
    wanted = mark if mark in "\"'“「" else _CLOSERS.get(mark, "")
    if mark == "”" and not any(one.mark == "“" for one in stack):
        wanted = '"'  # opened with a straight mark
    for position in range(len(stack) - 1, max(-1, len(stack) - 5), -1):
        if stack[position].mark == wanted:
            top = stack[position]
            del stack[position:]
            if top.mark in _BRACKETS and at - top.at > _LONGEST_BRACKET:
                return
            found.append(_marked(top, at, at + 1, len(_quotes(stack))))
            return


def _ends_curly(before: str, after: str, stack: list[_Open]) -> bool:
    """Whether a straight mark closes a quotation that a curly one opened."""
    return bool(stack) and stack[-1].mark == "“" and not before.isspace() and not after.isalnum()


_NEAR = 400  # how far the closing marks of two quotations are looked for


def _closes(text: str, at: int, mark: str, after: str, end: int) -> bool:
    """Whether an opening mark inside its own kind was meant to close: punctuation follows, or too few closers do."""
    if after in "，。、；：！？,.;:!?（(）)" or after.isspace():
        return True
    return text.count(_PAIRS[mark], at, min(end, at + _NEAR)) < 2 and text.find(mark, at + 1, min(end, at + _NEAR)) < 0


def _is_mark(mark: str, before: str, after: str, stack: list[_Open]) -> bool:
    """Whether a single or straight mark is a quotation mark and not an apostrophe, a foot or an inch."""
    if mark == "‘":
        return not (before.isalpha() and after.isalpha() and before.isascii())
    if mark == "’":
        return not (before.isalnum() and after.isalnum() and before.isascii()) and any(one.mark == "‘" for one in stack)
    if mark == "'":
        if any(one.mark == "'" for one in stack):
            return not after.isalnum() and not before.isspace()
        return not before.isalnum() and after.isalnum()
    return not (before.isdigit() and not stack)


def mask_marked(text: str, marked: Sequence[Marked], *, filler: str, brackets: str, titles: str) -> str:
    """The text with what stands between the outermost marks filled up, of the same length; the marks stay."""
    pieces: list[str] = []
    at = 0
    for one in marked:
        if one.inner < at:
            continue
        with_ = titles if one.is_title else brackets if one.is_bracket else filler
        pieces += (text[at : one.inner], with_ * (one.inner_end - one.inner))
        at = one.inner_end
    pieces.append(text[at:])
    return "".join(pieces)
