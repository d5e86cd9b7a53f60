"""Who said what: by speaker, each saying once, with every outlet's rendering of it."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from rashomon.model import Quotation, QuotationForm, Relation, SentenceId
from rashomon.render.marked import Mark, Run, Span, mark_runs
from rashomon.render.story.lookup import Column, Lookup
from rashomon.render.story.words import SourceLabel, label_sources
from rashomon.text.script import fold_text

_ALIKE = 0.35
"""Two renderings of one saying share at least this part of their characters; below it, only the claim says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """One outlet's rendering of a saying; `remark` tells how it departs from the fullest direct one."""

    column: Column
    href: str
    runs: tuple[Run, ...]
    form: QuotationForm
    cue: str
    remark: str  # "", "cut", "added", "other words"
    sources: tuple[SourceLabel, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    anchor: str
    renderings: tuple[Rendering, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerBlock:
    name: str
    also: tuple[str, ...]
    lang: str
    sayings: tuple[Saying, ...]
    outlets: int


def view_sayings(lookup: Lookup) -> tuple[SpeakerBlock, ...]:
    """A block a speaker, those whom most outlets quote first; quotations without a known speaker are left out."""
    aliases = {form: name.name for name in lookup.comparison.names for form in (name.name, *name.also)}
    by_speaker: dict[str, list[Quotation]] = {}
    for quotation in lookup.comparison.quotations:
        if quotation.speaker is not None and quotation.sentence in lookup.places:
            name = quotation.speaker.name
            by_speaker.setdefault(fold_text(aliases.get(name, name)), []).append(quotation)
    ordered = sorted(by_speaker.values(), key=lambda found: (-len({q.account for q in found}), -len(found)))
    blocks = []
    counter = 0
    for found in ordered:
        groups = _group_sayings(found, lookup)
        names = list(dict.fromkeys(q.speaker.name for q in found if q.speaker is not None))
        fullest = max(names, key=len)
        speaker_column = next(
            lookup.places[q.sentence].column for q in found if q.speaker is not None and q.speaker.name == fullest
        )
        sayings = []
        for group in groups:
            counter += 1
            sayings.append(Saying(anchor=f"q{counter}", renderings=_render_saying(group, lookup)))
        blocks.append(
            SpeakerBlock(
                name=fullest,
                also=tuple(name for name in names if name != fullest),
                lang=speaker_column.lang,
                sayings=tuple(sayings),
                outlets=len({q.account for q in found}),
            )
        )
    return tuple(blocks)


def _group_sayings(found: list[Quotation], lookup: Lookup) -> list[list[Quotation]]:
    """Quotations of one speaker, those of one saying together; sayings that most outlets carry first."""
    aligned = {
        frozenset((alignment.a, alignment.b))
        for alignment in lookup.comparison.alignments
        if alignment.relation is not Relation.CONFLICT
    }
    groups: list[list[Quotation]] = []
    for quotation in found:
        home = next((g for g in groups if any(_same_saying(quotation, other, aligned, lookup) for other in g)), None)
        if home is None:
            groups.append([quotation])
        else:
            home.append(quotation)
    return sorted(groups, key=lambda group: -len({q.account for q in group}))


def _same_saying(a: Quotation, b: Quotation, aligned: set[frozenset[SentenceId]], lookup: Lookup) -> bool:
    if a.account == b.account:
        return False
    likeness = _likeness(a.text, b.text)
    shared = set(lookup.numbers.get(a.sentence, ())) & set(lookup.numbers.get(b.sentence, ()))
    together = bool(shared) or frozenset((a.sentence, b.sentence)) in aligned
    other_language = lookup.places[a.sentence].column.lang[:2] != lookup.places[b.sentence].column.lang[:2]
    return likeness >= 0.6 or (together and (likeness >= _ALIKE or other_language))


def _likeness(a: str, b: str) -> float:
    """The share (0–1) of the shorter text's characters found, in order, in the other."""
    if not a or not b:
        return 0.0
    matcher = SequenceMatcher(None, fold_text(a), fold_text(b), autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks() if block.size > 1) / min(len(a), len(b))


def _render_saying(group: list[Quotation], lookup: Lookup) -> tuple[Rendering, ...]:
    direct = [q for q in group if q.form is not QuotationForm.INDIRECT]
    fullest = max(direct or group, key=lambda q: len(q.text))
    ordered = sorted(group, key=lambda q: (q is not fullest, lookup.places[q.sentence].column.index, q.start))
    return tuple(_render_quotation(quotation, fullest, lookup) for quotation in ordered)


def _render_quotation(quotation: Quotation, fullest: Quotation, lookup: Lookup) -> Rendering:
    place = lookup.places[quotation.sentence]
    spans, remark = ([], "") if quotation is fullest else _compare_words(quotation.text, fullest.text)
    if place.column.lang[:2] != lookup.places[fullest.sentence].column.lang[:2]:
        spans, remark = [], ""
    return Rendering(
        column=place.column,
        href=f"#{place.anchor}",
        runs=mark_runs(quotation.text, 0, spans),
        form=quotation.form,
        cue=quotation.cue,
        remark=remark,
        sources=label_sources(lookup.sources.get(quotation.sentence, ())),
    )


def _compare_words(text: str, fullest: str) -> tuple[list[Span], str]:
    """The parts of the text that the fullest rendering words otherwise, and how it departs on the whole."""
    matcher = SequenceMatcher(None, fold_text(fullest), fold_text(text), autojunk=False)
    spans, cut = [], 0
    for kind, left, right, start, end in matcher.get_opcodes():
        if kind in {"replace", "insert"} and text[start:end].strip(" ,.，。、“”「」"):
            spans.append(Span(start=start, end=end, mark=Mark.VARIES))
        if kind in {"replace", "delete"}:
            cut += right - left
    changed = sum(span.end - span.start for span in spans)
    if changed > 0.6 * len(text):
        return [], "other words"
    if changed:
        return spans, "other words"
    return [], "cut" if cut > 2 else ""
