"""Quotations in English news: direct speech, reported clauses, and “according to”."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from rashomon.attribute.english.cues import (
    DIRECT_ONLY,
    STANCE_OF,
    VERB_OF,
    is_speech_verb,
    takes_infinitive,
    takes_object,
)
from rashomon.attribute.english.speakers import find_inverted, find_subject
from rashomon.attribute.reading import QUOTED, Reading
from rashomon.attribute.said import Said, Subject
from rashomon.model.account import QuotationForm
from rashomon.text.quotation_marks import Marked
from rashomon.text.tokens import any_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A sentence, or several that one quotation holds together."""

    start: int
    end: int
    quotes: tuple[Marked, ...]


_CUE = re.compile(
    rf"(?<![\w’'-])(?:(?P<verb>{any_of(VERB_OF)})|(?P<per>according to|in the words of))(?![\w’'-])", re.IGNORECASE
)


def find_units(reading: Reading) -> Iterator[Unit]:
    """The sentences, joined where a quotation runs over their borders."""
    quotes = [one for one in reading.marked if one.depth == 0 and not one.is_title and not one.is_bracket]
    position = 0
    start = -1
    for number, sentence in enumerate(reading.sentences):
        if start < 0:
            start = sentence.start
        end = sentence.end
        follows = reading.sentences[number + 1].start if number + 1 < len(reading.sentences) else len(reading.text)
        inside = position
        while inside < len(quotes) and quotes[inside].start < end:
            inside += 1
        if inside > position and quotes[inside - 1].end > follows:
            continue
        end = max(end, quotes[inside - 1].end if inside > position else end)
        yield Unit(start=start, end=end, quotes=tuple(quotes[position:inside]))
        position = inside
        start = -1


def find_said(reading: Reading) -> Iterator[Said]:
    """Every quotation in reading order; one that its cue interrupts is one, from its first word to its last."""
    yield from _joined(reading, _all_said(reading))


def _joined(reading: Reading, found: Iterable[Said]) -> Iterator[Said]:
    """The quotations, with those joined that go on behind their cue in the same paragraph: “…,” he said. “…”"""
    held: Said | None = None
    for one in found:
        goes_on = one.rule in ("en.direct.continued", "en.direct.further") and held is not None
        if (
            goes_on
            and held is not None
            and held.rule == "en.direct.before"
            and one.cue_at == held.cue_at
            and "\n" not in reading.text[held.end : one.start]
        ):
            held = replace(held, end=one.end, rule="en.direct.interrupted")
            continue
        if (
            goes_on
            and held is not None
            and held.rule == "en.direct.interrupted"
            and one.cue_at == held.cue_at
            and "\n" not in reading.text[held.end : one.start]
        ):
            held = replace(held, end=one.end)
            continue
        if held is not None:
            yield held
        held = one
    if held is not None:
        yield held


def _all_said(reading: Reading) -> Iterator[Said]:
    before: Said | None = None
    for unit in find_units(reading):
        found = sorted(_unit_said(reading, unit), key=lambda one: one.start)
        if not found:
            found = _signed(reading, unit) or (_bare(reading, unit, before) if before is not None else [])
        yield from found
        if found:
            before = found[-1]
        elif unit.quotes or reading.masked[unit.start : unit.end].rstrip().endswith(":"):
            before = _announced(reading, unit) or before
        else:
            before = None


_SIGNATURE = re.compile(r"[”\"]\s*[―—–-]+\s*(?P<name>[A-Z][^“”\".:;!?\n]{2,80})")


def _signed(reading: Reading, unit: Unit) -> list[Said]:
    """A quotation with its speaker's name behind a dash: “…” — Ann Holm."""
    signature = _SIGNATURE.search(reading.masked, unit.start, reading.blocks[_block_of(reading, unit.end - 1)][1])
    if signature is None or not unit.quotes or signature.start() < unit.quotes[0].start:
        return []
    start, end = signature.span("name")
    comma = reading.masked.find(",", start, end)
    subject = Subject(start=start, end=comma if comma > 0 else end, name_start=start)
    last = [one for one in unit.quotes if one.end <= signature.start() + 1][-1:]
    return [_direct(one, reading, "", signature.start(), "said", subject, "en.direct.signed") for one in last]


def _block_of(reading: Reading, offset: int) -> int:
    return max(0, bisect_right(reading.blocks, (offset, len(reading.text))) - 1)


