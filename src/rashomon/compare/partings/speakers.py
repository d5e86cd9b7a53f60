"""On whose word: other speakers, other sources, or a source named by one account alone."""

from __future__ import annotations

from collections.abc import Iterator

from rashomon.compare.partings.parting import Span, Suggestion
from rashomon.compare.statements import Statement
from rashomon.model import DifferenceKind
from rashomon.text.script import fold_name

Voice = tuple[str, Span]
"""A name for comparing, and where the sentence has it."""


def suggest_speakers(left: Statement, right: Statement) -> Iterator[Suggestion]:
    """A parting where the two name nobody in common; one side may name nobody at all."""
    ours, theirs = voices_of(left), voices_of(right)
    if not ours and not theirs:
        return
    if any(_one(mine[0], other[0]) for mine in ours for other in theirs):
        return
    if any(mine[0] in fold_name(right.folded) for mine in ours) or any(
        other[0] in fold_name(left.folded) for other in theirs
    ):
        return
    lost = not ours or not theirs
    if lost and (_governed(left) or _governed(right)):
        return
    yield Suggestion(
        kind=DifferenceKind.SPEAKER,
        left=ours[0][1] if ours else _opening(left),
        right=theirs[0][1] if theirs else _opening(right),
        rule="one side names no source/1" if lost else "speaker/2",
        note="only one of the two says on whose word" if lost else "the accounts name other voices",
        signs={
            "quotes": float(bool(left.quotations)) + float(bool(right.quotations)),
            "sources": float(bool(left.sources)) + float(bool(right.sources)),
            "voices": float(len(ours) + len(theirs)),
            "share": max(
                (len(set(a) & set(b)) / min(len(a), len(b)) for a, _ in ours for b, _ in theirs if a and b), default=0.0
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
            voices.append((fold_name(speaker.name), (speaker.start - start, speaker.end - start)))
    for source in statement.sources:
        if not source.inferred and statement.sentence.start <= source.start < statement.sentence.end:
            voices.append((fold_name(source.source), (source.start - start, source.end - start)))
    return sorted((voice for voice in voices if voice[0]), key=lambda voice: voice[1])


def _one(mine: str, other: str) -> bool:
    return mine in other or other in mine


def _governed(statement: Statement) -> bool:
    """Whether a source named elsewhere in the article stands behind a sentence that names none."""
    return any(source.inferred for source in statement.sources)


def _opening(statement: Statement) -> Span:
    """The first clause: where a source would stand."""
    return statement.clauses[0]
