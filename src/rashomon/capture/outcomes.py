"""What a request brought: a page's bytes, or the reason there are none. Both are values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from rashomon.model import Page, Reason, Rejected


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What a server gives to ask it later whether a page has changed."""

    etag: str = ""
    last_modified: str = ""

    def headers(self) -> dict[str, str]:
        """The request's header lines."""
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in asked.items() if value}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A page that came: `url` is where it was found in the end, `moved_to` set when it has moved for good."""

    url: str
    requested_url: str
    body: bytes
    fetched_at: datetime
    status: int = 200
    content_type: str | None = None
    validators: Validators = field(default_factory=Validators)
    moved_to: str = ""

    def page(self, *, channel: str | None = None) -> Page:
        """The page, named by its address."""
        return Page(
            source=self.requested_url,
            body=self.body,
            captured_at=self.fetched_at,
            url=self.url,
            content_type=self.content_type,
            status=self.status,
            channel=channel,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfetched:
    """A page that did not come, and whether another try can help. `url` never carries a password."""

    url: str
    reason: Reason
    detail: str
    status: int = 0
    is_temporary: bool = False
    retry_after: float | None = None  # seconds, where the server said

    def rejected(self, source: str = "") -> Rejected:
        return Rejected(source=source or self.url, reason=self.reason, detail=self.detail)
