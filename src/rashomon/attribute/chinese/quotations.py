"""Quotations in Chinese news: cues, the clause or quotation marks they govern, and whose words they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rashomon.attribute.chinese.clauses import CLAUSE_MARKS, Cue, find_cues, opens_statement, quotes_first
from rashomon.attribute.chinese.cues import (
    DIRECTIVE,
    STANCE_OF,
)
from rashomon.attribute.chinese.source_words import source_kind
from rashomon.attribute.chinese.speakers import find_subject
from rashomon.attribute.chinese.units import Unit, find_units, is_blank
from rashomon.attribute.reading import Reading
from rashomon.attribute.said import Said, Subject
from rashomon.model.account import QuotationForm, SourceKind
from rashomon.text.quotation_marks import Marked
from rashomon.text.tokens import words_of

_ADDRESSEE = re.compile(
    r"(?:[^，。：:“「]{0,14}?(?:记者们?|[路法]\w社|\w{1,4}社|\w{1,6}[台报网]|媒体|传媒|之音|时报|日报|议员们?|代表们?|民众|大家|我们|我|他们?|她|外界|BBC|CNN|选民|国会|委员会|听众|观众|支持者|与会者|同事|朋友|家人|父母|警方|法庭|法官)(?:说|表示)?)"
)


def find_said(reading: Reading) -> Iterator[Said]:
    """Every quotation, unit by unit; quotations without a cue of their own take that of the unit before them."""
    before: Said | None = None
    before_unit: Unit | None = None
    for unit in find_units(reading):
        found = sorted(_unit_said(reading, unit, before), key=lambda one: one.start)
        if not found and unit.quotes and is_blank(reading.masked[unit.start : unit.end]):
            near = before is not None and before_unit is not None and unit.block - before_unit.block <= 1
            found = _bare_quotes(reading, unit, before if near else None)
        yield from found
        if found:
            before = next((one for one in reversed(found) if one.subject or one.cue), before)
            before_unit = unit
        elif before_unit is not None and unit.block != before_unit.block:
            before_unit = None if not unit.quotes else before_unit


def _bare_quotes(reading: Reading, unit: Unit, before: Said | None) -> list[Said]:
    """A unit that is nothing but a quotation: it goes on with the speaker before it."""
    if before is None:
        return []
    quotes = [one for one in unit.quotes if one.inner_end - one.inner >= 6]
    return [
        _direct(
            one, reading, unit, cue=before.cue, cue_at=before.cue_at, subject=before.subject, rule="zh.direct.continued"
        )
        for one in quotes
    ]


def _unit_said(reading: Reading, unit: Unit, before: Said | None) -> list[Said]:
    """The quotations of one unit, cue by cue."""
    masked = reading.masked
    cues = list(find_cues(masked, unit))
    found: list[Said] = []
    covered = unit.start  # what stands before it is some cue's content already
    subject: Subject | None = None
    used: set[int] = set()
    for position, cue in enumerate(cues):
        if cue.start < covered:
            continue
        if cue.media:
            subject = None
            continue
        own = cue.subject
        role = _role(masked, own)
        if role == "medium":
            found += _literal(reading, unit, cue, own, _content_end(masked, unit, cue, cues[position + 1 :]))
            subject = None
            continue
        if role == "document":
            own = before.subject if before else None
            own = own or cue.subject
        owner = own or _elided(masked, unit, cue, subject)
        if owner is None and not cue.subject and cue.clause == unit.start and before and before.block == unit.block:
            owner = before.subject
        if owner is None:
            continue
        subject = owner
        end = _content_end(masked, unit, cue, cues[position + 1 :])
        said = _content(reading, unit, cue, owner, end)
        postposed = _postposed(reading, unit, cue, owner, used) if not said or _quote_before(masked, cue) else []
        for one in (*postposed, *said):
            if one.start not in used:
                found.append(one)
                used.add(one.start)
        if said:
            covered = max(covered, end)
    return found


_STATEMENTS = words_of("声明 公告 推文 声明稿 新闻稿 公开信 贴文 帖文 文告 通告 信函")


def _role(masked: str, subject: Subject | None) -> str:
    """Whether a subject is a "medium" or study, which make no quotations, a "document" somebody issued, or neither."""
    if subject is None or subject.pronoun or subject.group:
        return ""
    name = masked[subject.start : subject.end]
    if name.endswith(_STATEMENTS) and len(name) < 12:
        return "document"
    kind = source_kind(name)
    return (
        "medium"
        if kind in (SourceKind.AGENCY, SourceKind.OUTLET)
        or (kind is SourceKind.DOCUMENT and not name.endswith(_STATEMENTS))
        else ""
    )


def _literal(reading: Reading, unit: Unit, cue: Cue, subject: Subject | None, end: int) -> list[Said]:
    """The literal words of a medium: only what it has in quotation marks."""
    quotes = [
        one for one in unit.quotes if one.inner >= cue.end and one.inner_end <= end and one.inner_end - one.inner >= 8
    ]
    return [
        _direct(one, reading, unit, cue=cue.word, cue_at=cue.start, subject=subject, rule="zh.direct.medium")
        for one in quotes
        if is_speech(reading, one)
    ]


def _elided(masked: str, unit: Unit, cue: Cue, subject: Subject | None) -> Subject | None:
    """The subject of a cue whose clause has none: the one before it in the unit, else the unit's first noun phrase."""
    if subject is not None:
        return subject
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


