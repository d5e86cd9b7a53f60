"""Versions: the states of an article's text, each packed against the page it was read from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import Any

import msgspec
import zstandard

from rashomon.errors import ArchiveError
from rashomon.model import ArticleId, Paragraph, ParagraphKind, Version
from rashomon.store.articles import EPOCH, instant
from rashomon.store.bodies import Bodies, digest_text
from rashomon.store.database import Database, one
from rashomon.store.packing import pack_against, unpack_against


class _Kinds(msgspec.Struct):
    """What a packed version tells of its lines, where each is a paragraph: which are another kind."""

    kinds: dict[int, ParagraphKind] = {}


_ENCODE = msgspec.json.Encoder()
_DECODE = msgspec.json.Decoder(Version)
_DECODE_KINDS = msgspec.json.Decoder(_Kinds)
# What every version has anyway is not written again: defaults, addresses (a table's), a paragraph for each line.
_ELSEWHERE = frozenset({"outlet", "url", "urls", "channels", "digest", "captured_at", "extractor", "paragraphs"})
_KEPT = [(field.name, field.default) for field in fields(Version) if field.name not in _ELSEWHERE]
_COLUMNS = "v.number, v.body, v.digest, v.captured_at, v.extractor, v.data"
_PAGE = 200  # articles read at a time while walking the whole archive


def packed(version: Version, body: bytes) -> bytes:
    """The version as a JSON document of what is not told elsewhere, packed against the page's bytes."""
    kept = {
        name: value for name, default in _KEPT if (value := getattr(version, name)) is not default and value != default
    }
    lines = line_paragraphs(version.text)
    if version.paragraphs != lines:
        if [(p.start, p.end) for p in version.paragraphs] != [(p.start, p.end) for p in lines]:
            kept["paragraphs"] = version.paragraphs
        else:
            kinds = {n: p.kind for n, p in enumerate(version.paragraphs) if p.kind is not ParagraphKind.PARAGRAPH}
            kept["kinds"] = kinds
    return pack_against(_ENCODE.encode(kept), body)


def _unpacked(document: bytes) -> Version:
    version = _DECODE.decode(document)
    if version.paragraphs:
        return version
    lines = line_paragraphs(version.text)
    kinds = _DECODE_KINDS.decode(document).kinds
    if kinds:
        lines = tuple(replace(line, kind=kinds[n]) if n in kinds else line for n, line in enumerate(lines))
    return replace(version, paragraphs=lines)


def fitting_paragraphs(version: Version) -> tuple[Paragraph, ...]:
    """The version's paragraphs; a document whose spans do not lie in its text, in order, has a paragraph for each line."""
    end = 0
    for paragraph in version.paragraphs:
        if not end <= paragraph.start <= paragraph.end <= len(version.text):
            return line_paragraphs(version.text)
        end = paragraph.end
    return version.paragraphs or line_paragraphs(version.text)


def line_paragraphs(text: str) -> tuple[Paragraph, ...]:
    """A paragraph for each line; none for an empty text."""
    paragraphs, start = [], 0
    for line in text.split("\n") if text else ():
        paragraphs.append(Paragraph(start=start, end=start + len(line)))
        start += len(line) + 1
    return tuple(paragraphs)


def add(db: Database, version: Version, *, article: int, digest: bytes, body: int, frame: bytes, reason: str) -> int:
    """The number of the stored version; whether it is the article's latest is asked and shown by itself."""
    captured_us = instant(version.captured_at) or 0
    [(number,)] = db.rows(
        "INSERT INTO versions (article, digest, captured_at, captured_us, reason, extractor, body, data) VALUES"
        " (:article, :digest, :captured_at, :captured_us, :reason, :extractor, :body, :data) RETURNING number",
        {
            "article": article,
            "digest": digest,
            "captured_at": (version.captured_at or EPOCH).isoformat(),
            "captured_us": captured_us,
            "reason": reason,
            "extractor": version.extractor,
            "body": body,
            "data": frame,
        },
    )
    return int(number)


def is_latest(db: Database, number: int) -> bool:
    """Whether no version of the article was captured after that one."""
    later = (
        "SELECT l.number FROM versions v JOIN articles a ON a.number = v.article JOIN versions l ON l.number = a.latest"
        " WHERE v.number = :number AND l.captured_us > v.captured_us"
    )
    return not db.rows(later, {"number": number})


def show(db: Database, article: int, number: int, version: Version) -> None:
    """Make lists show the article by this version, its latest."""
    published_at = version.published_at
    db.run(
        "UPDATE articles SET latest = :number, headline = :headline, published_at = :published_at,"
        " published_us = :published_us, language = :language WHERE number = :article",
        {
            "number": number,
            "headline": version.headline,
            "published_at": published_at.isoformat() if published_at else None,
            "published_us": instant(published_at),
            "language": version.language,
            "article": article,
        },
    )


def show_latest(db: Database, bodies: Bodies) -> None:
    """Set right, from the versions alone, which is each article's latest and what lists show of it."""
    db.run(
        "UPDATE articles SET latest = (SELECT v.number FROM versions v WHERE v.article = articles.number"
        " ORDER BY v.captured_us DESC, v.number DESC LIMIT 1)"
    )
    latest: dict[int, int] = {row[0]: row[1] for row in db.rows("SELECT number, latest FROM articles")}
    for article, version in every_latest(db, bodies):
        show(db, article, latest[article], version)


def find(db: Database, article: int, digest: bytes) -> int | None:
    """The number of the article's newest version of that digest."""
    row = one(
        db,
        "SELECT number FROM versions WHERE article = :article AND digest = :digest ORDER BY number DESC LIMIT 1",
        {"article": article, "digest": digest},
    )
    return row[0] if row else None


