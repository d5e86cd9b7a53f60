"""What holds of every page, whatever the text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rashomon.render.markdown import escape_markdown
from rashomon.render.marked import Mark, Span, mark_runs
from rashomon.render.story.likeness import find_other_words, measure_likeness
from rashomon.web.asking import make_cursor, read_cursor


@given(
    text=st.text(max_size=40),
    start=st.integers(0, 100),
    spans=st.lists(st.tuples(st.integers(-5, 150), st.integers(-5, 150), st.sampled_from(Mark)), max_size=8),
)
def test_runs_joined_give_the_text_back(text: str, start: int, spans: list[tuple[int, int, Mark]]) -> None:
    runs = mark_runs(text, start, [Span(start=s, end=e, mark=m) for s, e, m in spans])
    assert "".join(run.text for run in runs) == text
    assert all(run.text for run in runs)


@given(text=st.text(max_size=60))
def test_escaped_text_stays_on_one_line(text: str) -> None:
    assert "\n" not in escape_markdown(text)


@given(a=st.text(max_size=40), b=st.text(max_size=40))
def test_likeness_is_a_share(a: str, b: str) -> None:
    assert 0.0 <= measure_likeness(a, b) <= 1.0


@given(text=st.text(max_size=40), fullest=st.text(max_size=40))
def test_other_words_lie_inside_the_text(text: str, fullest: str) -> None:
    assert all(0 <= span.start < span.end <= len(text) for span in find_other_words(text, fullest))


@given(st.integers(0, 1_000_000))
def test_cursors_come_back(offset: int) -> None:
    assert read_cursor(make_cursor(offset)) == offset
