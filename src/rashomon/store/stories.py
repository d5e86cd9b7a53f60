"""Stories and what joined them: derived from the articles, dropped and made again at will."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

import msgspec

from rashomon.model import ArticleId, Copy, Joined, Story, StoryId, StoryQuery
from rashomon.store.articles import instant
from rashomon.store.articles import listed as listed_articles
from rashomon.store.database import Database, Row, one

_ENCODE = msgspec.json.Encoder()
_NAMES = msgspec.json.Decoder(tuple[str, ...])
_WHY = msgspec.json.Decoder(tuple[ArticleId | None, float, tuple[str, ...]])
_NEARLY = msgspec.json.Decoder(tuple[ArticleId | None, float, tuple[str, ...], ArticleId, float])
_RELATED = 5  # stories linked to one at most
_COPY = msgspec.json.Decoder(Copy)
_COLUMNS = "s.id, s.headline, s.outlets, s.origins, s.names"
_MEMBERS = "SELECT m.story, m.article FROM members m JOIN articles a ON a.number = m.article"
_IN_TIME = "m.story, coalesce(a.published_us, 9223372036854775807), a.number"
_PAGE = 500  # articles asked for at a time
_FEW = 200  # stories whose articles are asked for one by one; more are found by one walk over all
_NEWEST = "coalesce(s.last_us, -9223372036854775807) DESC, s.id"  # without a time: last, in both databases
_ORDERS = {
    "time": _NEWEST,
    "outlets": f"s.outlets DESC, s.articles DESC, {_NEWEST}",
    "articles": f"s.articles DESC, s.outlets DESC, {_NEWEST}",
}


def put(
    db: Database,
    stories: Sequence[Story],
    *,
    copies: Iterable[Copy],
    joined: Iterable[Joined],
    numbers: Mapping[str, int],
    redirects: Mapping[StoryId, StoryId] | None = None,
) -> None:
    """Put these in the place of the stories that their articles stood in; other stories stay.

    `numbers` gives each article's number by its id, `redirects` where old stories went; one that it does not name
    leads to where its first article is.
    """
    before = _take_out(db, list(numbers.values()))
    db.run_many(
        "INSERT INTO stories (id, first_us, last_us, outlets, articles, origins, headline, names) VALUES"
        " (:id, :first_us, :last_us, :outlets, :articles, :origins, :headline, :names)",
        (_story_row(story) for story in stories),
    )
    why = {entry.article: _why(entry) for entry in joined}
    db.run_many(
        "INSERT INTO members (article, story, data) VALUES (:article, :story, :data)",
        (
            {"article": numbers[member.id], "story": story.id, "data": why.get(member.id)}
            for story in stories
            for member in story.articles
        ),
    )
    db.run_many(
        "INSERT INTO copies (article, original, data) VALUES (:article, :original, :data) ON CONFLICT DO NOTHING",
        ({"article": numbers[c.article], "original": numbers[c.original], "data": _ENCODE.encode(c)} for c in copies),
    )
    for old in before.keys() - {story.id for story in stories}:
        values = {"old": old, "story": (redirects or {}).get(old) or of_article(db, before[old])}
        db.run("UPDATE redirects SET story = :story WHERE story = :old", values)
        db.run(
            "INSERT INTO redirects (old, story) VALUES (:old, :story)"
            " ON CONFLICT (old) DO UPDATE SET story = excluded.story",
            values,
        )
    db.run_many("DELETE FROM redirects WHERE old = :id", ({"id": story.id} for story in stories))
    db.run("DELETE FROM comparisons WHERE story NOT IN (SELECT id FROM stories)")


def _take_out(db: Database, articles: Sequence[int]) -> dict[StoryId, int]:
    """Remove the stories of these articles, all their members among them; each story's id with its first article."""
    if {article for (article,) in db.rows("SELECT article FROM members")} <= set(articles):
        first = {StoryId(row[0]): row[1] for row in db.rows("SELECT story, min(article) FROM members GROUP BY story")}
        for table in ("members", "copies", "stories"):
            db.run(f"DELETE FROM {table}")
        return first
    first = {}
    for article in sorted(articles):
        story = of_article(db, article)
        if story is not None:
            first.setdefault(story, article)
    one_each = [{"article": article} for article in articles]
    db.run_many("DELETE FROM members WHERE article = :article", one_each)
    db.run_many("DELETE FROM copies WHERE article = :article", one_each)
    db.run_many("DELETE FROM stories WHERE id = :id", ({"id": story} for story in first))
    return first


