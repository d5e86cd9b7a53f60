"""A month of the newsroom, watched by a clock that nobody waits for: for the tests and for `python -m bench.collect`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from zlib import crc32

from tests.newsroom.clock import START, StepClock
from tests.newsroom.desk import Desk, make_desk
from tests.newsroom.server import Fault, Newsroom, Visit

from rashomon.capture import CaptureSettings
from rashomon.capture.fetching import Fetcher
from rashomon.capture.watching import Watcher, WatchSettings
from rashomon.capture.watching.schedule import HOUR
from rashomon.capture.watching.tasks import Ledger
from rashomon.extract import extract_article
from rashomon.model import Digest, Page, Reason, Rejected, Tally, Version

# One host at a time: a clock that one thread moves while another's request is on its way would tell wrong distances.
ALL = WatchSettings(revisit_share=1.0, longest_nap=12 * HOUR, hosts_at_once=1)


class Shelf:
    """What has been taken in: each article's texts in the order they came, and what was reported gone."""

    def __init__(self) -> None:
        self.digests: dict[str, list[Digest | None]] = defaultdict(list)
        self.gone: set[str] = set()
        self.read = 0

    def add(self, items: Iterable[Page | Rejected], told: Callable[[Version | Rejected], None]) -> Tally:
        for item in items:
            self.read += 1
            outcome = extract_article(item) if isinstance(item, Page) else item
            if isinstance(outcome, Version):
                if outcome.digest not in self.digests[outcome.url]:
                    self.digests[outcome.url].append(outcome.digest)
            elif outcome.reason is Reason.GONE:
                self.gone.add(outcome.source)
            told(outcome)
        return Tally(read=self.read)


def open_desks(newsroom: Newsroom, days: int) -> tuple[tuple[Desk, str], ...]:
    """Four outlets and their lists: a full-text feed, a feed of summaries, index pages in GBK and in UTF-8."""
    plans = [
        ("tidewater.example", "Tidewater Courier", "en", "utf-8", "full"),
        ("saltby.example", "The Saltby Echo", "en", "utf-8", "summaries"),
        ("harbour.example", "梅罗港湾日报", "zh", "gbk", "index"),
        ("peak.example", "山頂晚報", "zh", "utf-8", "index"),
    ]
    made = []
    for host, outlet, language, charset, kind in plans:
        desk = make_desk(host, outlet, first=START, days=days, language=language, charset=charset)
        made.append((desk, desk.open(newsroom, kind=kind)))
    newsroom.put("saltby.example", "/robots.txt", "User-agent: *\nCrawl-delay: 11\nDisallow: /members\n")
    return tuple(made)


def watch(
    newsroom: Newsroom,
    clock: StepClock,
    ledger: Ledger,
    shelf: Shelf,
    *,
    until: datetime,
    settings: WatchSettings = ALL,
) -> None:
    """Watches until then, by the clock."""
    allowed = CaptureSettings(allow_networks=("127.0.0.0/8",))
    with Fetcher(allowed, clock=clock, sleep=clock.sleep, resolve=newsroom.resolve) as fetcher:
        watcher = Watcher(ledger, shelf.add, fetcher, clock=clock, sleep=clock.sleep, settings=settings)
        watcher.run(is_stopped=lambda: clock() >= until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Caught:
    """Of how many articles, edits and removals how many were caught; and what was reported but never happened."""

    articles: tuple[int, int]
    edits: tuple[int, int]
    removals: tuple[int, int]
    invented: int

    @property
    def is_all(self) -> bool:
        return not self.invented and all(a == b for a, b in (self.articles, self.edits, self.removals))


def caught(newsroom: Newsroom, desks: tuple[tuple[Desk, str], ...], shelf: Shelf) -> Caught:
    """What the shelf holds of all that the desks printed, edited and took down."""
    wanted: set[str] = set()
    edited: set[str] = set()
    removed: set[str] = set()
    for desk, _ in desks:
        wanted |= desk.urls(newsroom)
        edited |= desk.urls(newsroom, lambda item: item.is_edited)
        removed |= desk.urls(newsroom, lambda item: item.is_removed)
    seen_edited = {url for url in wanted if len(shelf.digests[url]) > 1}
    seen_removed = shelf.gone & wanted
    return Caught(
        articles=(sum(bool(shelf.digests[url]) for url in wanted), len(wanted)),
        edits=(len(seen_edited & edited), len(edited)),
        removals=(len(seen_removed & removed), len(removed)),
        invented=len(seen_edited - edited) + len(seen_removed - removed),
    )


def violations(newsroom: Newsroom) -> int:
    """By the server's own book: visits closer together than asked, or to what robots.txt closes."""
    spacing = {"saltby.example": 11.0}
    count = sum(visit.path.startswith("/members") for visit in newsroom.visits)
    for host in {visit.host for visit in newsroom.visits}:
        times = [visit.at for visit in newsroom.visits_to(host) if visit.path != "/robots.txt"]
        count += sum((b - a).total_seconds() < spacing.get(host, 5.0) for a, b in pairwise(times))
    return count


def bad_line(clock: StepClock, rate: int) -> Callable[[Visit], Fault]:
    """A line that spoils `rate` answers of a hundred: resets, cuts, garbage, errors, and answers that come late."""
    kinds = (Fault.RESET, Fault.CUT, Fault.GARBAGE, Fault.ERROR, Fault.NONE)
    counts: dict[str, int] = defaultdict(int)

    def fault(visit: Visit) -> Fault:
        counts[visit.path] += 1
        chance = crc32(f"{visit.host}{visit.path}{counts[visit.path]}".encode())
        if chance % 100 >= rate:
            return Fault.NONE
        kind = kinds[chance // 100 % len(kinds)]
        if kind is Fault.NONE:
            clock.advance(45)  # it comes whole, but late
        return kind

    return fault
