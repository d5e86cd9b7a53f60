"""Articles: one outlet's pieces, each under all its addresses and channels, joined when they turn out to be one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from rashomon.errors import NotFound
from rashomon.model import ArticleId, StoryArticle, Version
from rashomon.store.database import Database, one, text_hash
from rashomon.text.urls import spellings, url_key

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LEAST_PREFIX = 6  # digits of an id that a person may shorten it to
# The same words of one outlet under two addresses are one article; a line or two ("Photo of the day") may recur.
_LEAST_TEXT_TO_JOIN = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An article in the store and how a version was found to be of it: "id", "url", "text" or "" for a new one."""

    number: int
    id: ArticleId
    by: str = ""


def instant(moment: datetime | None) -> int | None:
    """Microseconds since 1970, for comparing times whatever their offsets."""
    return None if moment is None else (moment - EPOCH) // timedelta(microseconds=1)


def keyed_urls(version: Version) -> tuple[tuple[str, str], ...]:
    """The version's addresses: (what identifies the page, a spelling of it), the canonical one first."""
    return tuple((url_key(url), url) for url in spellings((version.url, *version.urls)))


def find(db: Database, version: Version, urls: Sequence[tuple[str, str]], digest: bytes) -> Known | None:
    """The article that the version is a state of, or None: by id, by an address, or by outlet and text."""
    row = one(db, "SELECT number, id FROM articles WHERE id = :id", {"id": version.id})
    if row:
        return Known(number=row[0], id=row[1], by="id")
    for key, _ in urls:
        rows = db.rows(
            "SELECT u.url, a.number, a.id FROM urls u JOIN articles a ON a.number = u.article"
            " JOIN outlets o ON o.number = a.outlet WHERE u.hash = :hash AND o.name = :outlet",
            {"hash": text_hash(key), "outlet": version.outlet},
        )
        for url, number, id_ in rows:
            if url_key(url) == key:
                return Known(number=number, id=id_, by="url")
    if len(version.text) < _LEAST_TEXT_TO_JOIN:
        return None
    row = one(
        db,
        "SELECT a.number, a.id FROM versions v JOIN articles a ON a.number = v.article"
        " JOIN outlets o ON o.number = a.outlet WHERE v.digest = :digest AND o.name = :outlet LIMIT 1",
        {"digest": digest, "outlet": version.outlet},
    )
    return Known(number=row[0], id=row[1], by="text") if row else None


def add(db: Database, version: Version) -> Known:
    """A new article of the version's id; its version is added by `versions.add`."""
    outlet = _outlet_number(db, version.outlet)
    [(number,)] = db.rows(
        "INSERT INTO articles (id, outlet, headline, language) VALUES (:id, :outlet, '', '') RETURNING number",
        {"id": version.id, "outlet": outlet},
    )
    return Known(number=number, id=version.id)


def _outlet_number(db: Database, name: str) -> int:
    row = one(db, "SELECT number FROM outlets WHERE name = :name", {"name": name})
    if not row:
        [row] = db.rows("INSERT INTO outlets (name) VALUES (:name) RETURNING number", {"name": name})
    return int(row[0])


def add_urls(db: Database, article: int, urls: Sequence[tuple[str, str]]) -> bool:
    """Whether a page was not known among the addresses; known ones stay in front, another query is kept beside."""
    held = db.rows("SELECT place, hash, url FROM urls WHERE article = :article", {"article": article})
    spelt = {url for _, _, url in held}
    known = {url_key(url) for url in spelt}
    place, grew = len(held), False
    for key, url in urls:
        if url in spelt or (key in known and "?" not in url):
            continue
        values = {"article": article, "place": place, "hash": text_hash(key), "url": url}
        db.run("INSERT INTO urls (article, place, hash, url) VALUES (:article, :place, :hash, :url)", values)
        grew |= key not in known
        known.add(key)
        spelt.add(url)
        place += 1
    return grew


def add_channels(db: Database, article: int, names: Iterable[str]) -> bool:
    """Whether a channel was not known; "" is none."""
    grew = False
    for name in names:
        grew |= bool(
            name
            and db.rows(
                "INSERT INTO channels (article, name) VALUES (:article, :name) ON CONFLICT DO NOTHING RETURNING name",
                {"article": article, "name": name},
            )
        )
    return grew


def number_of(db: Database, id_: str) -> int:
    """The number of the article of that id or of the one id that starts so; NotFound says which it is not."""
    return int(_resolve(db, id_, table="articles", columns="number, id")[0])


def id_of_story(db: Database, id_: str) -> str:
    """The full id of the story of that id or prefix; an id of a story that was merged leads to today's."""
    row = one(db, "SELECT story FROM redirects WHERE old = :id", {"id": id_})
    return str(row[0] if row else _resolve(db, id_, table="stories", columns="id, id")[1])


def _resolve(db: Database, id_: str, *, table: str, columns: str) -> Sequence[Any]:
    noun = {"articles": "article", "stories": "story"}[table]
    row = one(db, f"SELECT {columns} FROM {table} WHERE id = :id", {"id": id_})
    if row:
        return row
    if len(id_) < _LEAST_PREFIX:
        raise NotFound(
            id_ or "''", f"there is no {noun} of this id; a shortened id has at least {_LEAST_PREFIX} characters"
        )
    rows = db.rows(
        f"SELECT {columns} FROM {table} WHERE id >= :id AND id < :end ORDER BY id LIMIT 2",
        {"id": id_, "end": id_ + "\uffff"},
    )
    if not rows:
        raise NotFound(id_, f"the archive holds no {noun} of this id")
    if len(rows) > 1:
        raise NotFound(id_, f"more than one {noun} has an id that starts so; give more of it")
    return rows[0]


def listed(db: Database, numbers: Sequence[int]) -> dict[int, StoryArticle]:
    """The articles of those numbers as lists show them."""
    found: dict[int, StoryArticle] = {}
    for start in range(0, len(numbers), 500):
        names = {f"n{place}": number for place, number in enumerate(numbers[start : start + 500])}
        marks = ", ".join(f":{name}" for name in names)
        urls: dict[int, list[str]] = {}
        for article, url in db.rows(
            f"SELECT article, url FROM urls WHERE article IN ({marks}) ORDER BY article, place", names
        ):
            urls.setdefault(article, []).append(url)
        rows = db.rows(
            "SELECT a.number, a.id, o.name, a.headline, a.published_at, a.language FROM articles a"
            f" JOIN outlets o ON o.number = a.outlet WHERE a.number IN ({marks})",
            names,
        )
        for number, id_, outlet, headline, published_at, language in rows:
            known = tuple(urls.get(number, ()))
            found[number] = StoryArticle(
                id=id_,
                url=known[0] if known else "",
                urls=known,
                outlet=outlet,
                headline=headline,
                published_at=datetime.fromisoformat(published_at) if published_at else None,
                language=language,
            )
    return found
