"""Media as sources: 路透社报道, 《…报》援引 …, 报导说, 多家媒体报道."""

from __future__ import annotations

import re

from rashomon.attribute.chinese import source_words as words
from rashomon.attribute.chinese.hits import (
    NAMED,
    NAMED_BEFORE,
    NOT_A_NAME,
    TIME_END,
    Hit,
    extend,
    last_piece,
    media_start,
)
from rashomon.attribute.chinese.source_words import source_kind
from rashomon.model.account import SourceKind


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
    begin = media_start(masked, last_piece(masked, begin, start, shortest=0), start)
    if (begin == start and after["said"] not in ("报道", "报导")) or NOT_A_NAME.match(masked, begin, end):
        return None
    return Hit(
        start=begin, end=after.end(), name=(begin, end), kind=source_kind(masked[begin:end]), rule="zh.source.medium"
    )


def read_anaphor(masked: str, start: int, end: int, floor: int, limit: int) -> Hit | None:
    """报导称, 该报还说, 消息说 at a clause's start: the medium named before."""
    quoted = _QUOTED_MEDIUM.search(masked, max(floor, start - 30), start)
    if quoted and masked[start:end] in ("报道", "报导", "消息"):
        return Hit(
            start=quoted.start(),
            end=end,
            name=quoted.span("name"),
            kind=SourceKind.OUTLET,
            rule="zh.source.medium",
        )
    after = words.AFTER_ANAPHOR.match(masked, end, limit)
    begin = extend(masked, start, floor, 28)
    lead = masked[begin:start]
    if len(lead) >= 28:
        return None
    if masked[start:end] == "消息" and (masked[start - 1 : start] == "有" or lead in _SOME[1:]):
        return read_remark(masked, start, end, floor, limit)
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


def read_remark(masked: str, start: int, end: int, floor: int, limit: int) -> Hit | None:
    """评论认为, 有传言称: what is said by nobody named."""
    after = words.AFTER_ANAPHOR.match(masked, end, limit)
    begin = extend(masked, start, floor, 12)
    if after is None or masked[begin:start] not in _SOME:
        return None
    return Hit(start=begin, end=after.end(), name=(start, end), kind=SourceKind.ANONYMOUS, rule="zh.source.remark")


_SOME = (
    "",
    "一些",
    "有些",
    "不少",
    "多数",
    "部分",
    "普遍",
    "网上",
    "网络",
    "坊间",
    "市场",
    "初步",
    "官方",
    "内部",
    "外界",
    "最新",
)


_QUOTED_MEDIUM = re.compile(rf"(?P<name>[“「]\ue000{{2,14}}[”」]){words.GAP}(?:的)?$")  # 「…新闻」之前报导

_NOT_REPORTER = re.compile("据|援引|引述|召开|举行|关于|对|有关|的[^，。]{6,}")


_SORT_OF_REPORT = re.compile(  # says what kind of report, not whose
    "(?:相关|有关|这些|那些|此类|上述|部分|不少|一些)?(?:不实|失实|虚假|错误|负面|正面|独家|深度|专题|后续|类似|详细|现场|连续|公开|早期|首篇|最新)的?"
)


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
        or masked[begin:stop] in NAMED_BEFORE
        or _SORT_OF_REPORT.fullmatch(masked, begin, stop)
        or NOT_A_NAME.match(masked, begin, stop)
        or NAMED.search(masked, begin, stop)
        or masked[begin:stop].endswith(("的", "了", "此", "被", "媒体", "或", "与", "和"))
    ):
        return None
    kind = source_kind(masked[begin:stop])
    kind = SourceKind.OUTLET if kind is SourceKind.PERSON else kind
    return Hit(start=begin, end=end, name=(begin, stop), kind=kind, rule="zh.source.reported")