def _content_end(masked: str, unit: Unit, cue: Cue, later: list[Cue]) -> int:
    """Where the cue's content ends: before the clause of the next cue that says something of its own."""
    for other in later:
        if opens_statement(masked, cue, other):
            return quotes_first(masked, cue, other.clause) or other.clause - 1
    return unit.end


def _content(reading: Reading, unit: Unit, cue: Cue, owner: Subject, end: int) -> list[Said]:
    """What follows the cue: an indirect clause, its quoted fragments, or a direct quotation."""
    masked = reading.masked
    start = cue.end
    if "告诉" in cue.word or "告知" in cue.word or cue.word in ("提醒", "反问", "质问", "追问", "询问"):
        addressee = _ADDRESSEE.match(masked, start, end)
        if addressee and ("告" in cue.word or masked[addressee.end() : addressee.end() + 1] in "，：:"):
            start = addressee.end()
    while start < end and masked[start] in "了，,：: 　":
        start += 1
    stop = end
    while stop > start and masked[stop - 1] in "。！？!?，,；;：: 　…":
        stop -= 1
    stop = _without_note(masked, start, stop)
    if stop - start < 2:
        return []
    quotes = [one for one in unit.quotes if one.inner >= start and one.inner_end <= end]
    found = []
    if not _only_quotes(masked, start, stop, quotes):
        first = start
        if not (cue.word in DIRECTIVE or stop - first >= 4 or quotes):
            return []
        found.append(_said(QuotationForm.INDIRECT, first, stop, unit, cue, owner, "zh.indirect.after"))
    fragments = bool(found)
    for one in quotes:
        if not fragments or is_speech(reading, one):
            found.append(
                _direct(one, reading, unit, cue=cue.word, cue_at=cue.start, subject=owner, rule="zh.direct.after")
            )
    return found


def _without_note(masked: str, start: int, stop: int) -> int:
    """The end without a bracketed note behind the statement: （约新台币779亿元）, （编辑：…）."""
    if stop > start and masked[stop - 1] in "）)":
        opener = max(masked.rfind("（", start, stop), masked.rfind("(", start, stop))
        if opener > start and stop - opener < 60:
            return opener
    return stop


def _only_quotes(masked: str, start: int, stop: int, quotes: list[Marked]) -> bool:
    """Whether the content is nothing but quotations."""
    at = start
    for one in quotes:
        if masked[at : one.start].strip("，,。；;：: 　、"):
            return False
        at = one.end
    return bool(quotes) and not masked[at:stop].strip("，,。；;：: 　、！？”」")


def _quote_before(masked: str, cue: Cue) -> bool:
    """Whether a quotation stands right before the clause of the cue."""
    return masked[max(0, cue.clause - 2) : cue.clause].rstrip("，, ")[-1:] in ("”", "」", "』", '"')


