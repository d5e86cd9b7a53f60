"""Unnamed people and bodies as sources: 知情人士透露, 多名渔民表示, 警方称."""

from __future__ import annotations

import re

from rashomon.attribute.chinese import source_words as words
from rashomon.attribute.chinese.hits import NAMED, Hit, extend, last_piece
from rashomon.attribute.chinese.titles import SURNAMES
from rashomon.attribute.chinese.voices import ABOUT
from rashomon.model.account import SourceKind

_LONGEST = 16  # characters looked back for what stands before the word
_LONGEST_ABOUT = 30  # the same for 熟悉海军历史的人士


def read_group(masked: str, start: int, end: int, floor: int, limit: int) -> Hit | None:
    """知情人士透露, 山城有舆论认为, 熟悉谈判的外交官说."""
    after = words.AFTER_PEOPLE.match(masked, end, limit)
    if after is None:
        return None
    begin = last_piece(masked, extend(masked, start, floor, _LONGEST), start, shortest=-1)
    if about := ABOUT.search(masked, max(floor, start - _LONGEST_ABOUT), end):
        begin = about.start()
    elif some := _SOME.match(masked, begin, start):
        begin = some.end()
    if masked[start:end] == "分析" and _is_person(masked[begin:start]):
        return None  # 吕叔球分析说: somebody's own
    return _people(masked, begin, start, end, after.end())


def read_crowd(masked: str, start: int, end: int, floor: int, limit: int) -> Hit | None:
    """多名渔民表示: a kind of people that is a source where some of them, not named, are counted."""
    after = words.AFTER_PEOPLE.match(masked, end, limit)
    counted = _COUNTED.search(masked, max(floor, start - _LONGEST), start)
    if after is None or counted is None:
        return None
    return _people(masked, counted.start(), start, end, after.end())


def _people(masked: str, begin: int, start: int, end: int, said: int) -> Hit | None:
    if NAMED.search(masked, begin, end) or masked[start - 1 : start] in ("向", "对", "与"):
        return None
    return Hit(start=begin, end=said, name=(begin, end), kind=SourceKind.ANONYMOUS, rule="zh.source.group")


def read_body(masked: str, start: int, end: int, floor: int, limit: int) -> Hit | None:
    """警方称, 山城统计局公布…数据; what a body wants or will do is its own announcement and no source."""
    after = words.AFTER_BODY.match(masked, end, limit)
    if after is None or masked[start - 1 : start] == "在":  # 他周三在司法部说: where, not who
        return None
    begin = extend(masked, start, floor, _LONGEST)
    for verb in _VERBS.finditer(masked, begin, start):
        begin = verb.end()
    if words.POSITION.match(masked, _content(masked, after.end(), limit)):
        return None
    return Hit(start=begin, end=after.end(), name=(begin, end), kind=SourceKind.OFFICIAL, rule="zh.source.body")


def _is_person(lead: str) -> bool:
    """Whether what stands before is a person's name: an original in brackets, or a family name and no more."""
    return lead[-1:] in tuple("）)") or (len(lead) in (2, 3) and lead[0] in SURNAMES and lead[0] not in "有多普市")


def _content(masked: str, at: int, limit: int) -> int:
    """Where the words behind a verb of speech begin."""
    while at < limit and masked[at] in " ，：:“「":
        at += 1
    return at


_VERBS = re.compile(r"[像是被由让把]|了[^，。]{0,8}的")  # 并不是像检方声称的那样
_SOME = re.compile(r"[^有，]{0,10}有")  # 山城有舆论认为
_COUNTED = re.compile(
    r"(?:多名|多位|多个|数名|数位|几名|几位|两名|三名|一名|一位|有些|一些|不少|许多|部分|很多|众多|另有|也有|有)[^，。；、]{0,10}$"
)
