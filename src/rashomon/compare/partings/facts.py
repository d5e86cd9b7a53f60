"""Facts that differ: longer against shorter lists, places, records."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rashomon.compare.partings.parting import Suggestion, context_shared
from rashomon.compare.statements import Statement
from rashomon.model import DifferenceKind

_ITEM = r"[^，,。；;：:、！？!?（）()“”「」\s和与及或]{1,12}(?:[（(][^（）()]{1,40}[)）])?"
_LIST = re.compile(rf"{_ITEM}(?:、{_ITEM})+(?:(?:和|与|及|以及){_ITEM})?|{_ITEM}(?:和|与|及|以及){_ITEM}")
_AND = re.compile(r"[和与及或]|以及")
_PLACE = re.compile(
    r"(?:在|从|于|自|到|抵达|位于|距离?)((?![该本这那其此])[^，,。；;：:、“”「」()在从于自到]{2,14}?"
    r"(?:附近地区|附近|地区|市|省|州|县|镇|村|岛|湾|港|机场|基地|海域|近海|以[东西南北]|[东西南北]部|外海|酒店|饭店|大楼|广场|餐厅|店|内|总公司))"
)
_FIRST = re.compile(r"首次|第一次|首度|罕见|史上|历史新高|新高|最高|最大|最长|最严重")
_AROUND = 10  # characters shown before a record


def suggest_facts(left: Statement, right: Statement) -> Iterator[Suggestion]:
    """Lists, places and records that are not the same."""
    yield from _lists(left, right)
    yield from _places(left, right)
    yield from _firsts(left, right)


def _lists(left: Statement, right: Statement) -> Iterator[Suggestion]:
    """The two lists that have most in common, where one has what the other lacks."""
    best: tuple[float, re.Match[str], re.Match[str], int, int] | None = None
    for one in _LIST.finditer(left.folded):
        for other in _LIST.finditer(right.folded):
            a, b = _items(one.group()), _items(other.group())
            common = sum(any(_alike(item, each) for each in b) for item in a)
            back = sum(any(_alike(item, each) for each in a) for item in b)
            if not common or (common == len(a) and back == len(b)):
                continue
            share = (common + back) / (len(a) + len(b))
            if best is None or share > best[0]:
                best = (share, one, other, len(a), len(b))
    if best is None:
        return
    share, one, other, many, more = best
    yield Suggestion(
        kind=DifferenceKind.FACT,
        left=one.span(),
        right=other.span(),
        rule="list/2",
        note="one list has what the other lacks",
        signs={
            "common": share,
            "items": float(many + more),
            "longer": float(abs(many - more)),
            "enumerated": float("、" in one.group()) + float("、" in other.group()),
            "context": context_shared(left, one.span(), right, other.span()),
        },
    )


def _items(listed: str) -> list[str]:
    return [item for piece in listed.split("、") for item in _AND.split(piece) if item]


def _alike(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) > 1 and (short in long or short[-2:] == long[-2:] or short[:2] == long[:2])


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
