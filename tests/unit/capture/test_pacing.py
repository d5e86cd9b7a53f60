"""Waiting: turns at a host, growing pauses, what servers ask for."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.newsroom import START, StepClock

from rashomon.capture.pacing import Pace, backoff_seconds, retry_seconds


def test_turns_at_a_host_are_apart_and_other_hosts_do_not_wait() -> None:
    clock = StepClock()
    pace = Pace(clock=clock, sleep=clock.sleep)
    pace.wait_for_turn("a.example", 5)
    pace.wait_for_turn("b.example", 5)
    assert clock() == START
    pace.wait_for_turn("a.example", 5)
    assert clock() == START + timedelta(seconds=5)
    clock.advance(60)
    pace.wait_for_turn("a.example", 5)
    assert clock() == START + timedelta(seconds=65)


def test_a_program_that_was_restarted_keeps_its_distance() -> None:
    clock = StepClock()
    pace = Pace(clock=clock, sleep=clock.sleep)
    pace.assume_asked()
    pace.wait_for_turn("a.example", 5)
    assert clock() == START + timedelta(seconds=5)
    pace.wait_for_turn("b.example", 5)
    assert clock() == START + timedelta(seconds=5)


def test_a_host_that_asks_for_rest_gets_it() -> None:
    clock = StepClock()
    pace = Pace(clock=clock, sleep=clock.sleep)
    pace.hold_back("a.example", 90)
    pace.wait_for_turn("a.example", 5)
    assert clock() == START + timedelta(seconds=90)


@given(st.integers(min_value=1, max_value=500), st.text(max_size=30))
@settings(deadline=None)
def test_pauses_grow_within_their_bounds_and_repeat(attempt: int, key: str) -> None:
    pause = backoff_seconds(attempt, key=key)
    full = min(2.0 * 2 ** min(attempt - 1, 30), 3_600.0)
    assert full / 2 <= pause <= full
    assert pause == backoff_seconds(attempt, key=key)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("Sun, 04 May 2031 08:01:00 GMT", 60.0),
        ("Sun, 04 May 2031 07:00:00 GMT", 0.0),
        ("soon", None),
        ("-5", None),
        ("", None),
        ("9" * 9_000, 31_536_000.0),
    ],
)
def test_retry_after_is_a_number_or_a_date(header: str, expected: float | None) -> None:
    assert retry_seconds(header, now=START) == expected
