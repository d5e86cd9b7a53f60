"""What runs a step over shards, whatever the engine; a shard that is lost is tried again, and the rest goes on."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self, TypeVar

from rashomon.errors import RunError

S = TypeVar("S")
R = TypeVar("R")
S_contra = TypeVar("S_contra", contravariant=True)

Step = Callable[[S, bool], R]
"""What is done with a shard; the second argument asks for care: the shard was lost once before."""

ATTEMPTS = 4
"""Tries of a shard: one that a record kills is read with care at the second; more are for machines that go away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """A shard that came to nothing: the process or machine that held it ended, or the step raised."""

    why: str


class Runner(Protocol):
    """An engine, open as a context manager; every one gives the same results, in whatever order they are done."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def map(self, step: Step[S, R], shards: Iterable[S]) -> Iterator[R]:
        """The step's result for each shard; RunError at the end where a shard was lost again and again."""
        ...


class Crew(Protocol[S_contra, R]):
    """The part of a runner that differs by engine."""

    def start(self, shard: S_contra, careful: bool) -> Hashable:
        """Set somebody to the shard; what comes back names the work."""
        ...

    def finished(self) -> list[tuple[Hashable, R | Lost]]:
        """Wait until something is done, and what it came to."""
        ...


def drive(crew: Crew[S, R], shards: Iterable[S], *, ahead: int) -> Iterator[R]:
    """The results as they are done, `ahead` shards under way at once; see `Runner.map`."""
    fresh = ((shard, 1) for shard in shards)
    again: deque[tuple[S, int]] = deque()
    under_way: dict[Hashable, tuple[S, int]] = {}
    given_up: list[str] = []
    while True:
        while len(under_way) < ahead:
            shard, attempt = again.popleft() if again else next(fresh, (None, 0))
            if shard is None:
                break
            under_way[crew.start(shard, attempt > 1)] = (shard, attempt)
        if not under_way:
            break
        for work, outcome in crew.finished():
            shard, attempt = under_way.pop(work)
            if not isinstance(outcome, Lost):
                yield outcome
            elif attempt < ATTEMPTS:
                again.append((shard, attempt + 1))
            else:
                given_up.append(f"{getattr(shard, 'name', shard)} ({outcome.why})")
    if given_up:
        raise RunError(f"{len(given_up)} shards", f"were lost {ATTEMPTS} times each: {'; '.join(given_up)}")
