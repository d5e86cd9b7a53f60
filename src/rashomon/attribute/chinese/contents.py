"""What a Chinese cue governs: the clause or quotation behind it, or before it, and the fragments in quotation marks."""

from __future__ import annotations

import re

from rashomon.attribute.chinese.clauses import Cue, opens_statement, quotes_first
from rashomon.attribute.chinese.cues import DIRECTIVE, STANCE_OF
from rashomon.attribute.chinese.units import Unit
from rashomon.attribute.reading import BRACKETED, QUOTED, TITLED, Reading
from rashomon.attribute.said import Said, Subject
from rashomon.model.account import QuotationForm
from rashomon.text.quotation_marks import Marked
from rashomon.text.tokens import words_of

_ADDRESSEE = re.compile(
    r"(?:[^，。：:“「]{0,14}?(?:记者们?|[路法]\w社|\w{1,4}社|\w{1,6}[台报网]|媒体|传媒|之音|时报|日报|议员们?|代表们?|民众|大家|我们|我|他们?|她|外界|BBC|CNN|选民|国会|委员会|听众|观众|支持者|与会者|同事|朋友|家人|父母|警方|法庭|法官)(?:说|表示)?)"
)
_BLANKS = (QUOTED, BRACKETED, TITLED)
_TOLD = words_of("提醒 反问 质问 追问 询问 问")
_LITERAL_ONLY = frozenset(words_of("自称 高喊 高呼 大喊 呼喊 喊道 喊出 自诩 直呼 惊呼 喊话 怒吼 号称 自嘲"))
"""Cues whose words are literal: without quotation marks they report nothing."""
_TURNS = "引发|引起|导致|令(?!人)|使得|同样|随后|反让|直到|事件|此举|以此"
_UNANSWERED = r"[^，。；“「]{2,24}(?:没有|未|并未|尚未|拒绝)(?:立即|及时|即时|就此)?(?:作出|做出|予以)?(?:回应|回复|置评|评论|答复)"
_OTHERS = r"[；;](?=[^，。；“「]{2,24}(?:则|却))"
_TURN = re.compile(rf"[，,](?={_TURNS}|同时也令|让(?=外界|人)|{_UNANSWERED})|{_OTHERS}")
_TURN_BARE = re.compile(
    rf"[，,](?={_TURNS}|但|不过|然而|又(?!称|说)|决定|他们|她们|最终|结果|市场|股价|这[是一也]|当时|事后|{_UNANSWERED})|{_OTHERS}"
)
_TIME_CLAUSE = re.compile(r"[^，,]{1,24}?(?:之?后|之?前|时|之际|的同时|以来|期间)(?=[，,])")


_APART = frozenset("，,：: ")  # what parts a cue from what is said
_REACH = 600  # characters in which the reporter's turn is looked for: sentences are shorter, and the work stays linear


def content_end(masked: str, unit: Unit, cue: Cue, later: list[Cue]) -> int:
    """Where the cue's content ends: before what says something of its own, and before the reporter's turn."""
    end = unit.end
    for other in later:
        if opens_statement(masked, cue, other):
            end = quotes_first(masked, cue, other.clause) or other.clause - 1
            break
    bare = masked[cue.end : cue.end + 1] not in _APART
    quoted = quotes_first(masked, cue, end)
    if quoted and not _more_quotes(masked, quoted, end):
        return quoted
    turn = (_TURN_BARE if bare else _TURN).search(masked, cue.end + 2, min(end, cue.end + _REACH))
    return turn.start() if turn else end


def _more_quotes(masked: str, at: int, end: int) -> bool:
    """Whether more quotations follow in the content."""
    return any(mark in masked[at : min(end, at + _REACH)] for mark in "“「『")