def of_article(db: Database, bodies: Bodies, article: int) -> tuple[Version, ...]:
    """All versions, the one captured first in front, each with all addresses and channels of the article."""
    rows = db.rows(
        f"SELECT {_COLUMNS} FROM versions v WHERE v.article = :article ORDER BY v.captured_us, v.number",
        {"article": article},
    )
    told = _addresses(db, [article])[article]
    return tuple(_version(db, bodies, row, told) for row in rows)


def get(db: Database, bodies: Bodies, number: int) -> Version:
    """The version of that number."""
    return get_all(db, bodies, [number])[number]


def get_all(db: Database, bodies: Bodies, numbers: list[int]) -> dict[int, Version]:
    """The versions of those numbers."""
    found: dict[int, Version] = {}
    for start in range(0, len(numbers), _PAGE):
        part = numbers[start : start + _PAGE]
        rows = db.rows(f"SELECT v.article, {_COLUMNS} FROM versions v WHERE v.number IN ({_marks(part)})", _named(part))
        told = _addresses(db, sorted({article for article, *_ in rows}))
        found |= {row[0]: _version(db, bodies, row, told[article]) for article, *row in rows}
    return found


def reasons(db: Database, article: int) -> tuple[str, ...]:
    """Why each version of the article is one, in the order of `of_article`."""
    rows = db.rows(
        "SELECT reason FROM versions WHERE article = :article ORDER BY captured_us, number", {"article": article}
    )
    return tuple(reason for (reason,) in rows)


def latest(db: Database, bodies: Bodies, article: int) -> Version:
    """The article's latest version."""
    return latest_of(db, bodies, [article])[article]


def latest_number(db: Database, article: int) -> int:
    """The number of the article's latest version."""
    return int(db.rows("SELECT latest FROM articles WHERE number = :article", {"article": article})[0][0])


def latest_of(db: Database, bodies: Bodies, articles: list[int]) -> dict[int, Version]:
    """The latest version of each of the articles."""
    return {article: read.version for article, read in read_latest(db, bodies, articles).items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A version with its number and the bytes that it was read from."""

    number: int
    version: Version
    body: bytes


def read_latest(db: Database, bodies: Bodies, articles: list[int]) -> dict[int, Read]:
    """The latest version of each of the articles, in their order."""
    found: dict[int, Read] = {}
    for start in range(0, len(articles), _PAGE):
        part = articles[start : start + _PAGE]
        told = _addresses(db, part)
        rows = db.rows(
            f"SELECT a.number, {_COLUMNS} FROM articles a JOIN versions v ON v.number = a.latest"
            f" WHERE a.number IN ({_marks(part)})",
            _named(part),
        )
        kept = {article: row for article, *row in rows}
        found |= {article: _read(db, bodies, kept[article], told[article]) for article in part if article in kept}
    return found


def every_latest(db: Database, bodies: Bodies, *, after: int = 0) -> Iterator[tuple[int, Version]]:
    """Each article's number and latest version, in the order they came, read a few at a time."""
    while True:
        rows = db.rows(
            "SELECT number FROM articles WHERE number > :after AND latest IS NOT NULL ORDER BY number LIMIT :page",
            {"after": after, "page": _PAGE},
        )
        if not rows:
            return
        numbers = [row[0] for row in rows]
        found = latest_of(db, bodies, numbers)
        yield from ((number, found[number]) for number in numbers)
        after = numbers[-1]


def _version(db: Database, bodies: Bodies, row: Any, told: _Told) -> Version:
    return _read(db, bodies, row, told).version


def _read(db: Database, bodies: Bodies, row: Any, told: _Told) -> Read:
    number, body, digest, captured_at, extractor, frame = row
    page = bodies.read(body)
    try:
        version = _unpacked(unpack_against(bytes(frame), page))
    except (zstandard.ZstdError, msgspec.MsgspecError) as error:
        raise ArchiveError(db.subject, f"version {number} is damaged and cannot be read") from error
    shown = replace(
        version,
        id=told.id,
        outlet=told.outlet,
        url=told.urls[0] if told.urls else "",
        urls=tuple(told.urls),
        channels=tuple(told.channels),
        digest=digest_text(digest),
        captured_at=datetime.fromisoformat(captured_at),
        extractor=extractor,
    )
    return Read(number=number, version=shown, body=page)


@dataclass(slots=True)
class _Told:
    """What the article is known by today, whatever it was when a version was read."""

    id: ArticleId
    outlet: str
    urls: list[str] = field(default_factory=list)
    channels: list[str] = field(default_factory=list)


def _addresses(db: Database, articles: list[int]) -> dict[int, _Told]:
    """The id, the URLs (canonical first) and the channels of each article."""
    marks, names = _marks(articles), _named(articles)
    rows = db.rows(
        "SELECT a.number, a.id, o.name FROM articles a JOIN outlets o ON o.number = a.outlet"
        f" WHERE a.number IN ({marks})",
        names,
    )
    told = {number: _Told(ArticleId(id_), outlet) for number, id_, outlet in rows}
    for article, url in db.rows(
        f"SELECT article, url FROM urls WHERE article IN ({marks}) ORDER BY article, place", names
    ):
        told[article].urls.append(url)
    for article, name in db.rows(f"SELECT article, name FROM channels WHERE article IN ({marks}) ORDER BY name", names):
        told[article].channels.append(name)
    return told


def _marks(items: list[int]) -> str:
    return ", ".join(f":n{place}" for place in range(len(items)))


def _named(items: list[int]) -> dict[str, object]:
    return {f"n{place}": item for place, item in enumerate(items)}
