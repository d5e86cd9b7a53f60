"""Quotations in Chinese news: cues, the clause or quotation marks they govern, and whose words they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rashomon.attribute.chinese.cues import (
    BLOCKERS,
    DIRECTIVE,
    MEDIA_CUES,
    OPEN_STRICT,
    SPEECH_TAILS,
    STANCE_OF,
    STRICT,
)
from rashomon.attribute.chinese.speakers import Subject, find_subject
from rashomon.attribute.chinese.units import Unit, find_units, is_blank
from rashomon.attribute.reading import QUOTED, Reading
from rashomon.model.account import QuotationForm
from rashomon.text.quotation_marks import Marked
from rashomon.text.tokens import any_of, words_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A quotation before its speaker's name and its sources are settled."""

    start: int
    end: int
    form: QuotationForm
    cue: str
    cue_at: int
    stance: str
    subject: Subject | None
    unit: Unit
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A cue in a unit with the clause before it."""

    word: str
    start: int
    end: int
    clause: int  # where its clause begins
    subject: Subject | None
    media: bool
    strict: bool


_CUE = re.compile(any_of([*STANCE_OF, *MEDIA_CUES, *words_of(BLOCKERS)]))
_TAIL = re.compile(any_of(words_of(SPEECH_TAILS)))
_CLAUSE_MARKS = "，,；;：:。！？!?"
_NEGATED = re.compile(
    r"(?:没有?|未|未曾|并未|尚未|从未|不|拒绝|无法|不愿|不肯|不会|不能|不得|难以|无须|无需|不用|将|会|可|可能|应|应该|需|需要|必须|要|可以|来|以|为了|去|被|遭|受|获|经|所|想|希望|打算|计划|拟|准备|愿|如何|怎么|甚么|什么|的|再|多次被|敢|能|是否|有否|无人|用于|用来|协助|帮助|有权|负责|等待|等候|一直被|曾被|对外)$"
)
_MAY_NEGATE = frozenset(["认为", "相信", "觉得"])
_AFTER_NOT = re.compile(
    r"[的者书信声函们会案权性力件量数率之及与和或、)）》]|$|[。！？]|(?:中|后|前|时|下|以来|之后|之前|期间|到的|过的)(?:[，。的]|$)"
)
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
    cues = list(_find_cues(masked, unit))
    found: list[Said] = []
    covered = unit.start  # what stands before it is some cue's content already
    subject: Subject | None = None
    used: set[int] = set()
    for position, cue in enumerate(cues):
        if cue.start < covered and not _opens_new(masked, cue, covered):
            continue
        if cue.media:
            subject = None
            continue
        owner = cue.subject or _elided(masked, unit, cue, subject)
        if (
            owner is None
            and not cue.subject
            and cue.clause == unit.start
            and before
            and before.unit.block == unit.block
        ):
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


def _find_cues(masked: str, unit: Unit) -> Iterator[Cue]:
    """The cues of a unit that can govern a quotation."""
    last_end = -1
    for match in _CUE.finditer(masked, unit.start, unit.end):
        word = match.group()
        media = word in _MEDIA
        if match.start() < last_end or not (media or word in STANCE_OF):
            continue
        end = match.end()
        while tail := _TAIL.match(masked, end, unit.end):
            end = tail.end()
        last_end = end
        clause = _clause_start(masked, unit.start, match.start())
        if not media and not _governs(masked, word, match.start(), end, clause, unit.end):
            continue
        subject = find_subject(masked, clause, match.start())
        closed = word in STRICT and end == match.end() and not _is_open(masked, end, unit.end)
        if closed and (word not in OPEN_STRICT or subject is None or subject.end < match.start() - 6):
            continue
        yield Cue(
            word=masked[match.start() : end],
            start=match.start(),
            end=end,
            clause=clause,
            subject=subject,
            media=media,
            strict=word in STRICT,
        )


_MEDIA = frozenset(MEDIA_CUES)


def _clause_start(masked: str, start: int, at: int) -> int:
    """Where the clause that holds `at` begins: behind the last comma, colon or closing quotation before it."""
    for position in range(at - 1, max(start, at - 90) - 1, -1):
        letter = masked[position]
        if letter in _CLAUSE_MARKS and not (
            letter in ",.:"
            and masked[position - 1 : position].isdigit()
            and masked[position + 1 : position + 2].isdigit()
        ):
            return position + 1
        if (
            letter in '”」』"'
            and masked[position - 1 : position] == QUOTED
            and position - start > 0
            and _speech_closed(masked, start, position)
        ):
            return position + 1
    return max(start, at - 90)


def _speech_closed(masked: str, start: int, close: int) -> bool:
    """Whether the quotation that closes at `close` began its clause, so that a new one starts behind it."""
    opener = close - 1
    while opener > start and masked[opener] == QUOTED:
        opener -= 1
    return close - opener > 8 and (opener == start or masked[opener - 1] in _CLAUSE_MARKS + " ")


def _governs(masked: str, word: str, start: int, end: int, clause: int, unit_end: int) -> bool:
    """Whether a cue word is used as one: not negated, not a noun, not part of a relative clause."""
    may_negate = word in _MAY_NEGATE and masked[start - 1 : start] not in "被的所"
    if not may_negate and _NEGATED.search(masked, max(clause, start - 4), start):
        return False
    after = masked[end : min(unit_end, end + 6)]
    return not (_AFTER_NOT.match(after) and not (after[:1] in "。！？" or not after))


def _is_open(masked: str, end: int, unit_end: int) -> bool:
    """Whether a comma, a colon or a quotation stands right behind the cue."""
    after = masked[end : min(unit_end, end + 3)].lstrip(" 了为是")
    return after[:1] in '，,：:“「『"' and bool(after)


def _opens_new(masked: str, cue: Cue, covered: int) -> bool:
    """Whether a cue inside another's content begins a statement of its own: “……，他认为……”, “；乙则表示，……”."""
    if cue.clause <= covered and cue.start < covered:
        lead = masked[cue.clause : cue.start]
        mark = masked[cue.clause - 1 : cue.clause]
        return mark in "，；,;" and _is_new_lead(lead)
    return True


_NEW_LEAD = re.compile(
    r"\s*(?:并|且|同时|而|但|不过|又|也|还|则|随后|他|她|他们|她们){1,4}(?:[也还又则再并]|\w{0,4}进一步|[^，]{0,6}?再次)?$"
)


def _is_new_lead(lead: str) -> bool:
    return bool(_NEW_LEAD.match(lead))


def _elided(masked: str, unit: Unit, cue: Cue, subject: Subject | None) -> Subject | None:
    """The subject of a cue whose clause has none: the one before it in the unit, else the unit's first noun phrase."""
    if subject is not None:
        return subject
    at = unit.start
    for _ in range(4):
        stop = at
        while stop < cue.clause and masked[stop] not in _CLAUSE_MARKS:
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
        if other.clause > cue.end and (_is_new_lead(masked[other.clause : other.start]) or _is_rival(masked, other)):
            return other.clause - 1
    return unit.end


def _is_rival(masked: str, other: Cue) -> bool:
    """Whether a later cue has a speaker of its own on the same level: behind a semicolon, or with 则/却/而."""
    mark = masked[other.clause - 1]
    lead = masked[other.clause : other.start]
    if mark in "；;" and other.subject is not None:
        return True
    return (
        other.subject is not None and (lead.startswith(("而", "但")) or lead.endswith(("则", "却"))) and len(lead) < 30
    )


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
        unit=unit,
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
        unit=unit,
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
