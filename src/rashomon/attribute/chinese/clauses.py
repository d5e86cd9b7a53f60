"""Cues in Chinese sentences: which words say that somebody speaks, and the clause and subject before each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import MappingProxyType
from typing import NamedTuple

from rashomon.attribute.chinese.cues import (
    DIRECTIVE,
    MEDIA_CUES,
    OPEN_STRICT,
    SPEECH_TAILS,
    STANCE_OF,
    STRICT,
)
from rashomon.attribute.chinese.speakers import UNNAMED, find_subject
from rashomon.attribute.chinese.spots import CUE_WORDS, Spots
from rashomon.attribute.chinese.units import Unit
from rashomon.attribute.reading import QUOTED
from rashomon.attribute.said import Subject
from rashomon.text.spotting import spots_within
from rashomon.text.tokens import any_of, words_of


class Cue(NamedTuple):
    """A cue in a unit with the clause before it."""

    word: str
    start: int
    end: int
    clause: int  # where its clause begins
    subject: Subject | None
    media: bool
    strict: bool
    passive: bool = False  # 被国民党批评: the subject is the one behind 被, and nothing is quoted


_TAIL = re.compile(any_of(words_of(SPEECH_TAILS)))
_TAIL_FIRST = frozenset(tail[0] for tail in words_of(SPEECH_TAILS))
CLAUSE_MARKS = "，,；;：:。！？!?"
_NEGATING = frozenset(
    words_of(
        """
    没 没有 未 未曾 并未 尚未 从未 不 拒绝 无法 不愿 不肯 不会 不能 不得 难以 无须 无需 不用 将 可 可能 应 应该 需 需要 必须 要 可以 以 为了 去 被 遭 受 获 经 所 想 希望
    打算 计划 拟 准备 愿 如何 怎么 甚么 什么 再 多次被 敢 能 是否 有否 无人 用于 用来 协助 帮助 有权 负责 等待 等候 一直被 曾被 对外 得到 作出 做出 予以 给予 进行 发出 遭到 受到
    引发 接到 接获 收到 旨在 掀起 激起 爆发 招致 平息 面临 有关 进行了 掀起强烈 掀起广泛 掀起大量 激起强烈 激起广泛 激起大量 遭到强烈 遭到广泛 遭到大量 引发强烈 引发广泛 引发大量
    招致强烈 招致广泛 招致大量 面临强烈 面临广泛 面临大量 引来强烈 引来广泛 引来大量
    """
    )
)
"""Words before a cue that make it say nothing: it is negated, wished for, a noun or somebody's plan."""
_NEGATING_UNLESS = MappingProxyType({"会": "协员工商议国大学联金事党董", "来": "后", "的": "确楚厉"})
"""The same, but for where another character stands before: 国会称, 后来说, 明确的."""
_NEGATING_SIZES = (1, 2, 3, 4)
_MAY_NEGATE = frozenset(["认为", "相信", "觉得"])
_AFTER_NOT = re.compile(
    r"[的者书信声函们会案权性力件量数率之及与和或、)）》]|$|[。！？]|(?:中|后|前|时|下|以来|之后|之前|期间|到的|过的)(?:[，。的]|$)"
)


