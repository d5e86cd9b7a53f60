"""The clauses of a sentence: where they stand, and what of each is looked at again for every other sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.compare.concepts import Word

Span = tuple[int, int]
"""Offsets into a sentence's text."""
STATES = {
    "planned": re.compile(
        r"计划|打算|准备|拟|将|即将|可能|有望|考虑|提议|提案|威胁要|承诺|预计|正在|\bwill\b|\bplans? to\b|\bmay\b"
    ),
    "done": re.compile(r"已经|已|了(?=[^解])|正式|完成|\bhas\b|\bhave\b|\bhad\b"),
    "denied": re.compile(
        r"尚未|没有|并未|尚无|从未|未曾|未能|否认|拒绝|不会|不是|不再|并不|并非|不在|\bnot\b|\bnever\b|\bno\b|\bden(?:y|ied|ies)\b"
    ),
    "reported": re.compile(r"据报|据称|疑似|涉嫌|自称|传闻|可能|应该|相信|\ballegedly\b|\breportedly\b"),
}
"""How a clause tells what it tells, and the words that say so."""
_CLAUSE_END = re.compile(r"(?:[；。！？“”「」『』（）()!?;\"]|(?<!\d)[,:]|[,:](?!\d))+|\.\s|——|--")
_SHORTEST = 4  # characters; shorter pieces go with the clause before them
_DATELINE = re.compile(
    r"\d日.{0,8}(?:电|讯|报[导道])[】）)\]]?$|^.{0,12}\d日(?: -|电)|^[（(【]?[^，。]{0,10}记者[^，。]{0,14}(?:电|讯|报[导道])[】）)]?$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A clause of a folded sentence."""

    span: Span
    pairs: frozenset[str]  # neighbouring characters two by two
    states: frozenset[str]  # of STATES
    tokens: frozenset[str]  # those of the sentence's words that lie wholly inside


def split_clauses(folded: str) -> tuple[Span, ...]:
    """Offsets of the clauses of a sentence: its pieces between punctuation marks, very short ones joined."""
    spans: list[Span] = []
    start = 0
    for mark in _CLAUSE_END.finditer(folded):
        spans.append((start, mark.start()))
        start = mark.end()
    spans.append((start, len(folded)))
    joined: list[Span] = []
    for low, high in spans:
        if high - low <= 0:
            continue
        if joined and (high - low < _SHORTEST or joined[-1][1] - joined[-1][0] < _SHORTEST):
            joined[-1] = (joined[-1][0], high)
        else:
            joined.append((low, high))
    return tuple(joined) or ((0, len(folded)),)


def telling_clauses(folded: str, clauses: Sequence[Span], words: Sequence[Word]) -> tuple[Clause, ...]:
    """The clauses without datelines, which say where and by whom, not what; `words` are the sentence's."""
    return tuple(
        Clause(
            span=(low, high),
            pairs=character_pairs(folded[low:high]),
            states=frozenset(name for name, pattern in STATES.items() if pattern.search(folded, low, high)),
            tokens=frozenset(tokens_between(words, (low, high))),
        )
        for low, high in clauses
        if not _DATELINE.search(folded[low:high])
    )


def tokens_between(words: Sequence[Word], span: Span) -> list[str]:
    """The tokens of those words that lie wholly inside a span; the words are in order and do not overlap."""
    first, behind = bisect_left(words, (span[0],)), bisect_left(words, (span[1],))
    if first < behind and words[behind - 1][1] > span[1]:
        behind -= 1
    return [word[2] for word in words[first:behind]]


def character_pairs(text: str) -> frozenset[str]:
    """Neighbouring characters two by two."""
    return frozenset([text[at : at + 2] for at in range(len(text) - 1)])
