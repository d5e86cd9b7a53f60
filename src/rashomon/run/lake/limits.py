"""A bound on what one record may take of the processor."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_LONGEST = 60.0  # seconds of the processor; the slowest of 3,000 real pages takes under one


class TooLong(Exception):
    """A record took more of the processor than any should."""


@contextmanager
def limited(seconds: float = _LONGEST) -> Iterator[None]:
    """Raises TooLong in what takes longer, by the processor's time; only where this is the process's main thread."""
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        raise TooLong(f"took more than {seconds:.0f} seconds")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
