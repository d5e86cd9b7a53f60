"""Times as people read them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from rashomon.render.times import show_extended, show_offset, show_range, show_time

_EAST = timezone(timedelta(hours=8))
_EVENING = datetime(2031, 11, 4, 21, 13, tzinfo=_EAST)


def test_a_moment_keeps_its_own_offset() -> None:
    assert show_time(_EVENING, "en") == "4 Nov 2031, 21:13 UTC+8"
    assert show_time(_EVENING, "zh-Hans") == "2031年11月4日 21:13 UTC+8"


def test_a_day_shows_no_time() -> None:
    assert show_time(_EVENING, "en", day_only=True) == "4 Nov 2031"


def test_no_moment_shows_nothing() -> None:
    assert show_time(None, "en") == ""


@pytest.mark.parametrize(
    ("minutes", "shown"), [(0, "UTC"), (60, "UTC+1"), (-210, "UTC−3:30"), (345, "UTC+5:45"), (-60, "UTC−1")]
)
def test_offsets(minutes: int, shown: str) -> None:
    assert show_offset(datetime(2031, 1, 1, tzinfo=timezone(timedelta(minutes=minutes)))) == shown


def test_a_range_says_a_shared_day_once() -> None:
    assert show_range(_EVENING, _EVENING + timedelta(hours=1), "en") == "4 Nov 2031, 21:13–22:13 UTC+8"


def test_a_range_is_told_in_the_first_moments_offset() -> None:
    later = (_EVENING + timedelta(hours=2)).astimezone(UTC)
    assert show_range(_EVENING, later, "en") == "4 Nov 2031, 21:13–23:13 UTC+8"


def test_a_range_over_midnight_names_both_days() -> None:
    shown = show_range(_EVENING, _EVENING + timedelta(hours=4), "en")
    assert shown == "4 Nov 2031, 21:13 – 5 Nov 2031, 01:13 UTC+8"


def test_a_range_of_days() -> None:
    assert show_range(_EVENING, _EVENING + timedelta(hours=1), "en", days_only=True) == "4 Nov 2031"
    assert show_range(_EVENING, _EVENING + timedelta(days=1), "en", days_only=True) == "4 Nov 2031 – 5 Nov 2031"


def test_a_range_with_one_end_is_a_moment() -> None:
    assert show_range(None, _EVENING, "en") == show_time(_EVENING, "en")
    assert show_range(None, None, "en") == ""


@pytest.mark.parametrize(
    ("at", "shown"),
    [
        ("2031", "2031"),
        ("2031-11", "Nov 2031"),
        ("2031-11-04", "4 Nov 2031"),
        ("2031-11-04T20:40", "4 Nov 2031, 20:40"),
        ("2031-11-04T20:40+08:00", "4 Nov 2031, 20:40 UTC+8"),
        ("2031-11-04T18:00/2031-11-04T24:00", "4 Nov 2031, 18:00–24:00"),
        ("2031-11-04/2031-11-06", "4 Nov 2031 – 6 Nov 2031"),
        ("../2031-11-04", "… – 4 Nov 2031"),
        ("P2DT3H", "2 days 3 hours"),
        ("2031-13-99", "2031-13-99"),
        ("some day", "some day"),
        ("P", "P"),
    ],
)
def test_extended_times(at: str, shown: str) -> None:
    assert show_extended(at, "en") == shown