def _announced(reading: Reading, unit: Unit) -> Said | None:
    """Who is about to speak where the unit ends with a cue and a colon: the next paragraph is the quotation."""
    masked = reading.masked
    if not masked[unit.start : unit.end].rstrip().endswith(":"):
        return None
    cues = [cue for cue in _find_cues(masked, unit) if cue.verb]
    if not cues:
        return None
    subject = find_subject(masked, unit.start, cues[-1].start)
    return Said(
        start=unit.end,
        end=unit.end,
        form=QuotationForm.DIRECT,
        cue=cues[-1].word,
        cue_at=cues[-1].start,
        stance=_stance(cues[-1]),
        subject=subject,
        rule="en.direct.announced",
    )


def _bare(reading: Reading, unit: Unit, before: Said) -> list[Said]:
    """A unit that is nothing but a quotation goes on with the speaker of the one before it."""
    if not unit.quotes or _words(reading.masked[unit.start : unit.end]):
        return []
    return [
        _direct(one, reading, before.cue, before.cue_at, before.stance, before.subject, "en.direct.continued")
        for one in unit.quotes
        if one.inner_end - one.inner > 20
    ]


def _words(masked: str) -> bool:
    """Whether the reporter has words of his own there."""
    return any(letter.isalnum() for letter in masked.replace(QUOTED, ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    word: str
    verb: str
    start: int
    end: int


_NOUN_BEFORE = re.compile(
    r"(?:\b(?:the|a|an|his|her|their|its|our|my|your|this|these|those|of|no|any|some|in|for|with|by|from|on|at|to|two|three|new|recent|latest|several|many|such|other|own|false|public|each|every|another|more|most|what|which|as|than|opinion|police|news|media|press|talk|reality|late-night|white paper|united)|’s|'s)\s$",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|get|got|gets)\s(?:\w+ly\s|also\s|not\s|often\s|widely\s)?$", re.IGNORECASE
)
_PLURAL = re.compile(
    r"(?:\b(?:i|we|they|you|who|people|did|does|do|will|would|could|may|might|can|and|must|should|n’t|n't|not)|[a-z]s|ly)\s$",
    re.IGNORECASE,
)
_NOT_AFTER = re.compile(r"\s(?:of|for the record|about|goodbye|hello|yes|no)\b|-|’s|'s")


def _find_cues(masked: str, unit: Unit) -> Iterator[Cue]:
    """The cues of a unit, nouns and passives left out."""
    for match in _CUE.finditer(masked, unit.start, unit.end):
        if match["per"]:
            yield Cue(word=match.group(), verb="", start=match.start(), end=match.end())
            continue
        word = match["verb"]
        verb = VERB_OF[word.lower()]
        before = masked[max(unit.start, match.start() - 24) : match.start()]
        beside = _beside_quote(masked, unit, match.start(), match.end())
        if verb in DIRECT_ONLY and not beside:
            continue
        if not _is_verb(word.lower(), verb, before) or (not beside and _NOT_AFTER.match(masked, match.end(), unit.end)):
            continue
        yield Cue(word=word, verb=verb, start=match.start(), end=match.end())


_CLOSES = re.compile(
    r"[”\"](?:[^“”\".;:!?]|(?<=Mr|Ms|Dr|[A-Z].)\.|(?<=Mrs|Sen|Rep|Gov|Gen|Del)\.|(?<=[A-Z])\.){0,100}$"
)


def _beside_quote(masked: str, unit: Unit, start: int, end: int) -> bool:
    """Whether a quotation stands right behind the cue, or right before its subject."""
    if not unit.quotes:
        return False
    if _OPENS.match(masked, end, unit.end):
        return True
    closed = _CLOSES.search(masked, max(unit.start, start - 100), start)
    return closed is not None and masked[closed.start() - 1 : closed.start()] == QUOTED


def _is_verb(word: str, verb: str, before: str) -> bool:
    """Whether a form stands as a verb of the active voice behind these words."""
    head = verb.partition("_")[0]
    first = word.partition(" ")[0]
    if first == head and first not in ("put", "read") and not first.endswith("ed"):  # the base form
        return bool(_PLURAL.search(before)) and not _NOUN_BEFORE.search(before)
    if first.endswith("ing"):
        return not _NOUN_BEFORE.search(before)
    if first.endswith("s") and first != head:
        return not _NOUN_BEFORE.search(before)
    return not _PASSIVE.search(before) and not (
        _NOUN_BEFORE.search(before)
        and not before.rstrip().endswith(
            (
                "Press",
                "Police",
                "police",
                "press",
                "media",
                "States",
                "many",
                "other",
                "another",
                "which",
                "this",
                "own",
                "more",
                "most",
            )
        )
    )


def _unit_said(reading: Reading, unit: Unit) -> list[Said]:
    """The quotations of one unit, cue by cue."""
    masked = reading.masked
    cues = list(_find_cues(masked, unit))
    found: list[Said] = []
    subject: Subject | None = None
    taken = unit.start  # what stands before is content of an earlier cue
    for position, cue in enumerate(cues):
        follows = cues[position + 1] if position + 1 < len(cues) else None
        one = _read_cue(reading, unit, cue, follows, subject, taken)
        if one is None:
            continue
        subject = one.subject or subject
        found.append(one)
        if one.start > cue.start:
            taken = max(taken, one.start)
    found = _without_repeats(found)
    return found + _further(reading, unit, found)


def _further(reading: Reading, unit: Unit, found: list[Said]) -> list[Said]:
    """Long quotations of the unit that no cue has taken, where another one is direct: they go on with its speaker."""
    direct = next((one for one in found if one.form is QuotationForm.DIRECT), None)
    if direct is None:
        return []
    return [
        _direct(one, reading, direct.cue, direct.cue_at, direct.stance, direct.subject, "en.direct.further")
        for one in unit.quotes
        if one.inner_end - one.inner > 24
        and all(min(one.end, other.end) <= max(one.start, other.start) for other in found)
    ]


def _without_repeats(found: list[Said]) -> list[Said]:
    """One quotation for each stretch of text: of two that mostly cover each other the longer."""
    kept: list[Said] = []
    for one in sorted(found, key=lambda said: said.start - said.end):
        if all(
            min(one.end, other.end) - max(one.start, other.start) < 0.7 * (one.end - one.start)
            or one.end - one.start < 0.5 * (other.end - other.start)
            for other in kept
        ):
            kept.append(one)
    return kept


def _read_cue(
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
        if cue.word.lower().endswith("ing") or True:
            subject = earlier or _first_subject(masked, unit, cue.start)
            return _after(reading, unit, cue, subject, follows)
    subject = find_subject(masked, unit.start, cue.start)
    if subject is None or masked[subject.start : subject.end].strip().lower() in ("and", "but", ""):
        subject = earlier or _first_subject(masked, unit, cue.start)
    quoted_before = (
        masked[:mark].rstrip(", ")[-1:] in '”"’' and mark > unit.start and QUOTED in masked[unit.start : mark]
    )
    tail = masked[cue.end : unit.end]
    opens = _OPENS.match(tail)
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
        if letter == "," and not _apposed(masked, start, position, at):
            return position + 1
        if letter in "—;:":
            return position + 1
    return start


def _apposed(masked: str, start: int, comma: int, at: int) -> bool:
    """Whether the comma belongs to the subject: “Lee, the mayor, said” or “Lee, 43, said”."""
    if not masked[comma + 1 : at].strip():
        return (
            masked[max(start, comma - 2) : comma].strip()[-1:].isalnum()
            and masked.rfind(",", start, comma) >= 0
            and QUOTED not in masked[masked.rfind(",", start, comma) : comma]
        )
    return masked[comma + 1 : at].rstrip().endswith(",")


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
    only = bool(quotes) and not _words(masked[start:stop])
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
            stance=_stance(cue),
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
    quote = _OPENS.match(tail)
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
    if subject is None:
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
    if quotes and not _words(masked[start:stop]):
        return Said(
            start=quotes[0].inner,
            end=quotes[-1].inner_end,
            form=QuotationForm.DIRECT,
            cue=cue.word,
            cue_at=cue.start,
            stance=_stance(cue),
            subject=subject,
            rule="en.direct.after",
        )
    return _said(reading, start, stop, cue, subject, quotes, "en.indirect.after")


def _is_whole(reading: Reading, one: Marked, start: int) -> bool:
    """Whether the content begins with a quotation that is a sentence by itself."""
    return one.start <= start + 1 and one.inner_end - one.inner > 16 and reading.text[one.inner_end - 1] in ",.!?"


_THAT = re.compile(r"[^“”\".;:]{0,70}?\s(?P<that>that|whether|how|why)\s")
_OPENS = re.compile(r'(?:[^“”".;!?]{0,60}?[,:]\s?|\s?)(?=[“"])')
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


def _according(reading: Reading, unit: Unit, cue: Cue) -> Said | None:
    """According to X, …; …, according to X."""
    masked = reading.masked
    subject = find_inverted(masked, cue.end, unit.end)
    if subject is None:
        return None
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
        start=start, end=end, form=form, cue=cue.word, cue_at=cue.start, stance=_stance(cue), subject=subject, rule=rule
    )


def _stance(cue: Cue) -> str:
    return STANCE_OF.get(cue.verb, "said")


def _direct(
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
