"""Who relies on whom: the same counts on every store."""

from __future__ import annotations

import pytest
from tests.contract.test_search import fill

from rashomon.model import OutletHabits
from rashomon.store import attributions, reliance
from rashomon.store.attributions import Attribution
from rashomon.store.bodies import Bodies
from rashomon.store.database import Database

# Articles 1, 3 and 5 are of the River Post, 2 and 4 of the Valley Times; they came a day apart, from 4 May 2031 on.
NAMED = {
    1: (("source", "聯合通訊"),),
    2: (("speaker", "联合通讯"), ("speaker", "林若溪")),
    3: (("source", "联合通讯"), ("speaker", "林若溪")),
    5: (("source", "Dam Weekly"),),
}


@pytest.fixture
def told(db: Database) -> Database:
    fill(db)
    with db.transaction():
        attributions.put(db, Bodies(db), {n: Attribution(version=n, names=names) for n, names in NAMED.items()})
    return db


def test_sources_and_speakers_are_counted_apart_in_either_script(told: Database) -> None:
    (first, second) = reliance.listed(told, "source", most=9)
    assert (first.articles, first.outlets, first.first_on, first.last_on) == (2, 1, "2031-05-04", "2031-05-06")
    assert second.name == "Dam Weekly"
    assert [record.articles for record in reliance.listed(told, "speaker", most=9)] == [2, 1]
    assert [record.name for record in reliance.listed(told, "speaker", most=1, outlet="River Post")] == ["林若溪"]


def test_who_carries_a_source_is_counted_by_outlet_and_day(told: Database) -> None:
    found = [(item.outlet, item.day, item.articles) for item in reliance.of_names(told, ["联合通讯"])]
    assert found == [
        ("River Post", "2031-05-04", 1),
        ("Valley Times", "2031-05-05", 1),
        ("River Post", "2031-05-06", 1),
    ]
    assert len(reliance.of_names(told, ["联合通讯", "Dam Weekly"])) == 4
    assert reliance.of_names(told, ["nobody"]) == ()


def test_an_outlets_sources_are_counted_by_day(told: Database) -> None:
    found = reliance.of_outlet(told, "River Post", ["联合通讯", "Dam Weekly"])
    assert [(item.source, item.day) for item in found] == [
        ("联合通讯", "2031-05-04"),
        ("联合通讯", "2031-05-06"),
        ("Dam Weekly", "2031-05-08"),
    ]


def test_the_newest_article_of_each_outlet_comes_before_the_next_of_any(told: Database) -> None:
    assert reliance.articles_on(told, ["联合通讯"], most=2) == [3, 2]
    assert reliance.articles_on(told, ["联合通讯"], most=9) == [3, 2, 1]


def test_who_was_first_and_who_edits(told: Database) -> None:
    with told.transaction():
        for story, members in (("s1", (1, 2)), ("s2", (3, 4)), ("s3", (5,))):
            told.run(
                "INSERT INTO stories (id, outlets, articles, origins, headline, names) VALUES (:id, 1, 1, 1, '', '[]')",
                {"id": story},
            )
            for article in members:
                told.run(
                    "INSERT INTO members (article, story) VALUES (:article, :story)",
                    {"article": article, "story": story},
                )
        told.run("UPDATE versions SET reason = 'outlet edited' WHERE article = 2")
        told.run("UPDATE versions SET reason = 'extractor improved' WHERE article = 1")
        told.run("UPDATE articles SET published_at = '2031-05-07T00:00:00+00:00' WHERE number = 4")
    assert reliance.habits(told, "River Post") == OutletHabits(compared=1, first=1, edits=0, edited=0)
    assert reliance.habits(told, "Valley Times") == OutletHabits(compared=1, first=0, edits=1, edited=1)
