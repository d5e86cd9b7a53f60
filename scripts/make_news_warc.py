"""Writes a web archive of invented news pages, of any size: what `add` is measured with.

python scripts/make_news_warc.py big.warc.gz --records 52000     # about 1 GB unpacked
"""

from __future__ import annotations

import argparse
import random
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

_FIRST = datetime(2031, 5, 1, tzinfo=UTC)
_PLACES = ("Port Merrow", "Saltby", "Lower Bay", "Tarn Hill", "Eskan", "Wick Sound", "Halden", "Morrow Quay")
_WHO = ("the harbour council", "the ferry company", "the lighthouse keeper", "the school board", "the weather service")
_DID = ("voted on", "put off", "published", "denied", "welcomed", "paid for", "looked again at", "gave up")
_WHAT = (
    "the swing bridge",
    "the winter timetable",
    "the fish market",
    "the sea wall",
    "the new archive",
    "the tram line",
)
_WHY = (
    "after a night of talks that nobody had expected to end well",
    "because the figures of last year had turned out to be wrong",
    "although the mayor had promised the opposite in the spring",
    "in spite of a petition that four thousand residents had signed",
)


def news_page(number: int) -> tuple[str, bytes]:
    """The address and the bytes of the page with that number, about 19 kB: the same in every run."""
    draw = random.Random(number)
    place, who, did, what = draw.choice(_PLACES), draw.choice(_WHO), draw.choice(_DID), draw.choice(_WHAT)
    moment = _FIRST + timedelta(minutes=3 * number)
    headline = f"{place}: {who} {did} {what}, number {number}"
    sentences = [
        f"{draw.choice(_WHO).capitalize()} of {draw.choice(_PLACES)} {draw.choice(_DID)} {draw.choice(_WHAT)} "
        f"{draw.choice(_WHY)}, at a cost of {draw.randint(2, 900)} thousand."
        for _ in range(110)
    ]
    paragraphs = "".join(f"<p>{' '.join(sentences[start : start + 3])}</p>\n" for start in range(0, len(sentences), 3))
    menu = "".join(f'<li><a href="/section/{n}">{draw.choice(_PLACES)}</a></li>' for n in range(60))
    url = f"https://paper{number % 40}.example/{moment:%Y/%m/%d}/{number}.html"
    page = (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{headline}</title>'
        f'<meta property="article:published_time" content="{moment.isoformat()}"></head><body><nav><ul>{menu}</ul></nav>'
        f"<article><h1>{headline}</h1>\n{paragraphs}</article></body></html>"
    )
    return url, page.encode()


def warc_records(count: int) -> Iterator[bytes]:
    """Each page as a packed response record."""
    for number in range(count):
        url, page = news_page(number)
        block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
        moment = _FIRST + timedelta(minutes=3 * number, hours=1)
        head = (
            f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{UUID(int=number)}>\r\n"
            f"WARC-Target-URI: {url}\r\nWARC-Date: {moment:%Y-%m-%dT%H:%M:%SZ}\r\n"
            f"Content-Type: application/http;msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
        )
        packer = zlib.compressobj(level=1, wbits=zlib.MAX_WBITS | 16)
        yield packer.compress(head.encode() + block + b"\r\n\r\n") + packer.flush()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--records", type=int, default=52_000)
    options = parser.parse_args()
    with options.out.open("wb") as out:
        for record in warc_records(options.records):
            out.write(record)


if __name__ == "__main__":
    main()
