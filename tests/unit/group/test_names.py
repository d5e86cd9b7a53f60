"""What headlines have in common."""

from __future__ import annotations

from rashomon.group.names import key_names


def test_names_are_what_half_of_the_headlines_hold() -> None:
    headlines = ["渡轮阿尔多娜号沉没", "渡輪阿爾多娜號在維爾馬沉沒", "Ferry Aldona sinks", "Ferry Aldona: 17 missing"]
    names = key_names(headlines)
    assert "渡轮阿尔多娜" in names
    assert "Aldona" in names
    assert not any("维尔马" in name for name in names)


def test_one_headline_has_nothing_in_common() -> None:
    assert key_names(["渡轮阿尔多娜号沉没"]) == ()
