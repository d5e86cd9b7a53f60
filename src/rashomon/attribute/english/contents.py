"""What an English cue governs: a clause or quotation behind it or before it, and whose it is."""

from __future__ import annotations

import re

from rashomon.attribute.english.clauses import OPENS, Cue
from rashomon.attribute.english.cues import STANCE_OF, is_speech_verb, takes_infinitive, takes_object
from rashomon.attribute.english.speakers import find_inverted, find_subject
from rashomon.attribute.english.units import Unit, words
from rashomon.attribute.reading import QUOTED, Reading
from rashomon.attribute.said import Said, Subject
from rashomon.model.account import QuotationForm
from rashomon.text.quotation_marks import Marked


def read_cue(
    reading: Reading, unit: Unit, cue: Cue, follows: Cue | None, earlier: Subject | None, taken: int
) -> Said | None:
    """What the cue governs and who says it; None where it governs nothing."""
    masked = reading.masked
    if not cue.verb:
        return _according(reading, unit, cue)
    mark = _last_mark(masked, unit.start, cue.start)
    lead = masked[mark : cue.start]
    inverted = not lead.strip() and mark > unit.start
    if inverted:
        subject = find_inverted(masked, cue.end, unit.end)
        if subject is not None:
            return _before(reading, unit, cue, subject, mark, subject.end, taken)
        subject = earlier or _first_subject(masked, unit, cue.start)
        return _after(reading, unit, cue, subject, follows)
    subject = find_subject(masked, unit.start, cue.start)
    if subject is None or masked[subject.start : subject.end].strip().lower() in ("and", "but", ""):
        subject = earlier or _first_subject(masked, unit, cue.start)
    quoted_before = (
        masked[:mark].rstrip(", ")[-1:] in '”"’' and mark > unit.start and QUOTED in masked[unit.start : mark]
    )
    tail = masked[cue.end : unit.end]
    opens = OPENS.match(tail)
    if cue.verb == "tell" and (addressee := _ADDRESSEE.match(tail)):
        tail = tail[addressee.end() :]
    if (
        mark > unit.start
        and len(lead) < 120
        and (quoted_before or (not opens and _ends(tail) and is_speech_verb(cue.verb)))
    ):
        return _before(reading, unit, cue, subject, mark, cue.end, taken)
    return _after(reading, unit, cue, subject, follows)


def _last_mark(masked: str, start: int, at: int) -> int:
    """Behind the last comma, dash or closing quotation mark before the cue that is not inside an apposition."""
    for position in range(at - 1, max(start, at - 200) - 1, -1):
        letter = masked[position]
        if letter in '”"' and masked[position - 1 : position] == QUOTED:
            return position + 1
        if letter == "," and (not _apposed(masked, start, position, at) or _NAME_THEN_ROLE.match(masked, position, at)):
            return position + 1
        if letter in "—;:":
            return position + 1
    return start


_NAME_THEN_ROLE = re.compile(r",\s(?:[A-Z][\w’-]{0,30}\.?\s?){1,4}, [^,]{3,80},\s*$")
"""“…, Ann Holm, the mayor,” right before a cue: the first comma closes what is said."""


def _apposed(masked: str, start: int, comma: int, at: int) -> bool:
    """Whether the comma belongs to the subject: “Lee, the mayor, said” or “Lee, 43, said”."""
    if not masked[comma + 1 : at].strip():
        return (
            masked[max(start, comma - 2) : comma].strip()[-1:].isalnum()
            and masked.rfind(",", start, comma) >= 0
            and QUOTED not in masked[masked.rfind(",", start, comma) : comma]
        )
    return masked[comma + 1 : at].rstrip().endswith(",")


_ADDRESSEE = re.compile(
    r"\s(?:(?:the|a|an) )?(?:reporters|journalists|me|us|him|her|them|[A-Z][\w.’&-]*(?:\s[A-Z][\w’&-]*){0,3}?)(?=\.?\s*$|\s(?:in|on|at|by|during|after|before|earlier|yesterday|last|this)\b)"
)
"""Whom a paper's sentence ends with: …, the mayor told the Courier."""
_END = re.compile(
    r"\s*(?:(?:(?:in|on|at|during|after|to|from|of|by|while|when|before|as|via|through|with|about|speaking|referring|mon|tues|wednes|thurs|fri|satur|sun|last|this|yester|today|earlier|later|recently|again|then)[^“\"]{0,120})?[.!?]?\s*$|,?\s\w+ing\b[^“\"]{0,240}$|[.,;]\s*[“\"])",
    re.IGNORECASE,
)


