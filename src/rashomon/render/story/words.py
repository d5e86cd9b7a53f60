"""An account's exact words as a cell shows them: marked runs, the speaker before, the source after."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.model import SentenceId, SourceUse
from rashomon.render.marked import Run, mark_runs
from rashomon.render.story.lookup import Lookup


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


def view_words(key: SentenceId, lookup: Lookup) -> Words:
    """The words of a sentence with what was found in them."""
    place = lookup.places[key]
    speakers = [q.speaker.name for q in lookup.quotations.get(key, ()) if q.speaker is not None]
    labels = label_sources(lookup.sources.get(key, ()))
    return Words(
        runs=mark_runs(place.sentence.text, place.sentence.start, lookup.spans.get(key, ())),
        speakers=tuple(dict.fromkeys(speakers)),
        sources=tuple(label for label in labels if label.name not in speakers or label.chain),
        href=f"#{place.anchor}",
        lang=place.column.lang,
        dir=place.column.dir,
    )


def label_sources(uses: tuple[SourceUse, ...]) -> tuple[SourceLabel, ...]:
    """Each source once; it counts as inferred only when no use of it is stated."""
    labels: dict[str, SourceLabel] = {}
    for use in sorted(uses, key=lambda use: use.inferred):
        labels.setdefault(use.source, SourceLabel(name=use.source, inferred=use.inferred, chain=use.via))
    return tuple(labels.values())
