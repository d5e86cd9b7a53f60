"""On whose word: other speakers, other sources, or a source named by one account alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rashomon.compare.clauses import Span
from rashomon.compare.partings.parting import Suggestion
from rashomon.compare.statements import Statement
from rashomon.model import DifferenceKind
from rashomon.text.script import fold_name


@dataclass(frozen=True, slots=True)
class Voice:
    """A name for comparing, and where the sentence has it."""

    name: str
    span: Span
    quoted: bool  # a speaker of a quotation, else a source


def suggest_speakers(left: Statement, right: Statement) -> Iterator[Suggestion]:
    """A parting where one side names a voice that the other does not; one side may name nobody at all."""
    ours, theirs = voices_of(left), voices_of(right)
    if not ours and not theirs:
        return
    mine = [v for v in ours if not any(_one(v, o) for o in theirs)]
    yours = [v for v in theirs if not any(_one(v, o) for o in ours)]
    if not mine and not yours:
        return
    lost = not ours or not theirs
    common = len(ours) - len(mine)
    named = any(v.name in fold_name(right.folded) for v in mine) + any(v.name in fold_name(left.folded) for v in yours)
    yield Suggestion(
        kind=DifferenceKind.SPEAKER,
        left=(mine or ours)[0].span if ours else _opening(left),
        right=(yours or theirs)[0].span if theirs else _opening(right),
        rule="one side names no source/2" if lost else "speaker/3",
        note="only one of the two says on whose word" if lost else "the accounts name other voices",
        signs={
            "quotes": float(bool(left.quotations)) + float(bool(right.quotations)),
            "sources": float(bool(left.sources)) + float(bool(right.sources)),
            "voices": float(len(ours) + len(theirs)),
            "common": float(common),
            "one only": float(not mine) + float(not yours),
            "named anyway": float(named),
            "governed": float(_governed(left)) + float(_governed(right)),
            "speaker against source": float(
                bool(ours) and bool(theirs) and (mine or ours)[0].quoted != (yours or theirs)[0].quoted
            ),
            "both speakers": float(
                bool(ours) and bool(theirs) and (mine or ours)[0].quoted and (yours or theirs)[0].quoted
            ),
            "first": float(sum(bool(v) and v[0].span[0] < 12 for v in (mine, yours))),
            "share": max(
                (len(set(a.name) & set(b.name)) / min(len(a.name), len(b.name)) for a in ours for b in theirs),
                default=0.0,
            ),
        },
    )


def voices_of(statement: Statement) -> list[Voice]:
    """Speakers and sources named in the sentence itself, in reading order."""
    start = statement.sentence.start
    voices: list[Voice] = []
    for quotation in statement.quotations:
        speaker = quotation.speaker
        if speaker is not None and statement.sentence.start <= speaker.start < statement.sentence.end:
            voices.append(Voice(fold_name(speaker.name), (speaker.start - start, speaker.end - start), True))
    for source in statement.sources:
        if not source.inferred and statement.sentence.start <= source.start < statement.sentence.end:
            voices.append(Voice(fold_name(source.source), (source.start - start, source.end - start), False))
    return sorted((voice for voice in voices if voice.name), key=lambda voice: voice.span)


def _one(mine: Voice, other: Voice) -> bool:
    return mine.name in other.name or other.name in mine.name


def _governed(statement: Statement) -> bool:
    """Whether a source named elsewhere in the article stands behind a sentence that names none."""
    return any(source.inferred for source in statement.sources)


def _opening(statement: Statement) -> Span:
    """The first clause behind the dateline: where a source would stand."""
    return statement.telling[0].span if statement.telling else statement.clauses[0]
