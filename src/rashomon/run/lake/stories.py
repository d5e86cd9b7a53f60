"""The fourth stage: groups told as stories, with copies and the reason why each article stands where it does."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta, timezone
from typing import Any

import msgspec
import pyarrow as pa

from rashomon.group.names import key_names
from rashomon.group.origins import count_origins
from rashomon.group.roster import story_id
from rashomon.model import ArticleId, Story, StoryArticle, StoryId
from rashomon.outlets import Outlets, load_outlets
from rashomon.run.lake.columns import encode_rows, encoded, read_rows
from rashomon.run.lake.marks import Job, Mark, Part, row_digest, sum_digests, write_part
from rashomon.run.lake.merging import Chain
from rashomon.run.lake.windows import Window

STAGE = "stories"
STORIES, COPIES, JOINED = "stories", "copies", "joined"
_TEXT, _TEXTS, _COUNT = pa.string(), pa.list_(pa.string()), pa.int32()
_MOMENT = pa.timestamp("us", tz="UTC")
_GROUP = 1000

ARTICLE = pa.struct(
    [
        ("id", _TEXT),
        ("url", _TEXT),
        ("urls", _TEXTS),
        ("outlet", _TEXT),
        ("headline", _TEXT),
        ("published_at", _MOMENT),
        ("published_at_offset", _COUNT),
        ("language", _TEXT),
        ("day", _TEXT),  # under which its versions are kept
    ]
)
SCHEMAS = {
    STORIES: pa.schema(
        [
            ("id", _TEXT),
            ("day", _TEXT),  # of its first article
            ("headline", _TEXT),
            ("first_at", _MOMENT),
            ("last_at", _MOMENT),
            ("outlets", _COUNT),
            ("origins", _COUNT),
            ("names", _TEXTS),
            ("articles", pa.list_(ARTICLE)),
        ]
    ),
    COPIES: pa.schema(
        [("story", _TEXT), ("article", _TEXT), ("original", _TEXT), ("kind", _TEXT), ("share", pa.float64()), ("evidence", _TEXT)]
    ),
    JOINED: pa.schema(
        [("story", _TEXT), ("article", _TEXT), ("nearest", _TEXT), ("score", pa.float64()), ("shared", _TEXTS)]
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """A window's groups; `chains` are the stories that begin in it and run on, `elsewhere` the groups told by others."""

    name: str
    path: str
    chains: tuple[Chain, ...]
    elsewhere: tuple[int, ...]
    made_of: tuple[str, ...]


def plan_stories(windows: Sequence[Window], marks: Sequence[Mark], chains: Iterable[Chain]) -> list[Groups]:
    """A shard a window, each story told once: where it begins."""
    begun: dict[str, list[Chain]] = defaultdict(list)
    elsewhere: dict[str, list[int]] = defaultdict(list)
    for chain in chains:
        begun[chain.groups[0][0]].append(chain)
        for path, group in chain.groups[1:]:
            elsewhere[path].append(group)
    made_of = {mark.parts[0].path: mark.made_of for mark in marks}
    planned = []
    for window, mark in zip(windows, marks, strict=True):
        path = mark.parts[0].path
        reached = sorted({path, *(other for chain in begun[path] for other, _ in chain.groups)})
        shard = Groups(
            name=window.name,
            path=path,
            chains=tuple(begun[path]),
            elsewhere=tuple(sorted(elsewhere[path])),
            made_of=tuple(made_of[other] for other in reached),
        )
        planned.append(shard)
    return planned


