"""Documents, pages and interviews as sources: 数据显示, 在推特上说, 总领馆网站刊发, 接受…采访."""

from __future__ import annotations

import re

from rashomon.attribute.chinese import source_words as words
from rashomon.attribute.chinese.hits import NOT_A_NAME, TIME_END, Hit, extend, last_piece
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
    if (
        after is None
        and (issuing := _ISSUED.search(masked, max(floor, start - 26), start))
        and words.THEN_SAYS.match(masked, end, limit)
    ):
        return Hit(start=issuing.start(), end=end, name=(start, end), kind=SourceKind.DOCUMENT, rule="zh.source.issued")
    if after is None:
        return _read_opening(masked, start, end, floor, limit)
    begin = extend(masked, start, floor, 30)
    issued = _ISSUED.search(masked, begin, start)
    if issued is not None and start - issued.end() <= 6:
        return _issued(masked, begin, issued.start(), start, end, after.end())
    name = _document_name(masked, begin, start, end)
    lead = masked[name:start]
    refers = ""
    if lead in ("", "该", "这份", "该份", "此", "上述", "这项", "该项", "此次", "此份", "这则", "那份") and (
        lead or masked[start:end] in _ISSUABLE
    ):
        refers = "document"
    return Hit(
        start=begin,
        end=after.end(),
        name=(name, end),
        kind=SourceKind.DOCUMENT,
        rule="zh.source.anaphor" if refers else "zh.source.document",
        refers=refers,
    )


def _read_opening(masked: str, start: int, end: int, floor: int, limit: int) -> Hit | None:
    """声明中，… at the start of a clause: the paper named before."""
    begin = extend(masked, start, floor, 8)
    opens = masked[begin:start] in ("", "该", "这份", "该份", "此") and masked[end : end + 2] in ("中，", "里，")
    if not opens or masked[start:end] not in _ISSUABLE or end >= limit:
        return None
    return Hit(
        start=begin,
        end=end + 1,
        name=(begin, end),
        kind=SourceKind.DOCUMENT,
        rule="zh.source.anaphor",
        refers="document",
    )


_ISSUABLE = ("声明", "报告", "公告", "协议", "动议", "决议", "文件", "通报", "文章", "公报", "草案", "白皮书", "调查")


_ISSUED = re.compile(r"(?:公布|发布|提供|提交|发表|发出|刊发|进行|出具|发)[了的]?[^，。]{0,6}$")


_LEAD_IN = re.compile(r"(?:在|透过|通过|从|以|经由|经|借由|依)")


def _lead_size(words_: str) -> int:
    lead = _LEAD_IN.match(words_)
    return lead.end() if lead else 0


_TITLED = re.compile(r"(?:名为|题为|名叫|标题为|[一这该此][份项个则篇])(?P<title>[“「《]\ue000*\ue002*[”」》])的?$")
_ISSUING = re.compile(rf"(?:(?:发出|发表|发布|公布|提交|提供|推出|签署|刊登|上传)了?|{words.TIME}[在于]?)")


def _document_name(masked: str, begin: int, start: int, end: int) -> int:
    """Where a document's name begins: behind its last 的, a count or 该."""
    titled = _TITLED.search(masked, max(0, start - 40), start)
    if titled:  # 一份名为“…”的报告: the title says more than the kind of thing
        return titled.start("title")
    for verb in _ISSUING.finditer(masked, begin, start):
        begin = verb.end()
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
        return _read_page(masked, start, end, floor, limit)
    after = words.AFTER_PLATFORM.match(masked, end, limit)
    stop = after.end() if after else end
    placed = masked[stop - 1 : stop] in "上中里内" or within.group()[0] not in "在以从"
    if not words.SAYING.search(masked, stop, min(limit, stop + (24 if placed else 4))):
        return None
    return Hit(start=within.start(), end=stop, name=(start, end), kind=SourceKind.DOCUMENT, rule="zh.source.platform")


_PAGE = re.compile(
    r"(?:官方?)?(?:网站|官网|频道|[账帐]号|[账帐]户|客户端|公众号|公号|主页|专页|页面|官微|微博|推特|脸书|博客|推文)"
)


def _read_page(masked: str, start: int, end: int, floor: int, limit: int) -> Hit | None:
    """总领馆网站刊发, 他的频道表示: a page or an account that says something itself, named with whose it is."""
    while page := _PAGE.match(masked, end, limit):
        end = page.end()
    after = words.AFTER_PAGE.match(masked, end, limit)
    begin = last_piece(masked, extend(masked, start, floor, 18), start, shortest=0)
    if (
        after is None
        or NOT_A_NAME.match(masked, begin, end)
        or masked[begin:start].startswith(("发", "开设", "创办", "使用"))
    ):
        return None
    return Hit(start=begin, end=after.end(), name=(begin, end), kind=SourceKind.DOCUMENT, rule="zh.source.page")


def read_interview(masked: str, start: int, end: int, floor: int, limit: int) -> Hit | None:
    match = words.INTERVIEWED.match(masked, start, limit)
    if match is None:
        return None
    name = masked[match.start("name") : match.end("name")].removesuffix("记者")
    if source_kind(name) not in (SourceKind.AGENCY, SourceKind.OUTLET) or name.endswith(_NO_LISTENER):
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
    if match is None or masked[start - 1 : start] in ("未", "没", "不"):
        return None
    name = masked[match.start("name") : match.end("name")]
    kind = SourceKind.OUTLET if name.endswith("网站") or _OWN_SCRIPT.search(name) else source_kind(name)
    if kind not in (SourceKind.AGENCY, SourceKind.OUTLET) or name.endswith(_NO_LISTENER):
        return None
    return Hit(start=start, end=match.end(), name=match.span("name"), kind=kind, rule="zh.source.interview")


_NO_LISTENER = ("消息", "报道", "报导", "文章", "社论", "本台", "本报", "本社", "本网", "本刊")
_OWN_SCRIPT = re.compile(r"(?:媒体|报纸|杂志|电视台|电台)[A-Z0-9][A-Za-z0-9 .]*$")  # 乌克兰媒体24 Kanal TV
