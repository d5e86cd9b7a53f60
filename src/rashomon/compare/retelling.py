"""What became of quoted words on their way from one account to another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from rashomon.compare.alignment import Match
from rashomon.compare.partings.parting import value_at
from rashomon.compare.statements import Reading, Statement
from rashomon.compare.voices import is_one_voice
from rashomon.model import Quotation, QuotationForm, Retelling, RetellingKind, SourceUse, Value
from rashomon.text.script import fold_text
from rashomon.text.tokens import tokens

_LEAST = 6  # words (Han characters); of fewer it is chance whether another sentence has them
_EQUAL = 0.97  # likeness from which two quotations are the same words: a particle or a misprint apart
_INSIDE = 0.9  # share of the shorter quotation's words that stand in the longer one, where it was cut
_SHORTER = 0.85  # of the longer one's length, at most, when it was cut
_AKIN = 0.35  # likeness from which two quotations of one speaker in aligned sentences are the same utterance
_RETOLD = 0.5  # share of a quotation's words that another sentence must have to tell the same
_AS_FACT = 0.6  # … and that a sentence without speaker and source must have
_LEAST_AS_FACT = 8  # words; a shorter fragment is the name of a thing as often as what somebody said of it
_MARKS = re.compile('[“”「」『』"]')  # of a quotation that is somebody's, even where nobody was found for it
_SAYING = re.compile(r"认[定为]|承认|否认|谴责|指[控责出]|宣[布称]|表示|声称|\b(?:said|says|den(?:y|ies|ied)|accus)")
_PUT_IN = re.compile(r"[（(\[［【]([^（）()\[\]［］【】]{1,40})[）)\]］】]")


def find_retellings(reading: Reading, matches: Sequence[Match]) -> tuple[Retelling, ...]:
    """Every quotation of an aligned statement beside what the other statement makes of it, in reading order.

    The thresholds are judgements, read on real pairs and not tuned: words alone tell that one utterance is meant.
    """
    found: dict[tuple[object, ...], Retelling] = {}
    for match in matches:
        left, right = reading.statements[match.left], reading.statements[match.right]
        for item in _between(left, right, match):
            found.setdefault((item.kind, _place(item.a), _place(item.b)), item)
    return tuple(found.values())


def _place(value: Value) -> tuple[object, ...]:
    return value.sentence, value.start, value.end


def _between(left: Statement, right: Statement, match: Match) -> Iterator[Retelling]:
    told = False
    for mine in left.quotations:
        for theirs in right.quotations:
            if (item := _of_two_quotations(left, mine, right, theirs)) is not None:
                told = True
                yield item
                if item.kind in (RetellingKind.SAME_WORDS, RetellingKind.CUT):
                    yield from _put_in(mine, theirs)
    if told:
        return
    for one, other in ((left, right), (right, left)):
        if other.quotations or other.sources or _MARKS.search(other.folded) or _SAYING.search(other.folded):
            continue
        quoted = [item for quotation in one.quotations if (item := _as_fact(quotation, other)) is not None]
        yield from quoted
        if not quoted and match.same and not one.quotations and one.sources:
            yield from _credit_lost(one, one.sources[0], other)


def _of_two_quotations(left: Statement, mine: Quotation, right: Statement, theirs: Quotation) -> Retelling | None:
    """How two quotations go together; None when they are not of one utterance, or both in the outlet's own words."""
    if mine.speaker and theirs.speaker and not is_one_voice(mine.speaker.name, theirs.speaker.name):
        return None
    first, second = _words(mine.text), _words(theirs.text)
    shortest = min(len(first), len(second))
    if shortest < _LEAST:
        return None
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    shared = sum(block.size for block in matcher.get_matching_blocks())
    is_direct = (mine.form is not QuotationForm.INDIRECT, theirs.form is not QuotationForm.INDIRECT)
    if not any(is_direct):
        return None
    if not all(is_direct):
        one, other = (mine, theirs) if is_direct[0] else (theirs, mine)
        is_retold = shared >= _RETOLD * shortest and not _MARKS.search(other.text)
        return _retelling(RetellingKind.INDIRECT, one, _value(other)) if is_retold else None
    if matcher.ratio() >= _EQUAL:
        return _retelling(RetellingKind.SAME_WORDS, mine, _value(theirs))
    if shared >= _INSIDE * shortest and shortest <= _SHORTER * max(len(first), len(second)):
        fuller, shorter = (mine, theirs) if len(first) > len(second) else (theirs, mine)
        return _retelling(RetellingKind.CUT, fuller, _value(shorter))
    if matcher.ratio() >= _AKIN:
        return _retelling(RetellingKind.OTHER_WORDS, mine, _value(theirs))
    return None


def _as_fact(quotation: Quotation, other: Statement) -> Retelling | None:
    """The quotation told by the other statement in the outlet's own voice."""
    words, told = _words(quotation.text), _words(other.sentence.text)
    if len(words) < _LEAST_AS_FACT:
        return None
    blocks = SequenceMatcher(None, words, told, autojunk=False).get_matching_blocks()
    # Single characters in common are chance; runs of two and more are words.
    shared = sum(block.size for block in blocks if block.size > 1 or (block.size and len(words[block.a]) > 1))
    if shared < _AS_FACT * len(words):
        return None
    return _retelling(RetellingKind.AS_FACT, quotation, value_at(other, (0, len(other.sentence.text))))


def _credit_lost(one: Statement, source: SourceUse, other: Statement) -> Iterator[Retelling]:
    """The statement that rests on a source, told by the other without any."""
    words, told = _words(one.sentence.text), _words(other.sentence.text)
    blocks = SequenceMatcher(None, words, told, autojunk=False).get_matching_blocks()
    if len(told) >= _LEAST and sum(block.size for block in blocks if block.size > 1) >= _RETOLD * len(told):
        yield Retelling(
            kind=RetellingKind.CREDIT_LOST,
            a=value_at(one, (0, len(one.sentence.text))),
            b=value_at(other, (0, len(other.sentence.text))),
            speaker=source.source,
            rule="retelling/1",
        )


def _put_in(mine: Quotation, theirs: Quotation) -> Iterator[Retelling]:
    """Bracketed words inside one of two direct quotations of one utterance that the other has not."""
    for plain, marked in ((mine, theirs), (theirs, mine)):
        for bracket in _PUT_IN.finditer(marked.text):
            if fold_text(bracket[1]) not in fold_text(plain.text):
                start = marked.start + bracket.start()
                value = Value(sentence=marked.sentence, start=start, end=start + len(bracket[0]), text=bracket[0])
                yield _retelling(RetellingKind.PUT_IN, plain, value)


def _retelling(kind: RetellingKind, quotation: Quotation, other: Value) -> Retelling:
    speaker = quotation.speaker.name if quotation.speaker else ""
    return Retelling(kind=kind, a=_value(quotation), b=other, speaker=speaker, rule="retelling/1")


def _value(quotation: Quotation) -> Value:
    return Value(sentence=quotation.sentence, start=quotation.start, end=quotation.end, text=quotation.text)


def _words(text: str) -> list[str]:
    """The words for setting side by side: folded, without what the outlet put in brackets."""
    return tokens(fold_text(_PUT_IN.sub("", text)))
