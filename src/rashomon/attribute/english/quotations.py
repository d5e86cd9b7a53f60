"""Quotations in English news: direct speech, reported clauses, and “according to”."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from rashomon.attribute.english.clauses import find_cues
from rashomon.attribute.english.contents import direct, read_cue, stance
from rashomon.attribute.english.speakers import find_subject
from rashomon.attribute.english.units import Unit, find_units, words
from rashomon.attribute.reading import Reading
from rashomon.attribute.said import Said, Subject
from rashomon.model.account import QuotationForm


def find_said(reading: Reading) -> Iterator[Said]:
    """Every quotation in reading order; one that its cue interrupts is one, from its first word to its last."""
    yield from _joined(reading, _all_said(reading))


def _joined(reading: Reading, found: Iterable[Said]) -> Iterator[Said]:
    """The quotations, with those joined that go on behind their cue in the same paragraph: “…,” he said. “…”"""
    held: Said | None = None
    for one in found:
        if held is not None and _goes_on(reading, held, one):
            held = held._replace(end=one.end, rule="en.direct.interrupted")
            continue
        if held is not None:
            yield held
        held = one
    if held is not None:
        yield held


def _goes_on(reading: Reading, held: Said, one: Said) -> bool:
    """Whether a quotation goes on with the one held, with no more of the reporter's words between than quoted ones."""
    if one.rule not in ("en.direct.continued", "en.direct.further") or one.cue_at != held.cue_at:
        return False
    if held.rule not in ("en.direct.before", "en.direct.interrupted") or "\n" in reading.text[held.end : one.start]:
        return False
    return one.start - held.end <= held.end - held.start + one.end - one.start


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
    return [direct(one, reading, "", signature.start(), "said", subject, "en.direct.signed") for one in last]


def _block_of(reading: Reading, offset: int) -> int:
    return max(0, bisect_right(reading.blocks, (offset, len(reading.text))) - 1)


def _announced(reading: Reading, unit: Unit) -> Said | None:
    """Who is about to speak where the unit ends with a cue and a colon: the next paragraph is the quotation."""
    masked = reading.masked
    if not masked[unit.start : unit.end].rstrip().endswith(":"):
        return None
    cues = [cue for cue in find_cues(masked, unit) if cue.verb]
    if not cues:
        return None
    subject = find_subject(masked, unit.start, cues[-1].start)
    return Said(
        start=unit.end,
        end=unit.end,
        form=QuotationForm.DIRECT,
        cue=cues[-1].word,
        cue_at=cues[-1].start,
        stance=stance(cues[-1]),
        subject=subject,
        rule="en.direct.announced",
    )


def _bare(reading: Reading, unit: Unit, before: Said) -> list[Said]:
    """A unit that is nothing but a quotation goes on with the speaker of the one before it."""
    if not unit.quotes or words(reading.masked[unit.start : unit.end]):
        return []
    return [
        direct(one, reading, before.cue, before.cue_at, before.stance, before.subject, "en.direct.continued")
        for one in unit.quotes
        if one.inner_end - one.inner > 20
    ]


def _unit_said(reading: Reading, unit: Unit) -> list[Said]:
    """The quotations of one unit, cue by cue."""
    masked = reading.masked
    cues = list(find_cues(masked, unit))
    found: list[Said] = []
    subject: Subject | None = None
    taken = unit.start  # what stands before is content of an earlier cue
    for position, cue in enumerate(cues):
        follows = cues[position + 1] if position + 1 < len(cues) else None
        one = read_cue(reading, unit, cue, follows, subject, taken)
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
    first = next((one for one in found if one.form is QuotationForm.DIRECT), None)
    if first is None:
        return []
    return [
        direct(one, reading, first.cue, first.cue_at, first.stance, first.subject, "en.direct.further")
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
