"""What comes in: bytes captured from one address at one time, and the outcome of reading them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Bytes obtained from one URL or file at one time."""

    source: str  # the path, URL or archive record it was read from: what messages name
    body: bytes
    captured_at: datetime
    url: str | None = None  # the address the bytes were served from, where known
    content_type: str | None = None  # the HTTP header's value, where there was one
    status: int = 200
    channel: str | None = None  # the section or channel it was listed under, where the source tells


class Reason(StrEnum):
    """Why a page holds no article."""

    EMPTY = "empty"
    BINARY = "binary"
    TOO_LARGE = "too large"
    NO_TEXT = "no text"
    PAYWALL = "paywall"
    CONSENT = "consent page"
    ERROR_PAGE = "error page"
    INDEX_PAGE = "index page"
    MEDIA_ONLY = "media only"
    NOT_AN_ARTICLE = "not an article"
    UNREADABLE = "unreadable"
    UNREACHABLE = "unreachable"  # the server could not be reached or failed: worth another try
    REFUSED = "refused"  # by the outlet (robots.txt, no permission) or by our own rules (address, scheme, limits)
    GONE = "gone"  # the outlet says that there is nothing at the address


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """A page without an article; an expected outcome, counted and shown."""

    source: str
    reason: Reason
    detail: str = ""
