"""What was read of a page, in any format, and how it becomes a version."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from rashomon.extract.byline import Byline
from rashomon.extract.lines import dateline_of
from rashomon.extract.paragraphs import assemble_text
from rashomon.extract.published import Published
from rashomon.model import ArticleId, Basis, Image, Page, ParagraphKind, Precision, Version
from rashomon.outlets import Outlet
from rashomon.text.digests import article_id, version_digest
from rashomon.text.language import detect_language
from rashomon.text.urls import spellings

_MOST_LINKS = 2_000  # of an article's body; a page of 50,000 links is no article's


@dataclass(slots=True, kw_only=True)
class Reading:
    """The parts of an article as a reader of one format found them."""

    extractor: str
    pieces: list[tuple[str, ParagraphKind]]
    headline: str = ""
    url: str = ""
    urls: tuple[str, ...] = ()
    outlet: Outlet | None = None
    outlet_name: str = ""
    byline: Byline = field(default_factory=Byline)
    published: Published | None = None
    modified_at: datetime | None = None
    dateline: str = ""
    images: tuple[Image, ...] = ()
    keywords: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    editor: str = ""
    credit: str = ""
    section: str = ""
    channels: tuple[str, ...] = ()
    language: str = ""  # as the page declares it, where the text is too short to tell
    captured_at: datetime | None = None
    notes: tuple[str, ...] = ()


def finish(reading: Reading, page: Page) -> Version:
    """The version: texts assembled, language told, ids and digest computed."""
    text, paragraphs = assemble_text(reading.pieces)
    language, script = detect_language(text)
    if not language:
        language = reading.language.partition("-")[0].lower()
    outlet = reading.outlet.name_in(language) if reading.outlet else reading.outlet_name
    published = reading.published
    notes = (*reading.notes, published.note) if published and published.note else reading.notes
    dateline = reading.dateline or dateline_of(text)
    urls = spellings((reading.url, *reading.urls))
    credit = reading.credit or (", ".join(reading.byline.credits) if reading.byline.persons else "")
    return Version(
        id=_identity(reading, text),
        url=urls[0] if urls else "",
        urls=urls,
        outlet=outlet,
        headline=reading.headline,
        byline=reading.byline.names(),
        published_at=published.at if published else None,
        published_at_basis=published.basis if published else Basis.CAPTURED,
        published_at_precision=published.precision if published else Precision.MINUTE,
        modified_at=reading.modified_at,
        dateline=dateline,
        language=language,
        script=script,
        text=text,
        paragraphs=paragraphs,
        images=reading.images,
        keywords=reading.keywords,
        links=reading.links[:_MOST_LINKS],
        editor=reading.editor,
        credit=credit,
        section=reading.section,
        channels=reading.channels,
        digest=version_digest(
            headline=reading.headline,
            byline=reading.byline.names(),
            dateline=dateline,
            text=text,
            captions=[image.caption for image in reading.images],
        ),
        captured_at=reading.captured_at or page.captured_at,
        extractor=reading.extractor,
        notes=tuple(note for note in notes if note),
    )


def _identity(reading: Reading, text: str) -> ArticleId:
    """By outlet and address; a page without address is known by its headline and first words."""
    outlet = reading.outlet.id if reading.outlet else reading.outlet_name
    return article_id(outlet, reading.url or f"{reading.headline}\n{text[:80]}")