def _why(entry: Joined) -> bytes | None:
    """What joined the article, without what its row tells; None where nothing did, as for a story's only article."""
    if entry.nearly is not None:
        return _ENCODE.encode((entry.nearest, entry.score, entry.shared, entry.nearly, entry.nearly_score))
    if entry.nearest is None and not entry.score and not entry.shared:
        return None
    return _ENCODE.encode((entry.nearest, entry.score, entry.shared))


def _story_row(story: Story) -> dict[str, object]:
    return {
        "id": story.id,
        "first_us": instant(story.first_at),
        "last_us": instant(story.last_at),
        "outlets": story.outlets,
        "articles": len(story.articles),
        "headline": story.headline,
        "origins": story.origins,
        "names": _ENCODE.encode(story.names).decode(),
    }


def places(db: Database, articles: Sequence[int]) -> dict[ArticleId, StoryId]:
    """The story of each of the articles that stands in one."""
    found: dict[ArticleId, StoryId] = {}
    for start in range(0, len(articles), _PAGE):
        among = ", ".join(str(int(article)) for article in articles[start : start + _PAGE])
        rows = db.rows(
            f"SELECT a.id, m.story FROM members m JOIN articles a ON a.number = m.article WHERE m.article IN ({among})"
        )
        found.update((ArticleId(id_), StoryId(story)) for id_, story in rows)
    return found


def members(db: Database, story: str) -> list[int]:
    """The numbers of the story's articles."""
    return [number for (number,) in db.rows("SELECT article FROM members WHERE story = :story", {"story": story})]


def forget(db: Database, story: str) -> None:
    """Take out a story that has no article any more, and what led to it."""
    db.run("DELETE FROM stories WHERE id = :story", {"story": story})
    db.run("DELETE FROM redirects WHERE story = :story", {"story": story})


def redirected(db: Database) -> dict[StoryId, StoryId]:
    """Every id of a story that is no more, and where it leads."""
    return {StoryId(old): StoryId(story) for old, story in db.rows("SELECT old, story FROM redirects")}


def missing(db: Database) -> list[int]:
    """The articles that stand in no story yet."""
    without = "NOT EXISTS (SELECT 1 FROM members m WHERE m.article = a.number)"
    return [
        number for (number,) in db.rows(f"SELECT a.number FROM articles a WHERE a.latest IS NOT NULL AND {without}")
    ]


def in_time(db: Database) -> list[int]:
    """The numbers of all articles by publication time, those without one at the end."""
    rows = db.rows(
        "SELECT number FROM articles WHERE latest IS NOT NULL"
        " ORDER BY coalesce(published_us, 9223372036854775807), number"
    )
    return [number for (number,) in rows]


def with_stories(db: Database, articles: Collection[int]) -> set[int]:
    """These articles and all that stand in a story with any of them."""
    found, told = set(articles), sorted(articles)
    for start in range(0, len(told), _PAGE):
        among = ", ".join(str(int(article)) for article in told[start : start + _PAGE])
        rows = db.rows(
            "SELECT o.article FROM members o WHERE o.story IN"
            f" (SELECT m.story FROM members m WHERE m.article IN ({among}))"
        )
        found.update(article for (article,) in rows)
    return found


def get(db: Database, id_: str) -> Story:
    """The story of that full id, with the stories related to it, which lists leave out."""
    [found] = _stories(db, db.rows(f"SELECT {_COLUMNS} FROM stories s WHERE s.id = :id", {"id": id_}))
    return replace(found, related=_related(db, id_))


def _stories(db: Database, rows: list[Row]) -> tuple[Story, ...]:
    """The stories of those rows, each with its articles by publication time."""
    held: dict[str, list[int]] = {row[0]: [] for row in rows}
    if len(rows) > _FEW:
        pairs = db.rows(f"{_MEMBERS} ORDER BY {_IN_TIME}")
    else:
        pairs = [
            pair for id_ in held for pair in db.rows(f"{_MEMBERS} WHERE m.story = :id ORDER BY {_IN_TIME}", {"id": id_})
        ]
    for id_, article in pairs:
        if id_ in held:
            held[id_].append(article)
    shown = listed_articles(db, [article for members in held.values() for article in members])
    found = []
    for id_, headline, outlets, origins, names in rows:
        members = tuple(shown[article] for article in held[id_])
        times = [member.published_at for member in members if member.published_at]
        found.append(
            Story(
                id=StoryId(id_),
                headline=headline,
                first_at=times[0] if times else None,
                last_at=times[-1] if times else None,
                articles=members,
                outlets=outlets,
                origins=origins,
                names=_NAMES.decode(names),
            )
        )
    return tuple(found)


def of_article(db: Database, article: int) -> StoryId | None:
    """The id of the story that the article stands in."""
    row = one(db, "SELECT story FROM members WHERE article = :article", {"article": article})
    return StoryId(row[0]) if row else None


