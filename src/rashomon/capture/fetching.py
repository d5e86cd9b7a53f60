"""One page from one server, politely and within limits: what came, or why nothing did."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from types import TracebackType

from rashomon.capture.addresses import Resolve, resolve_by_system
from rashomon.capture.exchange import Answer, Credentials, Exchange, split_credentials
from rashomon.capture.outcomes import Fetched, Unfetched, Validators
from rashomon.capture.pacing import Pace, Sleep, backoff_seconds, retry_seconds
from rashomon.capture.robots import ALLOW_ALL, REFUSE_ALL, Robots, read_robots
from rashomon.capture.settings import CaptureSettings
from rashomon.model import Reason
from rashomon.text.urls import host_of

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_LASTING = frozenset({301, 308})
_TEMPORARY = frozenset({408, 425, 429, 500, 502, 503, 504, 507, 509, 520, 521, 522, 523, 524, 529})
_ROBOTS_SECONDS = 86_400.0  # RFC 9309 2.4: not to be trusted for longer than a day
_LONGEST_WAIT = 120.0  # a server that asks for more is left to the schedule, not waited for


class Fetcher:
    """Fetches pages; `with Fetcher(…) as fetcher` closes its connections. Several threads may share it.

    It keeps what manners need between two requests: each host's robots.txt and when its next turn is.
    """

    def __init__(
        self,
        settings: CaptureSettings,
        *,
        clock: Callable[[], datetime],
        sleep: Sleep = time.sleep,
        resolve: Resolve = resolve_by_system,
        pace: Pace | None = None,
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._sleep = sleep
        self._pace = pace or Pace(clock=clock, sleep=sleep)
        self._exchange = Exchange(settings, resolve=resolve)
        self._robots: dict[str, tuple[Robots, datetime]] = {}

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._exchange.close()

    @property
    def settings(self) -> CaptureSettings:
        return self._settings

    def assume_asked(self, host: str = "", at: datetime | None = None) -> None:
        """Keeps the distance from a request that another program made then; to every host just now, unless given."""
        self._pace.assume_asked(host, at)

    def fetch(self, url: str, *, validators: Validators | None = None) -> Fetched | Unfetched:
        """The page at the address, redirects followed; with validators, status 304 when it has not changed."""
        try:
            address, credentials = split_credentials(url)
        except ValueError as error:
            return Unfetched(url=url.rpartition("@")[2], reason=Reason.REFUSED, detail=f"is no address: {error}")
        seen: list[str] = []
        moved_to, is_lasting = "", True
        while len(seen) <= self._settings.max_redirects:
            outcome = self._one_hop(address, credentials, validators)
            if isinstance(outcome, Unfetched):
                return outcome
            if outcome.status not in _REDIRECTS or not outcome.location:
                return self._finish(outcome, requested=seen[0] if seen else address, moved_to=moved_to)
            is_lasting = is_lasting and outcome.status in _LASTING
            moved_to = outcome.location if is_lasting else moved_to
            seen.append(address)
            if outcome.location in seen:
                return Unfetched(
                    url=seen[0], reason=Reason.REFUSED, detail=f"redirects in a circle at {outcome.location}"
                )
            if host_of(outcome.location) != host_of(address) or outcome.location.startswith("http:"):
                credentials = None  # never handed on to another host, nor in the clear
            address, validators = outcome.location, None
        limit = self._settings.max_redirects
        return Unfetched(url=seen[0], reason=Reason.REFUSED, detail=f"redirects more than {limit} times")

    def fetch_patiently(self, url: str, *, attempts: int = 3) -> Fetched | Unfetched:
        """As `fetch`, tried again after a passing failure with growing pauses, or when the server says."""
        outcome = self.fetch(url)
        for attempt in range(1, attempts):
            if not isinstance(outcome, Unfetched) or not outcome.is_temporary:
                break
            wait = outcome.retry_after if outcome.retry_after is not None else backoff_seconds(attempt, key=url)
            if wait > _LONGEST_WAIT:
                break
            self._sleep(wait)
            outcome = self.fetch(url)
        return outcome

    def _one_hop(self, url: str, credentials: Credentials | None, validators: Validators | None) -> Answer | Unfetched:
        """The answer to one request, after robots.txt and the host's turn."""
        delay = self._settings.spacing_seconds
        if self._settings.obey_robots:
            robots = self._robots_of(url)
            if isinstance(robots, Unfetched):
                return robots
            if not robots.allows(url):
                return Unfetched(url=url, reason=Reason.REFUSED, detail="robots.txt asks machines to leave it alone")
            delay = max(delay, robots.delay or 0.0)
        self._pace.wait_for_turn(host_of(url), delay)
        return self._exchange.get(url, credentials=credentials, validators=validators)

    def _finish(self, answer: Answer, *, requested: str, moved_to: str) -> Fetched | Unfetched:
        """The answer as an outcome, by its status."""
        status = answer.status
        if status == 304 or 200 <= status < 300:
            return Fetched(
                url=answer.url,
                requested_url=requested,
                moved_to=moved_to,
                status=status,
                content_type=answer.headers.get("content-type"),
                validators=Validators(
                    etag=answer.headers.get("etag", ""), last_modified=answer.headers.get("last-modified", "")
                ),
                body=answer.body,
                fetched_at=self._clock(),
            )
        wait = retry_seconds(answer.headers.get("retry-after", ""), now=self._clock())
        if wait is not None and status in (429, 503):
            self._pace.hold_back(host_of(answer.url), min(wait, _LONGEST_WAIT))
        if status in (404, 410):
            return Unfetched(url=requested, reason=Reason.GONE, detail=f"the server answers {status}", status=status)
        return Unfetched(
            url=requested,
            reason=Reason.UNREACHABLE if status in _TEMPORARY else Reason.REFUSED,
            detail=f"the server answers {status}",
            status=status,
            is_temporary=status in _TEMPORARY,
            retry_after=wait,
        )

    def _robots_of(self, url: str) -> Robots | Unfetched:
        """The host's rules, kept for a day; an unreachable robots.txt means that nothing may be fetched now."""
        scheme, _, rest = url.partition("://")
        origin = f"{scheme}://{rest.partition('/')[0].partition('?')[0]}"
        now = self._clock()
        known = self._robots.get(origin)
        if known and (now - known[1]).total_seconds() < _ROBOTS_SECONDS:
            return known[0]
        answer = self._fetch_robots(f"{origin}/robots.txt")
        if isinstance(answer, Unfetched):
            return answer
        if 200 <= answer.status < 300:
            robots = read_robots(answer.body, agent=self._settings.user_agent)
        elif answer.status >= 500 or answer.status == 429:
            # RFC 9309 2.3.1.4: a server in trouble is to be left alone; asked again at the next visit.
            return Unfetched(
                url=url,
                reason=Reason.UNREACHABLE,
                detail=f"robots.txt answers {answer.status}, so nothing is fetched",
                status=answer.status,
                is_temporary=True,
            )
        else:
            robots = ALLOW_ALL if answer.status not in _REDIRECTS else REFUSE_ALL
        self._robots[origin] = (robots, now)
        return robots

    def _fetch_robots(self, url: str) -> Answer | Unfetched:
        """robots.txt itself, over at most five redirects (RFC 9309 2.3.1.2)."""
        answer = self._exchange.get(url)
        for _ in range(5):
            if isinstance(answer, Unfetched) or answer.status not in _REDIRECTS or not answer.location:
                return answer
            answer = self._exchange.get(answer.location)
        return answer
