"""Quotations in Chinese news: unit by unit, cue by cue, and whose words each one is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import attrgetter

from rashomon.attribute.chinese.clauses import CLAUSE_MARKS, Cue, find_cues, is_new_lead
from rashomon.attribute.chinese.contents import (
    content_end,
    direct,
    is_speech,
    quote_before,
    read_content,
    read_postposed,
)
from rashomon.attribute.chinese.cues import DIRECTIVE, STANCE_OF
from rashomon.attribute.chinese.source_words import source_kind
from rashomon.attribute.chinese.speakers import find_subject
from rashomon.attribute.chinese.spots import Spots, spot_words
from rashomon.attribute.chinese.units import Unit, find_units, is_blank
from rashomon.attribute.reading import Reading
from rashomon.attribute.said import Said, Subject
from rashomon.model.account import SourceKind
from rashomon.text.spotting import is_spot_within
from rashomon.text.tokens import words_of

_START = attrgetter("start")


def find_said(reading: Reading) -> Iterator[Said]:
    """Every quotation, unit by unit; quotations without a cue of their own go on with the speaker before them."""
    before: Said | None = None
    topic: Subject | None = None  # whom the unit before was about
    silent: Unit | None = None  # the unit before, where it held no quotation: it may name whom it is about
    block = -9
    spots = spot_words(reading.folded)
    for unit in find_units(reading):
        near = unit.block - block <= 1
        if silent is not None and unit.quotes and unit.block - silent.block <= 1:
            topic = _titled_subject(reading.masked, silent) or (topic if near else None)
            near = near or topic is not None
        found: list[Said] = []
        if is_spot_within(spots.cues, unit.start, unit.end):
            found = sorted(_unit_said(reading, unit, spots, before if near else None), key=_START)
        if not found and unit.quotes and near and topic is not None and is_blank(reading.masked[unit.start : unit.end]):
            found = _bare_quotes(reading, unit, topic, before)
        elif found:
            topic = next((one.subject for one in found if one.subject is not None), topic)
        silent = None if found else unit
        yield from found
        if found:
            before = next((one for one in reversed(found) if one.subject or one.cue), before)
        if found or (near and topic is not None):
            block = unit.block


_MARK = re.compile("[，。：；]")


def _titled_subject(masked: str, unit: Unit) -> Subject | None:
    """The person with a title that a unit without quotations begins with."""
    limit = min(unit.end, unit.start + 60)
    mark = _MARK.search(masked, unit.start, limit)
    stop = mark.start() if mark else limit
    found = find_subject(masked, unit.start, stop)
    return found if found is not None and found.name_start > found.start and found.end < stop else None


def _bare_quotes(reading: Reading, unit: Unit, topic: Subject, before: Said | None) -> list[Said]:
    """A unit that is nothing but a quotation: the words of whom the unit before was about."""
    word, at = (before.cue, before.cue_at) if before and before.subject is topic else ("", unit.start)
    cue = Cue(word=word, start=at, end=at, clause=at, subject=topic, media=False, strict=False)
    quotes = [one for one in unit.quotes if one.inner_end - one.inner >= 6]
    return [direct(one, reading, unit, cue, topic, "zh.direct.continued") for one in quotes]


_AHEAD = 40
"""Cues looked at for the end of one cue's content: no real sentence holds more, and the work stays linear."""


def _unit_said(reading: Reading, unit: Unit, spots: Spots, before: Said | None) -> list[Said]:
    """The quotations of one unit, cue by cue."""
    masked = reading.masked
    if _is_heading(reading, unit):
        return []
    cues = list(find_cues(masked, unit, spots))
    found: list[Said] = []
    covered = unit.start  # what stands before it is some cue's content already
    subject: Subject | None = None
    medium = False  # whether the words belong to a medium, whose reports are no quotations
    used: set[int] = set()
    for position, cue in enumerate(cues):
        if cue.start < covered:
            continue
        later = cues[position + 1 : position + 1 + _AHEAD]
        role = "medium" if cue.media else _role(masked, cue)
        if role == "medium" or (medium and cue.subject is None):
            found += _literal(reading, unit, cue, content_end(masked, unit, cue, later))
            medium, subject = True, None
            continue
        owner = _owner(masked, unit, cue, subject, before, role)
        if owner is None:
            continue
        subject, medium = owner, False
        if cue.passive:
            continue
        end = content_end(masked, unit, cue, later)
        said = read_content(reading, unit, cue, owner, end)
        postposed = read_postposed(reading, unit, cue, owner, used) if not said or quote_before(masked, cue) else []
        found += [one for one in (*postposed, *said) if one.start not in used]
        used |= {one.start for one in (*postposed, *said)}
        if said:
            covered = max(covered, end)
    return found


