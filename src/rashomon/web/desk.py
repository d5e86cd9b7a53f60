"""What every page handler works with: the archive, what is known of outlets, and the pages made before."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from litestar import HttpMethod, Request, route
from litestar.datastructures import State

from rashomon.archive import Archive
from rashomon.model import OutletRecord
from rashomon.outlets import Outlets

page = partial(route, http_method=[HttpMethod.GET, HttpMethod.HEAD], sync_to_thread=True, include_in_schema=False)
"""Makes a function the handler of a page's address, for GET and HEAD."""

Asked = Request[Any, Any, State]
"""A request as every handler takes it."""

_BYTES_KEPT = 48_000_000
"""Of pages in memory, whatever is asked for; their compressed forms add about a fifth. A front page is 20 kB, a story
of seven accounts 400 kB."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A page as bytes, in each encoding that was asked for, with its entity tag."""

    body: bytes
    etag: str
    encoded: dict[str, bytes] = field(default_factory=dict)


@dataclass(slots=True)
class PageShelf:
    """Pages made before, forgotten as soon as the archive's files change; safe to share between threads."""

    stamp: Callable[[], object]
    _pages: OrderedDict[tuple[str, ...], tuple[object, Answer]] = field(default_factory=OrderedDict)
    _bytes: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def find(self, key: tuple[str, ...], make: Callable[[], Answer]) -> Answer:
        """The page of that key, made now unless it is on the shelf for the archive's present state."""
        stamp = self.stamp()
        if stamp is None:
            return make()
        with self._lock:
            kept = self._pages.get(key)
            if kept is not None and kept[0] == stamp:
                self._pages.move_to_end(key)
                return kept[1]
        made = make()
        with self._lock:
            before = self._pages.pop(key, None)
            self._pages[key] = (stamp, made)
            self._bytes += len(made.body) - (len(before[1].body) if before else 0)
            while self._bytes > _BYTES_KEPT:
                _key, (_stamp, oldest) = self._pages.popitem(last=False)
                self._bytes -= len(oldest.body)
        return made


@dataclass(slots=True)
class OutletList:
    """The outlets with their counts, counted anew when the archive's files have changed: 70 ms over 100,000 articles."""

    count: Callable[[], tuple[OutletRecord, ...]]
    stamp: Callable[[], object]
    _kept: tuple[object, tuple[OutletRecord, ...]] = (None, ())

    def records(self) -> tuple[OutletRecord, ...]:
        """Every outlet that has an article, the one with most first."""
        stamp = self.stamp()
        known, records = self._kept
        if stamp is None or stamp != known:
            records = self.count()
            self._kept = (stamp, records)  # one assignment, so that threads see one or the other
        return records

    def names(self) -> tuple[str, ...]:
        """Their names, to choose from."""
        return tuple(record.name for record in self.records() if record.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    archive: Archive
    outlets: Outlets
    held: OutletList
    pages: PageShelf


def desk_of(request: Asked) -> Desk:
    """The desk of the application that was asked."""
    desk: Desk = request.app.state.desk
    return desk


def stamp_of(archive_url: str | Path) -> Callable[[], object]:
    """A function that tells the state of the archive's files; it answers None where there are none to look at."""
    if "://" in str(archive_url):
        return lambda: None
    files = (Path(archive_url), Path(f"{archive_url}-wal"))

    def look() -> object:
        return tuple(_state(file) for file in files)

    return look


def _state(file: Path) -> tuple[int, int] | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
