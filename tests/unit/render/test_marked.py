"""Text cut into runs."""

from __future__ import annotations

import pytest

from rashomon.render.marked import Mark, Run, Span, mark_runs


def test_a_text_without_spans_is_one_run() -> None:
    assert mark_runs("海湾", 10, ()) == (Run(text="海湾"),)


def test_an_empty_text_has_no_runs() -> None:
    assert mark_runs("", 3, (Span(start=0, end=9, mark=Mark.TIME),)) == ()


def test_overlapping_spans_share_their_common_run() -> None:
    spans = (Span(start=1, end=3, mark=Mark.QUOTED), Span(start=2, end=5, mark=Mark.CONTRADICTS))
    assert mark_runs("abcdef", 0, spans) == (
        Run(text="a"),
        Run(text="b", marks=(Mark.QUOTED,)),
        Run(text="c", marks=(Mark.QUOTED, Mark.CONTRADICTS)),
        Run(text="de", marks=(Mark.CONTRADICTS,)),
        Run(text="f"),
    )


def test_offsets_count_from_the_articles_text() -> None:
    assert mark_runs("def", 3, (Span(start=4, end=99, mark=Mark.TIME),)) == (
        Run(text="d"),
        Run(text="ef", marks=(Mark.TIME,)),
    )


@pytest.mark.parametrize("span", [(0, 3), (6, 9), (4, 4), (5, 4)])
def test_spans_outside_or_empty_mark_nothing(span: tuple[int, int]) -> None:
    assert mark_runs("def", 3, (Span(start=span[0], end=span[1], mark=Mark.TIME),)) == (Run(text="def"),)


def test_classes_stand_in_a_fixed_order() -> None:
    spans = (Span(start=0, end=2, mark=Mark.TIME), Span(start=0, end=2, mark=Mark.QUOTED))
    assert mark_runs("ab", 0, spans)[0].classes == "quoted time"
