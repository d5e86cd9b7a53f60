"""Runs of text as lines: what is folded, what a line break parts, and how much is link or bold."""

from __future__ import annotations

import pytest

from rashomon.extract.runs import BOLD, LINK, folded, lines_of


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("The ferry runs.", "The ferry runs."),
        ("  The ferry\n\t runs.  ", "The ferry runs."),
        ("The\u00a0ferry \u200bruns\u00ad.", "The ferry runs."),
        ("渡轮今天\n    恢复通行。", "渡轮今天恢复通行。"),
        ("渡轮 Elbe 今天", "渡轮 Elbe 今天"),
        ("\u3000\u3000桥梁关闭", "桥梁关闭"),
        (" \n ", ""),
    ],
)
def test_a_text_is_folded_as_readers_see_it(raw: str, shown: str) -> None:
    assert folded(raw) == shown


def test_characters_in_links_and_in_bold_are_counted() -> None:
    pieces = ["The council ", "closed the bridge", " on ", "Tuesday", "."]
    assert lines_of(pieces, {1: LINK, 3: BOLD}) == [("The council closed the bridge on Tuesday.", 17, 7)]


def test_a_run_of_links_alone_is_all_link_whatever_parts_them() -> None:
    assert lines_of(["Home", " ", "News"], {0: LINK, 2: LINK}) == [("Home News", 9, 0)]


def test_a_break_parts_where_a_sentence_ends_and_not_within_one() -> None:
    pieces = [
        "The bridge was",
        None,
        "closed.",
        None,
        "Nobody was hurt.",
        None,
        None,
        "Ferries run",
        None,
        None,
        "all day",
    ]
    shown = ["The bridge was closed.", "Nobody was hurt.", "Ferries run", "all day"]
    assert [text for text, _, _ in lines_of(pieces, {})] == shown


def test_breaks_around_nothing_give_no_line() -> None:
    assert lines_of([None, " ", None], {}) == []
