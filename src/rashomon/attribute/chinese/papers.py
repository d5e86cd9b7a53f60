"""Documents, platforms, bodies, unnamed people and interviews as sources: 数据显示, 在推特上说, 警方称, 知情人士透露."""

from __future__ import annotations

import re

from rashomon.attribute.chinese import source_words as words
from rashomon.attribute.chinese.hits import NAMED, TIME_END, Hit, extend, last_piece
from rashomon.attribute.chinese.source_words import source_kind
from rashomon.model.account import SourceKind


def read_document(masked: str, start: int, end: int, floor: int, limit: int) -> Hit | None:
    """数据显示, 声明指出, 在一份声明中说, 发表声明说."""
    after = words.AFTER_DOCUMENT.match(masked, end, limit)
    within = _WITHIN.search(masked, max(floor, start - 26), start)
    if within and within.group()[0] in "在透通从以经由借依" and (after or words.PLACED.match(masked, end, limit)):
        name = _document_name(masked, within.start() + _lead_size(within.group()), start, end)
        return Hit(
            start=within.start(),
            end=after.end() if after else end + 1,
            name=(name, end),
            kind=SourceKind.DOCUMENT,
            rule="zh.source.within",
        )
    if after is None and within and within.group()[0] in "发公" and words.THEN_SAYS.match(masked, end, limit):
        return Hit(start=within.start(), end=end, name=(start, end), kind=SourceKind.DOCUMENT, rule="zh.source.issued")
    if after is None:
        return None
    begin = extend(masked, start, floor, 30)
    issued = _ISSUED.search(masked, begin, start)
    if issued is not None and start - issued.end() <= 6:
        return _issued(masked, begin, issued.start(), start, end, after.end())
    name = _document_name(masked, begin, start, end)
    lead = masked[name:start]
    refers = ""
    if lead in ("", "该", "这份", "该份", "此", "上述", "这项", "该项") and (lead or masked[start:end] in _ISSUABLE):
        refers = "document"
    return Hit(
        start=begin,
        end=after.end(),
        name=(name, end),
        kind=SourceKind.DOCUMENT,
        rule="zh.source.anaphor" if refers else "zh.source.document",
        refers=refers,
    )


_ISSUABLE = ("声明", "报告", "公告", "协议", "动议", "决议", "文件", "通报", "文章", "公报", "草案", "白皮书", "调查")


_ISSUED = re.compile(r"(?:公布|发布|提供|提交|发表|发出|刊发|进行|出具|发)[了的]?[^，。]{0,6}$")


_LEAD_IN = re.compile(r"(?:在|透过|通过|从|以|经由|经|借由|依)")


def _lead_size(words_: str) -> int:
    lead = _LEAD_IN.match(words_)
    return lead.end() if lead else 0


def _document_name(masked: str, begin: int, start: int, end: int) -> int:
    """Where a document's name begins: behind its last 的, a count or 该."""
    name = last_piece(masked, begin, end, shortest=end - start)
    counted = re.match(r"(?:另?一[份项个则篇段些]|该|其|这[份项个则篇段]|[他她])+", masked[name:start])
    return name + counted.end() if counted else name


def _issued(masked: str, begin: int, verb: int, start: int, end: int, said: int) -> Hit:
    """统计局周三公布的数据显示 rests on 统计局; 研究所发布报告显示 on 研究所…报告; 发表声明说 on 声明."""
    stop = verb
    while stop > begin and (tail := TIME_END.search(masked, begin, stop)):
        stop = tail.start()
    statement = masked[start:end] in ("声明", "推文", "公告", "公开信", "贴文", "视频", "新闻稿", "文告")
    if statement or stop - begin < 2:
        return Hit(start=begin, end=said, name=(start, end), kind=SourceKind.DOCUMENT, rule="zh.source.document")
    return Hit(start=begin, end=said, name=(begin, stop), kind=source_kind(masked[begin:stop]), rule="zh.source.issued")


_WITHIN = re.compile(
    r"(?:在|透过|通过|从|以|经由|经|借由|依|发表|发布|发出|公布|发)(?![现展生明起达])[^，。；在]{0,24}$"
)


def read_platform(masked: str, start: int, end: int, floor: int, limit: int) -> Hit | None:
    """在推特上说, 发微博称, 通过个人微博."""
    within = _WITHIN.search(masked, max(floor, start - 18), start)
    if within is None:
        return None
    after = words.AFTER_PLATFORM.match(masked, end, limit)
    stop = after.end() if after else end
    placed = masked[stop - 1 : stop] in "上中里内" or within.group()[0] not in "在以从"
    if not words.SAYING.search(masked, stop, min(limit, stop + (24 if placed else 4))):
        return None
    return Hit(start=within.start(), end=stop, name=(start, end), kind=SourceKind.DOCUMENT, rule="zh.source.platform")


def read_people(masked: str, start: int, end: int, floor: int, limit: int) -> Hit | None:
    """知情人士透露, 专家认为, 警方称: unnamed people and bodies."""
    kind = words.KIND_OF[masked[start:end]]
    after = (words.AFTER_BODY if kind == "body" else words.AFTER_PEOPLE).match(masked, end, limit)
    if after is None:
        return None
    begin = extend(masked, start, floor, 16)
    begin = last_piece(masked, begin, start, shortest=-1) if kind == "group" else begin
    if kind == "crowd":
        counted = _COUNTED.search(masked, max(floor, start - 16), start)
        if counted is None:
            return None
        begin, kind = counted.start(), "group"
    if kind == "group" and (NAMED.search(masked, begin, end) or masked[start - 1 : start] in tuple("向对与")):
        return None
    return Hit(
        start=begin,
        end=after.end(),
        name=(begin, end),
        kind=SourceKind.ANONYMOUS if kind == "group" else SourceKind.OFFICIAL,
        rule=f"zh.source.{kind}",
    )


_COUNTED = re.compile(
    r"(?:多名|多位|多个|数名|数位|几名|几位|两名|三名|一名|一位|有些|一些|不少|许多|部分|很多|众多|另有|也有|有)[^，。；、]{0,10}$"
)


def read_interview(masked: str, start: int, end: int, floor: int, limit: int) -> Hit | None:
    match = words.INTERVIEWED.match(masked, start, limit)
    if match is None:
        return None
    name = masked[match.start("name") : match.end("name")].removesuffix("记者")
    if source_kind(name) not in (SourceKind.AGENCY, SourceKind.OUTLET):
        return None
    begin = match.start("name")
    return Hit(
        start=start,
        end=match.end(),
        name=(begin, begin + len(name)),
        kind=source_kind(name),
        rule="zh.source.interview",
    )


_TOLD = re.compile(
    r"(?:告诉|对|向)(?P<name>[^，。；：！？]{2,24}?)(?:的?记者)?(?:说|表示|透露|证实|指出|称|强调|，|：|。)"
)


def read_told(masked: str, start: int, end: int, floor: int, limit: int) -> Hit | None:
    match = _TOLD.match(masked, start, limit)
    if match is None:
        return None
    name = masked[match.start("name") : match.end("name")]
    kind = SourceKind.OUTLET if name.endswith("网站") or _OWN_SCRIPT.search(name) else source_kind(name)
    if kind not in (SourceKind.AGENCY, SourceKind.OUTLET):
        return None
    return Hit(start=start, end=match.end(), name=match.span("name"), kind=kind, rule="zh.source.interview")


_OWN_SCRIPT = re.compile(r"(?:媒体|报纸|杂志|电视台|电台)[A-Z0-9][A-Za-z0-9 .]*$")  # 乌克兰媒体24 Kanal TV
