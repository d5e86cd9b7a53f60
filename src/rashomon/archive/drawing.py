"""Parts of an edition, drawn and written by whichever process is free: each is worked out once for all that it shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import msgspec

from rashomon.archive.comparing import Compared, compare_anew
from rashomon.attribute import attribute_article
from rashomon.mirror.folder import FolderWriter, Written
from rashomon.mirror.ledger import Part
from rashomon.model import ArticleId, Story, StoryId
from rashomon.outlets import Outlets
from rashomon.render.mirror_text import RenderedFile
from rashomon.render.site import (
    Frame,
    Shown,
    Sourced,
    Told,
    find_carried,
    names_linked,
    searchable,
    segment_files,
    source_files,
    story_files,
)
from rashomon.store import articles, captures, stories, versions
from rashomon.store.bodies import Bodies
from rashomon.store.database import Database
from rashomon.store.opening import open_database

# The work of an account that is compared, and what each other account adds to it, in articles that stand alone.
_OF_ACCOUNT, _BESIDE = 5.0, 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A part to draw: a story's pages, a segment of the search with its number, or a source's page."""

    name: str
    of: StoryId | tuple[int, Sequence[ArticleId]] | Sourced
    made_of: bytes  # a digest of all that it shows but for what its links find
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A part whose files are written, and what else came of drawing it."""

    name: str
    part: Part
    files: tuple[Written, ...]
    compared: Compared | None = None  # one that was not kept yet


@dataclass(kw_only=True)
class Drawer:
    """A step for other processes, each with a connection and a writer of its own: digests of files come back."""

    address: str
    outlets: Outlets
    root: Path
    frame: Frame

    def draw(self, tasks: list[Task]) -> list[Drawn]:
        """The parts, in the order of the tasks."""
        return list(map(self._draw, tasks))

    def close(self) -> None:
        """Let go of the connection, where this process had one."""
        if "_opened" in self.__dict__:
            self._opened[0].close()

    @cached_property
    def _opened(self) -> tuple[Database, Bodies]:
        db = open_database(self.address, read_only=True, create=False)
        return db, Bodies(db)

    @cached_property
    def _writer(self) -> FolderWriter:
        return FolderWriter(self.root)

    def _draw(self, task: Task) -> Drawn:
        match task.of:
            case str(story):
                return self._draw_story(task, story)
            case Sourced() as sourced:
                return _drawn(task, self._write(source_files(sourced, self.frame)))
            case (number, ids):
                return _drawn(task, self._write(self._segment(number, ids)))

    def _draw_story(self, task: Task, story: StoryId) -> Drawn:
        db, bodies = self._opened
        told, compared = tell_story(db, bodies, stories.get(db, story), outlets=self.outlets)
        drawn = _drawn(task, self._write(story_files(told, self.frame)))
        found = self.frame.source_files
        linked = {name: found.get(name, "") for name in sorted(names_linked(told))}
        given = msgspec.msgpack.encode(find_carried(told, self.frame))
        return replace(drawn, part=replace(drawn.part, linked=linked, given=given), compared=compared)

    def _segment(self, number: int, ids: Sequence[ArticleId]) -> Iterator[RenderedFile]:
        db, bodies = self._opened
        told = versions.latest_of(db, bodies, [articles.number_of(db, article) for article in ids])
        return segment_files(number, [searchable(version) for version in told.values()])

    def _write(self, files: Iterable[RenderedFile]) -> tuple[Written, ...]:
        return tuple(map(self._writer.write_file, files))


def draw_here(drawer: Drawer, task: Task) -> Drawn:
    """The part, drawn by the thread that asks: where another process was too slow for it, or died."""
    with closing(replace(drawer)) as own:
        return own.draw([task])[0]


def _drawn(task: Task, files: tuple[Written, ...]) -> Drawn:
    """The task as it is done, where nothing but its files came of it."""
    part = Part(made_of=task.made_of, paths=tuple(file.record.path for file in files))
    return Drawn(name=task.name, part=part, files=files)


def tell_story(db: Database, bodies: Bodies, story: Story, *, outlets: Outlets) -> tuple[Told, Compared | None]:
    """The story with everything that its pages show, and the comparison where it is to be kept."""
    comparison, compared = None, None
    numbers = {article.id: articles.number_of(db, article.id) for article in story.articles}
    if len(story.articles) > 1:
        comparison, compared = compare_anew(db, bodies, story, outlets=outlets)
        accounts = {account.article.id: account for account in comparison.accounts}
    else:
        latest = versions.latest_of(db, bodies, list(numbers.values()))
        accounts = {version.id: attribute_article(version) for version in latest.values()}
    shown = tuple(
        Shown(
            account=accounts[article],
            versions=versions.of_article(db, bodies, number),
            captures=captures.of_article(db, number),
        )
        for article, number in numbers.items()
    )
    return Told(story=story, comparison=comparison, articles=shown), compared


def story_weight(story: Story) -> float:
    """About how much work a story is, in articles that stand alone; comparing grows with the square of its accounts."""
    many = len(story.articles)
    return 1.0 if many == 1 else many * (_OF_ACCOUNT + _BESIDE * many)


def in_batches(tasks: Iterable[Task], *, weight: float) -> Iterable[list[Task]]:
    """The tasks in lists of about that weight, the heaviest tasks first, so that none is left to one process at the end."""
    batch: list[Task] = []
    for task in sorted(tasks, key=lambda task: (-task.weight, task.name)):
        batch.append(task)
        if sum(each.weight for each in batch) >= weight:
            yield batch
            batch = []
    if batch:
        yield batch
