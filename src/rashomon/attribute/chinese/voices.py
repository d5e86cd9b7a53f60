"""Sources among those who are quoted: unnamed people, and bodies that tell what happened rather than what they want."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from rashomon.attribute.chinese import source_words as words
from rashomon.attribute.chinese.hits import Hit
from rashomon.attribute.chinese.speakers import UNNAMED
from rashomon.attribute.reading import Reading
from rashomon.attribute.said import Said
from rashomon.model.account import SourceKind

_UNNAMED = re.compile(
    r"(?:人士|官员|专家|学者|网[友民]|民众|居民|村民|市民|用户|消息来源|知情者|目击者|分析师|分析员|批评者|支持者|反对者|从业者|业者|参与者|举报者|爆料者|消费者|患者|车主"
    r"|人员|外交官|家属|亲友|舆论|[外业学商政各]界|法人|知情者|媒体人|有人|有些人|一些人|不少人)(?:们|之一)?$"
)
ABOUT: Final = re.compile(
    r"(?:一[名位个些])?(?:接近|熟悉|了解|参与|知悉|目睹)[^，。]{2,24}的[^，。的]{1,10}$"
)  # 接近谈判的外交官
_COUNTED = re.compile(
    r"(?!名为)[^，。]{0,14}?(?:[一两二三四五六七八几数多]|\d{1,3}|另一|某)[名位个些]|(?:一些|有些|某些|部分|不少|许多|很多|众多|多数|大多数|其他|另有)"
)
_ONE_OF_MANY = re.compile(r"(?:学生|教师|老师|教授|律师|医生|员工|司机|店主|商人|农民|记者|编辑|高管|经理|雇员|士兵|警员|负责人|代表|大使|议员|候选人|病人|邻居|同事|朋友|女子|男子|当事人|受访者)$")  # fmt: skip
_BODY = re.compile(
    r"(?:[军警检校院]方|警察|海军|空军|陆军|官方|当局|部门|公安|分局|派出所|卫健委|疾控中心|指挥中心|海关|海警|消防队?|[局署厅]|(?<!总)(?<!外交)部|政府|[纪监]委|法院|检察院|医院|机构)$"
)
_PROPER = re.compile(r"(?:组织|团体|机构|智库|协会)(?P<name>[A-Za-z][\w .\-]{1,30})$")  # 独立组织OVD-Info
_SPOKESMAN = re.compile(r"的?(?:[一两][名位])?[女副]?(?:新闻)?(?:发言人|(?:有关|相关)(?:负责人|方面|人员))$")
_SPEAKING = ("外交部", "国务院", "白宫", "总统府", "大使馆", "使馆", "公司", "党")
"""Bodies whose spokesmen are sources where they report a fact; named alone they speak for themselves."""
_TELLING = frozenset(("said", "believed", "claimed", "confirmed", "criticised", "admitted"))
_STATING = frozenset(("said", "claimed", "confirmed"))
_NEAR = 8


def find_voices(reading: Reading, said: Iterable[Said]) -> Iterator[Hit]:
    """A source for each quotation whose speaker is an unnamed person or group, or a body that reports a fact.

    A body that says what it wants or will do announces itself: that is nobody's report.
    """
    heard: set[tuple[int, int]] = set()
    for one in said:
        subject = one.subject
        if subject is None or subject.pronoun or subject.name_start > subject.start or subject.start > one.cue_at:
            continue
        span = (subject.start, subject.end)
        kind = kind_of_voice(reading.masked[slice(*span)])
        spokesman = _SPOKESMAN.search(reading.masked, *span)
        if spokesman is not None and spokesman.start() > subject.start + 1:
            span = (subject.start, spokesman.start())  # 山城外交部一位女发言人: the ministry's word
        if one.stance not in _TELLING or (kind is SourceKind.OFFICIAL and not _reports_fact(reading, one)):
            continue
        if kind is None or span in heard:
            continue
        heard.add(span)
        if (proper := _PROPER.search(reading.masked, *span)) is not None:
            span = proper.span("name")
        rule = "zh.source.group" if kind is SourceKind.ANONYMOUS else "zh.source.body"
        yield Hit(start=subject.start, end=one.cue_at + len(one.cue), name=span, kind=kind, rule=rule)


@lru_cache(maxsize=4096)
def kind_of_voice(name: str) -> SourceKind | None:
    """What kind of source a speaker without a name is; None for persons and for bodies that speak for themselves."""
    if (spokesman := _SPOKESMAN.search(name)) is not None and spokesman.start() > 1:
        name = name[: spokesman.start()]
        if name.endswith(_SPEAKING):
            return SourceKind.OFFICIAL
    if UNNAMED.match(name) or _UNNAMED.search(name) or ABOUT.match(name):
        return SourceKind.ANONYMOUS
    if _COUNTED.match(name) and _ONE_OF_MANY.search(name):
        return SourceKind.ANONYMOUS
    return SourceKind.OFFICIAL if _BODY.search(name) or _PROPER.search(name) else None


def _reports_fact(reading: Reading, one: Said) -> bool:
    """Whether a body's words tell what happened: a plain verb right behind its name, and no wish or plan in them."""
    if one.subject is None or one.stance not in _STATING or one.cue_at - one.subject.end > _NEAR:
        return False
    return words.POSITION.match(reading.masked, one.start) is None
