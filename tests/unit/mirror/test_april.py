"""Real mirrors' pages, written again in both layouts and read back: the same articles."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import pytest

from rashomon.capture import read_sources
from rashomon.extract import extract_article
from rashomon.mirror import publish_mirror
from rashomon.model import Page, Version

_SAMPLE = 400
# Of the whole feed sample 10,948 of 10,954 articles come back; the rest have a list of other reports inside their text,
# or a byline or caption that is parted differently the second time.
_FLOOR = 0.99


def pages_in(archive: Path, count: int) -> Iterator[bytes]:
    with tarfile.open(archive, "r|xz") as members:
        files = (members.extractfile(member) for member in members if member.name.endswith(".md"))
        for file in islice(files, count):
            assert file is not None
            yield file.read()


def seen(version: Version) -> tuple[object, ...]:
    return (version.id, version.url, version.headline, version.text, version.published_at, version.digest)


@pytest.mark.shared
@pytest.mark.parametrize("layout", ["feed-mirror", "feed-mirror-jekyll", "channel-mirror"])
@pytest.mark.parametrize("sample", ["feed-mirror-2021-04", "channel-mirror-2021-04"])
def test_april_comes_back(shared: Path, tmp_path: Path, sample: str, layout: str) -> None:
    now = datetime.now(UTC)
    bodies = pages_in(shared / f"{sample}.tar.xz", _SAMPLE)
    pages = (Page(source=f"{number}", body=body, captured_at=now) for number, body in enumerate(bodies))
    before = {item.id: item for item in map(extract_article, pages) if isinstance(item, Version)}
    assert len(before) > 0.6 * _SAMPLE
    publish_mirror(before.values(), tmp_path, layout=layout)
    items = [item for item in read_sources([str(tmp_path)], clock=lambda: now) if isinstance(item, Page)]
    again = {item.id: item for item in map(extract_article, items) if isinstance(item, Version)}
    assert set(again) == set(before)
    same = sum(seen(again[key]) == seen(version) for key, version in before.items())
    assert same >= _FLOOR * len(before)
