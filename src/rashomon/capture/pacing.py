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
        self._next: dict[str, datetime] = {}
        self._since: datetime | None = None
        self._lock = threading.Lock()

    def wait_for_turn(self, host: str, seconds: float) -> None:
        """Returns when `seconds` have passed since the last turn at the host, counted from that turn's start."""
        with self._lock:
            now = self._clock()
            first = self._since + timedelta(seconds=seconds) if self._since else now
            turn = max(now, self._next.get(host, first))
            self._next[host] = turn + timedelta(seconds=seconds)
        wait = (turn - now).total_seconds()
        if wait > 0:
            self._sleep(wait)

    def assume_asked(self) -> None:
        """Counts every host as asked just now: a program that was here a moment ago may have been restarted."""
        with self._lock:
            self._since = self._clock()

    def hold_back(self, host: str, seconds: float) -> None:
        """No turn at the host for that long: it asked for rest."""
        with self._lock:
            now = self._clock()
            self._next[host] = max(self._next.get(host, now), now + timedelta(seconds=seconds))


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
