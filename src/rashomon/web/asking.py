"""What a query string asks, read into the archive's own questions; what cannot be asked raises UsageError."""

from __future__ import annotations

import base64
import binascii
from datetime import UTC, date, datetime, timedelta

from rashomon.errors import NotFound, UsageError
from rashomon.model import StoryQuery
from rashomon.web.desk import Asked

PAGE_LENGTH = 40
LONGEST_QUESTION = 400  # characters: beyond it a question is a paste, and the index would be asked for every word
_FURTHEST = 1_000_000


def ask_stories(request: Asked, *, limit: int, offset: int) -> StoryQuery:
    """The story query of a request, asking for one story more than `limit` so that a next page shows itself."""
    fields = request.query_params
    return StoryQuery(
        since=start_of(read_day(fields.get("since", ""), "since")),
        until=end_of(read_day(fields.get("until", ""), "until")),
        outlet=fields.get("outlet", ""),
        language=fields.get("language", ""),
        min_outlets=read_number(fields.get("min_outlets", ""), "min_outlets", at_least=1, default=1),
        words=read_words(fields.get("words", "")),
        limit=limit + 1,
        offset=offset,
    )


def read_words(words: str) -> str:
    """The words of a question, trimmed; too many raise UsageError."""
    if len(words) > LONGEST_QUESTION:
        raise UsageError("search", f"a question may have at most {LONGEST_QUESTION} characters")
    return words.strip()


def read_day(text: str, name: str) -> date | None:
    """The day that ISO 8601 writes so; None for an empty text."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(name, f"“{text}” is no day; write it as 2031-11-05") from error


def start_of(day: date | None) -> datetime | None:
    """The first moment of the day, in UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC) if day else None


def end_of(day: date | None) -> datetime | None:
    """The first moment after the day, in UTC; None for the last day of the calendar, which nothing comes after."""
    return start_of(day + timedelta(days=1)) if day and day != date.max else None


def read_number(text: str, name: str, *, at_least: int = 0, at_most: int = _FURTHEST, default: int = 0) -> int:
    """The whole number in a field; the default for an empty one."""
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and len(text) < 10 and at_least <= int(text) <= at_most):
        raise UsageError(name, f"“{text[:40]}” is no whole number from {at_least} to {at_most}")
    return int(text)


def read_cursor(cursor: str) -> int:
    """The offset that a cursor stands for; 0 for none. One that this archive never gave raises NotFound."""
    if not cursor:
        return 0
    try:
        kind, _, offset = base64.b32decode(cursor.upper().encode("ascii")).decode("ascii").partition(":")
    except (binascii.Error, UnicodeError, ValueError) as error:
        raise NotFound("cursor", f"“{cursor[:40]}” is no cursor of this archive") from error
    if kind != "after" or not offset.isdigit() or int(offset) > _FURTHEST:
        raise NotFound("cursor", f"“{cursor[:40]}” is no cursor of this archive")
    return int(offset)


def make_cursor(offset: int) -> str:
    """The cursor of an offset: opaque to clients, the same for the same place. Ten bytes a block need no padding."""
    return base64.b32encode(f"after:{offset:09d}".encode()).decode("ascii").lower()
