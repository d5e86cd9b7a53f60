"""robots.txt by RFC 9309: what a server asks machines to leave alone, and how fast they may come."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

_MAX_BYTES = 512_000  # RFC 9309 asks for at least 500 KiB
_MAX_DELAY = 120.0  # a longer crawl-delay means "stay away"; the schedule does that better than a sleep


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    allows: bool
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Robots:
    """The rules for one product token; no rules: everything is allowed."""

    rules: tuple[Rule, ...] = ()
    delay: float | None = None  # seconds between requests, where the server asks for more than we keep
    sitemaps: tuple[str, ...] = ()

    def allows(self, url: str) -> bool:
        """Whether the address may be fetched: the longest matching rule decides, an allowing one when two are equal."""
        parts = urlsplit(url)
        path = _normal(parts.path or "/") + (f"?{_normal(parts.query)}" if parts.query else "")
        if path == "/robots.txt":
            return True
        matching = [rule for rule in self.rules if _matches(rule.path, path)]
        best = max(matching, key=lambda rule: (len(rule.path.encode()), rule.allows), default=None)
        return best is None or best.allows


ALLOW_ALL = Robots()
REFUSE_ALL = Robots(rules=(Rule(allows=False, path="/"),))


def read_robots(body: bytes, *, agent: str) -> Robots:
    """The rules of a robots.txt for the product token of `agent` ("Rashomon/0.1 …": rashomon), else those for `*`."""
    token = re.split(r"[/\s]", agent.strip(), maxsplit=1)[0].lower()
    groups: dict[str, list[tuple[str, str]]] = {}
    sitemaps: list[str] = []
    current: list[str] = []
    in_rules = True
    for line in body[:_MAX_BYTES].decode("utf-8", "replace").lstrip("\ufeff").splitlines():
        key, colon, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if not colon:
            continue
        if key == "sitemap":
            sitemaps.append(value)
        elif key == "user-agent":
            if in_rules:
                current, in_rules = [], False
            name = value.lower().split("/")[0].strip()
            current.append(name)
            groups.setdefault(name, [])
        else:
            in_rules = True
            for name in current:
                groups[name].append((key, value))
    lines = groups.get(token, groups.get("*", []))
    return Robots(
        rules=tuple(
            Rule(allows=key == "allow", path=_normal(v)) for key, v in lines if key in ("allow", "disallow") and v
        ),
        delay=next((delay for key, v in lines if key == "crawl-delay" and (delay := _seconds(v)) is not None), None),
        sitemaps=tuple(sitemaps),
    )


def _seconds(written: str) -> float | None:
    return min(float(written), _MAX_DELAY) if re.fullmatch(r"\d+(?:\.\d+)?", written) else None


def _normal(path: str) -> str:
    """The path with one spelling for each character, so that rule and address can be compared."""
    return quote(path, safe="/%*$?&=+,;:@!~'()-._[]")


def _matches(pattern: str, path: str) -> bool:
    """Whether a rule's path fits: `*` is any run of characters, `$` at the end is the end.

    Each part is taken at its first place: where that fails no other place succeeds, so no pattern costs more than
    reading the path a few times (a regular expression made of `*` could take for ever).
    """
    is_end = pattern.endswith("$")
    first, *rest = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    position = len(first)
    for number, part in enumerate(rest):
        if is_end and number == len(rest) - 1:
            return len(path) - len(part) >= position and path.endswith(part)
        found = path.find(part, position)
        if found < 0:
            return False
        position = found + len(part)
    return not is_end or position == len(path)
