"""Sources in Chinese news: the media, documents, bodies, platforms and unnamed people that sentences rest on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from rashomon.attribute.chinese import source_words as words
from rashomon.attribute.chinese.source_words import source_kind
from rashomon.attribute.reading import BRACKETED, Reading
from rashomon.model.account import SourceKind, SourceUse
from rashomon.text.script import fold_script


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A source as matched: its name's span, the span of the words that say so, and the rule."""

    start: int
    end: int
    name: tuple[int, int]
    kind: SourceKind
    rule: str
    refers: str = ""  # what kind of earlier source the words point back to


_LEFT = re.compile(
    rf"(?:[\s\"”」』“「（(【）)】\]—–-]|但是|但|而|不过|然而|此外|另外|另据|另有|另|同时|随后|之后|其中|根据|依据|据(?!点)|按照|援引|引述|引用|转引|还有|有的|有|也有|也|又|连|由于|虽然|当时|例如|比如|特别是|尤其是|目前|最新|来自|包括|综合|是|对|向|告诉|在|从|与|和|被|由|了|当前|一些(?=\w{{2}}媒)|{words.TIME})+"
)
_STOP = "，。；：！？,;\n、"


def find_sources(reading: Reading) -> Iterator[SourceUse]:
    """Every sentence that says on whose word it rests, once for each source, in reading order."""
    hits = sorted(_hits(reading), key=lambda one: (one.start, -one.end))
    yield from _with_chains(reading, list(_uses(reading, hits)))


_LINK = re.compile("援引|引述|引用|转引|转述|据")


def _with_chains(reading: Reading, uses: list[SourceUse]) -> Iterator[SourceUse]:
    """The uses, each with the sources that its own words name behind it: 甲报援引乙社."""
    for number, use in enumerate(uses):
        via = []
        at = use
        for other in uses[number + 1 : number + 4]:
            if other.sentence != use.sentence or not _LINK.search(
                reading.folded[at.start : min(other.end, at.end + 12)]
            ):
                break
            if other.start > at.end + 12 or other.rule.endswith("group"):
                break
            via.append(other.source)
            at = other
        yield replace(use, via=tuple(via)) if via else use


def _uses(reading: Reading, hits: list[Hit]) -> Iterator[SourceUse]:
    """The hits as findings: their names led to earlier ones, the outlet's own and repeats left out."""
    seen: set[tuple[str, str]] = set()
    last: dict[str, str] = {}
    behind = -1
    for hit in hits:
        if hit.start < behind and hit.kind is SourceKind.ANONYMOUS:
            continue  # the 分析 of 彭博社的分析说
        behind = max(behind, hit.end)
        sentence = reading.sentence_at(hit.start)
        for name, kind in _names(reading, hit, last):
            folded = fold_script(name)
            if not hit.refers and kind is SourceKind.DOCUMENT:
                last["document:" + folded[-2:]] = name
            elif not hit.refers and kind in (SourceKind.AGENCY, SourceKind.OUTLET):
                last["media"] = name
            if _is_own(reading, folded) or any(
                sentence.id == one and (folded in other or other in folded) for one, other in seen
            ):
                continue
            seen.add((sentence.id, folded))
            yield SourceUse(
                account=reading.article.id,
                sentence=sentence.id,
                source=name,
                text=reading.text[hit.start : hit.end],
                kind=kind,
                start=hit.start,
                end=hit.end,
                inferred=bool(hit.refers) and name != reading.text[hit.name[0] : hit.name[1]],
                rule=hit.rule,
            )


def _names(reading: Reading, hit: Hit, last: dict[str, str]) -> list[tuple[str, SourceKind]]:
    """The names behind a hit: several where they are joined, an earlier one where the words point back."""
    text = reading.text[hit.name[0] : hit.name[1]].strip(" ，,　")
    if hit.refers:
        word = fold_script(text)
        earlier = last.get("document:" + word[-2:]) if hit.refers == "document" else last.get("media")
        return [(earlier or text, hit.kind)]
    if hit.kind in (SourceKind.AGENCY, SourceKind.OUTLET) or hit.rule.endswith(("note", "dateline")):
        folded = reading.folded[hit.name[0] : hit.name[1]]
        pieces, at = [], 0
        for match in words.SPLIT.finditer(folded):
            pieces.append((at, match.start()))
            at = match.end()
        pieces.append((at, len(folded)))
        names = [reading.text[hit.name[0] + a : hit.name[0] + b].strip(" ，,　") for a, b in pieces]
        return [(name, hit.kind) for name in names if len(name) > 1]
    return [(text, hit.kind)] if text else []


def _is_own(reading: Reading, folded: str) -> bool:
    """Whether the name is the outlet's own: its dateline is no source."""
    own = fold_script(reading.article.outlet)
    return len(folded) > 1 and (folded in own or folded == own + "社")


