"""How capturing behaves: limits, manners and the networks it may reach."""

from __future__ import annotations

from dataclasses import dataclass, field

USER_AGENT = "Rashomon/0.1 (news archive; reads robots.txt)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeouts:
    """Seconds for each phase of a request; `total` is for the whole of it, so that a slow drip ends too."""

    connect: float = 10.0
    read: float = 20.0
    write: float = 10.0
    total: float = 120.0


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureSettings:
    """The defaults are those of a polite stranger on the public internet."""

    max_page_bytes: int = 50_000_000
    allow_networks: tuple[str, ...] = ()  # CIDR: private networks that may be reached; loopback is none of them
    user_agent: str = USER_AGENT
    contact: str = ""  # an address or page where an outlet can reach the operator
    timeouts: Timeouts = field(default_factory=Timeouts)
    max_redirects: int = 5
    spacing_seconds: float = 5.0  # between two requests to one host
    obey_robots: bool = True
    index_pages: int = 1  # how many pages of a channel's index are read, the newest first
    max_listed: int = 2_000  # articles fetched from one feed, index or sitemap at most
    fetch_summaries: bool = True  # a feed's entry that holds only a summary: fetch its page
    leave_out: tuple[str, ...] = ()  # files in folders that are nobody's pages: the archive that they go into
    proxy: str = ""  # http://, https:// or socks5:// address that all requests go through

    @property
    def agent_line(self) -> str:
        """The User-Agent header's value, with the operator's contact where one is given."""
        return f"{self.user_agent} {self.contact}".strip()