def listed(db: Database, query: StoryQuery, *, matching: Iterable[int] | None = None) -> tuple[Story, ...]:
    """The stories that the query asks for, in its order; `matching` are the articles that hold the query's words."""
    values: dict[str, object] = {"min_outlets": query.min_outlets}
    conditions = ["s.outlets >= :min_outlets"]
    if query.since is not None:
        values["since"] = instant(query.since)
        conditions.append("s.last_us >= :since")
    if query.until is not None:
        values["until"] = instant(query.until)
        conditions.append("s.first_us <= :until")
    among = "s.id IN (SELECT m.story FROM members m JOIN articles a ON a.number = m.article"
    if query.outlet:
        values["outlet"] = query.outlet
        conditions.append(f"{among} JOIN outlets o ON o.number = a.outlet WHERE o.name = :outlet)")
    if query.language:
        values["language"] = query.language
        conditions.append(f"{among} WHERE a.language = :language)")
    if matching is not None:
        held = ", ".join(str(int(number)) for number in matching) or "NULL"
        conditions.append(f"{among} WHERE a.number IN ({held}))")
    window = ""
    if query.limit is not None or query.offset:
        values |= {"limit": -1 if query.limit is None else query.limit, "offset": query.offset}
        window = " LIMIT :limit OFFSET :offset"
    order = _ORDERS.get(query.sort, _ORDERS["time"])
    rows = db.rows(
        f"SELECT {_COLUMNS} FROM stories s WHERE {' AND '.join(conditions)} ORDER BY {order}{window}", values
    )
    return _stories(db, rows)


def joined(db: Database, id_: str) -> tuple[Joined, ...]:
    """Why each article stands in the story, in the story's order."""
    rows = db.rows(
        "SELECT a.id, m.data FROM members m JOIN articles a ON a.number = m.article WHERE m.story = :id"
        " ORDER BY coalesce(a.published_us, 9223372036854775807), a.number",
        {"id": id_},
    )
    return tuple(_joined(ArticleId(article), StoryId(id_), data) for article, data in rows)


def _joined(article: ArticleId, story: StoryId, data: bytes | None) -> Joined:
    if data is None:
        return Joined(article=article, story=story, nearest=None, score=0.0)
    try:
        nearest, score, shared, nearly, nearly_score = _NEARLY.decode(bytes(data))
    except msgspec.ValidationError:  # shorter: nothing came near
        nearest, score, shared = _WHY.decode(bytes(data))
        return Joined(article=article, story=story, nearest=nearest, score=score, shared=shared)
    return Joined(
        article=article,
        story=story,
        nearest=nearest,
        score=score,
        shared=shared,
        nearly=nearly,
        nearly_score=nearly_score,
    )


def _related(db: Database, id_: str) -> tuple[StoryId, ...]:
    """The stories of the articles that came near, the likeliest first."""
    best: dict[StoryId, float] = {}
    for entry in joined(db, id_):
        row = entry.nearly and one(
            db,
            "SELECT m.story FROM members m JOIN articles a ON a.number = m.article WHERE a.id = :id",
            {"id": entry.nearly},
        )
        if row and row[0] != id_:
            best[StoryId(row[0])] = max(best.get(StoryId(row[0]), 0.0), entry.nearly_score)
    return _likeliest(best)


def every_related(db: Database) -> dict[StoryId, tuple[StoryId, ...]]:
    """For each story that has any the stories related to it, as `get` tells them; for who goes through all."""
    rows = db.rows("SELECT a.id, m.story, m.data FROM members m JOIN articles a ON a.number = m.article")
    homes = {ArticleId(article): StoryId(story) for article, story, _ in rows}
    best: dict[StoryId, dict[StoryId, float]] = {}
    for article, story, data in rows:
        entry = _joined(ArticleId(article), StoryId(story), data)
        home = homes.get(entry.nearly) if entry.nearly else None
        if home is not None and home != story:
            found = best.setdefault(entry.story, {})
            found[home] = max(found.get(home, 0.0), entry.nearly_score)
    return {story: _likeliest(found) for story, found in best.items()}


def _likeliest(related: dict[StoryId, float]) -> tuple[StoryId, ...]:
    return tuple(sorted(related, key=lambda story: (-related[story], story))[:_RELATED])


def copies(db: Database, id_: str) -> tuple[Copy, ...]:
    """Which of the story's articles repeat another's text."""
    rows = db.rows(
        "SELECT c.data FROM copies c JOIN members m ON m.article = c.article WHERE m.story = :id"
        " ORDER BY c.article, c.original",
        {"id": id_},
    )
    return tuple(_COPY.decode(bytes(data)) for (data,) in rows)