def find_cues(masked: str, unit: Unit, spots: Spots) -> Iterator[Cue]:
    """The cues of a unit that can govern a quotation; `spots` are the text's."""
    last_end = behind = -1
    unnamed: list[tuple[int, int]] | None = None
    for spot in spots_within(spots.cues, unit.start, unit.end):
        word = CUE_WORDS.longest(masked, spot, unit.end) if spot >= behind else ""
        if not word:
            continue
        behind = word_end = spot + len(word)
        media = word in _MEDIA
        if spot < last_end or not (media or word in STANCE_OF):
            continue
        unnamed = _unnamed(masked, unit, spots) if unnamed is None else unnamed
        if any(a <= spot < b for a, b in unnamed):
            continue
        end = word_end
        while masked[end : end + 1] in _TAIL_FIRST and (tail := _TAIL.match(masked, end, unit.end)):
            end = tail.end()
        last_end = end
        closed = word in STRICT and end == word_end and not _is_open(masked, end, unit.end)
        if closed and word not in OPEN_STRICT and word not in _ASKING:
            continue
        clause = _clause_start(masked, unit.start, spot)
        issued = word in _ISSUED and end > word_end and masked[clause:spot].strip() in _POINTERS
        if issued:  # 声明指出: the statement is the subject
            issuer = Subject(start=spot, end=word_end, name_start=spot)
            yield Cue(
                word=masked[word_end:end],
                start=word_end,
                end=end,
                clause=clause,
                subject=issuer,
                media=False,
                strict=False,
            )
            continue
        if not media and not _governs(masked, word, spot, end, clause, unit.end):
            continue
        closed = closed and not (word in _ASKING and _ends_after_quote(masked, clause, end, unit.end))
        if closed and word not in OPEN_STRICT:
            continue
        subject = find_subject(masked, clause, spot)
        if closed and (subject is None or subject.end < spot - 6):
            continue
        yield Cue(
            word=masked[spot:end],
            start=spot,
            end=end,
            clause=clause,
            subject=subject,
            media=media,
            strict=word in STRICT,
            passive=not media and _PASSIVE.search(masked, clause, spot) is not None,
        )


def _unnamed(masked: str, unit: Unit, spots: Spots) -> list[tuple[int, int]]:
    """Where the unit has somebody without a name, whose 透露 or 要求 says nothing."""
    found: list[tuple[int, int]] = []
    for spot in spots_within(spots.counted, unit.start, unit.end):
        one = UNNAMED.match(masked, spot, unit.end) if not found or spot >= found[-1][1] else None
        if one:
            found.append(one.span())
    return found


def _ends_after_quote(masked: str, clause: int, end: int, unit_end: int) -> bool:
    """Whether the unit ends behind the cue and a quotation stands before its clause: “……？”她问。"""
    return not masked[end:unit_end].strip("。！？!?”」 ") and masked[max(0, clause - 1) : clause] in tuple("”」』")


_ASKING = frozenset(words_of("问 追问 反问 质问 发问 提问 询问 答 回答 解释 补充 回忆"))
_PASSIVE = re.compile(r"(?:被|遭到?)[^，。被]{2,14}$")
_ISSUED = frozenset(words_of("声明 公告"))
_POINTERS = frozenset(("", "该", "这份", "该份", "联合", "上述", "但", "而"))
_MEDIA = frozenset(MEDIA_CUES)