def _hits(reading: Reading) -> Iterator[Hit]:
    masked = reading.masked
    yield from _notes(reading)
    for start, end in reading.blocks:
        at = start
        while match := words.TRIGGER.search(masked, at, end):
            at = match.end()
            kind = words.KIND_OF[match.group()]
            reader = _READERS.get(kind)
            if reader is None:
                continue
            hit = reader(masked, match.start(), match.end(), start, end)
            if hit is not None:
                yield hit
                if kind == "by":
                    at = max(at, min(hit.end, hit.name[1] + 1))


def _notes(reading: Reading) -> Iterator[Hit]:
    """Datelines, credit lines and notes at the article's end."""
    folded = reading.folded
    opening = words.DATELINE.match(folded)
    if opening:
        yield _hit(opening, SourceKind.AGENCY, "zh.source.dateline")
    for match in words.FOREIGN.finditer(folded, 0, min(len(folded), 80)):
        yield _hit(match, SourceKind.AGENCY, "zh.source.dateline")
    for match in words.NOTE.finditer(folded, max(0, len(folded) - 200)):
        yield _hit(match, SourceKind.OUTLET, "zh.source.note")


def _hit(match: re.Match[str], kind: SourceKind, rule: str) -> Hit:
    return Hit(start=match.start(), end=match.end(), name=match.span("name"), kind=kind, rule=rule)


def _extend(masked: str, start: int, floor: int, most: int) -> int:
    """Where a name that ends with a known word begins: back to a mark, connectives and times left out."""
    begin = start
    while begin > max(floor, start - most) and masked[begin - 1] not in _STOP:
        if masked[begin - 1] in "”」" and begin < start:
            break
        begin -= 1
    at = begin
    while match := _LEFT.match(masked, at, start):
        if match.end() == at:
            break
        at = match.end()
    return at


def _last_piece(masked: str, begin: int, end: int, *, shortest: int = 3) -> int:
    """Behind the last 的 of the name, where what is left is long enough."""
    at = masked.rfind("的", begin, end - shortest)
    return at + 1 if at >= 0 else begin


def _read_according(masked: str, start: int, end: int, floor: int, limit: int) -> Hit | None:
    match = words.ACCORDING.match(masked, start, limit)
    if match is None or (chain := words.CHAIN.search(masked, match.start("name"), match.end("name"))):
        return (match and chain and _read_chain(masked, start, chain)) or _read_plain(masked, start, limit)
    if masked[start - 1 : start] in ("证", "数", "占", "收", "凭", "票", "单", "窃"):
        return None
    name_start, name_end = match.span("name")
    at = name_start
    while left := _LEFT.match(masked, at, name_end):
        if left.end() == at:
            break
        at = left.end()
    said = masked[match.start("said") : match.end("said")].lstrip("的")
    documentary = said in _DOCUMENTARY
    while name_end > at and (tail := _TIME_END.search(masked, at, name_end)) and tail.start() < name_end:
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
        while tail := _TIME_END.search(masked, at, name_end):
            name_end = tail.start()
    cut = _last_piece(masked, at, name_end)
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
    return _hit(match, kind if kind is not SourceKind.PERSON else SourceKind.DOCUMENT, "zh.source.according")


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
    while (left := _LEFT.match(masked, begin, end)) and left.end() > begin:
        begin = left.end()
    while end > begin and (tail := _TIME_END.search(masked, begin, end)):
        end = tail.start()
    if end - begin < 2:
        return None
    return Hit(
        start=start, end=chain.end(), name=(begin, end), kind=source_kind(masked[begin:end]), rule="zh.source.according"
    )


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
_TIME_END = re.compile(rf"(?:{words.TIME}|[（(]{BRACKETED}+[）)]|在一[份项]|的?一[份项]|在|此前|[\s，])$")


def _read_medium(masked: str, start: int, end: int, floor: int, limit: int) -> Hit | None:
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


def _read_title(masked: str, start: int, end: int, floor: int, limit: int) -> Hit | None:
    opener = masked.rfind("《", floor, start)
    if opener < 0 or start - opener > 24:
        return None
    hit = _read_medium(masked, opener, end, floor, limit)
    if hit is None or _BOOKISH.search(masked, max(floor, opener - 6), opener):
        return None
    return hit


_BOOKISH = re.compile(r"(?:书|法案|条例|协议|条约|法律|电影|节目|歌曲|小说|通过|签署|著作|依据|根据|片)$")


def _read_ending(masked: str, start: int, end: int, floor: int, limit: int) -> Hit | None:
    """A medium known by how its name ends: 澳洲媒体, 端传媒, 半岛新闻台."""
    after = words.AFTER_MEDIUM.match(masked, end, limit)
    if after is None or after.end() - end > 30:
        return None
    begin = _extend(masked, start, floor, 14)
    begin = _last_piece(masked, begin, start, shortest=0)
    if begin == start and after["said"] not in ("报道", "报导"):
        return None
    return Hit(
        start=begin, end=after.end(), name=(begin, end), kind=source_kind(masked[begin:end]), rule="zh.source.medium"
    )


