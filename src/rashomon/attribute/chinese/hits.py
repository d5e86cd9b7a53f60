"""A source as matched in Chinese text, and where its name begins."""

from __future__ import annotations

import re
from typing import NamedTuple

from rashomon.attribute.chinese import source_words as words
from rashomon.attribute.reading import BRACKETED
from rashomon.model.account import SourceKind


class Hit(NamedTuple):
    """A source as matched: its name's span, the span of the words that say so, and the rule."""

    start: int
    end: int
    name: tuple[int, int]
    kind: SourceKind
    rule: str
    refers: str = ""  # what kind of earlier source the words point back to


LEFT = re.compile(
    rf"(?:一[份项篇则](?=[一-鿿]{{2}})|[\s\"”」』“「（(【）)】\]—–-]|•|因为|本周伊始|但是|但|而|不过|然而|此外|另外|另据|另有|另|同时|随后|之后|其中|根据|依据|据(?!点)|按照|援引|引述|引用|转引|还有|有的|有(?!关|限)|也有(?!关)|也|又|连|由于|虽然|当时|例如|比如|特别是|尤其是|目前|最新|来自|包括|综合|一[份项篇则](?=\w{2})|是|对|向|告诉|在|从|与|和|被|由|了|当前|一些(?=\w{{2}}媒)|{words.TIME})+"
)


_STOP = "，。；：！？,;\n、】"


def hit_of(match: re.Match[str], kind: SourceKind, rule: str) -> Hit:
    return Hit(start=match.start(), end=match.end(), name=match.span("name"), kind=kind, rule=rule)


def extend(masked: str, start: int, floor: int, most: int) -> int:
    """Where a name that ends with a known word begins: back to a mark, connectives and times left out."""
    begin = start
    while begin > max(floor, start - most) and masked[begin - 1] not in _STOP:
        if masked[begin - 1] in "”」" and begin < start:
            break
        begin -= 1
    at = begin
    while match := LEFT.match(masked, at, start):
        if match.end() == at:
            break
        at = match.end()
    return at


def last_piece(masked: str, begin: int, end: int, *, shortest: int = 3) -> int:
    """Behind the last 的 of the name, where what is left is long enough."""
    at = masked.rfind("的", begin, end - shortest)
    return at + 1 if at >= 0 else begin


def media_start(masked: str, begin: int, end: int) -> int:
    """Where the name of a medium begins: behind the last word that leads to it (也对, 受访时向, 是在)."""
    for match in _LEADS.finditer(masked, begin, end):
        begin = match.end()
    while (left := LEFT.match(masked, begin, end)) and begin < left.end() < end:
        begin = left.end()
    return begin


_LEADS = re.compile(rf"(?:[对向](?!外|话|手)|告诉|透过|通过|时[，,]?|{words.TIME})")
NOT_A_NAME = re.compile(
    r"(?:[她他我你您它]|没|不(?!列颠)|并|尽|也|还|早|让|被|把|将|会|可|要|如果|因为|所以|虽然|即使|对于|关于|于有|有关|这[^名]|那[^不])"
)
"""Words that begin a clause and no medium's name."""


TIME_END = re.compile(rf"(?:{words.TIME}|[（(]{BRACKETED}+[）)]|在一[份项]|的?一[份项]|在|于|此前|早在|就|曾|[\s，])$")


NAMED = re.compile(r"(?:发言人|部长|总统|主席)")


NAMED_BEFORE = frozenset(["该社", "该报", "该台", "该刊", "该网", "该网站", "该媒体"])
"""Words that point to the medium named before."""