def read_content(reading: Reading, unit: Unit, cue: Cue, owner: Subject, end: int) -> list[Said]:
    """What follows the cue: an indirect clause, its quoted fragments, or a direct quotation."""
    masked = reading.masked
    start = cue.end
    if "告诉" in cue.word or "告知" in cue.word or cue.word in _TOLD:
        start = _behind_addressee(masked, cue, end)
    while start < end and masked[start] in "了，,：: 　":
        start += 1
    stop = _trimmed(masked, start, end)
    if stop - start < 2 or (start == cue.end and _TIME_CLAUSE.match(masked, start, stop)):
        return []
    quotes = [one for one in unit.quotes if one.inner >= start and one.inner_end <= end]
    if cue.word in _LITERAL_ONLY:
        return [direct(one, reading, unit, cue, owner, "zh.direct.after") for one in quotes[:3]]
    if _only_quotes(masked, start, stop, quotes):
        return [direct(one, reading, unit, cue, owner, "zh.direct.after") for one in quotes]
    stop, trailing = _without_trailing(masked, start, stop, quotes)
    if not (cue.word in DIRECTIVE or stop - start >= 4 or quotes or stance_of(cue.word) == "announced"):
        return []
    found = [reported(start, stop, unit, cue, owner, "zh.indirect.after")]
    for one in quotes:
        if one is trailing or is_speech(reading, one):
            found.append(direct(one, reading, unit, cue, owner, "zh.direct.after"))
    return found


def _behind_addressee(masked: str, cue: Cue, end: int) -> int:
    """Where the words begin behind whom they were said to: 告诉潮声社（…），…; 法官问双方：“…”."""
    start = cue.end
    comma = min((at for mark in "，：:" if (at := masked.find(mark, start, min(end, start + 44))) > start), default=-1)
    if "告" in cue.word and comma > start:
        size = comma - start - sum(masked.count(blank, start, comma) for blank in _BLANKS)
        if size < 12 or masked[comma] != "，":
            return comma
    if cue.word in _TOLD and comma > start and masked[comma] in "：:" and masked[comma + 1 : comma + 2] in ("“", "「"):
        return comma
    addressee = _ADDRESSEE.match(masked, start, end)
    if addressee and ("告" in cue.word or masked[addressee.end() : addressee.end() + 1] in ("，", "：", ":")):
        return addressee.end()
    return start


def _trimmed(masked: str, start: int, end: int) -> int:
    """The end without final punctuation and without a bracketed note: （约新台币779亿元）, （编辑：…）."""
    stop = end
    while stop > start and masked[stop - 1] in "。！？!?，,；;：: 　…":
        stop -= 1
    if stop > start and masked[stop - 1] in "）)":
        opener = max(masked.rfind("（", start, stop), masked.rfind("(", start, stop))
        if opener > start and stop - opener < 60:
            return opener
    return stop


_LEAD_IN = re.compile(
    r"(?:通过|透过|对于?|关于|如果|若|假如|因为?|由于|尽管|虽然|随着|除了|为了|在|当)[^，：“「]*[，：]$"
)  # says no more without what follows


def _without_trailing(masked: str, start: int, stop: int, quotes: list[Marked]) -> tuple[int, Marked | None]:
    """The end of the indirect clause where a whole quotation follows it behind a comma, and that quotation."""
    if quotes and quotes[-1].end >= stop - 1 and quotes[-1].inner_end - quotes[-1].inner >= 8:
        before = masked[: quotes[-1].start].rstrip()[-1:]
        if (
            before in ("，", "：", ",", ":")
            and quotes[-1].start - start > 4
            and not _LEAD_IN.match(masked, start, quotes[-1].start)
        ):
            return _trimmed(masked, start, quotes[-1].start), quotes[-1]
    return stop, None


def _only_quotes(masked: str, start: int, stop: int, quotes: list[Marked]) -> bool:
    """Whether the content is nothing but quotations and what joins them."""
    at = start
    rest = ""
    for one in quotes:
        rest += masked[at : one.start]
        at = one.end
    rest += masked[at:stop]
    return bool(quotes) and not rest.strip("，,。；;：: 　、！？”」是和与及等")


def quote_before(masked: str, cue: Cue) -> bool:
    """Whether a quotation stands right before the clause of the cue."""
    return masked[max(0, cue.clause - 2) : cue.clause].rstrip("，, ")[-1:] in ("”", "」", "』", '"')


_CLOSING_CUES = frozenset(
    words_of("说 表示 称 指出 强调 认为 透露 坦言 直言 写道 道 指 补充 解释 警告 形容 感叹 说道 回应 相信 问 反问")
)


