"""When to look: pure functions of what is known, the time and nothing else."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from rashomon.capture.pacing import backoff_seconds
from rashomon.capture.watching.tasks import HostRecord, Task, TaskKind, TaskState

HOUR = 3_600.0
DAY = 86_400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchSettings:
    """How often to look; seconds throughout."""

    first_interval: float = HOUR
    shortest_interval: float = 900.0
    longest_interval: float = 12 * HOUR
    revisits: tuple[float, ...] = (HOUR, 6 * HOUR, DAY, 7 * DAY, 30 * DAY)  # after an article was found
    revisit_share: float = 0.2  # of a host's requests, at most
    first_backoff: float = 300.0
    longest_backoff: float = DAY
    most_failures: int = 12  # of an article in a row; a list is never given up
    lease: float = 3_600.0  # longer than a batch can take, so that a lease runs out only when its worker is gone
    batch: int = 200  # tasks taken at a time
    per_host: int = 24  # of them to one host: two minutes' work, so that a long list keeps nobody waiting
    hosts_at_once: int = 8
    sitemaps: int = 3  # of an index of sitemaps that are followed, the last changed
    longest_nap: float = 60.0  # between two looks at the clock: what a new subscription waits at most


def next_interval(task: Task, settings: WatchSettings, *, new: int, listed: int) -> float:
    """Seconds until the list is asked again, after it brought `new` articles among `listed`.

    The interval shrinks by a third when there was something new and grows by a quarter when there was not, so that
    it settles where a list changes in about two looks of five. A list that brought nothing but new articles has
    lost some already: it is asked four times as often.
    """
    interval = task.interval or settings.first_interval
    if new == 0:
        interval *= 1.25
    elif new >= listed and task.looks > 0:
        interval /= 4
    else:
        interval /= 1.5
    return min(max(interval, settings.shortest_interval), settings.longest_interval)


def spread(url: str, now: datetime, seconds: float) -> datetime:
    """`seconds` from now, moved by up to a tenth either way: lists found together do not stay together.

    The same list is always moved alike, so that a schedule can be repeated.
    """
    share = zlib.crc32(url.encode("utf-8", "replace")) / 0xFFFFFFFF
    return now + timedelta(seconds=seconds * (0.9 + 0.2 * share))


def list_looked_at(task: Task, settings: WatchSettings, *, now: datetime, new: int, listed: int) -> Task:
    """The list's task after a successful look."""
    interval = next_interval(task, settings, new=new, listed=listed)
    return replace(_succeeded(task, now), interval=interval, due_at=spread(task.url, now, interval))


def article_looked_at(task: Task, settings: WatchSettings, *, now: datetime) -> Task:
    """The article's task after a successful look: due at the next step of its schedule that is still to come.

    Steps are counted from when the article was found; those missed in a pause are made up by one look, not by all.
    """
    found = task.found_at or now
    later = [found + timedelta(seconds=step) for step in settings.revisits]
    coming = next((moment for moment in later if moment > now), None)
    done = replace(_succeeded(task, now), found_at=found)
    return replace(done, due_at=coming) if coming else replace(done, state=TaskState.DONE)


def _succeeded(task: Task, now: datetime) -> Task:
    return replace(
        task,
        looks=task.looks + 1,
        failures=0,
        last_failure="",
        last_success_at=now,
        leased_by="",
        leased_until=None,
    )


def task_failed(
    task: Task, settings: WatchSettings, *, now: datetime, detail: str, is_temporary: bool, retry_after: float | None
) -> Task:
    """The task after a failed look: due again after a growing pause, or when the server said.

    An article whose failure is not a passing one, or that failed too often, is given up; a list never is.
    """
    failures = task.failures + 1
    failed = replace(task, failures=failures, last_failure=detail, leased_by="", leased_until=None)
    if task.kind is TaskKind.ARTICLE and (not is_temporary or failures >= settings.most_failures):
        return replace(failed, state=TaskState.GIVEN_UP)
    pause = backoff_seconds(failures, key=task.url, first=settings.first_backoff, longest=settings.longest_backoff)
    if retry_after is not None:
        pause = max(retry_after, settings.first_backoff / 5)
    return replace(failed, due_at=now + timedelta(seconds=pause))


def task_gone(task: Task, *, now: datetime, detail: str) -> Task:
    """The article's task after the outlet said that there is nothing any more."""
    return replace(_succeeded(task, now), state=TaskState.GONE, last_failure=detail)


def task_started_again(task: Task, *, now: datetime) -> Task:
    """A task that failed, due at once."""
    return replace(task, state=TaskState.WAITING, failures=0, due_at=now, leased_by="", leased_until=None)


def task_ended(task: Task) -> Task:
    """The list's task when it is not to be watched any more; what is known of it stays."""
    return replace(task, state=TaskState.DONE, leased_by="", leased_until=None)


def may_revisit(host: HostRecord, settings: WatchSettings) -> bool:
    """Whether one more look at a known article keeps within the host's share of revisits."""
    return host.revisits + 1 <= settings.revisit_share * (host.requests + 1)


def put_off(task: Task, *, now: datetime, seconds: float) -> Task:
    """The task, not looked at yet, due again after about that time."""
    return replace(task, due_at=spread(task.url, now, seconds), leased_by="", leased_until=None)


_MOST_IN_A_ROW = 3  # failures of a host before it is left alone
_WEIGHT = 1 / 12  # of the newest page in the share of pages with text
_LOW = 0.5


def host_asked(
    host: HostRecord,
    *,
    now: datetime,
    is_revisit: bool,
    seconds: float = 0.0,
    is_removal: bool = False,
    trouble: str = "",
    retry_after: float | None = None,
) -> HostRecord:
    """The host's record after a request; `trouble` says how it failed, where another try may help.

    A host that asks for it, or failed three times in a row, is left alone for a while: nothing else of it is tried.
    """
    asked = replace(
        host,
        asked_at=now,
        requests=host.requests + 1,
        revisits=host.revisits + is_revisit,
        gone=host.gone + is_removal,
        seconds=host.seconds + seconds,
    )
    if not trouble:
        return replace(asked, failures=0, last_success_at=now, resting_until=None)
    failures = host.failures + 1
    rest = retry_after or 0.0
    if failures >= _MOST_IN_A_ROW:
        rest = max(rest, backoff_seconds(failures - _MOST_IN_A_ROW + 1, key=host.host, first=120.0, longest=6 * HOUR))
    until = now + timedelta(seconds=rest) if rest else None
    return replace(asked, failures=failures, last_failure=trouble, resting_until=until)


def host_read(host: HostRecord, *, now: datetime, has_text: bool) -> HostRecord:
    """The host's record after a page of it was extracted: when half of them stop giving text, since when is kept."""
    share = host.recent_yield + _WEIGHT * (float(has_text) - host.recent_yield)
    fell_at = None if share >= _LOW else host.yield_fell_at or now
    return replace(
        host,
        articles=host.articles + has_text,
        textless=host.textless + (not has_text),
        recent_yield=share,
        yield_fell_at=fell_at,
    )
