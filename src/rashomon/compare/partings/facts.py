"""Facts that differ: done against planned, denied against asserted, longer against shorter lists, places."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rashomon.compare.partings.parting import Span, Suggestion, context_shared
from rashomon.compare.statements import Statement
from rashomon.model import DifferenceKind

_STATES = {
    "planned": re.compile(
        r"计划|打算|准备|拟|将|即将|可能|有望|考虑|提议|提案|威胁要|承诺|预计|正在|\bwill\b|\bplans? to\b|\bmay\b"
    ),
    "done": re.compile(r"已经|已|了(?=[^解])|正式|完成|\bhas\b|\bhave\b|\bhad\b"),
    "denied": re.compile(
        r"尚未|没有|并未|尚无|从未|未曾|未能|否认|拒绝|不会|不是|不再|并不|并非|不在|\bnot\b|\bnever\b|\bno\b|\bden(?:y|ied|ies)\b"
    ),
    "reported": re.compile(r"据报|据称|疑似|涉嫌|自称|传闻|可能|应该|相信|\ballegedly\b|\breportedly\b"),
}
_LIST = re.compile(r"[^，,。；;：:、！？!?（）()“”「」\s]{1,14}(?:、[^，,。；;：:、！？!?（）()“”「」\s]{1,14})+")
_AND = re.compile(r"[和与及或]|以及")
_PLACE = re.compile(
    r"(?:在|从|于|自|到|抵达|位于|距离?)([^，,。；;：:、“”「」()在从于自到]{2,14}?"
    r"(?:附近地区|附近|地区|市|省|州|县|镇|村|岛|湾|港|机场|基地|海域|近海|以[东西南北]|[东西南北]部|外海|酒店|饭店|大楼|广场|餐厅|店|内|总公司))"
)
_DATELINE = re.compile(r"\d日.{0,8}(?:电|讯|报导)$|^.{0,12}\d日(?: -|电)")
_FIRST = re.compile(r"首次|第一次|首度|罕见|史上|历史新高|新高|最高|最大|最长|最严重")
_PAIRED, _CLOSE, _DENIES, _EQUAL = 0.15, 0.25, 0.4, 0.95  # cosines of two clauses' pairs of characters: they may
# belong together, they are close enough to compare, a denial in one contradicts the other, nothing parts them
_CLAUSES = 3  # pairs of clauses compared in one pair of sentences
_LEFT = 2  # characters that trimming leaves
_AROUND = 10  # characters shown before a record


def suggest_facts(left: Statement, right: Statement) -> Iterator[Suggestion]:
    """What the clauses that belong together state otherwise."""
    yield from _clauses(left, right)
    yield from _lists(left, right)
    yield from _places(left, right)
    yield from _firsts(left, right)


def paired_clauses(left: Statement, right: Statement) -> Iterator[tuple[Span, Span, float]]:
    """Clauses that belong together, best first, each once: spans and how much of the shorter the longer has."""
    options = []
    for one in left.clauses:
        for other in right.clauses:
            a, b = _pairs(left.folded[slice(*one)]), _pairs(right.folded[slice(*other)])
            if a and b:
                options.append((len(a & b) / min(len(a), len(b)) ** 0.5 / max(len(a), len(b)) ** 0.5, one, other))
    used_left: set[Span] = set()
    used_right: set[Span] = set()
    for share, one, other in sorted(options, key=lambda option: (-option[0], option[1], option[2])):
        if share < _PAIRED or one in used_left or other in used_right:
            continue
        used_left.add(one)
        used_right.add(other)
        yield one, other, share


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}


def _clauses(left: Statement, right: Statement) -> Iterator[Suggestion]:
    """Clauses that belong together and do not say the same, cut to where they part."""
    for number, (one, other, share) in enumerate(paired_clauses(left, right)):
        if share > _EQUAL or share < _CLOSE or number >= _CLAUSES:
            continue
        states = {
            name: bool(pattern.search(left.folded, *one)) - bool(pattern.search(right.folded, *other))
            for name, pattern in _STATES.items()
        }
        apart = [name for name, state in states.items() if state]
        here, there = _trim(left.folded, one, right.folded, other)
        if _DATELINE.search(left.folded, *one) or _DATELINE.search(right.folded, *other):
            continue
        if not apart and min(here[1] - here[0], there[1] - there[0]) <= _LEFT:
            continue
        yield Suggestion(
            kind=DifferenceKind.FACT,
            left=here,
            right=there,
            rule="clause/1",
            contradiction="denied" in apart and share >= _DENIES,
            note=" and ".join(f"{name} in one account only" for name in apart)
            or "told differently; whether the facts differ is not known",
            signs={
                "share": share,
                "left over": float(here[1] - here[0] + there[1] - there[0]) / 20,
                "uneven": abs(float(here[1] - here[0]) - float(there[1] - there[0])) / 20,
                "number": float(number),
                **{name: abs(float(state)) for name, state in states.items()},
                "any state": float(bool(apart)),
                "and": float("和" in left.folded[slice(*here)] or "和" in right.folded[slice(*there)]),
                "clauses": float(len(left.clauses) + len(right.clauses)),
            },
        )


def _trim(left: str, one: Span, right: str, other: Span) -> tuple[Span, Span]:
    """The spans without what they begin and end with alike, at least two characters of each left."""
    (a, b), (c, d) = one, other
    while b - a > _LEFT and d - c > _LEFT and left[a] == right[c]:
        a, c = a + 1, c + 1
    while b - a > _LEFT and d - c > _LEFT and left[b - 1] == right[d - 1]:
        b, d = b - 1, d - 1
    while (a > one[0] and c > other[0]) and (_inside_word(left, a) or _inside_word(right, c)):
        a, c = a - 1, c - 1
    while (b < one[1] and d < other[1]) and (_inside_word(left, b) or _inside_word(right, d)):
        b, d = b + 1, d + 1
    return (a, b), (c, d)


def _inside_word(text: str, at: int) -> bool:
    """Whether a cut here would split a Latin word or a number."""
    before, after = text[at - 1 : at], text[at : at + 1]
    return before.isascii() and before.isalnum() and after.isascii() and after.isalnum()


def _lists(left: Statement, right: Statement) -> Iterator[Suggestion]:
    for one in _LIST.finditer(left.folded):
        for other in _LIST.finditer(right.folded):
            a, b = _items(one.group()), _items(other.group())
            common = sum(any(_alike(item, each) for each in b) for item in a)
            if not common or (common == len(a) and len(a) == len(b)):
                continue
            yield Suggestion(
                kind=DifferenceKind.FACT,
                left=one.span(),
                right=other.span(),
                rule="list/1",
                note="one list has what the other lacks",
                signs={"common": common / max(len(a), len(b)), "items": float(len(a) + len(b))},
            )


def _items(listed: str) -> list[str]:
    return [item for piece in listed.split("、") for item in _AND.split(piece) if item]


def _alike(one: str, other: str) -> bool:
    return one[-2:] == other[-2:] or one[:2] == other[:2]


def _places(left: Statement, right: Statement) -> Iterator[Suggestion]:
    for one in _PLACE.finditer(left.folded):
        for other in _PLACE.finditer(right.folded):
            if one.group(1) == other.group(1):
                continue
            shared = context_shared(left, one.span(1), right, other.span(1))
            alike = one.group(1)[-2:] == other.group(1)[-2:] or one.group(1) in other.group(1)
            if shared < 0.3 and not alike:
                continue
            yield Suggestion(
                kind=DifferenceKind.PLACE,
                left=one.span(1),
                right=other.span(1),
                rule="place/1",
                note="may be one place, told more or less exactly or by another name",
                signs={"context": shared, "alike": float(alike)},
            )


def _firsts(left: Statement, right: Statement) -> Iterator[Suggestion]:
    for one in _FIRST.finditer(left.folded):
        for other in _FIRST.finditer(right.folded):
            if one.group() != other.group():
                yield Suggestion(
                    kind=DifferenceKind.FACT,
                    left=(max(0, one.start() - _AROUND), one.end()),
                    right=(max(0, other.start() - _AROUND), other.end()),
                    rule="record/1",
                    note="another record, or another degree of it",
                    signs={"context": context_shared(left, one.span(), right, other.span())},
                )
