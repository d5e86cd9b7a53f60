from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from rashomon.extract import extract_article
from rashomon.model import Page
from rashomon.run.pages import extract_many

NOW = datetime(2024, 3, 20, tzinfo=UTC)


def pages(count: int) -> list[Page]:
    sentence = "<p>The old harbour bridge was closed on Tuesday after the river rose by two metres, the council said in note {}.</p>"
    return [
        Page(
            source=str(n),
            body=(f"<h1>Bridge note {n}</h1>" + sentence.format(n) * 3).encode() if n % 7 else b"",
            captured_at=NOW,
        )
        for n in range(count)
    ]


@pytest.mark.parametrize("workers", [1, 2])
def test_many_are_read_in_order(workers: int) -> None:
    given = pages(40)
    assert list(extract_many(given, workers=workers)) == [extract_article(page) for page in given]


def test_an_endless_source_is_read_as_needed() -> None:
    taken = []

    def endless() -> Iterator[Page]:
        for page in iter(lambda: pages(2)[1], None):
            taken.append(page)
            yield page

    found = extract_many(endless(), workers=1)
    next(found)
    assert len(taken) == 1
