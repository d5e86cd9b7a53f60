"""Writes web archives of invented news pages as large as real ones: what a lake is measured with.

python scripts/make_crawl.py FOLDER --pages 8000 --files 4     # about 130 kB a page, 110 MB packed for each 1,000

An event is told by one to six outlets, in words of their own but with its names and figures. Half of 129 real pages that
were looked at have 100 to 300 kB, 600 to 1,250 elements and 2,700 to 6,300 characters of text; these are like the smaller
of them: 120 kB, 800 elements, 3,500 characters in the middle.
"""

from __future__ import annotations

import argparse
import json
import random
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

FIRST = datetime(2031, 5, 1, tzinfo=UTC)
_OUTLETS = 60
_BEGINNINGS = [
    "bar",
    "cal",
    "dor",
    "el",
    "fen",
    "gar",
    "hal",
    "is",
    "jor",
    "kel",
    "lor",
    "mar",
    "nor",
    "os",
    "per",
    "quen",
    "ros",
    "sal",
    "tor",
    "ul",
    "var",
    "wen",
    "yor",
    "zel",
]
_MIDDLES = ["a", "an", "e", "en", "i", "in", "o", "on", "u", "und", "ar", "er"]
_ENDS = [
    "bay",
    "ck",
    "dale",
    "den",
    "ford",
    "gate",
    "ham",
    "ley",
    "mere",
    "mouth",
    "ness",
    "port",
    "rick",
    "sby",
    "stead",
    "ton",
    "vik",
    "ward",
    "wick",
    "worth",
]
_BODIES = [
    "council",
    "ministry",
    "court",
    "union",
    "company",
    "agency",
    "board",
    "hospital",
    "university",
    "port authority",
    "police",
    "parliament",
    "bank",
    "institute",
    "committee",
    "fire service",
]
_THINGS = [
    "bridge",
    "ferry",
    "timetable",
    "budget",
    "reactor",
    "satellite",
    "vaccine",
    "harvest",
    "strike",
    "border",
    "election",
    "museum",
    "pipeline",
    "airport",
    "dam",
    "archive",
    "treaty",
    "tax",
    "school",
    "tunnel",
    "orchestra",
    "stadium",
    "forest",
    "mine",
    "railway",
    "market",
    "lighthouse",
    "glacier",
    "canal",
    "prison",
]
_DEEDS = [
    "voted on",
    "put off",
    "published",
    "denied",
    "welcomed",
    "paid for",
    "inspected",
    "gave up",
    "opened",
    "closed",
    "sold",
    "condemned",
    "defended",
    "rebuilt",
    "delayed",
    "approved",
    "rejected",
    "investigated",
]
_KINDS = [
    "northern",
    "coastal",
    "disputed",
    "unfinished",
    "oldest",
    "largest",
    "flooded",
    "private",
    "historic",
    "provisional",
    "secret",
    "costly",
    "rural",
    "abandoned",
    "planned",
    "joint",
]
_REASONS = (
    "after a night of talks that few had expected to end well",
    "because the figures of last year had turned out to be wrong",
    "although the opposite had been promised in the spring",
    "in spite of a petition that thousands of residents had signed",
    "while an inquiry into the earlier failures is still going on",
    "as a first step towards what its critics call a sale",
    "without waiting for the report that experts are to present in autumn",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What all tellings of one event share."""

    at: datetime
    places: tuple[str, ...]
    people: tuple[str, ...]
    bodies: tuple[str, ...]
    things: tuple[str, ...]
    figures: tuple[int, ...]
    tellings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One page of the crawl."""

    url: str
    html: bytes
    captured_at: datetime


def _name(draw: random.Random) -> str:
    return (draw.choice(_BEGINNINGS) + draw.choice(_MIDDLES) + draw.choice(_ENDS)).capitalize()


def invent_event(number: int, at: datetime) -> Event:
    """The event of that number: the same in every run."""
    draw = random.Random(f"event {number}")
    return Event(
        at=at,
        places=tuple(_name(draw) for _ in range(3)),
        people=tuple(f"{_name(draw)} {_name(draw)}" for _ in range(4)),
        bodies=tuple(f"{_name(draw)} {draw.choice(_BODIES)}" for _ in range(3)),
        things=tuple(f"{draw.choice(_KINDS)} {draw.choice(_THINGS)}" for _ in range(4)),
        figures=tuple(draw.randint(2, 90_000) for _ in range(6)),
        tellings=draw.choices((1, 2, 3, 4, 6), (60, 20, 10, 6, 4))[0],
    )


def _sentence(event: Event, draw: random.Random) -> str:
    body, person, place = draw.choice(event.bodies), draw.choice(event.people), draw.choice(event.places)
    thing, deed, figure, reason = (
        draw.choice(event.things),
        draw.choice(_DEEDS),
        draw.choice(event.figures),
        draw.choice(_REASONS),
    )
    forms = (
        f"The {body} {deed} the {thing} in {place} {reason}.",
        f"“We have {deed} the {thing}, and nobody in {place} asked us why,” said {person} of the {body}.",
        f"According to {person}, {figure:,} people in {place} depend on the {thing}.",
        f"{person} told reporters that the {thing} had cost {figure:,} crowns {reason}.",
        f"In {place}, {figure:,} residents were told on {event.at:%A} that the {thing} would stay as it is.",
        f"A spokesman for the {body} said the {thing} was {deed.split()[0]} on {event.at:%A}, {reason}.",
        f"{body} officials put the number at {figure:,}; {person} spoke of fewer.",
        f"The {thing} of {place} {deed.split()[0]} nobody's attention until {person} wrote to the {body}.",
    )
    return draw.choice(forms)


def tell(event: Event, number: int, order: int) -> Telling:
    """A page on the event, by an outlet that has not told it yet."""
    draw = random.Random(f"telling {number} {order}")
    outlet = (number * 7 + order * 11) % _OUTLETS
    at = event.at + timedelta(minutes=draw.randint(0, 400))
    headline = f"{event.places[0]}: {event.bodies[order % 3]} {draw.choice(_DEEDS)} {event.things[order % 2]}"
    paragraphs = [
        " ".join(_sentence(event, draw) for _ in range(draw.randint(2, 3))) for _ in range(draw.randint(9, 19))
    ]
    host = f"paper{outlet:02}.example"
    url = f"https://{host}/{at:%Y/%m/%d}/story-{number}-{order}.html"
    return Telling(
        url=url, html=_page(host, headline, at, paragraphs, draw).encode(), captured_at=at + timedelta(hours=2)
    )


def _page(host: str, headline: str, at: datetime, paragraphs: list[str], draw: random.Random) -> str:
    menu = "".join(f'<li class="nav-item"><a href="/section/{n}">{_name(draw)}</a></li>' for n in range(90))
    teaser = (
        '<article class="teaser"><a href="/2031/{0}"><h3>{1}</h3></a><p>{2}</p><time>{3} hours ago</time></article>'
    )
    teasers = "".join(
        teaser.format(n, f"{_name(draw)} {draw.choice(_DEEDS)} {draw.choice(_THINGS)}", draw.choice(_REASONS), n)
        for n in range(70)
    )
    body = "".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs)
    about = {
        "@type": "NewsArticle",
        "headline": headline,
        "datePublished": at.isoformat(),
        "author": {"name": _name(draw)},
    }
    # The rest of a page's weight is settings, styles and state that no reader sees; lognormal, as real sizes are.
    weight = min(400_000, int(58_000 * draw.lognormvariate(0.0, 0.5)))
    state = json.dumps(
        {f"slot{n}": {"id": draw.getrandbits(64), "on": True, "path": f"/ads/{n}"} for n in range(weight // 52)}
    )
    styles = "".join(f".c{n}{{margin:{n % 9}px;color:#{draw.getrandbits(24):06x}}}" for n in range(260))
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{headline} | {host}</title>'
        f'<meta property="og:type" content="article"><script type="application/ld+json">{json.dumps(about)}</script>'
        f"<style>{styles}</style></head><body><header><nav><ul>{menu}</ul></nav></header><main><article>"
        f"<h1>{headline}</h1><time datetime='{at.isoformat()}'>{at:%d %B %Y}</time>\n{body}</article></main>"
        f'<aside class="related">{teasers}</aside><script>window.__STATE__ = {state};</script>'
        f"<footer><ul>{menu}</ul><p>All rights reserved by {host}.</p></footer></body></html>"
    )


def tellings(pages: int, *, per_day: int = 2000) -> Iterator[Telling]:
    """As many pages, in the order of their events, with about so many for each day."""
    number = told = 0
    while told < pages:
        event = invent_event(number, FIRST + timedelta(days=told / per_day))
        for order in range(min(event.tellings, pages - told)):
            yield tell(event, number, order)
        told += event.tellings
        number += 1


def warc_record(telling: Telling, number: int) -> bytes:
    """The page as a packed response record."""
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + telling.html
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{UUID(int=number)}>\r\n"
        f"WARC-Target-URI: {telling.url}\r\nWARC-Date: {telling.captured_at:%Y-%m-%dT%H:%M:%SZ}\r\n"
        f"Content-Type: application/http;msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    packer = zlib.compressobj(level=6, wbits=zlib.MAX_WBITS | 16)
    return packer.compress(head.encode() + block + b"\r\n\r\n") + packer.flush()


def write_crawl(folder: Path, *, pages: int, files: int, per_day: int = 2000) -> list[Path]:
    """Web archives that hold as many pages between them, in the order of time, as a crawler would write them."""
    folder.mkdir(parents=True, exist_ok=True)
    each = -(-pages // files)
    paths = [folder / f"crawl-{number:04}.warc.gz" for number in range(files)]
    for number, telling in enumerate(tellings(pages, per_day=per_day)):
        with paths[number // each].open("ab" if number % each else "wb") as out:
            out.write(warc_record(telling, number))
    return paths


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=8000)
    parser.add_argument("--files", type=int, default=4)
    options = parser.parse_args()
    write_crawl(options.folder, pages=options.pages, files=options.files)


if __name__ == "__main__":
    main()
