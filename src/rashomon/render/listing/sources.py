"""Sources: on whose word the archive's articles rest, who carries each, and with what words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rashomon.model import Account, Reliance, SourceRecord
from rashomon.render.languages import text_direction, version_language
from rashomon.render.links import Links
from rashomon.render.listing.coverage import Coverage, view_coverage
from rashomon.render.marked import Mark, Run, Span, mark_runs
from rashomon.render.texts import Texts
from rashomon.render.times import show_extended, show_time
from rashomon.text.script import fold_text

CARRIERS_SHOWN = 12
"""Articles that carry a source, on its page: two screens; working out the words of each takes 2 to 5 ms."""
_OUTLETS_SHOWN = 30
_WORDS_AN_ARTICLE = 3
"""Sentences shown of an article; the rest are a link away, in its text."""
# Who these are is told by each article alone: gathered over many they are nobody.
_PRONOUNS = frozenset(
    [
        "他",
        "她",
        "它",
        "他们",
        "她们",
        "我",
        "我们",
        "你",
        "你们",
        "有人",
        "自己",
        "本人",
        "he",
        "she",
        "they",
        "we",
        "i",
        "it",
        "who",
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    name: str
    href: str
    articles: int
    outlets: int
    first: str
    last: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesView:
    """Input of `sources.html`: on whose word articles rest, and whom they quote."""

    sources: tuple[SourceLine, ...]
    speakers: tuple[SourceLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedWords:
    """A sentence that rests on the source's word or quotes it."""

    runs: tuple[Run, ...]
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier:
    """An article that carries the source."""

    outlet: str
    also: tuple[str, ...]  # outlets that print the very same words
    headline: str
    href: str
    published: str
    lang: str
    dir: str
    words: tuple[CarriedWords, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """Input of `source.html`."""

    name: str
    articles: int
    outlets: int
    coverage: Coverage
    carriers: tuple[Carrier, ...]
    outlet_href: str  # where the source is an outlet of this archive, its page


def view_sources(
    sources: Sequence[SourceRecord], speakers: Sequence[SourceRecord], texts: Texts, links: Links
) -> SourcesView:
    """The two lists, as given, without those whom only a pronoun names."""
    return SourcesView(
        sources=tuple(_view_line(record, texts, links) for record in sources if names_someone(record.name)),
        speakers=tuple(_view_line(record, texts, links) for record in speakers if names_someone(record.name)),
    )


def names_someone(name: str) -> bool:
    """Whether a name stands for the same one in every article, as no pronoun does."""
    return fold_text(name) not in _PRONOUNS


def view_source(
    names: Sequence[str], reliance: Sequence[Reliance], carriers: Sequence[Carrier], texts: Texts, links: Links
) -> SourceView:
    """Who carries the source and with what words; `names` are its forms, `carriers` what `find_carrier` gave."""
    totals: dict[str, int] = {}
    for item in reliance:
        totals[item.outlet] = totals.get(item.outlet, 0) + item.articles
    return SourceView(
        name=names[0],
        articles=sum(totals.values()),
        outlets=len(totals),
        coverage=view_coverage(reliance, texts, of=lambda item: item.outlet, href=links.outlet, rows=_OUTLETS_SHOWN),
        carriers=_join_same_words(carriers),
        outlet_href=next((links.outlet(name) for name in names if name in totals), ""),
    )


def find_carrier(account: Account, names: frozenset[str], texts: Texts, links: Links) -> Carrier | None:
    """The article with the words that rest on a source, known by its folded names; None where it has none."""
    words = _carried_words(account, names, links)
    if not words:
        return None
    version = account.article
    lang = version_language(version)
    return Carrier(
        outlet=version.outlet or texts.say("unnamed outlet"),
        also=(),
        headline=version.headline or texts.say("(without a headline)"),
        href=links.article(version.id),
        published=show_time(version.published_at, texts.ui, day_only=True),
        lang=lang,
        dir=text_direction(lang),
        words=tuple(words[:_WORDS_AN_ARTICLE]),
        more=max(0, len(words) - _WORDS_AN_ARTICLE),
    )


def _join_same_words(carriers: Sequence[Carrier]) -> tuple[Carrier, ...]:
    """The carriers as given; one that prints the very same words as one before it is named beside it."""
    joined: dict[tuple[str, ...], Carrier] = {}
    for carrier in carriers:
        key = tuple(fold_text("".join(run.text for run in found.runs)) for found in carrier.words)
        known = joined.setdefault(key, carrier)
        if carrier.outlet != known.outlet and carrier.outlet not in known.also:
            joined[key] = replace(known, also=(*known.also, carrier.outlet))
    return tuple(joined.values())


def _carried_words(account: Account, names: frozenset[str], links: Links) -> list[CarriedWords]:
    """The sentences that quote the source or rest on its word, the source's name marked where it stands."""
    spans: dict[str, list[Span]] = {}
    for quotation in account.quotations:
        if quotation.speaker and fold_text(quotation.speaker.name) in names:
            place = Span(start=quotation.speaker.start, end=quotation.speaker.end, mark=Mark.SPEAKER)
            spans.setdefault(quotation.sentence, []).append(place)
    for use in account.sources:
        if names & set(map(fold_text, (use.source, *use.via))):
            marked = [] if use.inferred else [Span(start=use.start, end=use.end, mark=Mark.SOURCE)]
            spans.setdefault(use.sentence, []).extend(marked)
    page = links.article(account.article.id)
    return [
        CarriedWords(
            runs=mark_runs(sentence.text, sentence.start, spans[sentence.id]),
            href=f"{page}#s{number}" if page else "",
        )
        for number, sentence in enumerate(account.sentences)
        if sentence.id in spans
    ]


def _view_line(record: SourceRecord, texts: Texts, links: Links) -> SourceLine:
    return SourceLine(
        name=record.name,
        href=links.source(record.name),
        articles=record.articles,
        outlets=record.outlets,
        first=show_extended(record.first_on, texts.ui),
        last=show_extended(record.last_on, texts.ui),
    )