def _ends(tail: str) -> bool:
    """Whether nothing but when, where and how it was said stands behind the cue."""
    return bool(_END.match(tail)) and " that " not in tail


def _first_subject(masked: str, unit: Unit, cue_at: int) -> Subject | None:
    """The subject of the sentence's first finite verb, for a cue with none of its own."""
    match = _FINITE.search(masked, unit.start, cue_at)
    return find_subject(masked, unit.start, match.start()) if match else None


_FINITE = re.compile(
    r"\s(?:is|are|was|were|has|have|had|will|would|can|could|may|did|does|said|told|says|[a-z]{3,12}ed|went|took|made|gave|came|got|held|spoke|met|won|lost|began|put|wrote)\b"
)


def _before(
    reading: Reading, unit: Unit, cue: Cue, subject: Subject | None, mark: int, behind: int, taken: int
) -> Said | None:
    """The content that stands before its cue, and what goes on behind it."""
    masked = reading.masked
    start = max(unit.start, taken if taken < mark else unit.start)
    stop = mark
    while stop > start and masked[stop - 1] in ", —":
        stop -= 1
    quotes = [one for one in unit.quotes if one.start >= start and one.end <= stop + 1]
    rest = [
        one
        for one in unit.quotes
        if one.start >= behind and not masked[behind : one.start].replace("and added", "").strip(" ,.;:")
    ]
    if len(masked[start:stop].strip()) < 4:
        return None
    only = bool(quotes) and not words(masked[start:stop])
    end = stop
    if rest:
        end = rest[-1].inner_end
    elif masked[behind : behind + 1] == "," and len(masked[behind : unit.end]) > 24 and not quotes and not rest:
        end = unit.end
    if only:
        return Said(
            start=quotes[0].inner,
            end=max(quotes[-1].inner_end, end if rest else 0),
            form=QuotationForm.DIRECT,
            cue=cue.word,
            cue_at=cue.start,
            stance=stance(cue),
            subject=subject,
            rule="en.direct.before",
        )
    return _said(reading, start, end, cue, subject, quotes + rest, "en.indirect.before")


def _after(reading: Reading, unit: Unit, cue: Cue, subject: Subject | None, follows: Cue | None) -> Said | None:
    """The content that stands behind its cue."""
    masked = reading.masked
    stop = unit.end
    tail = masked[cue.end : stop]
    that = _THAT.match(tail)
    quote = OPENS.match(tail)
    start = cue.end
    if that:
        start = cue.end + that.start("that")
    elif quote:
        start = cue.end + quote.end()
    elif (takes_infinitive(cue.verb) and _INFINITIVE.match(tail)) or (takes_object(cue.verb) and _OBJECT.match(tail)):
        start = cue.end
    elif (
        not is_speech_verb(cue.verb)
        or _NOT_CLAUSE.match(tail)
        or (cue.verb != "say" and cue.verb != "tell" and not _CLAUSE.match(tail))
    ):
        return None
    if subject is None or _CLAUSAL.search(masked, subject.start, subject.end):
        return None
    if follows is not None:
        stop = _stop_before(masked, start, follows, unit.end)
    while start < stop and masked[start] in " ,:":
        start += 1
    while stop > start and masked[stop - 1] in " .,;:!?":
        stop -= 1
    if stop - start < 4:
        return None
    quotes = [one for one in unit.quotes if one.start >= start - 1 and one.end <= unit.end]
    if quotes and not words(masked[start:stop]):
        return Said(
            start=quotes[0].inner,
            end=quotes[-1].inner_end,
            form=QuotationForm.DIRECT,
            cue=cue.word,
            cue_at=cue.start,
            stance=stance(cue),
            subject=subject,
            rule="en.direct.after",
        )
    return _said(reading, start, stop, cue, subject, quotes, "en.indirect.after")


