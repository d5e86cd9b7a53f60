"""A static edition of an archive: what is to be drawn of it, and by whom."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import msgspec

from rashomon.archive.archive import Archive
from rashomon.archive.comparing import keep, rules_of
from rashomon.archive.drawing import Drawer, Drawn, Task, in_batches, story_weight
from rashomon.archive.workers import Crew
from rashomon.mirror.folder import Edition, EditionFolder, open_folder
from rashomon.mirror.ledger import Part, read_ledger, write_ledger
from rashomon.model import ArticleId, Story
from rashomon.outlets import Outlets
from rashomon.render.listing.outlets import OutletTold
from rashomon.render.site import (
    Carried,
    Frame,
    Gathered,
    Plan,
    Site,
    cut_segments,
    frame_site,
    framing_files,
    search_frame,
    source_files,
)
from rashomon.store.database import Database
from rashomon.store.states import article_states
from rashomon.store.stories import every_related

_ROOMS = ("model", "text", "outlets", "attribute", "compare", "render")  # whose rules decide what a page says
_BATCH = 40.0  # weight that a process is given at a time: forty articles that stand alone, about a second
_FEW = 80.0  # weight up to which other processes are not worth starting
_SOURCES = 400
"""Sources, and speakers, that have a page of their own; of 14,000 articles those that nine or more carry."""
_CARRIED = msgspec.msgpack.Decoder(list[Carried])


def publish_site(archive: Archive, db: Database, folder: Path, *, plan: Plan, outlets: Outlets, crew: Crew) -> Edition:
    """The archive's edition in the folder, and what changed since the last one; missing comparisons are kept.

    Pages made of what they were made of the last time, and untouched since, are not drawn again.
    """
    states, related = article_states(db), every_related(db)
    stories = [replace(story, related=related.get(story.id, ())) for story in archive.stories()]
    site = _site_of(archive, stories, came=states, plan=plan, outlets=outlets)
    frame = frame_site(site)
    tasks = list(_tasks(site, states, outlets))
    with open_folder(folder, layout="site") as edition:
        edition.write_files(framing_files(site, frame))
        parts = _kept(edition, tasks, frame)
        missing = [task for task in tasks if task.name not in parts]
        drawer = Drawer(address=db.address, outlets=outlets, root=folder, frame=frame)
        for drawn in _drawn(drawer, missing, db, crew):
            for file in drawn.files:
                edition.enter(file)
            parts[drawn.name] = drawn.part
        gathered = Gathered(site.stories)
        for task in tasks:
            gathered.take(_CARRIED.decode(given) if (given := parts[task.name].given) else ())
        edition.write_files(search_frame([parts[task.name].paths for task in tasks if task.story is None]))
        for name in frame.source_names:
            edition.write_files(source_files(name, site, frame, gathered))
        write_ledger(folder, parts)
        times = [story.last_at for story in site.stories if story.last_at]
        return edition.finish(articles=len(site.came), as_of=max(times, default=None))


def _site_of(
    archive: Archive, stories: Sequence[Story], *, came: Iterable[ArticleId], plan: Plan, outlets: Outlets
) -> Site:
    """The archive as a site; `came` are its articles in the order they came."""
    members = {article.id for story in stories for article in story.articles}

    def tell(outlet: str) -> OutletTold:
        known, reliance = outlets.by_name(outlet), archive.reliance(outlet=outlet)
        return OutletTold(known=known, reliance=reliance, habits=archive.habits(outlet))

    return Site(
        stories=stories,
        outlets=archive.outlets(),
        came=[article for article in came if article in members],
        sources=archive.sources(most=_SOURCES),
        speakers=archive.sources(kind="speaker", most=_SOURCES),
        relying=lambda source: archive.reliance(source=source),
        tell=tell,
        known=outlets,
        plan=plan,
    )


def _drawn(drawer: Drawer, tasks: list[Task], db: Database, crew: Crew) -> Iterator[Drawn]:
    """The tasks as they are done, in any order; comparisons that came of them are kept on the way."""
    alone = crew.is_one or sum(task.weight for task in tasks) <= _FEW
    batches = crew.map(drawer.draw, in_batches(tasks, weight=_BATCH), alone=alone)
    with closing(drawer), closing(batches):
        for batch in batches:
            if not db.read_only:
                keep(db, [drawn.compared for drawn in batch if drawn.compared is not None])
            yield from batch


def _tasks(site: Site, states: Mapping[ArticleId, bytes], outlets: Outlets) -> Iterator[Task]:
    """Every story, then every segment of the search."""
    rules = msgspec.json.encode((rules_of(_ROOMS), site.plan, outlets.all))
    for story in site.stories:
        held = [states[article.id] for article in story.articles]
        yield Task(
            name=f"stories/{story.id}",
            story=story.id,
            made_of=_digest(rules, msgspec.json.encode(story), *held),
            weight=story_weight(story),
        )
    for number, segment in enumerate(cut_segments(site.came)):
        held = [states[article] for article in segment]
        made_of = _digest(rules, msgspec.json.encode(segment), *held)
        yield Task(name=f"search/{number}", segment=(number, segment), made_of=made_of, weight=_BATCH)


def _digest(*told: bytes) -> bytes:
    return hashlib.sha256(msgspec.msgpack.encode(told)).digest()


def _kept(edition: EditionFolder, tasks: Iterable[Task], frame: Frame) -> dict[str, Part]:
    """The parts that stand in the folder as they would be drawn again."""
    known = read_ledger(edition.root)
    kept: dict[str, Part] = {}
    for task in tasks:
        part = known.get(task.name)
        if (
            part is not None
            and part.made_of == task.made_of
            and all(frame.source_files.get(name, "") == file for name, file in part.linked.items())
            and edition.keep(part.paths)
        ):
            kept[task.name] = part
    return kept
