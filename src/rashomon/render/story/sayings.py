"""Who said what: by speaker, each saying once, with every outlet's rendering of it."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.model import ArticleId, Quotation, QuotationForm, SentenceId
from rashomon.render.marked import Mark, Run, Span, mark_runs
from rashomon.render.story.likeness import find_departures, find_other_words, measure_likeness
from rashomon.render.story.lookup import Column, Lookup
from rashomon.render.story.words import SourceLabel, label_sources
from rashomon.text.script import fold_text

_ALIKE = 0.35
"""Renderings of one claim are one saying when they share this part of their characters …"""
_ALIKE_ALONE = 0.6
"""… and when no claim joins them, this part: two clauses of a translated quotation share about half."""


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
class SaidAlone:
    """What only one account has of a speaker."""

    column: Column
    renderings: tuple[Rendering, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerBlock:
    """A speaker: the sayings that several accounts carry, then what one account has alone."""

    name: str
    also: tuple[str, ...]
    lang: str
    sayings: tuple[Saying, ...]
    alone: tuple[SaidAlone, ...]

    @property
    def accounts(self) -> int:
        """How many accounts quote the speaker."""
        columns = {rendering.column.index for saying in self.sayings for rendering in saying.renderings}
        return len(columns | {only.column.index for only in self.alone})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Passage:
    """The quotations of one speaker in one sentence, none inside another."""

    account: ArticleId
    sentence: SentenceId
    quotations: tuple[Quotation, ...]
    nested: tuple[Quotation, ...]

    @property
    def text(self) -> str:
        return "".join(quotation.text for quotation in self.quotations)

    @property
    def indirect(self) -> bool:
        return all(q.form is QuotationForm.INDIRECT for q in (*self.quotations, *self.nested))


def view_sayings(lookup: Lookup) -> tuple[SpeakerBlock, ...]:
    """A block a speaker, those whom most accounts quote first; quotations without a known speaker are left out."""
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
        block = _view_speaker(found, lookup, counter)
        counter += len(block.sayings)
        blocks.append(block)
    return tuple(blocks)


def _view_speaker(found: list[Quotation], lookup: Lookup, counter: int) -> SpeakerBlock:
    groups = _group_passages(_passages(found), lookup)
    shared = [group for group in groups if len({p.account for p in group}) > 1]
    alone: dict[int, list[Rendering]] = {}
    for group in groups:
        if group not in shared:
            index = lookup.places[group[0].sentence].column.index
            alone.setdefault(index, []).extend(_render_saying(group, lookup))
    names = list(dict.fromkeys(q.speaker.name for q in found if q.speaker is not None))
    carried = {name: {q.account for q in found if q.speaker and q.speaker.name == name} for name in names}
    name = max(names, key=lambda one: len(carried[one]))
    named = next(q for q in found if q.speaker is not None and q.speaker.name == name)
    return SpeakerBlock(
        name=name,
        also=tuple(other for other in names if other != name),
        lang=lookup.places[named.sentence].column.lang,
        sayings=tuple(
            Saying(anchor=f"q{number}", renderings=_render_saying(group, lookup))
            for number, group in enumerate(shared, start=counter + 1)
        ),
        alone=tuple(
            SaidAlone(column=lookup.columns[index], renderings=tuple(said)) for index, said in sorted(alone.items())
        ),
    )


def _passages(found: list[Quotation]) -> list[_Passage]:
    by_sentence: dict[SentenceId, list[Quotation]] = {}
    for quotation in found:
        by_sentence.setdefault(quotation.sentence, []).append(quotation)
    passages = []
    for sentence, quotations in by_sentence.items():
        outer: list[Quotation] = []
        nested: list[Quotation] = []
        for quotation in sorted(quotations, key=lambda q: (q.start, -q.end)):
            (nested if outer and quotation.end <= outer[-1].end else outer).append(quotation)
        account = quotations[0].account
        passages.append(_Passage(account=account, sentence=sentence, quotations=tuple(outer), nested=tuple(nested)))
    return passages


def _group_passages(passages: list[_Passage], lookup: Lookup) -> list[list[_Passage]]:
    """Passages of one speaker, those of one saying together; what most accounts carry first, else in reading order."""
    groups: list[list[_Passage]] = []
    for passage in passages:
        home = next((g for g in groups if any(_same_saying(passage, other, lookup) for other in g)), None)
        if home is None:
            groups.append([passage])
        else:
            home.append(passage)
    return sorted(groups, key=lambda group: -len({p.account for p in group}))


def _same_saying(a: _Passage, b: _Passage, lookup: Lookup) -> bool:
    if a.account == b.account:
        return False
    shared = set(lookup.numbers.get(a.sentence, ())) & set(lookup.numbers.get(b.sentence, ()))
    together = bool(shared) or frozenset((a.sentence, b.sentence)) in lookup.aligned
    likeness = measure_likeness(a.text, b.text)
    other_language = lookup.places[a.sentence].column.lang[:2] != lookup.places[b.sentence].column.lang[:2]
    return likeness >= _ALIKE_ALONE or (together and (likeness >= _ALIKE or other_language))


def _render_saying(group: list[_Passage], lookup: Lookup) -> tuple[Rendering, ...]:
    ordered = sorted(group, key=lambda passage: lookup.places[passage.sentence].column.index)
    return tuple(_render_passage(passage, group, lookup) for passage in ordered)


def _render_passage(passage: _Passage, group: list[_Passage], lookup: Lookup) -> Rendering:
    place = lookup.places[passage.sentence]
    others = [p for p in group if p.account != passage.account and not p.indirect]
    rivals = [p.text for p in others if lookup.places[p.sentence].column.lang[:2] == place.column.lang[:2]]
    fullest = max(rivals, key=len, default="")
    remarks: tuple[str, ...] = ()
    if passage.indirect:
        remarks = ("paraphrased",) if others else ()
    elif fullest:
        remarks = find_departures(passage.text, fullest)
    return Rendering(
        column=place.column,
        href=f"#{place.anchor}",
        pieces=tuple(_view_piece(quotation, passage, fullest) for quotation in passage.quotations),
        remarks=remarks,
        sources=label_sources(lookup.sources.get(passage.sentence, ())),
    )


def _view_piece(quotation: Quotation, passage: _Passage, fullest: str) -> Piece:
    indirect = quotation.form is QuotationForm.INDIRECT
    spans = [
        Span(start=inner.start - quotation.start, end=inner.end - quotation.start, mark=Mark.QUOTED)
        for inner in passage.nested
    ]
    if fullest and not passage.indirect:
        spans += find_other_words(quotation.text, fullest)
    return Piece(runs=mark_runs(quotation.text, 0, spans), indirect=indirect)