_CLAUSAL = re.compile(
    r"^(?:it|there|they|he|she|we)\s(?:was|were|is|are|has|had|will|would)\b|\s(?:was|were)\s\w+ing\b"
)
"""A clause taken for a subject: “it was being opened”."""


def _is_whole(reading: Reading, one: Marked, start: int) -> bool:
    """Whether the content begins with a quotation that is a sentence by itself."""
    return one.start <= start + 1 and one.inner_end - one.inner > 16 and reading.text[one.inner_end - 1] in ",.!?"


_THAT = re.compile(r"[^“”\".;:]{0,70}?\s(?P<that>that|whether|how|why)\s")


_INFINITIVE = re.compile(r"\s(?:[\w’'.-]+\s){0,5}?to\s[a-z]+")


_OBJECT = re.compile(r"\s(?:the|a|an|his|her|their|its|him|them|this|that|any|all|what|for|on|as|[A-Z“\"])")


_NOT_CLAUSE = re.compile(
    r"\s*(?:[.!?]|$|(?:in|on|at|to|of|with|by|from|for|about|as|and|so|nothing|something|anything|much|little)\b(?!\s\w+\s(?:that|,)))"
)


_CLAUSE = re.compile(
    r"\s(?:he|she|they|it|we|i|you|there|this|these|those|the|a|an|his|her|their|its|no|[A-Z])", re.IGNORECASE
)


_SPLITS = re.compile(r"(?:,\s*)?(?:\b(?:and|but|while)\b\s*)?(?:\b(?:he|she|they|also|then|has|had)\b\s*){0,3}$")


def _stop_before(masked: str, start: int, follows: Cue, end: int) -> int:
    """Where the content ends if the next cue says something of its own: “…, adding that …”, “… and said …”."""
    if not follows.verb:
        return follows.start if follows.start > start + 3 else end
    lead = _SPLITS.search(masked, max(start, follows.start - 30), follows.start)
    if lead and lead.group().strip() and follows.start > start + 8:
        return lead.start()
    return end


_BODY = re.compile(
    r"\b(?:[Cc]ent(?:re|er)s?|[Ss]ervice|[Ii]nstitute|[Oo]bservatory|[Bb]ureau|Television|Radio|Broadcasting|data|figures|records|statistics)$"
)


def _according(reading: Reading, unit: Unit, cue: Cue) -> Said | None:
    """According to X, …; …, according to X."""
    masked = reading.masked
    subject = find_inverted(masked, cue.end, unit.end)
    if subject is None or _BODY.search(masked, subject.start, subject.end):
        return None  # on the word of a body or a paper: a source, and nobody's quotation
    if cue.start - unit.start < 4:
        comma = masked.find(",", subject.end, unit.end)
        if comma < 0:
            return None
        start, stop = comma + 1, unit.end
    else:
        start, stop = unit.start, cue.start
    while start < stop and masked[start] == " ":
        start += 1
    while stop > start and masked[stop - 1] in " ,.":
        stop -= 1
    quotes = [one for one in unit.quotes if one.start >= start - 1 and one.end <= stop + 1]
    return _said(reading, start, stop, cue, subject, quotes, "en.according") if stop - start > 3 else None


def _said(
    reading: Reading, start: int, end: int, cue: Cue, subject: Subject | None, quotes: list[Marked], rule: str
) -> Said:
    form = QuotationForm.MIXED if quotes else QuotationForm.INDIRECT
    return Said(
        start=start, end=end, form=form, cue=cue.word, cue_at=cue.start, stance=stance(cue), subject=subject, rule=rule
    )


def stance(cue: Cue) -> str:
    return STANCE_OF.get(cue.verb, "said")


def direct(
    one: Marked, reading: Reading, cue: str, cue_at: int, stance: str, subject: Subject | None, rule: str
) -> Said:
    return Said(
        start=one.inner,
        end=one.inner_end,
        form=QuotationForm.DIRECT,
        cue=cue,
        cue_at=cue_at,
        stance=stance,
        subject=subject,
        rule=rule,
    )
