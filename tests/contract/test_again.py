"""Pages that come in again are known by their bytes and address, and are not read anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from rashomon.archive import open_archive
from rashomon.model import Page, Rejected, Version
from rashomon.store import again

NOON = datetime(2031, 5, 4, 12, 0, tzinfo=UTC)
BODY = "<p>The swing bridge over the Lower Bay stays open until June, the harbour council said on Monday.</p>" * 6


def page(number: int, *, extra: str = "", url: str | None = None, at: datetime = NOON) -> Page:
    body = f"<html><title>Bridge {number}</title><body><article><h1>Bridge {number}</h1>{BODY}{extra}</article></body>"
    return Page(source=f"{number}.html", body=body.encode(), captured_at=at, url=url)


MENU = Page(source="menu.html", body=b"<nav>menu</nav>", captured_at=NOON)
FETCHED = page(8, url="https://lowerbay.example/8")


def test_what_came_before_is_known(place: str) -> None:
    with open_archive(place) as archive:
        first: list[Version | Rejected] = []
        archive.add([page(1), page(2), MENU, FETCHED], on_item=first.append)
        db = archive._db
        changed = page(2, extra="<p>The council met again on Tuesday and changed nothing of it.</p>")
        items = [MENU, changed, page(1), page(3), FETCHED, replace(FETCHED, captured_at=NOON + timedelta(hours=1))]
        assert set(again.known_among(db, items)) == {0, 2, 4}
        second: list[Version | Rejected] = []
        tally = archive.add([page(1), page(2), MENU, FETCHED], on_item=second.append)
        assert (tally.read, tally.unchanged, tally.rejected) == (4, 3, {"no text": 1})
        assert [item.id for item in second if isinstance(item, Version)] == [
            item.id for item in first if isinstance(item, Version)
        ]
        assert [item for item in second if isinstance(item, Rejected)] == [
            item for item in first if isinstance(item, Rejected)
        ]
        assert db.rows("SELECT count(*) FROM captures") == [(4,)]


def test_an_address_that_comes_twice_is_looked_at_as_it_stands(place: str) -> None:
    other = page(1, extra="<p>The council met again on Tuesday and changed nothing of it.</p>")
    with open_archive(place) as archive:
        archive.add([page(1)])
        tally = archive.add([page(1), other, page(1)])
        assert (tally.unchanged, tally.versions) == (1, 2)
        [version] = archive.articles()
        assert len(archive.versions(version.id)) == 3


def test_what_was_removed_is_not_known(place: str) -> None:
    with open_archive(place) as archive:
        archive.add([page(1)])
        [version] = archive.articles()
        archive.remove(version.id, reason="on the author's request")
        assert again.known_among(archive._db, [page(1)]) == {}
        assert archive.add([page(1)]).rejected == {"refused": 1}


@pytest.mark.parametrize("detail", ["a reason of another day", ""])
def test_a_rejection_for_no_reason_of_today_is_read_again(place: str, detail: str) -> None:
    with open_archive(place) as archive:
        archive.add([MENU])
        archive._db.run("UPDATE readings SET detail = :detail", {"detail": detail})
        assert again.known_among(archive._db, [MENU]) == {}
