"""An open archive and what can be asked of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from rashomon.archive.adding import add_items
from rashomon.archive.attributing import attribute_missing
from rashomon.archive.comparing import compare
from rashomon.archive.finding import find_articles, question_of
from rashomon.archive.following import claim_changes, states_of
from rashomon.archive.forms import FORMS, lines, read_rows
from rashomon.archive.grouping import regroup
from rashomon.archive.moving import back_up, bring_in, copy_whole, restore
from rashomon.archive.reading import Item, Reader
from rashomon.archive.removing import remove
from rashomon.archive.repair import check, reindex
from rashomon.archive.repair import repair as repair_archive
from rashomon.archive.rereading import reread
from rashomon.archive.workers import Crew, worker_count
from rashomon.attribute import attribute_article, with_learnt_names
from rashomon.errors import NotFound
from rashomon.model import (
    Account,
    CaptureRecord,
    ClaimChange,
    Comparison,
    Digest,
    Joined,
    JoinedReport,
    NamePair,
    OutletHabits,
    OutletRecord,
    Rejected,
    Reliance,
    Removal,
    Revision,
    SearchResult,
    SourceRecord,
    Story,
    StoryArticle,
    StoryQuery,
    Tally,
    Verification,
    Version,
)
from rashomon.outlets import Outlets
from rashomon.store import (
    articles,
    captures,
    changes,
    index,
    meetings,
    names,
    outlets,
    reliance,
    removals,
    search,
    stories,
    versions,
)
from rashomon.store.bodies import Bodies
from rashomon.store.database import Database
from rashomon.store.transfer import PlainRow, Whole
from rashomon.store.words import parse_question
from rashomon.text.names import gather_pairs

if TYPE_CHECKING:
    from rashomon.mirror import Edition

_MANY = 500  # articles that came in at once, after which merging the index's pieces pays: a sixteenth of it


class Archive:
    """An open archive; a context manager. Unknown ids raise NotFound; a unique prefix of six characters is enough."""

    def __init__(
        self,
        db: Database,
        *,
        known_outlets: Outlets,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        workers: int | None = None,
    ) -> None:
        self._db = db
        self._known_outlets = known_outlets
        self._bodies = Bodies(db)
        self._clock = clock
        self._workers = worker_count() if workers is None else workers

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the archive; what was added is already safe."""
        self._db.close()

    def add(
        self,
        items: Iterable[Item],
        *,
        on_item: Callable[[Version | Rejected], None] | None = None,
        on_attributed: Callable[[int, int], None] | None = None,
    ) -> Tally:
        """How the items were taken in; each batch is safe once `on_item` has been told of its last item.

        At the end what is new is grouped into stories and attributed; `on_attributed` is told how many articles were, and
        of how many. Stopped at any moment and run again, it goes on where it was.
        """
        began = time.monotonic()
        with Crew(self._workers) as crew:
            if not index.is_of_this_program(self._db):
                reindex(self._db, self._bodies, crew=crew)
            tally, touched = add_items(
                self._db,
                self._bodies,
                items,
                now=self._clock(),
                crew=crew,
                outlets=self._known_outlets,
                on_item=on_item,
            )
            self._derive(touched, crew, on_attributed)
        return replace(tally, seconds=round(time.monotonic() - began, 3))

    def reread(self) -> Tally:
        """What reading every capture again with today's extractor brought; older versions stay. Resumable."""
        began = time.monotonic()
        packing = self._bodies.packing
        reader = Reader(dictionary=(packing.number, packing.data), now=self._clock(), outlets=self._known_outlets)
        with Crew(self._workers) as crew:
            tally, touched = reread(self._db, self._bodies, reader, crew=crew)
            self._derive(touched, crew)
        return replace(tally, seconds=round(time.monotonic() - began, 3))

    def _derive(self, touched: set[int], crew: Crew, on_attributed: Callable[[int, int], None] | None = None) -> None:
        """Group and attribute what is new, and whatever an earlier run was stopped before."""
        # Grouping is this process's work and attributing the workers': side by side they take half the time.
        with ThreadPoolExecutor(1, thread_name_prefix="grouping") as aside:
            grouped = aside.submit(regroup, self._db, self._bodies, changed=touched)
            attribute_missing(self._db, self._bodies, crew=crew, on_batch=on_attributed)
            grouped.result()
        if len(touched) > _MANY:
            with self._db.transaction():
                index.tidy(self._db)
            self._db.shrink()

    def regroup(self) -> None:
        """Make all stories again from the articles."""
        regroup(self._db, self._bodies)

    def verify(self, *, repair: bool = False, sample: int = 500) -> Verification:
        """What was looked at and what is wrong; with `repair`, all that is derived is made again and looked at anew."""
        began = time.monotonic()
        found = check(self._db, self._bodies, outlets=self._known_outlets, sample=sample)
        if repair and any(problem.derived for problem in found.problems):
            with Crew(self._workers) as crew:
                repair_archive(self._db, self._bodies, crew=crew)
            after = check(self._db, self._bodies, outlets=self._known_outlets, sample=sample)
            gone = tuple(problem for problem in found.problems if problem not in after.problems)
            found = replace(after, repaired=gone)
        return replace(found, seconds=round(time.monotonic() - began, 3))

    def backup(self, path: str | Path) -> None:
        """A checked copy of the archive as it is now, in one SQLite file that must not be there yet."""
        with Crew(self._workers) as crew:
            back_up(self._db, Path(path), crew=crew)

    def copy_to(self, other: Archive) -> None:
        """Everything into an empty archive: from SQLite to PostgreSQL or back."""
        with Crew(self._workers) as crew:
            copy_whole(self._db, other._db, crew=crew)
        other._bodies = Bodies(other._db)

    def restore(self, target: Archive, *, until: datetime | int) -> int:
        """Fill an empty archive with this one as it was at a moment, or at a number of the log; which number it was."""
        with Crew(self._workers) as crew:
            return restore(self._db, target._db, until=until, crew=crew)

    def export(self) -> Iterator[bytes]:
        """Everything as lines of JSON, which `load` reads back."""
        return lines.encoded(Whole(self._db, self._bodies).rows())

    def export_to(self, target: Path, *, form: str) -> None:
        """Everything into a new file or folder, in a form of `forms.FORMS`; `load_from` reads each of them back."""
        FORMS[form].write(Whole(self._db, self._bodies), target)

    def load(self, exported: Iterable[bytes], *, source: str = "import") -> None:
        """Fill an empty archive with the lines of an export; UsageError where it is not empty."""
        self._bring_in(lines.decoded(exported, source=source), source)

    def load_from(self, path: Path) -> None:
        """Fill an empty archive with an export of whichever form; ArchiveError where there is none."""
        self._bring_in(read_rows(path), str(path))

    def _bring_in(self, rows: Iterable[PlainRow], source: str) -> None:
        with Crew(self._workers) as crew:
            bring_in(self._db, rows, source=source, crew=crew)
        self._bodies = Bodies(self._db)

    def stories(self, query: StoryQuery = StoryQuery()) -> tuple[Story, ...]:  # noqa: B008 (frozen, and the contract)
        """The stories that the query asks for, singletons too."""
        matching = None
        if query.words:
            matching = search.articles_of(self._db, parse_question(query.words))
        return stories.listed(self._db, query, matching=matching)

    def story(self, id: str) -> Story:  # noqa: A002
        """The story of that id."""
        return stories.get(self._db, articles.id_of_story(self._db, id))

    def joined(self, story_id: str) -> tuple[Joined, ...]:
        """Why each article of the story belongs to it."""
        return stories.joined(self._db, articles.id_of_story(self._db, story_id))

    def claim_changes(self, story_id: str) -> tuple[ClaimChange, ...]:
        """The claims of a story that an outlet changed after its first capture, and who had told them before."""
        states = states_of(self._db, self._bodies, self.story(story_id))
        return claim_changes(self.compare(story_id), states) if states else ()

    def joined_articles(self, id: str = "", *, most: int = 20) -> JoinedReport:  # noqa: A002
        """How many articles were met at several addresses and why they are one; those met at most, or the one asked for."""
        return meetings.report(self._db, article=self._number_of(id) if id else None, most=most)

    def article(self, id: str) -> Version:  # noqa: A002
        """The article's latest version."""
        return versions.latest(self._db, self._bodies, self._number_of(id))

    def versions(self, id: str) -> tuple[Version, ...]:  # noqa: A002
        """Every version of the article, oldest first."""
        return versions.of_article(self._db, self._bodies, self._number_of(id))

    def history(self, id: str) -> tuple[Revision, ...]:  # noqa: A002
        """Every version with what it changed, word by word, the oldest first; gone and back again between them."""
        number = self._number_of(id)
        told = changes.revisions(
            versions.of_article(self._db, self._bodies, number), versions.reasons(self._db, number)
        )
        return changes.with_visits(told, captures.of_article(self._db, number))

    def captures(self, id: str) -> tuple[CaptureRecord, ...]:  # noqa: A002
        """The captures that the article was read from, oldest first."""
        return captures.of_article(self._db, self._number_of(id))

    def _number_of(self, id_: str) -> int:
        number = articles.number_of(self._db, id_)
        removals.require_kept(self._db, self._bodies, number, id_)
        return number

    def remove(self, id: str, *, reason: str) -> Removal:  # noqa: A002
        """Take an article out on request: its words and bytes are erased, and the log says so for good."""
        return remove(self._db, self._bodies, self._number_of(id), reason=reason, at=self._clock())

    def removals(self) -> tuple[Removal, ...]:
        """What was taken out on request, the first in front."""
        return removals.listed(self._db, self._bodies)

    def story_of(self, id: str) -> Story:  # noqa: A002
        """The story that the article stands in; NotFound where it was not grouped yet."""
        number = self._number_of(id)
        story = stories.of_article(self._db, number)
        if story is None:
            raise NotFound(id, "stands in no story yet")
        return stories.get(self._db, story)

    def body(self, digest: Digest) -> bytes:
        """The bytes of that digest, as they were received."""
        return self._bodies.find(digest)

    def articles(self) -> Iterator[Version]:
        """The latest version of every article, in the order they came."""
        return (version for _, version in versions.every_latest(self._db, self._bodies))

    def account(self, id: str) -> Account:  # noqa: A002
        """The article with everything found in it, its names with the forms that other articles show for them."""
        account = attribute_article(self.article(id))
        forms = [form for name in account.names for form in (name.name, *name.also)]
        return with_learnt_names(account, names.about(self._db, forms))

    def names(self, word: str = "", *, most: int = 100) -> tuple[NamePair, ...]:
        """Names that articles show to be one, those that hold the word or all, with the places that show it."""
        return gather_pairs(names.listed(self._db, self._bodies, word=word, most=most))

    def compare(self, story_id: str) -> Comparison:
        """The story's accounts side by side; kept, unless the archive is open for reading only, until they change."""
        return compare(self._db, self._bodies, self.story(story_id), outlets=self._known_outlets)

    def publish(self, folder: str | Path, *, ui: str = "en", address: str = "", alone: bool = False) -> Edition:
        """The static edition in the folder, and what changed since the last one there; for the options see `Plan`.

        Comparisons that were missing are kept, unless the archive is open for reading only. Raises PublishError where
        the folder holds anything else, or writing fails.
        """
        # Templates and all: nobody else waits for them.
        from rashomon.archive.editions import publish_site
        from rashomon.render.site import Plan

        with Crew(self._workers) as crew:
            plan = Plan(ui=ui, address=address, alone=alone)
            return publish_site(self, self._db, Path(folder), plan=plan, outlets=self._known_outlets, crew=crew)

    def search(self, words: str, *, outlet: str = "", limit: int = 20, offset: int = 0) -> SearchResult:
        """The articles that hold the words, best first, each with the place where they stand."""
        question = question_of(words, outlet, known=self._known_outlets)
        return find_articles(self._db, self._bodies, question, words=words, limit=limit, offset=offset)

    def facets(self, words: str, *, outlet: str = "") -> dict[str, list[tuple[str, int]]]:
        """What the answers have in common: outlets, languages, months, speakers and sources, with counts."""
        return search.facets(self._db, question_of(words, outlet, known=self._known_outlets))

    def sources(self, *, kind: str = "source", outlet: str = "", most: int = 200) -> tuple[SourceRecord, ...]:
        """The names that most articles rest on, or with the kind "speaker" quote, of one outlet or of all."""
        return reliance.listed(self._db, kind, most=most, outlet=outlet)

    def reliance(self, *, source: str = "", outlet: str = "", most: int = 12) -> tuple[Reliance, ...]:
        """Articles by day: each outlet's that rest on the source, or the outlet's on each of its usual sources."""
        if source:
            return reliance.of_names(self._db, self._names_of(source))
        usual = [record.name for record in self.sources(outlet=outlet, most=most)]
        return reliance.of_outlet(self._db, outlet, usual)

    def articles_on(self, source: str, *, most: int = 24) -> tuple[StoryArticle, ...]:
        """Articles that quote the source or rest on its word, the newest of each outlet first."""
        numbers = reliance.articles_on(self._db, self._names_of(source), most=most)
        found = articles.listed(self._db, numbers)
        return tuple(found[number] for number in numbers)

    def accounts_on(self, source: str, *, most: int) -> tuple[Account, ...]:
        """The same articles with what was found in them; names as each article has them, without what others show."""
        numbers = reliance.articles_on(self._db, self._names_of(source), most=most)
        found = versions.latest_of(self._db, self._bodies, numbers)
        return tuple(attribute_article(found[number]) for number in numbers)

    def habits(self, outlet: str) -> OutletHabits:
        """How often the outlet is the first to tell a story, and how often it edits."""
        return reliance.habits(self._db, outlet)

    def _names_of(self, source: str) -> list[str]:
        """The source's name, and where it is an outlet all that it goes by."""
        known = self._known_outlets.by_name(source)
        return [source, *((known.name, *known.names) if known else ())]

    def outlets(self) -> tuple[OutletRecord, ...]:
        """The outlets with how much the archive holds of each."""
        return outlets.listed(self._db)
