"""An account's exact words as a cell shows them: marked runs, the speaker before, the source after."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rashomon.model import ClaimId, SentenceId, SourceUse
from rashomon.render.marked import Mark, Run, Span, mark_runs
from rashomon.render.story.lookup import Lookup

_MOST_OTHERWISE = 0.5
"""The part of a sentence in other words beyond which marking it tells nothing: seen on real pages of five accounts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLabel:
    """On whose word a statement rests; `chain` are the sources behind it, nearest first."""

    name: str
    inferred: bool
    chain: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One statement of one account. A speaker is its source: `sources` holds only those beyond the speakers."""

    runs: tuple[Run, ...]
    speakers: tuple[str, ...]
    sources: tuple[SourceLabel, ...]
    href: str  # to its place in the account's full text
    lang: str
    dir: str


def view_words(key: SentenceId, lookup: Lookup, claim: ClaimId | None = None) -> Words:
    """The words of a sentence with what was found in them: its quotations, and what differs in this claim."""
    place = lookup.places[key]
    speakers = [q.speaker.name for q in lookup.quotations.get(key, ()) if q.speaker is not None]
    labels = label_sources(lookup.sources.get(key, ()))
    differing = lookup.differing.get((key, claim), ()) if claim else ()
    if not tells_apart(differing, len(place.sentence.text)):
        differing = tuple(span for span in differing if span.mark is Mark.CONTRADICTS)
    return Words(
        runs=mark_runs(place.sentence.text, place.sentence.start, (*lookup.quoted.get(key, ()), *differing)),
        speakers=tuple(dict.fromkeys(speakers)),
        sources=tuple(label for label in labels if label.name not in speakers or label.chain),
        href=f"#{place.anchor}",
        lang=place.column.lang,
        dir=place.column.dir,
    )


def tells_apart(spans: Iterable[Span], length: int) -> bool:
    """Whether marking other words helps: not where most of the sentence is in other words."""
    marked = {place for span in spans if span.mark is Mark.VARIES for place in range(span.start, span.end)}
    return len(marked) <= _MOST_OTHERWISE * length


def label_sources(uses: tuple[SourceUse, ...]) -> tuple[SourceLabel, ...]:
    """Each source once; it counts as inferred only when no use of it is stated."""
    labels: dict[str, SourceLabel] = {}
    for use in sorted(uses, key=lambda use: use.inferred):
        labels.setdefault(use.source, SourceLabel(name=use.source, inferred=use.inferred, chain=use.via))
    return tuple(labels.values())