def _is_heading(reading: Reading, unit: Unit) -> bool:
    """Whether the unit is a short paragraph by itself that no sentence mark ends: a heading or a caption."""
    start, end = reading.blocks[unit.block]
    alone = unit.end - unit.start >= end - start - 1
    return (
        alone
        and end - start < 45
        and reading.masked[unit.end - 1] not in "。！？!?：:”」…."
        and len(reading.blocks) > 1
    )


_STATEMENTS = words_of("声明 公告 推文 声明稿 新闻稿 公开信 贴文 帖文 文告 通告 信函")
_REPORTS = words_of(
    """
    消息 报道 报导 文章 社论 说法 新闻 传言 传闻 数据 统计 资料 研究 报告 民调 调查 视频 画面 影片 法案 动议 协议 法律 草案 条例 规定 判决 文件 计划 结果
    迹象 证据 事实 图片 照片 记录 名单 档案 白皮书 年报 财报 指数 论文 社评 评论文章 意见书 清单 表格 图表
    """
)


_MEDIUM_BEFORE = re.compile("该(?:社|报|台|刊|网|网站|媒体|电视台|电台|通讯社|报纸|杂志|报道|报导)")
_IN_DOCUMENT = re.compile("在|透过|通过|发表|发文|借")


def _role(masked: str, cue: Cue) -> str:
    """Whether a cue's subject is a "medium" or study, which make no quotations, a "document" somebody issued, or neither."""
    subject = cue.subject
    if subject is None:
        lead = masked[cue.clause : cue.start].rstrip(" 也还则又均都中上并最后")
        return "document" if lead.endswith(_STATEMENTS) else "medium" if lead.endswith(_REPORTS) else ""
    if _MEDIUM_BEFORE.fullmatch(masked, subject.start, subject.end):
        return "medium"
    if subject.pronoun or subject.group:
        return ""
    if cue.word.startswith("的话") and subject.name_start == subject.start:
        return "medium"  # 援引水利部的话说: a body's word, reported by somebody
    gap = masked[subject.end : cue.start].rstrip(" 也还则又均都")
    if gap.endswith(_REPORTS) and "的" in gap and not _IN_DOCUMENT.search(gap):
        return "medium"  # 统计局周一公布的数据表明
    name = masked[subject.start : subject.end]
    if name.endswith(_STATEMENTS):
        return "document"
    kind = source_kind(name)
    return (
        "medium"
        if name.endswith(_REPORTS) or kind in (SourceKind.AGENCY, SourceKind.OUTLET, SourceKind.DOCUMENT)
        else ""
    )


def _literal(reading: Reading, unit: Unit, cue: Cue, end: int) -> list[Said]:
    """The literal words of a medium: only what it has in quotation marks."""
    if cue.subject is None or cue.media:
        return []
    quotes = [
        one for one in unit.quotes if one.inner >= cue.end and one.inner_end <= end and one.inner_end - one.inner >= 5
    ]
    return [
        direct(one, reading, unit, cue, cue.subject, "zh.direct.medium") for one in quotes if is_speech(reading, one)
    ]


def _owner(
    masked: str, unit: Unit, cue: Cue, subject: Subject | None, before: Said | None, role: str
) -> Subject | None:
    """Whose the cue's words are: its own subject's, a statement's issuer's, or whoever the unit is about so far."""
    if role == "document":
        return (before.subject if before else None) or subject or cue.subject
    if cue.subject is not None:
        return cue.subject
    if STANCE_OF.get(cue.word) == "believed" and not is_new_lead(masked[cue.clause : cue.start]):
        return None
    if subject is not None:
        return subject
    if cue.word in DIRECTIVE and cue.word not in ("呼吁", "敦促", "吁"):
        return None
    elided = _first_phrase(masked, unit, cue)
    if elided is None and cue.clause == unit.start and before is not None and before.block == unit.block:
        return before.subject
    return elided


def _first_phrase(masked: str, unit: Unit, cue: Cue) -> Subject | None:
    """The first noun phrase of the unit's earlier clauses that can be a subject."""
    at = unit.start
    for _ in range(4):
        stop = at
        while stop < cue.clause and masked[stop] not in CLAUSE_MARKS:
            stop += 1
        if stop >= cue.clause:
            return None
        found = find_subject(masked, at, stop)
        if found and found.end - found.start < 40 and found.end < stop:
            return found
        at = stop + 1
    return None