def _postposed(reading: Reading, unit: Unit, cue: Cue, owner: Subject, used: set[int]) -> list[Said]:
    """What stands before a cue that ends its clause: “……，”毛说。"""
    masked = reading.masked
    at_end = not masked[cue.end : unit.end].strip("。！？!?，,：: 　…”」")
    if not at_end and not _quote_before(masked, cue):
        return []
    quotes = [one for one in unit.quotes if one.end <= cue.start and one.start not in used and one.inner not in used]
    if cue.subject is None and not quotes:
        return []
    head = masked[unit.start : cue.clause]
    if quotes and _only_quotes(masked, unit.start, cue.clause, quotes):
        return [
            _direct(one, reading, unit, cue=cue.word, cue_at=cue.start, subject=owner, rule="zh.direct.before")
            for one in quotes
        ]
    if at_end and cue.subject is not None and len(head.strip()) > 8 and not cue.strict:
        found = []
        stop = cue.clause
        while stop > unit.start and masked[stop - 1] in "，, ":
            stop -= 1
        start = unit.start
        while start < stop and masked[start].isspace():
            start += 1
        found.append(_said(QuotationForm.INDIRECT, start, stop, unit, cue, owner, "zh.indirect.before"))
        found += [
            _direct(one, reading, unit, cue=cue.word, cue_at=cue.start, subject=owner, rule="zh.direct.before")
            for one in quotes
            if is_speech(reading, one)
        ]
        return found
    return []


def _said(form: QuotationForm, start: int, end: int, unit: Unit, cue: Cue, owner: Subject, rule: str) -> Said:
    return Said(
        start=start,
        end=end,
        form=form,
        cue=cue.word,
        cue_at=cue.start,
        stance=_stance(cue.word),
        subject=owner,
        block=unit.block,
        rule=rule,
    )


def _stance(word: str) -> str:
    return STANCE_OF.get(word) or next(
        (STANCE_OF[word[:size]] for size in range(len(word), 0, -1) if word[:size] in STANCE_OF), "said"
    )


def _direct(
    one: Marked, reading: Reading, unit: Unit, *, cue: str, cue_at: int, subject: Subject | None, rule: str
) -> Said:
    start, end = one.inner, one.inner_end
    while start < end and reading.text[start].isspace():
        start += 1
    while end > start and reading.text[end - 1].isspace():
        end -= 1
    return Said(
        start=start,
        end=end,
        form=QuotationForm.DIRECT,
        cue=cue,
        cue_at=cue_at,
        stance=_stance(cue),
        subject=subject,
        block=unit.block,
        rule=rule,
    )


_LABEL_BEFORE = re.compile(
    r"(?:所谓的?|号称|名为|称为|称之为|被称|叫做|称作|代号|名叫|题为|主题|标语|口号|一个|这个|那个|该|这种|那种|推动|推进|实施|启动|关于|有关|涉及|加入|签署|取消|退出|参与|参加|共建|就|对|的)$"
)
_LABEL_AFTER = re.compile(
    r"\s*(?:[（(]|计划|协议|倡议|行动|一词|事件|运动|法案|案|号|奖|项目|政策|战略|概念|原则|模式|系统|制度|体系|理论|工程|论坛|峰会|组织|团体|集团|公司|账号|帐号|频道|的(?:计划|协议|倡议|问题|概念|原则|政策|名义|做法|方式|说法|关系))"
)


def is_speech(reading: Reading, one: Marked) -> bool:
    """Whether a fragment in quotation marks inside reported speech is somebody's words and not a label.

    Labels are short, stand before a kind of thing (…计划, …协议), behind 所谓 or 名为, or are quoted several times.
    """
    size = one.inner_end - one.inner
    if size < 2:
        return False
    folded = reading.folded
    if size <= 10:
        if _LABEL_AFTER.match(folded, one.end) or re.search(
            r"(?:所谓的?|号称|名为|称为|称之为|被称|叫做|称作|代号|题为|主题为)$",
            folded[max(0, one.start - 5) : one.start],
        ):
            return False
        words = folded[one.inner : one.inner_end]
        if folded.count(words) > 1:
            return False
    return size >= 4 or bool(
        re.search(r"(?:是|为|不|太|很|非常|说|称|会|要|被)$", folded[max(0, one.start - 2) : one.start])
    )
