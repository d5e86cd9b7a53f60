"""Media as sources: 据路透社报道, 《…报》援引 …, 报导说, 多家媒体报道."""

from __future__ import annotations

import re

from rashomon.attribute.chinese import source_words as words
from rashomon.attribute.chinese.hits import LEFT, NAMED, TIME_END, Hit, extend, hit_of, last_piece
from rashomon.attribute.chinese.source_words import source_kind
from rashomon.model.account import SourceKind


def read_according(masked: str, start: int, end: int, floor: int, limit: int) -> Hit | None:
    match = words.ACCORDING.match(masked, start, limit)
    if match is None or (chain := words.CHAIN.search(masked, match.start("name"), match.end("name"))):
        return (match and chain and _read_chain(masked, start, chain)) or _read_plain(masked, start, limit)
    if masked[start - 1 : start] in ("证", "数", "占", "收", "凭", "票", "单", "窃"):
        return None
    name_start, name_end = match.span("name")
    at = name_start
    while left := LEFT.match(masked, at, name_end):
        if left.end() == at:
            break
        at = left.end()
    said = masked[match.start("said") : match.end("said")].lstrip("的")
    documentary = said in _DOCUMENTARY
    while name_end > at and (tail := TIME_END.search(masked, at, name_end)) and tail.start() < name_end:
        name_end = tail.start()
    if name_end <= at:
        if said in ("报道", "报导", "消息", "称"):
            whole = match.span("said")
            return Hit(
                start=match.start(),
                end=match.end(),
                name=whole,
                kind=SourceKind.ANONYMOUS,
                rule="zh.source.anaphor",
                refers="media",
            )
        return None
    name = masked[at:name_end]
    if name in _NAMED_BEFORE:
        return Hit(
            start=match.start(),
            end=match.end(),
            name=(at, name_end),
            kind=SourceKind.OUTLET,
            rule="zh.source.anaphor",
            refers="media",
        )
    if name in _POINTERS:
        return Hit(
            start=match.start(),
            end=match.end(),
            name=(at, match.end()),
            kind=SourceKind.OUTLET,
            rule="zh.source.anaphor",
            refers="media",
        )
    issued = re.search(r"(?:公布|发布|提供|提交|发表|发出)$", name)
    if issued:
        name_end = at + issued.start()
        while tail := TIME_END.search(masked, at, name_end):
            name_end = tail.start()
    cut = last_piece(masked, at, name_end)
    kind = source_kind(masked[cut:name_end])
    if kind is SourceKind.PERSON:
        if not documentary and said not in ("报道", "报导", "消息"):
            return None  # 据佩恩表示: a person's own word
        if documentary:
            kind = SourceKind.DOCUMENT
            name_end = match.end() if not issued else name_end
    return Hit(start=match.start(), end=match.end(), name=(cut, name_end), kind=kind, rule="zh.source.according")


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


_NAMED_BEFORE = frozenset(["该社", "该报", "该台", "该刊", "该网", "该网站", "该媒体"])
_POINTERS = frozenset(["该", "上述", "此", "前述", "相关", "有关", "这篇", "这项", "这份", "多家", "该项"])


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


def read_medium(masked: str, start: int, end: int, floor: int, limit: int) -> Hit | None:
    """CNN报道, 美国《…报》周三援引 …; also what is joined to a medium that reports: 美联社与路透社报导."""
    after = words.AFTER_MEDIUM.match(masked, end, limit)
    if after is None:
        return None
    begin = start
    name_end = end
    if (
        masked[end : end + 1] in ("（", "(")
        and (close := masked.find("）" if masked[end] == "（" else ")", end, end + 40)) > 0
    ):
        name_end = close + 1
    while joined := _JOINED.search(masked, max(floor, begin - 20), begin):
        begin = joined.start()
    return Hit(
        start=begin,
        end=after.end(),
        name=(begin, name_end),
        kind=source_kind(masked[start:end]),
        rule="zh.source.medium",
    )


_JOINED = re.compile(rf"(?:{words.MEDIUM}|《\ue002+》)(?:[和与及、])$")


def read_title(masked: str, start: int, end: int, floor: int, limit: int) -> Hit | None:
    opener = masked.rfind("《", floor, start)
    if opener < 0 or start - opener > 16:
        return None
    hit = read_medium(masked, opener, end, floor, limit)
    if hit is None or _BOOKISH.search(masked, max(floor, opener - 6), opener):
        return None
    return hit


_BOOKISH = re.compile(r"(?:书|法案|条例|协议|条约|法律|电影|节目|歌曲|小说|通过|签署|著作|依据|根据|片)$")


def read_ending(masked: str, start: int, end: int, floor: int, limit: int) -> Hit | None:
    """A medium known by how its name ends: 澳洲媒体, 端传媒, 半岛新闻台."""
    after = words.AFTER_MEDIUM.match(masked, end, limit)
    if after is None or after.end() - end > 30:
        return None
    begin = extend(masked, start, floor, 14)
    begin = last_piece(masked, begin, start, shortest=0)
    if begin == start and after["said"] not in ("报道", "报导"):
        return None
    return Hit(
        start=begin, end=after.end(), name=(begin, end), kind=source_kind(masked[begin:end]), rule="zh.source.medium"
    )


def read_anaphor(masked: str, start: int, end: int, floor: int, limit: int) -> Hit | None:
    """报导称, 该报还说, 消息说 at a clause's start: the medium named before."""
    after = words.AFTER_ANAPHOR.match(masked, end, limit)
    begin = extend(masked, start, floor, 28)
    lead = masked[begin:start]
    if len(lead) >= 28:
        return None
    if lead not in ("", "该", "上述", "这篇", "此", "相关", "这则", "前述"):
        return _read_reported(masked, begin, start, end, limit)
    if after is None:
        return None
    return Hit(
        start=begin,
        end=after.end(),
        name=(begin, end),
        kind=SourceKind.OUTLET,
        rule="zh.source.anaphor",
        refers="media",
    )


_NOT_REPORTER = re.compile("据|援引|引述|召开|举行|关于|对|有关|的[^，。]{6,}")


def _read_reported(masked: str, begin: int, start: int, end: int, limit: int) -> Hit | None:
    """Somebody's 报道 whose name is no known medium's: Vogue报道, 多家媒体报道."""
    if masked[start:end] not in ("报道", "报导") or masked[end : end + 1] not in "，：说称指表引援" or end >= limit:
        return None
    if _NOT_REPORTER.search(masked, begin, start):
        return None
    stop = start
    while stop > begin and (tail := TIME_END.search(masked, begin, stop)):
        stop = tail.start()
    if (
        stop - begin < 2
        or masked[begin:stop] in _NAMED_BEFORE
        or NAMED.search(masked, begin, stop)
        or masked[begin:stop].endswith(("的", "了", "此", "被", "媒体"))
    ):
        return None
    kind = source_kind(masked[begin:stop])
    kind = SourceKind.OUTLET if kind is SourceKind.PERSON else kind
    return Hit(start=begin, end=end, name=(begin, stop), kind=kind, rule="zh.source.reported")
