"""What a query string asks."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from rashomon.errors import NotFound, UsageError
from rashomon.web.asking import end_of, make_cursor, read_cursor, read_day, read_number, read_words, start_of


def test_a_day_starts_in_universal_time_and_ends_where_the_next_one_starts() -> None:
    assert start_of(read_day("2031-11-05", "since")) == datetime(2031, 11, 5, tzinfo=UTC)
    assert end_of(read_day("2031-11-05", "until")) == datetime(2031, 11, 6, tzinfo=UTC)
    assert read_day("", "since") is None


def test_nothing_comes_after_the_last_day_of_the_calendar() -> None:
    assert end_of(date.max) is None


@pytest.mark.parametrize("text", ["yesterday", "2031-13-01", "05.11.2031"])
def test_what_is_no_day_is_told_so(text: str) -> None:
    with pytest.raises(UsageError, match=text):
        read_day(text, "since")


@pytest.mark.parametrize("text", ["-1", "1.5", "x", "99999999999", "²", "0"])
def test_what_is_no_number_of_the_range_is_told_so(text: str) -> None:
    with pytest.raises(UsageError, match="whole number"):
        read_number(text, "limit", at_least=1, at_most=200)


def test_an_empty_field_takes_the_default() -> None:
    assert read_number("", "limit", default=50) == 50


@pytest.mark.parametrize("cursor", ["!", "mfzwi", "ä", "me======", make_cursor(3)[:-2]])
def test_a_cursor_of_another_kind_is_refused(cursor: str) -> None:
    with pytest.raises(NotFound, match="no cursor"):
        read_cursor(cursor)


def test_no_cursor_is_the_beginning() -> None:
    assert read_cursor("") == 0


def test_a_paste_is_no_question() -> None:
    assert read_words("  渡轮 ") == "渡轮"
    with pytest.raises(UsageError, match="at most"):
        read_words("渡" * 401)
