"""What is to be looked at, and when: the data that watching lives on. A ledger keeps it between two runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from rashomon.capture.outcomes import Validators


class TaskKind(StrEnum):
    LIST = "list"  # a feed, index page or sitemap, asked again and again
    ARTICLE = "article"  # a page, fetched once and then looked at again on a falling schedule


class TaskState(StrEnum):
    WAITING = "waiting"
    DONE = "done"  # looked at for the last time
    GONE = "gone"  # the outlet took it down
    GIVEN_UP = "given up"  # failed too often; `rashomon retry` starts it again


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One address and all that is known of it. `url` is the key."""

    url: str
    kind: TaskKind
    host: str
    due_at: datetime
    state: TaskState = TaskState.WAITING
    subscription: str = ""  # the list that led to it
    channel: str = ""
    interval: float = 0.0  # seconds between two looks at a list, as learnt so far
    validators: Validators = field(default_factory=Validators)
    digest: str = ""  # of the bytes last seen: an entry of a feed, or a page
    looks: int = 0  # successful ones
    failures: int = 0  # in a row
    last_failure: str = ""
    found_at: datetime | None = None
    last_success_at: datetime | None = None
    from_feed: bool = False  # its text came with the feed: later looks only ask whether it is still there
    leased_by: str = ""
    leased_until: datetime | None = None

    @property
    def is_revisit(self) -> bool:
        """Whether the next look is one at an article that is ours already."""
        return self.kind is TaskKind.ARTICLE and self.looks > 0

    @property
    def is_ended_list(self) -> bool:
        """Whether it is a list that nobody wants watched any more."""
        return self.kind is TaskKind.LIST and self.state is TaskState.DONE

    @property
    def free_at(self) -> datetime:
        """When the task is due and nobody's any more."""
        return max(self.due_at, self.leased_until) if self.leased_until else self.due_at


@dataclass(frozen=True, slots=True, kw_only=True)
class HostRecord:
    """What is known of a host: manners and health."""

    host: str
    requests: int = 0
    revisits: int = 0
    articles: int = 0  # pages that gave a text
    textless: int = 0  # pages that gave none
    recent_yield: float = 1.0  # share of pages with a text, the last dozen weighing most
    yield_fell_at: datetime | None = None  # since when it has been low
    failures: int = 0  # in a row
    last_success_at: datetime | None = None
    last_failure: str = ""
    resting_until: datetime | None = None  # asked for by the server (Retry-After, 429)
    asked_at: datetime | None = None  # the last request, by whichever worker
    gone: int = 0  # articles taken down after they were ours
    seconds: float = 0.0  # spent on its requests, waiting for its turn included


class Ledger(Protocol):
    """Where tasks and host records are kept. A call's changes are safe when it returns."""

    def add_new(self, tasks: Iterable[Task]) -> int:
        """Takes in the tasks whose address is not known yet; how many those were."""
        ...

    def find(self, url: str) -> Task | None:
        """The task of that address."""
        ...

    def lease(self, *, now: datetime, until: datetime, worker: str, limit: int, per_host: int) -> tuple[Task, ...]:
        """Tasks that are due and nobody's, the longest due first, now the worker's until then (or till saved).

        At most `per_host` of a host, and none of a host of which another worker holds one: one request at a time.
        """
        ...

    def save(self, tasks: Iterable[Task], hosts: Iterable[HostRecord] = ()) -> None:
        """Takes the new states in; a task saved is leased no more. All or nothing."""
        ...

    def host(self, host: str) -> HostRecord:
        """What is known of the host; an empty record for a new one."""
        ...

    def next_due_at(self) -> datetime | None:
        """When the next task is due; None when none waits."""
        ...

    def tasks(self) -> Iterator[Task]:
        """All tasks, by address."""
        ...

    def hosts(self) -> Iterator[HostRecord]:
        """All host records, by name."""
        ...
