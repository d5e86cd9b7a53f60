"""Manners: how long to wait before the next request to a host."""

from __future__ import annotations

import threading
import time
import zlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

Sleep = Callable[[float], None]


class Pace:
    """Keeps the requests to one host apart; the turns of several threads are handed out in order."""

    def __init__(self, *, clock: Callable[[], datetime], sleep: Sleep = time.sleep) -> None:
        self._clock = clock
        self._sleep = sleep
        self._asked: dict[str, datetime] = {}  # when each host's last turn began
        self._held: dict[str, datetime] = {}
        self._since: datetime | None = None  # the last turn of every other host, as far as is known
        self._lock = threading.Lock()

    def wait_for_turn(self, host: str, seconds: float) -> None:
        """Returns when `seconds` have passed since the last turn at the host, counted from that turn's start."""
        with self._lock:
            now = self._clock()
            last = self._asked.get(host, self._since)
            turn = max(now, self._held.get(host, now), last + timedelta(seconds=seconds) if last else now)
            self._asked[host] = turn
        wait = (turn - now).total_seconds()
        if wait > 0:
            self._sleep(wait)

    def assume_asked(self, host: str = "", at: datetime | None = None) -> None:
        """Counts the host as asked at that time by somebody else; every host, just now, where nothing is given.

        A program that was here a moment ago may have been restarted, and another may share the work.
        """
        moment = at or self._clock()
        with self._lock:
            if host:
                self._asked[host] = max(moment, self._asked.get(host, self._since or moment))
            else:
                self._since = moment

    def hold_back(self, host: str, seconds: float) -> None:
        """No turn at the host for that long: it asked for rest."""
        with self._lock:
            until = self._clock() + timedelta(seconds=seconds)
            self._held[host] = max(self._held.get(host, until), until)


def backoff_seconds(attempt: int, *, key: str, first: float = 2.0, longest: float = 3_600.0) -> float:
    """The pause after failure number `attempt` (from 1): doubling, with up to half of it as jitter.

    The jitter is a hash of key and attempt: it spreads callers apart and is the same in every run.
    """
    full = min(first * 2.0 ** min(attempt - 1, 30), longest)
    spread = zlib.crc32(f"{key} {attempt}".encode("utf-8", "replace")) / 0xFFFFFFFF
    return full * (0.5 + spread / 2)


def retry_seconds(header: str, *, now: datetime) -> float | None:
    """Seconds to wait by a Retry-After header (a number or a date); None where it says nothing."""
    written = header.strip()
    if written.isdecimal():
        return float(min(int(written[:12]), 31_536_000))  # Python refuses to read numbers of thousands of digits
    try:
        moment = parsedate_to_datetime(written)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())
