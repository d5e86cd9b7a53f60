"""Names in Chinese news, from the text's own evidence: titles, bracketed originals, name dots, repetition."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from rashomon.attribute.chinese.source_words import source_kind
from rashomon.attribute.chinese.spots import spot_words
from rashomon.attribute.chinese.titles import BODIES, MEDIA, SURNAMES, TITLES
from rashomon.attribute.mentions import Mention
from rashomon.attribute.reading import Reading
from rashomon.attribute.said import Said
from rashomon.model.account import SourceKind
from rashomon.text.places import is_place
from rashomon.text.script import fold_script
from rashomon.text.tokens import any_of

TITLE: Final = re.compile(any_of(TITLES))
_TITLE_NAME = re.compile(rf"(?:{any_of(TITLES)})(?P<name>[一-鿿]{{1,6}}(?:[·‧・•．.][一-鿿]{{1,8}})+|[一-鿿]{{2,4}})")
_ORIGINAL = re.compile(r" ?[（(](?P<also>[A-Z][A-Za-z\u00c0-\u024f .,'’&\-]{1,60})(?:[，,][^）)]{0,20})?[）)]")
_BEFORE = re.compile(r"[一-鿿·‧・•]{2,20}$")
_DOT = re.compile(r"[·‧・•]")
_FOREIGN: Final = "阿艾爱安奥巴白柏班邦保鲍贝本比彼毕别宾波伯博勃卜布查德登蒂迪丁东杜顿多厄恩尔法范菲费芬佛弗福夫盖甘冈高戈哥格葛古哈海汉豪赫亨洪胡华怀惠霍基吉季加贾简杰金卡凯坎康考科克肯库奎拉莱赖兰劳勒雷里理利丽莉立廉列林琳隆卢鲁露伦罗洛玛马迈麦曼梅门蒙米密明摩莫默姆穆拿娜纳奈南内尼涅宁牛纽努诺欧帕潘庞佩彭皮平珀普齐奇钱乔切琴琼让热日荣瑞萨塞桑瑟沙山尚舍圣施石史舒司思斯丝松苏索塔泰坦汤唐陶特腾田廷图托瓦万威韦维魏温文翁沃乌武伍西希锡夏肖歇谢辛雄休许雅亚延扬耶叶伊因英尤于约泽詹珍治朱兹佐茨赞蔡策楚达戴丹道邓狄蒂菊凯孔朗历龙伦吕蓬旺桃桥蕾芙妮娅薇莎曹嘉姬娃媞兜祖里哲臣逊森生申逊迭纶梵奎骚轩乃士"
_TRANSLITERATED = frozenset(_FOREIGN)
_DOTTED = re.compile(r"[一-鿿]{1,8}(?:[·‧・•][一-鿿]{1,8})+")
_BRACKET = re.compile(r"[（(][A-Z]")
_NEVER = frozenset("的是否会在了不说表示谈称将已对向和与等也还就被把从所这那其他们该今昨前后上下")
_NOT_NAME = re.compile(r"[的了在是和与也还说称对将就被把向从因而但并及或等入至由]")
_BODIES = frozenset(BODIES)
_LONGEST_BODY = max(map(len, BODIES))
_MEDIUM = re.compile(any_of(MEDIA))
METONYMS: Final = {
    "克里姆林宫": "俄罗斯总统府", "白宫": "美国总统府", "五角大楼": "美国国防部", "唐宁街": "英国首相府", "爱丽舍宫": "法国总统府", "中南海": "中共中央", "青瓦台": "韩国总统府", "国会山": "美国国会",
    "北京": "中国政府", "华盛顿": "美国政府", "莫斯科": "俄罗斯政府", "柏林": "德国政府", "伦敦": "英国政府", "巴黎": "法国政府", "布鲁塞尔": "欧盟", "东京": "日本政府", "首尔": "韩国政府", "平壤": "朝鲜政府",
    "台北": "台湾政府", "堪培拉": "澳大利亚政府", "渥太华": "加拿大政府", "新德里": "印度政府", "德黑兰": "伊朗政府", "基辅": "乌克兰政府", "耶路撒冷": "以色列政府", "安卡拉": "土耳其政府",
}  # fmt: skip
"""Seats that stand for who sits there; a name's evidence says so where it is somebody's speaker."""


def find_mentions(reading: Reading, said: Iterable[Said]) -> Iterator[Mention]:
    """The names the text gives evidence for, with what it is; several mentions of one name are all given."""
    folded = reading.folded
    yield from _with_originals(reading)
    behind = 0
    for spot in spot_words(folded).titles:
        match = _TITLE_NAME.match(folded, spot) if spot >= behind else None
        if match is None:
            continue
        start, behind = match.span("name")
        end = _name_end(folded, start, behind)
        if end - start >= 2 and _NEVER.isdisjoint(folded[start:end]):
            yield Mention(start=start, end=end, kind="person", evidence="title")
    behind = 0
    for dot in _DOT.finditer(folded):
        begin = max(behind, dot.start() - 8)
        while begin < dot.start() and not "一" <= folded[begin] <= "鿿":
            begin += 1
        found = _DOTTED.match(folded, begin)
        if dot.start() < behind or found is None or found.end() <= dot.end():
            continue
        start, end = _trim(folded, *found.span())
        end = _name_end(folded, start, end)
        behind = end
        if _DOT.search(folded, start, end):
            yield Mention(start=start, end=end, kind="person", evidence="name dots")
    for one in said:
        if one.subject is not None and not one.subject.pronoun and not one.subject.group:
            yield from _speaker(folded, one)


def _with_originals(reading: Reading) -> Iterator[Mention]:
    """Names with their originals in brackets: 约翰‧博尔顿（John Bolton）."""
    folded = reading.folded
    for bracket in _BRACKET.finditer(folded):
        original = _ORIGINAL.match(folded, bracket.start())
        stop = bracket.start() - (folded[bracket.start() - 1 : bracket.start()] == " ")
        before = _BEFORE.search(folded, max(0, stop - 20), stop)
        if original is None or before is None:
            continue
        start, end = _trim(folded, *before.span())
        start = _transliterated_from(folded, start, end)
        if end - start >= 2:
            also = reading.text[slice(*original.span("also"))].strip()
            yield Mention(
                start=start,
                end=end,
                kind=_kind(folded, start, folded[start:end]),
                evidence="original in brackets",
                also=(also,),
            )


def _transliterated_from(folded: str, start: int, end: int) -> int:
    """Where a name with dots begins: at the first of the transliteration characters before its first dot."""
    dot = _DOT.search(folded, start, end)
    if dot is None:
        return start
    at = dot.start()
    while at > start and folded[at - 1] in _TRANSLITERATED:
        at -= 1
    return at if at < dot.start() else start


def _speaker(folded: str, one: Said) -> Iterator[Mention]:
    """The name in a speaker's phrase."""
    subject = one.subject
    if subject is None:
        return
    start, end = subject.name_start, subject.end
    name = folded[start:end]
    bare = name.partition("（")[0].partition("(")[0].rstrip()
    if not 2 <= len(bare) <= 20 or TITLE.fullmatch(bare[-4:]) or TITLE.search(bare[-3:]):
        return
    kind = "person" if start > subject.start else _kind(folded, start, bare)
    evidence = "speaker behind a title" if start > subject.start else "speaker"
    if bare in METONYMS:
        kind, evidence = "body", f"stands for {METONYMS[bare]}"
    yield Mention(start=start, end=start + len(bare), kind=kind, evidence=evidence)


