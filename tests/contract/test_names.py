"""The learnt table of names on every store: pairs with their evidence, used across articles and unlearnt with them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from rashomon.archive import Archive, open_archive
from rashomon.model import ArticleId, Version
from rashomon.store import names
from rashomon.store.database import Database

MAY = datetime(2031, 5, 4, 12, 0, tzinfo=UTC)
TEXTS = (
    "部长马丁‧霍姆（Martin Holm）表示，港口下周开放。霍姆说，商船可以回来。",
    "部長馬丁‧霍姆（Martin Holm）昨天說，港口下週開放。",
    "外长马丁‧霍姆周三说，谈判已经结束。",
    "Minister Martin Holm said on Monday that the port would open.",
)


def version(number: int, text: str) -> Version:
    return Version(
        id=ArticleId(f"{number * 7919:016x}"),
        url=f"https://post.example/{number}",
        outlet="River Post",
        headline=f"港口{number}",
        text=text,
        published_at=MAY + timedelta(days=number),
        captured_at=MAY + timedelta(days=number),
        language="en" if text.isascii() else "zh",
    )


def filled(place: str) -> Archive:
    archive = open_archive(place)
    archive.add([version(number, text) for number, text in enumerate(TEXTS, 1)])
    return archive


def database(archive: Archive) -> Database:
    return archive._db


def test_pairs_are_listed_with_their_evidence(place: str) -> None:
    with filled(place) as archive:
        first = archive.names("holm")[0]
        assert (first.name, first.other, first.kind, first.articles) == ("马丁‧霍姆", "Martin Holm", "person", 2)
        assert [one.words for one in first.evidence] == ["马丁‧霍姆（Martin Holm）", "馬丁‧霍姆（Martin Holm）"]
        assert {one.rule for one in first.evidence} == {"original in brackets"}
        for shown in first.evidence:
            assert archive.article(shown.article).text[shown.start : shown.end] == shown.words


def test_a_word_finds_pairs_in_either_script(place: str) -> None:
    with filled(place) as archive:
        assert archive.names("馬丁") == archive.names("马丁") != ()
        assert archive.names("林若溪") == ()
        assert len(archive.names()) >= len(archive.names("马丁"))


def test_an_article_is_read_with_what_others_show(place: str) -> None:
    with filled(place) as archive:
        name = next(name for name in archive.account(version(3, "").id).names if "霍姆" in name.name)
        assert "Martin Holm" in name.also
        assert "learnt from other articles" in name.evidence


def test_a_later_version_takes_the_place_of_what_was_learnt(place: str) -> None:
    with filled(place) as archive:
        later = replace(version(1, "港口下周开放。"), captured_at=MAY + timedelta(days=9))
        archive.add([later])
        pairs = archive.names("holm")
        assert [one.articles for one in pairs if one.other == "Martin Holm"] == [1]


def test_what_is_removed_is_unlearnt(place: str) -> None:
    with filled(place) as archive:
        for number in (1, 2):
            archive.remove(version(number, "").id, reason="asked for")
        assert archive.names("霍姆") == ()
        assert database(archive).rows("SELECT name FROM name_pairs WHERE name LIKE '%霍姆%'") == []


def test_the_table_is_made_again(place: str) -> None:
    with filled(place) as archive:
        before = archive.names()
        with database(archive).transaction():
            names.clear(database(archive))
            database(archive).run("DELETE FROM meta WHERE key = 'index'")
        assert archive.names() == ()
        archive.add([])
        assert archive.names() == before