def _read_anaphor(masked: str, start: int, end: int, floor: int, limit: int) -> Hit | None:
    """报导称, 该报还说, 消息说 at a clause's start: the medium named before."""
    after = words.AFTER_ANAPHOR.match(masked, end, limit)
    begin = _extend(masked, start, floor, 28)
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


def _read_reported(masked: str, begin: int, start: int, end: int, limit: int) -> Hit | None:
    """Somebody's 报道 whose name is no known medium's: Vogue报道, 多家媒体报道."""
    if masked[start:end] not in ("报道", "报导") or masked[end : end + 1] not in "，：说称指表引援" or end >= limit:
        return None
    stop = start
    while stop > begin and (tail := _TIME_END.search(masked, begin, stop)):
        stop = tail.start()
    if (
        stop - begin < 2
        or _NAMED.search(masked, begin, stop)
        or masked[begin:stop].endswith(("的", "了", "此", "被", "媒体"))
    ):
        return None
    kind = source_kind(masked[begin:stop])
    kind = SourceKind.OUTLET if kind is SourceKind.PERSON else kind
    return Hit(start=begin, end=end, name=(begin, stop), kind=kind, rule="zh.source.reported")


def _read_document(masked: str, start: int, end: int, floor: int, limit: int) -> Hit | None:
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
    if after is None and within and words.THEN_SAYS.match(masked, end, limit):
        return Hit(start=within.start(), end=end, name=(start, end), kind=SourceKind.DOCUMENT, rule="zh.source.issued")
    if after is None:
        return None
    begin = _extend(masked, start, floor, 30)
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
    name = _last_piece(masked, begin, end, shortest=end - start)
    counted = re.match(r"(?:另?一[份项个则篇段些]|该|其|这[份项个则篇段]|[他她])+", masked[name:start])
    return name + counted.end() if counted else name


def _issued(masked: str, begin: int, verb: int, start: int, end: int, said: int) -> Hit:
    """统计局周三公布的数据显示 rests on 统计局; 研究所发布报告显示 on 研究所…报告; 发表声明说 on 声明."""
    stop = verb
    while stop > begin and (tail := _TIME_END.search(masked, begin, stop)):
        stop = tail.start()
    statement = masked[start:end] in ("声明", "推文", "公告", "公开信", "贴文", "视频", "新闻稿", "文告")
    if statement or stop - begin < 2:
        return Hit(start=begin, end=said, name=(start, end), kind=SourceKind.DOCUMENT, rule="zh.source.document")
    return Hit(start=begin, end=said, name=(begin, stop), kind=source_kind(masked[begin:stop]), rule="zh.source.issued")


_WITHIN = re.compile(
    r"(?:在|透过|通过|从|以|经由|经|借由|依|发表|发布|发出|公布|发)(?![现展生明起达])[^，。；在]{0,24}$"
)


def _read_platform(masked: str, start: int, end: int, floor: int, limit: int) -> Hit | None:
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


def _read_people(masked: str, start: int, end: int, floor: int, limit: int) -> Hit | None:
    """知情人士透露, 专家认为, 警方称: unnamed people and bodies."""
    kind = words.KIND_OF[masked[start:end]]
    after = (words.AFTER_BODY if kind == "body" else words.AFTER_PEOPLE).match(masked, end, limit)
    if after is None:
        return None
    begin = _extend(masked, start, floor, 16)
    begin = _last_piece(masked, begin, start, shortest=-1) if kind == "group" else begin
    if kind == "crowd":
        counted = _COUNTED.search(masked, max(floor, start - 16), start)
        if counted is None:
            return None
        begin, kind = counted.start(), "group"
    if kind == "group" and (_NAMED.search(masked, begin, end) or masked[start - 1 : start] in tuple("向对与")):
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
_NAMED = re.compile(r"(?:发言人|部长|总统|主席)")


def _read_interview(masked: str, start: int, end: int, floor: int, limit: int) -> Hit | None:
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


def _read_told(masked: str, start: int, end: int, floor: int, limit: int) -> Hit | None:
    match = _TOLD.match(masked, start, limit)
    if match is None:
        return None
    name = masked[match.start("name") : match.end("name")]
    kind = SourceKind.OUTLET if name.endswith("网站") or _OWN_SCRIPT.search(name) else source_kind(name)
    if kind not in (SourceKind.AGENCY, SourceKind.OUTLET):
        return None
    return Hit(start=start, end=match.end(), name=match.span("name"), kind=kind, rule="zh.source.interview")


_OWN_SCRIPT = re.compile(r"(?:媒体|报纸|杂志|电视台|电台)[A-Z0-9][A-Za-z0-9 .]*$")  # 乌克兰媒体24 Kanal TV


_READERS = {
    "by": _read_according, "medium": _read_medium, "title": _read_title, "ending": _read_ending, "anaphor": _read_anaphor, "document": _read_document,
    "platform": _read_platform, "group": _read_people, "crowd": _read_people, "body": _read_people, "interview": _read_interview, "told": _read_told,
}  # fmt: skip