def _trim(folded: str, start: int, end: int) -> tuple[int, int]:
    """The name without the title, the country or the verb that runs into it."""
    at = start
    for match in TITLE.finditer(folded, start, end):
        if match.end() < end - 1:
            at = match.end()
    for match in _NOT_NAME.finditer(folded, at, end):
        if match.end() < end - 1 and "·" not in folded[match.end() - 1 : match.end()]:
            at = match.end()
    return at, end


_COUNTED = 5000  # characters in which a name is looked for again


def _name_end(folded: str, start: int, end: int) -> int:
    """Where a name ends: behind transliteration characters, or a Chinese name's three, before a word that is none."""
    dot = max(folded.rfind(mark, start, end) for mark in "·‧・•．.")
    if dot >= 0:
        stop = dot + 1
        while stop < end and folded[stop] in _TRANSLITERATED:
            stop += 1
        return stop if stop > dot + 1 else end
    for size in (2, 3, 4):
        stop = start + size
        if stop > end:
            break
        follows = stop >= len(folded) or folded[stop] in _FOLLOWS
        if follows and folded.count(folded[start:stop], 0, _COUNTED) > 1:
            return stop
    return start


_FOLLOWS = frozenset(
    "，。、：；（(“「」”说称表指认在对今昨也还则于向将曾已周星就接出强宣回批要呼警透和与的是以为并又因发先女一"
)


def _kind(folded: str, start: int, name: str) -> str:
    """person, body, place or outlet, as far as the name or the words before it tell."""
    if _MEDIUM.fullmatch(name) or source_kind(name) in (SourceKind.AGENCY, SourceKind.OUTLET):
        return "outlet"
    if is_place(name):
        return "place"
    if _is_body(name):
        return "body"
    before = folded[max(0, start - 6) : start]
    if any(mark in name for mark in "·‧・•") or (TITLE.search(before) and TITLE.search(before[-4:])):
        return "person"
    if all(letter in _TRANSLITERATED for letter in name) and 3 <= len(name) <= 6:
        return "person"
    return "person" if len(name) in (2, 3) and name[0] in SURNAMES else ""


def _is_body(name: str) -> bool:
    """Whether the name ends as those of bodies do."""
    return any(name[-size:] in _BODIES for size in range(1, _LONGEST_BODY + 1))


_BODY_PRONOUN = re.compile("[该這这本](?P<ending>[一-鿿]{1,4})")


def body_pronoun(text: str) -> str:
    """What 该机构 or 该公司 ends in; "" for what is no phrase for a body named before."""
    match = _BODY_PRONOUN.fullmatch(fold_script(text))
    return match["ending"] if match and _is_body(match["ending"]) else ""


def short_forms(name: str) -> tuple[str, ...]:
    """What a full name is called later: its last part, its first one, a Chinese name's surname before a title."""
    bare = name.partition("（")[0].partition("(")[0].rstrip()
    parts = re.split(r"[·‧・•．.]", bare)
    if len(parts) > 1:
        return tuple(part for part in (parts[-1], parts[0]) if len(part) > 1)
    return (bare[1:],) if len(bare) >= 5 else ()
