"""Sources that 据, 根据 or 援引 leads to: 据路透社报道, 据统计, 据悉, 援引备忘录."""

from __future__ import annotations

import re

from rashomon.attribute.chinese import source_words as words
from rashomon.attribute.chinese.hits import LEFT, NAMED_BEFORE, TIME_END, Hit, hit_of, last_piece
from rashomon.attribute.chinese.source_words import source_kind
from rashomon.attribute.chinese.voices import kind_of_voice
from rashomon.model.account import SourceKind


def read_according(masked: str, start: int, end: int, floor: int, limit: int) -> Hit | None:
    """据甲报道, 根据…公布的数据; 据报道 leads back to the medium named before."""
    match = words.ACCORDING.match(masked, start, limit)
    if match is None or (chain := words.CHAIN.search(masked, match.start("name"), match.end("name"))):
        return (match and chain and _read_chain(masked, start, chain)) or _read_plain(masked, start, limit)
    if masked[start - 1 : start] in ("证", "数", "占", "收", "凭", "票", "单", "窃"):
        return None
    at, name_end = match.span("name")
    while (left := LEFT.match(masked, at, name_end)) and left.end() > at:
        at = left.end()
    said = masked[match.start("said") : match.end("said")].lstrip("的")
    while name_end > at and (tail := TIME_END.search(masked, at, name_end)) and tail.start() < name_end:
        name_end = tail.start()
    if name_end <= at:
        if said in ("报道", "报导", "消息", "称"):
            return _read_back(match, match.span("said"), SourceKind.ANONYMOUS)
        return None
    if (name := masked[at:name_end]) in NAMED_BEFORE:
        return _read_back(match, (at, name_end), SourceKind.OUTLET)
    if name in _POINTERS:
        return _read_back(match, (at, match.end()), SourceKind.OUTLET)
    issued = re.search(r"(?:公布|发布|提供|提交|发表|发出)$", name)
    if issued:
        name_end = at + issued.start()
        while tail := TIME_END.search(masked, at, name_end):
            name_end = tail.start()
    cut = last_piece(masked, at, name_end)
    kind = _kind_of(masked[cut:name_end], said)
    if kind is SourceKind.PERSON:
        return None
    if kind is SourceKind.DOCUMENT and said in _DOCUMENTARY and not issued:
        name_end = match.end()
    return Hit(start=match.start(), end=match.end(), name=(cut, name_end), kind=kind, rule="zh.source.according")


def _read_back(match: re.Match[str], name: tuple[int, int], kind: SourceKind) -> Hit:
    """据报道, 据该报报道: the words lead to the medium named before."""
    return Hit(start=match.start(), end=match.end(), name=name, kind=kind, rule="zh.source.anaphor", refers="media")


def _kind_of(name: str, said: str) -> SourceKind:
    """What kind of source a name is where `said` is what it made; PERSON where the words are a person's own."""
    kind = source_kind(name)
    if kind is not SourceKind.PERSON:
        return kind
    if (voice := kind_of_voice(name)) is not None:
        return voice  # 据一位雇员介绍
    if name.endswith(_CIRCLES):
        return SourceKind.OFFICIAL  # 据乘用车协会称
    if said in _DOCUMENTARY:
        return SourceKind.DOCUMENT
    return SourceKind.OUTLET if said in ("报道", "报导", "消息") else SourceKind.PERSON


def _read_plain(masked: str, start: int, limit: int) -> Hit | None:
    """根据国际文传社，…… : a medium or body named with no word for what it made; 据报 alone."""
    nameless = words.NAMELESS.match(masked, start, limit)
    if nameless:
        return Hit(
            start=start,
            end=nameless.end(),
            name=(start, nameless.end()),
            kind=SourceKind.ANONYMOUS,
            rule="zh.source.nameless",
        )
    match = words.PLAIN.match(masked, start, limit)
    if match is None:
        return None
    name = masked[match.start("name") : match.end("name")]
    kind = source_kind(name)
    if kind not in (SourceKind.AGENCY, SourceKind.OUTLET) and not name.endswith(_PAPERS):
        return None
    return hit_of(match, kind if kind is not SourceKind.PERSON else SourceKind.DOCUMENT, "zh.source.according")


_PAPERS = (
    "判决书",
    "起诉书",
    "声明",
    "报告",
    "数据",
    "统计",
    "资料",
    "公告",
    "协议",
    "指引",
    "白皮书",
    "备忘录",
    "公开信",
    "视频",
    "照片",
    "文件",
    "起诉状",
)


def _read_chain(masked: str, start: int, chain: re.Match[str]) -> Hit | None:
    """The first link of 据南华早报周四援引备忘录报道; the scan goes on with the next."""
    begin, end = start, chain.start()
    while (left := LEFT.match(masked, begin, end)) and left.end() > begin:
        begin = left.end()
    while end > begin and (tail := TIME_END.search(masked, begin, end)):
        end = tail.start()
    if end - begin < 2:
        return None
    return Hit(
        start=start, end=chain.end(), name=(begin, end), kind=source_kind(masked[begin:end]), rule="zh.source.according"
    )


_POINTERS = frozenset(
    ["那篇", "那份", "这份", "这则", "该", "上述", "此", "前述", "相关", "有关", "这篇", "这项", "这份", "多家", "该项"]
)


_CIRCLES = ("协会", "联盟", "研究所", "研究院", "智库", "基金会", "学会", "商会", "工会")
_DOCUMENTARY = frozenset(
    [
        "统计",
        "估计",
        "估算",
        "数据",
        "资料",
        "声明",
        "文件",
        "报告",
        "公告",
        "调查",
        "研究",
        "名单",
        "视频",
        "影片",
        "照片",
        "录音",
        "公报",
        "推文",
        "信函",
        "通知",
        "民调",
        "指引",
        "规定",
        "法律",
        "情况说明",
        "网站",
        "所发",
        "通报",
    ]
)
