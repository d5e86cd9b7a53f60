"""Whether an article says of itself that it retells what other newsrooms reported."""

from __future__ import annotations

import re

from rashomon.text.script import fold_script

_OPENING = 90  # characters in which a dateline stands
_LEAD = 600  # characters in which a report that rests on another newsroom's names it, as a rule
_ENDING = 60  # characters in which translators and agencies are credited
_COMPILED = re.compile(
    r"综合(?:外电|外媒|媒体|消息|报[道导])|外电报[道导]|编译|译自|摘译|译者[:：]"
    r"|\b(?:[Ww]ith|[Ff]rom|[Ss]taff and) (?:wire|news agency|agency|agencies|wires)\b|\((?:Agencies|AGENCIES)\)"
)
_CITED = re.compile(
    r"(?:外媒|外电|媒体|[一-鿿]{2,5}(?<!本)社|《[^》]{2,12}》)(?:今天|今日|昨天|\d{1,2}日)?(?:报[道导]|引述|援引)"
    r"|(?:根据|依据|据)(?:该|有关|相关|多家)?(?:媒体)?报[道导]|(?<![本记者])报[道导](?:中?指出|称|说|还说|写道)"
    r"|\baccording to (?:Reuters|AFP|AP|the Associated Press|[A-Z]\w+ (?:News|Times|Post|Agency))\b"
)

_REPORTED = re.compile(
    r"[报引援a](?:(?<=报)[道导]|(?<=引)述|(?<=援)引|(?<=a)ccording to )"
)  # one of which is in each of these
_BEFORE = 30  # characters that may stand before it


def retelling_note(text: str) -> str:
    """The words by which the text says that it is compiled from, translates or cites other newsrooms' reports; or ""."""
    lead, ending = fold_script(text[:_LEAD]), fold_script(text[-_ENDING:])
    found = _COMPILED.search(lead[:_OPENING]) or _COMPILED.search(ending)
    if found is None and (reported := _REPORTED.search(lead)):
        found = _CITED.search(lead, max(0, reported.start() - _BEFORE))
    return found.group() if found else ""
