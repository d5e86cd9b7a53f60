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
from rashomon.archive.drawing import Drawer, Task, draw_here, in_batches, story_weight
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
    rules = msgspec.json.encode((rules_of(_ROOMS), plan, outlets.all))
    told, searched = list(_stories(site, states, rules)), list(_segments(site, states, rules))
    with open_folder(folder, layout="site") as edition:
        edition.write_files(framing_files(site, frame))
        known = read_ledger(folder)
        drawer = Drawer(address=db.address, outlets=outlets, root=folder, frame=frame)
        parts = _made(edition, [*told, *searched], known, drawer=drawer, db=db, crew=crew)
        edition.write_files(search_frame([parts[task.name].paths for task in searched]))
        sourced = _sources([parts[task.name].given for task in told], site, frame, rules)
        parts |= _made(edition, list(sourced), known, drawer=drawer, db=db, crew=crew)
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


def _stories(site: Site, states: Mapping[ArticleId, bytes], rules: bytes) -> Iterator[Task]:
    for story in site.stories:
        held = [states[article.id] for article in story.articles]
        made_of = _digest(rules, msgspec.json.encode(story), *held)
        yield Task(name=f"stories/{story.id}", of=story.id, made_of=made_of, weight=story_weight(story))


def _segments(site: Site, states: Mapping[ArticleId, bytes], rules: bytes) -> Iterator[Task]:
    for number, segment in enumerate(cut_segments(site.came)):
        held = [states[article] for article in segment]
        made_of = _digest(rules, msgspec.json.encode(segment), *held)
        yield Task(name=f"search/{number}", of=(number, segment), made_of=made_of, weight=_BATCH)


def _sources(given: Iterable[bytes], site: Site, frame: Frame, rules: bytes) -> Iterator[Task]:
    """The sources that have a page; `given` is what each story has of them."""
    gathered = Gathered(site.stories)
    for found in given:
        gathered.take(_CARRIED.decode(found))
    for file, names in frame.source_names.items():
        sourced = gathered.of_source(file, site.relying(names[0]))
        made_of = _digest(rules, msgspec.json.encode((names, sourced)))
        yield Task(name=f"sources/{file}", of=sourced, made_of=made_of, weight=1.0)


def _digest(*told: bytes) -> bytes:
    return hashlib.sha256(msgspec.msgpack.encode(told)).digest()


def _made(
    edition: EditionFolder, tasks: list[Task], known: Mapping[str, Part], *, drawer: Drawer, db: Database, crew: Crew
) -> dict[str, Part]:
    """All those parts in the edition: kept where they would be drawn as they are, drawn where not.

    Comparisons that come of drawing are kept on the way.
    """
    made = {task.name: known[task.name] for task in tasks if _is_kept(edition, task, known, drawer.frame)}
    missing = [task for task in tasks if task.name not in made]
    alone = crew.is_one or sum(task.weight for task in missing) <= _FEW
    with closing(replace(drawer)) as fresh:  # without a connection, so that it can be sent
        batches = in_batches(missing, weight=_BATCH)
        for batch in crew.map(fresh.draw, batches, instead=lambda task, _why: draw_here(drawer, task), alone=alone):
            if not db.read_only:
                keep(db, [drawn.compared for drawn in batch if drawn.compared is not None])
            for drawn in batch:
                made[drawn.name] = drawn.part
                for file in drawn.files:
                    edition.enter(file)
    return made


def _is_kept(edition: EditionFolder, task: Task, known: Mapping[str, Part], frame: Frame) -> bool:
    """Whether the part stands in the folder as it would be drawn again; it is taken into the edition."""
    part = known.get(task.name)
    return (
        part is not None
        and part.made_of == task.made_of
        and all(frame.source_files.get(name, "") == file for name, file in part.linked.items())
        and edition.keep(part.paths)
    )
