"""A clock that moves only when it is told to, or when somebody sleeps by it."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

START = datetime(2031, 5, 4, 8, 0, tzinfo=UTC)


class StepClock:
    def __init__(self, start: datetime = START) -> None:
        self._now = start
        self._lock = threading.Lock()

    def __call__(self) -> datetime:
        with self._lock:
            return self._now

    def sleep(self, seconds: float) -> None:
        self.advance(seconds)

    def advance(self, seconds: float) -> None:
        with self._lock:
            self._now += timedelta(seconds=seconds)
