"""An open archive and what can be asked of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from rashomon.archive.adding import add_items
from rashomon.archive.grouping import regroup
from rashomon.archive.reading import Item
from rashomon.archive.workers import worker_count
from rashomon.attribute import attribute_article
from rashomon.compare import compare_accounts
from rashomon.model import (
    Account,
    CaptureRecord,
    Comparison,
    Digest,
    Hit,
    Joined,
    OutletRecord,
    Rejected,
    SearchResult,
    Story,
    StoryQuery,
    Tally,
    Version,
)
from rashomon.outlets import Outlets
from rashomon.store import articles, captures, outlets, search, stories, versions
from rashomon.store.bodies import Bodies
from rashomon.store.database import Database
from rashomon.store.words import parse_question, snippet


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

    def add(self, items: Iterable[Item], *, on_item: Callable[[Version | Rejected], None] | None = None) -> Tally:
        """How the items were taken in; each batch is safe once `on_item` has been told of its last item.

        What is new is grouped into stories at the end. Stopped at any moment and run again, it goes on where it was.
        """
        began = time.monotonic()
        tally = add_items(
            self._db,
            self._bodies,
            items,
            now=self._clock(),
            workers=self._workers,
            outlets=self._known_outlets,
            on_item=on_item,
        )
        if tally.new or tally.versions or tally.duplicates or stories.any_missing(self._db):
            self.regroup()
        return replace(tally, seconds=round(time.monotonic() - began, 3))

    def regroup(self) -> None:
        """Make all stories again from the articles."""
        regroup(self._db, self._bodies)

    def stories(self, query: StoryQuery = StoryQuery()) -> tuple[Story, ...]:  # noqa: B008 (frozen, and the contract)
        """The stories that the query asks for, singletons too."""
        matching = None
        if query.words:
            question = parse_question(query.words)
            matching = [number for number, _ in search.find(self._db, question, limit=-1, offset=0).scores]
        return stories.listed(self._db, query, matching=matching)

    def story(self, id: str) -> Story:  # noqa: A002
        """The story of that id."""
        return stories.get(self._db, articles.id_of_story(self._db, id))

    def joined(self, story_id: str) -> tuple[Joined, ...]:
        """Why each article of the story belongs to it."""
        return stories.joined(self._db, articles.id_of_story(self._db, story_id))

    def article(self, id: str) -> Version:  # noqa: A002
        """The article's latest version."""
        return versions.latest(self._db, self._bodies, articles.number_of(self._db, id))

    def versions(self, id: str) -> tuple[Version, ...]:  # noqa: A002
        """Every version of the article, oldest first."""
        return versions.of_article(self._db, self._bodies, articles.number_of(self._db, id))

    def captures(self, id: str) -> tuple[CaptureRecord, ...]:  # noqa: A002
        """The captures that the article was read from, oldest first."""
        return captures.of_article(self._db, articles.number_of(self._db, id))

    def body(self, digest: Digest) -> bytes:
        """The bytes of that digest, as they were received."""
        return self._bodies.find(digest)

    def articles(self) -> Iterator[Version]:
        """The latest version of every article, in the order they came."""
        return (version for _, version in versions.every_latest(self._db, self._bodies))

    def account(self, id: str) -> Account:  # noqa: A002
        """The article with everything found in it."""
        return attribute_article(self.article(id))

    def compare(self, story_id: str) -> Comparison:
        """The story's accounts side by side."""
        story = self.story(story_id)
        accounts = [self.account(article.id) for article in story.articles]
        return compare_accounts(
            accounts, story=story, copies=stories.copies(self._db, story.id), outlets=self._known_outlets
        )

    def search(self, words: str, *, outlet: str = "", limit: int = 20, offset: int = 0) -> SearchResult:
        """The articles that hold the words, best first, each with the place where they stand."""
        question = parse_question(words)
        outlets_asked = [outlet] if outlet else []
        found = search.find(self._db, question, outlets=outlets_asked, limit=limit, offset=offset)
        numbers = [number for number, _ in found.scores]
        listed = articles.listed(self._db, numbers)
        texts = versions.latest_of(self._db, self._bodies, numbers)
        hits = tuple(
            Hit(article=listed[number], snippet=snippet(texts[number].text, question.phrases), score=score)
            for number, score in found.scores
        )
        return SearchResult(query=words, total=found.total, hits=hits)

    def outlets(self) -> tuple[OutletRecord, ...]:
        """The outlets with how much the archive holds of each."""
        return outlets.listed(self._db)