def tell_window(job: Job, shard: Groups, careful: bool) -> Mark:
    """The tables of stories, copies and joined articles of the stories that begin in a window."""
    tables: dict[str, list[dict[str, Any]]] = {STORIES: [], COPIES: [], JOINED: []}
    digests: dict[str, list[int]] = {STORIES: [], COPIES: [], JOINED: []}
    days: Counter[str] = Counter()
    known = job.outlets if job.outlets is not None else load_outlets()
    for rows in _gathered(job, shard):
        story = story_of(rows, known)
        tables[STORIES].append(_story_row(story, rows))
        digests[STORIES].append(row_digest(encoded(story)))
        if story.outlets > 1:
            days.update(f"{row['at']:%Y-%m-%d}" for row in rows)
            days["stories"] += 1
        for row in rows:
            for table, key in ((COPIES, "original"), (JOINED, "nearest")):
                if row[key] is not None:
                    told = {name: row[name] for name in SCHEMAS[table].names if name in row}
                    told |= {"article": row["id"], "story": story.id}
                    tables[table].append(told)
                    digests[table].append(row_digest(encoded(told)))
    order = {STORIES: ("day", "id"), COPIES: ("article",), JOINED: ("story", "article")}
    parts = []
    for table, told_rows in tables.items():
        told_rows.sort(key=lambda row, keys=order[table]: tuple(row[key] for key in keys))  # type: ignore[misc]
        part = Part(
            table=table,
            path=f"{table}/{shard.name}.parquet",
            rows=len(told_rows),
            digest=sum_digests(digests[table]),
            counts=dict(sorted(days.items())) if table == STORIES else {},
        )
        data = encode_rows(told_rows, SCHEMAS[table], group=_GROUP, sorted_by=order[table])
        parts.append(write_part(job, part, data))
    return Mark(stage=STAGE, shard=shard.name, parts=tuple(parts))


def _gathered(job: Job, shard: Groups) -> list[list[dict[str, Any]]]:
    """The rows of each story, those that their window owns, by time."""
    story_of_group = {group: at for at, chain in enumerate(shard.chains) for group in chain.groups}
    told_elsewhere = {(shard.path, group) for group in shard.elsewhere}
    wanted = {shard.path: set[int]()} | {path: set[int]() for path, _ in story_of_group}
    for path, group in story_of_group:
        wanted[path].add(group)
    gathered: dict[tuple[str, int], list[dict[str, Any]]] = defaultdict(list)
    for path, groups in sorted(wanted.items()):
        with job.lake.open(path) as stream:
            for row in read_rows(stream):
                place = (path, row["group"])
                if row["owned"] and place not in told_elsewhere and (path == shard.path or row["group"] in groups):
                    key = ("", story_of_group[place]) if place in story_of_group else place
                    gathered[key].append(row | {"place": place})
    for rows in gathered.values():
        rows.sort(key=lambda row: (row["at"], row["id"]))
    return list(gathered.values())


def story_of(rows: Sequence[dict[str, Any]], known: Outlets) -> Story:
    """The story of these articles, which come by time: its id is made of the earliest.

    Its headline is the one that the window with most of its articles chose.
    """
    articles = tuple(_article(row) for row in rows)
    times = sorted(article.published_at for article in articles if article.published_at)
    windows = Counter(row["place"] for row in rows)
    largest = min(windows, key=lambda place: (-windows[place], place))
    return Story(
        id=story_id(articles[0].id),
        headline=next(row["told"] for row in rows if row["place"] == largest),
        first_at=times[0] if times else None,
        last_at=times[-1] if times else None,
        articles=articles,
        outlets=len({article.outlet for article in articles}),
        origins=count_origins([(row["outlet"], row["credit"]) for row in rows if row["original"] is None], known),
        names=key_names([article.headline for article in articles]) if len(articles) > 1 else (),
    )


def _article(row: dict[str, Any]) -> StoryArticle:
    moment, offset = row["published_at"], row["published_at_offset"]
    return StoryArticle(
        id=ArticleId(row["id"]),
        url=row["url"],
        urls=tuple(row["urls"]),
        outlet=row["outlet"],
        headline=row["headline"],
        published_at=moment.astimezone(timezone(timedelta(seconds=offset or 0))) if moment else None,
        language=row["language"],
    )


def _story_row(story: Story, rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    names = [field.name for field in ARTICLE]
    articles = [{name: row.get(name) for name in names} | {"day": f"{row['at']:%Y-%m-%d}"} for row in rows]
    return {
        "id": story.id,
        "day": articles[0]["day"],
        "headline": story.headline,
        "first_at": story.first_at,
        "last_at": story.last_at,
        "outlets": story.outlets,
        "origins": story.origins,
        "names": story.names,
        "articles": articles,
    }


def story_from_row(row: dict[str, Any]) -> Story:
    """The story that a row of the table holds."""
    articles = tuple(_article(article) for article in row["articles"])
    fields = {name: row[name] for name in ("headline", "outlets", "origins")}
    names = msgspec.convert(row["names"], tuple[str, ...])
    times = sorted(article.published_at for article in articles if article.published_at)
    return Story(
        id=StoryId(row["id"]),
        first_at=times[0] if times else None,
        last_at=times[-1] if times else None,
        articles=articles,
        names=names,
        **fields,
    )
