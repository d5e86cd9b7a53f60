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
_STRETCH = 4
"""Characters that one rendering must have beyond another before it counts as cut or added: a short clause."""
_POINTS = " ,.;:!?，。、；：！？…“”‘’「」『』"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One quotation, its words that the fullest rendering does not have marked."""

    runs: tuple[Run, ...]
    indirect: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """One account's rendering of a saying; `remarks` ("paraphrased", "cut", "added") set it against the fullest."""

    column: Column
    href: str
    pieces: tuple[Piece, ...]
    remarks: tuple[str, ...]
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
        fullest = max(names, key=lambda name: len({q.account for q in found if q.speaker and q.speaker.name == name}))
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
    by_account: dict[int, list[Quotation]] = {}
    for quotation in sorted(group, key=lambda q: q.start):
        by_account.setdefault(lookup.places[quotation.sentence].column.index, []).append(quotation)
    return tuple(_render_account(found, by_account, lookup) for _index, found in sorted(by_account.items()))


def _render_account(found: list[Quotation], by_account: dict[int, list[Quotation]], lookup: Lookup) -> Rendering:
    place = lookup.places[found[0].sentence]
    own = "".join(q.text for q in found)
    rivals = [
        "".join(q.text for q in others)
        for index, others in by_account.items()
        if index != place.column.index
        and lookup.columns[index].lang[:2] == place.column.lang[:2]
        and any(q.form is not QuotationForm.INDIRECT for q in others)
    ]
    fullest = max(rivals, key=len, default="")
    paraphrased = all(q.form is QuotationForm.INDIRECT for q in found)
    remarks = ["paraphrased"] if paraphrased else []
    pieces = []
    for quotation in found:
        compared = bool(fullest) and quotation.form is not QuotationForm.INDIRECT
        spans = _find_other_words(quotation.text, fullest) if compared else []
        indirect = quotation.form is QuotationForm.INDIRECT
        pieces.append(Piece(runs=mark_runs(quotation.text, 0, spans), indirect=indirect))
    if fullest and not paraphrased:
        remarks += _departures(own, fullest)
    return Rendering(
        column=place.column,
        href=f"#{place.anchor}",
        pieces=tuple(pieces),
        remarks=tuple(remarks),
        sources=label_sources(tuple(use for q in found for use in lookup.sources.get(q.sentence, ()))),
    )


def _find_other_words(text: str, fullest: str) -> list[Span]:
    """The parts of the text that the fullest rendering words otherwise; none when hardly a word is the same."""
    matcher = SequenceMatcher(None, fold_text(fullest), fold_text(text), autojunk=False)
    spans = [
        Span(start=start, end=end, mark=Mark.VARIES)
        for kind, _left, _right, start, end in matcher.get_opcodes()
        if kind in {"replace", "insert"} and text[start:end].strip(_POINTS)
    ]
    return spans if sum(span.end - span.start for span in spans) <= 0.6 * len(text) else []


def _departures(text: str, fullest: str) -> list[str]:
    """Whether the rendering lacks a stretch of the fullest one, or has one more."""
    matcher = SequenceMatcher(None, fold_text(fullest), fold_text(text), autojunk=False)
    codes = matcher.get_opcodes()
    cut = any(
        kind != "insert" and (right - left) - (end - start) >= _STRETCH for kind, left, right, start, end in codes
    )
    added = any(
        kind != "delete" and (end - start) - (right - left) >= _STRETCH for kind, left, right, start, end in codes
    )
    return ["cut"] * cut + ["added"] * added
