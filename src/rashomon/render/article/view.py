"""The article page whole."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.model import (
    Account,
    ArticleId,
    Basis,
    CaptureRecord,
    Image,
    ParagraphKind,
    Precision,
    QuotationForm,
    Story,
    Version,
)
from rashomon.render.article.changes import Change, find_changes
from rashomon.render.citation import article_citation
from rashomon.render.languages import text_direction, version_language
from rashomon.render.links import Links
from rashomon.render.listing.stories import StoryLine, view_story_line
from rashomon.render.marked import Mark, Run, Span, mark_runs
from rashomon.render.texts import Texts
from rashomon.render.times import show_time


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedSentence:
    anchor: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedParagraph:
    kind: ParagraphKind
    sentences: tuple[MarkedSentence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionLine:
    """A version in the history; `changes` set it against the one before."""

    number: int
    captured: str
    digest: str
    extractor: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureLine:
    captured: str
    size: int
    body: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """Input of `article.html`."""

    id: ArticleId
    headline: str
    outlet: str
    outlet_href: str
    lang: str
    dir: str
    byline: tuple[str, ...]
    credit: str
    dateline: str
    published: str
    published_basis: Basis
    modified: str
    url: str
    paragraphs: tuple[MarkedParagraph, ...]
    images: tuple[Image, ...]
    keywords: tuple[str, ...]
    editor: str
    channels: tuple[str, ...]
    digest: str
    notes: tuple[str, ...]
    versions: tuple[VersionLine, ...]
    captures: tuple[CaptureLine, ...]
    story: StoryLine | None
    quotations: int
    citation: str
    sources: tuple[str, ...]


def view_article(
    account: Account,
    texts: Texts,
    links: Links,
    *,
    versions: Sequence[Version] = (),
    captures: Sequence[CaptureRecord] = (),
    story: Story | None = None,
) -> ArticleView:
    """The latest version with its findings marked, its history and its captures."""
    version = account.article
    lang = version_language(version)
    return ArticleView(
        id=version.id,
        headline=version.headline,
        outlet=version.outlet or texts.say("unnamed outlet"),
        outlet_href=links.outlet(version.outlet) if version.outlet else "",
        lang=lang,
        dir=text_direction(lang),
        byline=version.byline,
        credit=version.credit,
        dateline="" if version.text.startswith(version.dateline) else version.dateline,
        published=show_time(version.published_at, texts.ui, day_only=version.published_at_precision is Precision.DAY),
        published_basis=version.published_at_basis,
        modified=show_time(version.modified_at, texts.ui),
        url=safe_url(version.url),
        paragraphs=_view_paragraphs(account),
        images=tuple(Image(url=safe_url(i.url), caption=i.caption, credit=i.credit) for i in version.images),
        keywords=version.keywords,
        editor=version.editor,
        channels=version.channels,
        digest=version.digest or "",
        notes=version.notes,
        versions=_view_versions(versions, texts),
        captures=tuple(_view_capture(record, texts) for record in captures),
        story=view_story_line(story, texts, links) if story and len(story.articles) > 1 else None,
        quotations=len(account.quotations),
        citation=article_citation(version),
        sources=tuple(dict.fromkeys(use.source for use in account.sources)),
    )


def safe_url(url: str) -> str:
    """The address if a link may lead there: http or https only; else ""."""
    return url if url.lower().startswith(("https://", "http://")) else ""


def _view_paragraphs(account: Account) -> tuple[MarkedParagraph, ...]:
    version = account.article
    spans = _spans_by_sentence(account)
    paragraphs = []
    for paragraph in version.paragraphs:
        inside = [
            (number, sentence)
            for number, sentence in enumerate(account.sentences)
            if paragraph.start <= sentence.start < paragraph.end
        ]
        if inside:
            sentences = tuple(
                MarkedSentence(anchor=f"s{number}", runs=mark_runs(sentence.text, sentence.start, spans[number]))
                for number, sentence in inside
            )
        else:
            text = version.text[paragraph.start : paragraph.end]
            sentences = (MarkedSentence(anchor="", runs=mark_runs(text, paragraph.start, ())),) if text else ()
        paragraphs.append(MarkedParagraph(kind=paragraph.kind, sentences=sentences))
    return tuple(paragraphs)


def _spans_by_sentence(account: Account) -> list[list[Span]]:
    """The findings that reach into each sentence; looking through all of them for each is what takes long."""
    starts = [sentence.start for sentence in account.sentences]
    found: list[list[Span]] = [[] for _ in starts]
    for span in _find_spans(account):
        number = max(0, bisect_right(starts, span.start) - 1)
        while number < len(starts) and starts[number] < span.end:
            found[number].append(span)
            number += 1
    return found


def _find_spans(account: Account) -> list[Span]:
    spans = [
        Span(start=q.start, end=q.end, mark=Mark.REPORTED if q.form is QuotationForm.INDIRECT else Mark.QUOTED)
        for q in account.quotations
    ]
    spans += [
        Span(start=q.speaker.start, end=q.speaker.end, mark=Mark.SPEAKER) for q in account.quotations if q.speaker
    ]
    spans += [Span(start=use.start, end=use.end, mark=Mark.SOURCE) for use in account.sources if not use.inferred]
    spans += [Span(start=time.start, end=time.end, mark=Mark.TIME) for time in account.timeline]
    return spans


def _view_versions(versions: Sequence[Version], texts: Texts) -> tuple[VersionLine, ...]:
    lines = []
    for number, version in enumerate(versions, start=1):
        before = versions[number - 2] if number > 1 else None
        lines.append(
            VersionLine(
                number=number,
                captured=show_time(version.captured_at, texts.ui),
                digest=version.digest or "",
                extractor=version.extractor,
                changes=find_changes(before, version) if before else (),
            )
        )
    return tuple(lines)


def _view_capture(record: CaptureRecord, texts: Texts) -> CaptureLine:
    return CaptureLine(
        captured=show_time(record.captured_at, texts.ui),
        size=record.size,
        body=record.body,
        reason=record.reason,
    )