def read_postposed(reading: Reading, unit: Unit, cue: Cue, owner: Subject, used: set[int]) -> list[Said]:
    """What stands before a cue that ends its clause: “……，”毛说。"""
    masked = reading.masked
    behind = cue.end
    if "告" in cue.word and (addressee := _ADDRESSEE.match(masked, behind, unit.end)):
        behind = addressee.end()
    at_end = not masked[behind : unit.end].strip("。！？!?，,：: 　…”」")
    if not at_end and not quote_before(masked, cue):
        return []
    quotes = [one for one in unit.quotes if one.end <= cue.start and one.start not in used and one.inner not in used]
    if cue.subject is None and not quotes:
        return []
    if quotes and _only_quotes(masked, unit.start, cue.clause, quotes):
        return [direct(one, reading, unit, cue, owner, "zh.direct.before") for one in quotes]
    if used:
        return []
    start, stop = unit.start, cue.clause
    while stop > start and masked[stop - 1] in "，, ":
        stop -= 1
    while start < stop and masked[start].isspace():
        start += 1
    if (
        not at_end
        or cue.subject is None
        or stop - start < 6
        or cue.word not in _CLOSING_CUES
        or _TIME_CLAUSE.fullmatch(masked[start : stop + 1])
    ):
        return []
    if masked[start:stop].endswith(("后", "时", "前", "之际", "中")):
        return []
    fragments = [
        direct(one, reading, unit, cue, owner, "zh.direct.before") for one in quotes if is_speech(reading, one)
    ]
    return [reported(start, stop, unit, cue, owner, "zh.indirect.before"), *fragments]


def reported(start: int, end: int, unit: Unit, cue: Cue, owner: Subject, rule: str) -> Said:
    """An indirect quotation."""
    return Said(
        start=start,
        end=end,
        form=QuotationForm.INDIRECT,
        cue=cue.word,
        cue_at=cue.start,
        stance=stance_of(cue.word),
        subject=owner,
        block=unit.block,
        rule=rule,
    )


def direct(one: Marked, reading: Reading, unit: Unit, cue: Cue, owner: Subject | None, rule: str) -> Said:
    """A direct quotation: the words between the marks, outer spaces trimmed."""
    start, end = one.inner, one.inner_end
    while start < end and reading.text[start].isspace():
        start += 1
    while end > start and reading.text[end - 1].isspace():
        end -= 1
    return Said(
        start=start,
        end=end,
        form=QuotationForm.DIRECT,
        cue=cue.word,
        cue_at=cue.start,
        stance=stance_of(cue.word),
        subject=owner,
        block=unit.block,
        rule=rule,
    )


def stance_of(word: str) -> str:
    """The stance of a cue, of a compound one (补充说) that of its first word."""
    for size in range(len(word), 0, -1):
        if word[:size] in STANCE_OF:
            return STANCE_OF[word[:size]]
    return "said"


_LABEL_BEFORE = re.compile(
    r"(?:所谓的?|号称|名为|称为|称之为|被称|叫做|称作|代号|名叫|题为|主题为?|标语|口号|绰号|又称|俗称|外号|推动|推进|实施|启动|共建|建设|参与|加入|签署|取消|退出|绿色)$"
)
_LABEL_AFTER = re.compile(
    r"\s*(?:[（(]|计划|协议|倡议|行动|一词|事件|运动|法案|案|号|奖|项目|政策|战略|概念|原则|模式|系统|制度|体系|理论|工程|论坛|峰会|组织|团体|集团|公司|账号|帐号|频道|工作|办公室|问题|的(?:计划|协议|倡议|问题|概念|原则|政策|名义|做法|方式|运作|国家))"
)
_COPULA = re.compile(
    r"(?:是|为|不|太|很|非常|说|称|会|要|被|存在|内容|属于|成|像|如|只|都|最|更|将|向|把|和|与|、|”|」)$"
)


def is_speech(reading: Reading, one: Marked) -> bool:
    """Whether a fragment in quotation marks inside reported speech is somebody's words and not a label.

    Labels are short, stand before a kind of thing (…计划, …协议), behind 所谓 or 名为, or are quoted several times.
    """
    size = one.inner_end - one.inner
    if size < 2:
        return False
    folded = reading.folded
    before = folded[max(0, one.start - 5) : one.start]
    if size <= 16 and folded[one.inner_end - 1] == "罪":
        return False  # what somebody is charged with
    if size <= 10:
        if _LABEL_AFTER.match(folded, one.end) or _LABEL_BEFORE.search(before):
            return False
        if folded.count(folded[one.inner : one.inner_end]) > (1 if size <= 6 else 2):
            return False
    if size <= 24 and folded.count(folded[one.inner : one.inner_end], 0, 8000) > 2:
        return False  # quoted each time it is named
    return size >= 4 or bool(_COPULA.search(before))