def _clause_start(masked: str, start: int, at: int) -> int:
    """Where the clause that holds `at` begins: behind the last comma, colon or closing quotation before it."""
    for position in range(at - 1, max(start, at - 90) - 1, -1):
        letter = masked[position]
        if letter in CLAUSE_MARKS and not (
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
    return close - opener > 4 and (opener == start or masked[opener - 1] in CLAUSE_MARKS + " ")


_TOPIC = re.compile(
    r"\s*(?:但|而|不过|然而|同时)?(?:至于|对于|关于|针对|被问|当被问|就|不管|无论|即使|如果|若|假如|只要|一旦|谈到|除了|为了)"
)


def _governs(masked: str, word: str, start: int, end: int, clause: int, unit_end: int) -> bool:
    """Whether a cue word is used as one: not negated, not a noun, not part of a relative clause."""
    if _TOPIC.match(masked, clause, start):
        return False
    if word in _PAPERS and _MADE.search(masked, clause, start):
        return False  # 发布了官方通报, 这份报告: the word is a paper's
    if word in _RAISED and _WHEN_SAID.match(masked, end, unit_end):
        return False  # 谈到交通部门时说: it only says what the next cue is about
    may_negate = word in _MAY_NEGATE and masked[start - 1 : start] not in "被的所"
    if not may_negate and _is_negated(masked, clause, start):
        return False
    after = masked[end : min(unit_end, end + 6)]
    if after.startswith("了") and STANCE_OF.get(word) in ("criticised", "praised", "denied"):
        return False  # 批评了政府: a noun, and nothing said
    return not (_AFTER_NOT.match(after) and not (after[:1] in "。！？" or not after))


def _is_negated(masked: str, clause: int, at: int) -> bool:
    """Whether a word stands right before `at` in its clause that makes a cue say nothing."""
    if at <= clause:
        return False
    unless = _NEGATING_UNLESS.get(masked[at - 1])
    if unless is not None and (at < 2 or masked[at - 2] not in unless):
        return True
    return any(masked[at - size : at] in _NEGATING for size in _NEGATING_SIZES if at - size >= clause)


def _is_open(masked: str, end: int, unit_end: int) -> bool:
    """Whether a comma, a colon or a quotation stands right behind the cue."""
    after = masked[end : min(unit_end, end + 3)].lstrip(" 了为是")
    return bool(after) and (after[:1] in '，,：:“「『"' or _ASKED.match(masked, end, unit_end) is not None)


_ASKED = re.compile(r"[^，。：；“「]{2,16}[：:] ?[“「]")  # 法官问双方：“…”
_PAPERS = frozenset(words_of("通报 公告 报告 预告 提议 建议 警告 声明 评论 要求 承诺 保证"))
_MADE = re.compile(
    r"(?:发布|发出|公布|发表|提交|收到|出台|推出|接受)了?[^，。]{0,14}$|(?:[这那该此一][份项个则篇段]|[这那该此])(?:联合|最新|官方|书面|旗舰|情报|调查)?$"
    r"|(?:强制|严格|关停|停业|业绩|旗舰|财务)$"
)
_RAISED = frozenset(words_of("谈到 谈及 提到 回应 回答"))
_WHEN_SAID = re.compile(r"[^，。；“「]{1,30}时[^，。；“「]{0,6}?(?:说|表示|称|指出|强调)")
_NEW_LEAD = re.compile(
    r"\s*(?:并|且|同时|而|但|不过|又|也|还|则|随后|最后|另外|此外|他|她|他们|她们){1,4}(?:[也还又则再并]|\w{0,4}进一步|[^，]{0,6}?再次)?$"
)
_PRONOUN_LEAD = re.compile(r"\s*(?:他|她)(?!们的|的)[^，]{0,16}$")
_SPLITTERS = frozenset(
    words_of(
        "呼吁 形容 批评 强调 表示 指出 称 认为 警告 重申 敦促 指责 承认 痛批 抨击 坦言 直言 声称 宣称 披露 透露 誓言 承诺 否认 指控 说 提醒"
    )
)


def is_new_lead(lead: str) -> bool:
    """Whether nothing but 并, 还, 他也 … stands between a clause's start and its cue."""
    return _NEW_LEAD.match(lead) is not None


def opens_statement(masked: str, cue: Cue, other: Cue) -> bool:
    """Whether a later cue says something of its own and is not part of what `cue` reports.

    So it is behind “，并…”, “，他…”, with no subject at all (“，呼吁…”), with a subject of its own behind a semicolon or
    with 而, 但, 则, 却, with the same cue word again (parallel clauses), or behind a finished direct quotation.
    """
    if other.clause <= cue.end:
        return False
    mark, lead = masked[other.clause - 1], masked[other.clause : other.start]
    if is_new_lead(lead) or (_PRONOUN_LEAD.match(lead) and other.subject is not None):
        return True
    if not lead.strip():
        return other.word[:2] in _SPLITTERS or other.word in _SPLITTERS
    if other.subject is None:
        return False
    if cue.word in DIRECTIVE and not other.strict and other.word[:1] in "说称表指":
        return True  # 家属要求放人，监狱负责人说
    if mark in "；;" or other.word == cue.word or quotes_first(masked, cue, other.clause):
        return True
    return (lead.startswith(("而", "但")) or lead.endswith(("则", "却"))) and len(lead) < 30


_QUOTE_FIRST = re.compile(rf"[，：:, ]*[“「『\"]({QUOTED}+)[”」』\"][，,。]")


def quotes_first(masked: str, cue: Cue, stop: int) -> int:
    """The end of the quotation that stands right behind the cue and fills its clause; 0 where there is none."""
    match = _QUOTE_FIRST.match(masked, cue.end, stop)
    return match.end() - 1 if match and len(match.group(1)) >= 6 else 0
