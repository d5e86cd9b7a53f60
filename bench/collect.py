"""How much of a simulated month is caught, over a good line and over bad ones, and how polite the collecting is.

python -m bench.collect [--days N]
"""

from __future__ import annotations

import argparse
import sys
from datetime import timedelta

from tests.newsroom import START, StepClock, serve_newsroom
from tests.newsroom.month import ALL, Shelf, bad_line, caught, open_desks, violations, watch

from rashomon.capture.watching import MemoryLedger, subscribe

TAIL = timedelta(days=9)  # after the last article, so that its removal can still be seen


def measure_month(rate: int, days: int) -> bool:
    """Print one line of the table; whether everything was caught and no rule of manners was broken."""
    clock = StepClock()
    with serve_newsroom(clock) as newsroom:
        if rate:
            newsroom.fault = bad_line(clock, rate)
        ledger, shelf, desks = MemoryLedger(), Shelf(), open_desks(newsroom, days)
        subscribe(ledger, [url for _, url in desks], now=clock(), settings=ALL)
        watch(newsroom, clock, ledger, shelf, until=START + timedelta(days=days) + TAIL)
        found, broken = caught(newsroom, desks, shelf), violations(newsroom)
        requests = len(newsroom.visits)
    of = [f"{a} of {b}" for a, b in (found.articles, found.edits, found.removals)]
    print(f"| {rate:2} % | {requests:6,} | {' | '.join(of)} | {found.invented} | {broken} |", flush=True)
    return found.is_all and not broken


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--days", type=int, default=30)
    days = parser.parse_args().days
    print("| spoilt answers | requests | articles | edits seen | removals seen | invented | manners broken |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    results = [measure_month(rate, days) for rate in (0, 1, 10, 30)]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
