"""What visits to a page find beside new words: it is gone, it is back, it changes at every look."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from tests.contract.test_archive import article

from rashomon.archive import Archive, open_archive
from rashomon.errors import NotFound
from rashomon.model import Page, Reason, Rejected, StoryQuery, Version
from rashomon.store.intake import MOST_A_DAY
from rashomon.text.digests import article_id

MAY = datetime(2031, 5, 4, 12, 0, tzinfo=UTC)
URL = "https://post.example/choir"
GONE = Rejected(source=URL, reason=Reason.GONE, detail="the server answers 404")


@pytest.fixture
def archive(place: str) -> Iterator[Archive]:
    with open_archive(place) as opened:
        yield opened


def page(told: str, *, at: datetime) -> Page:
    body = "".join(
        f"<p>The Hill Town choir won {told} for song {n}, and the town was glad of it.</p>" for n in range(9)
    )
    return Page(source=URL, url=URL, body=f"<article><h1>Choir</h1>{body}".encode(), captured_at=at)


def test_gone_and_back_again(archive: Archive) -> None:
    archive._clock = lambda: MAY + timedelta(days=1)
    archive.add([page("a prize", at=MAY)])
    [known] = archive.articles()
    assert archive.add([GONE]).rejected == {"gone": 1}
    archive.add([GONE])
    later = MAY + timedelta(days=2)
    archive.add([page("a prize", at=later)])
    archive.add([page("two prizes", at=later + timedelta(days=1))])
    told = [revision.reason for revision in archive.history(known.id)]
    assert told == ["new", "gone: the server answers 404", "back again", "outlet edited"]
    assert [capture.reason for capture in archive.captures(known.id)] == [
        "new",
        "gone: the server answers 404",
        "unchanged: back again",
        "version: outlet edited",
    ]
    assert archive.reread().read == 3
    assert archive.verify().problems == ()


def test_what_was_never_here_is_not_noted_as_gone(archive: Archive) -> None:
    archive.add([replace(GONE, source="https://post.example/other")])
    assert archive.verify().checked.get("captures", 0) == 0


def test_a_page_that_changes_at_every_visit_is_capped(archive: Archive) -> None:
    visits = [page(f"{n} prizes", at=MAY + timedelta(minutes=n)) for n in range(MOST_A_DAY + 5)]
    tally = archive.add(visits)
    assert (tally.new, tally.versions, tally.capped) == (1, MOST_A_DAY - 1, 5)
    [known] = archive.articles()
    assert len(archive.captures(known.id)) == len(visits), "every capture is kept"
    told = archive.history(known.id)
    assert len(told) == MOST_A_DAY + 1
    assert told[-1].reason == f"5 × more than {MOST_A_DAY} changes in a day: kept as a capture only"
    assert archive.add([page("a last prize", at=MAY + timedelta(days=2))]).versions == 1
    assert archive.verify().problems == ()


def test_the_story_of_an_article(archive: Archive) -> None:
    archive.add([article(number) for number in range(6)])
    for story in archive.stories(StoryQuery()):
        for member in story.articles:
            assert archive.story_of(member.id) == story
    with pytest.raises(NotFound):
        archive.story_of("0123456789abcdef")


def test_a_comparison_is_kept_until_something_changes(archive: Archive) -> None:
    archive.add([article(number) for number in range(6)])
    story = max(archive.stories(), key=lambda one: len(one.articles))
    first = archive.compare(story.id)
    assert archive._db.rows("SELECT count(*) FROM comparisons") == [(1,)]
    assert archive.compare(story.id) == first
    member = archive.article(story.articles[0].id)
    archive.add([replace(member, text=member.text + "\n补充了一句。", captured_at=MAY + timedelta(days=90))])
    changed = archive.compare(archive.story_of(member.id).id)
    assert any("补充了一句" in account.article.text for account in changed.accounts)
    archive._db.run("UPDATE comparisons SET data = :bytes", {"bytes": b"damaged"})
    assert archive.compare(archive.story_of(member.id).id) == changed


def test_a_claim_changed_after_another_outlet_told_it(archive: Archive) -> None:
    old = "Four people were hurt when the sea wall at Saltby broke on Sunday night, the harbour council said."
    new = "Nine people were hurt when the sea wall at Saltby broke on Sunday night, the harbour council said."
    rest = "The wall was built in 1962. Two schools stay closed until Friday, and the ferry to Wick Sound does not run."

    def told(outlet: str, text: str, *, days: int) -> Version:
        url = f"https://{outlet.lower()}.example/saltby"
        id_ = article_id(outlet, url)
        at = MAY + timedelta(days=days)
        headline = "Sea wall breaks at Saltby"
        return Version(
            id=id_,
            url=url,
            outlet=outlet,
            headline=headline,
            text=text,
            published_at=MAY,
            captured_at=at,
            language="en",
        )

    archive.add([told("Post", f"{old}\n{rest}", days=1), told("Times", f"{new}\n{rest}", days=1)])
    [story] = archive.stories()
    assert archive.claim_changes(story.id) == ()
    archive.add([told("Post", f"{new}\n{rest}", days=2)])
    [change] = archive.claim_changes(story.id)
    assert (change.outlet, change.before, change.after) == ("Post", old, new)
    assert change.told_before == (article_id("Times", "https://times.example/saltby"),)
