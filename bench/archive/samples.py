"""Pages of the April samples, and those multiplied to the size of the whole mirrors.

    python -m bench.archive.samples FOLDER --copies 16

writes 16 times as many files as the samples hold (230,000, 1.3 GB) into FOLDER, which should lie outside the
repository. Each copy has addresses, months and headlines of its own, so that its articles are new ones.
"""

from __future__ import annotations

import argparse
import os
import re
import tarfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from rashomon.model import Page

SAMPLES = ("feed-mirror-2021-04.tar.xz", "channel-mirror-2021-04.tar.xz")
CAPTURED = datetime(2021, 5, 1, tzinfo=UTC)
_DAY_MS = 86_400_000
_STAMP = re.compile(rb"<!--(\d{13})-->")
_NUMBER = re.compile(rb"\bn(\d{7,8})\b")
_LINK = re.compile(rb"(?m)^(from: \S+|\[.*\]\(https?://[^)\s]+)")
_HEADLINE = re.compile(rb'(?m)^(### |\[|title: ")')


def samples_folder() -> Path:
    """Where the packed samples are: RASHOMON_DATA, else beside the repository."""
    return Path(os.environ.get("RASHOMON_DATA", Path(__file__).resolve().parents[3] / "shared" / "data"))


def sample_pages(folder: Path, most: int) -> list[Page]:
    """The samples' pages, evenly thinned to about `most`."""
    pages = []
    for name in SAMPLES:
        with tarfile.open(folder / name) as packed:
            for entry in packed:
                file = packed.extractfile(entry) if entry.name.endswith(".md") else None
                if file is not None:
                    pages.append(Page(source=entry.name, body=file.read(), captured_at=CAPTURED))
    return pages[:: max(1, len(pages) // most)]


def another(body: bytes, copy: int) -> bytes:
    """The page as it might have stood `copy` months later: another address, time and headline, the same words."""
    year, month = divmod(3 + copy, 12)
    told = body.replace(b"2021-04", b"%d-%02d" % (2021 + year, month + 1))
    told = told.replace(b"2021/04", b"%d/%02d" % (2021 + year, month + 1)).replace(
        b"/21/4/", b"/%d/%d/" % (21 + year, month + 1)
    )
    told = _STAMP.sub(lambda stamp: b"<!--%d-->" % (int(stamp[1]) + 30 * copy * _DAY_MS), told)
    told = _NUMBER.sub(lambda number: b"n%d%02d" % (int(number[1]), copy), told)
    told = _LINK.sub(lambda link: link[1] + b"-%d" % copy, told)
    return _HEADLINE.sub(lambda head: head[1] + f"第{copy}回：".encode(), told, count=2)


def multiplied(pages: list[Page], count: int) -> Iterator[Page]:
    """So many pages: these, then copies of them as `another` makes them, under names of their own."""
    for copy in range(-(-count // len(pages))):
        for page in pages[: count - copy * len(pages)]:
            body = another(page.body, copy) if copy else page.body
            yield Page(source=f"{copy}/{page.source}", body=body, captured_at=page.captured_at)


def write_copies(folder: Path, copies: int) -> int:
    """How many files were written: the samples and `copies - 1` others of each."""
    pages = sample_pages(samples_folder(), 10**9)
    for copy in range(copies):
        place = folder / f"{copy:02d}"
        place.mkdir(parents=True)
        for number, page in enumerate(pages):
            (place / f"{number:05d}.md").write_bytes(another(page.body, copy) if copy else page.body)
    return copies * len(pages)


def pages_in(folder: Path) -> Iterator[Page]:
    """The folder's files as pages, in the order of their names."""
    for file in sorted(folder.rglob("*.md")):
        yield Page(source=str(file.relative_to(folder)), body=file.read_bytes(), captured_at=CAPTURED)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--copies", type=int, default=16)
    options = parser.parse_args()
    print(write_copies(options.folder, options.copies), "files")
