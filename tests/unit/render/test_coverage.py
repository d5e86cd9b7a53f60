"""Counts over time: which periods are shown, and how they are drawn."""

from __future__ import annotations

from rashomon.model import Reliance
from rashomon.render.coverage_picture import draw_counts
from rashomon.render.listing.coverage import Coverage, view_coverage
from rashomon.render.texts import load_texts


def _coverage(*days: tuple[str, int]) -> Coverage:
    found = [Reliance(source="联海社", outlet="海湾日报", day=day, articles=count) for day, count in days]
    return view_coverage(found, load_texts("en"), of=lambda item: item.outlet, href=lambda name: "", rows=5)


def test_days_without_articles_stand_between_those_with() -> None:
    coverage = _coverage(("2031-05-01", 1), ("2031-05-04", 3))
    assert coverage.periods == ("1 May 2031", "2 May 2031", "3 May 2031", "4 May 2031")
    assert coverage.rows[0].counts == (1, 0, 0, 3)
    assert coverage.most == 3


def test_a_stray_old_article_is_counted_and_does_not_flatten_the_picture() -> None:
    coverage = _coverage(("2015-01-01", 1), ("2031-05-03", 20), ("2031-05-04", 20))
    assert coverage.periods == ("3 May 2031", "4 May 2031")
    assert coverage.rows[0].total == 41


def test_months_then_years_where_days_do_not_hold_them() -> None:
    months = _coverage(("2031-01-15", 5), ("2031-03-15", 5))
    assert months.periods == ("Jan 2031", "Feb 2031", "Mar 2031")
    years = _coverage(("2020-01-15", 5), ("2031-03-15", 5))
    assert (len(years.periods), years.rows[0].counts[0], years.rows[0].counts[-1]) == (12, 5, 5)


def test_what_has_no_day_is_counted_in_the_total() -> None:
    coverage = _coverage(("", 4))
    assert (coverage.periods, coverage.rows[0].total, coverage.most) == ((), 4, 0)


def test_only_periods_with_articles_are_drawn() -> None:
    picture = draw_counts((0, 4, 0, 1), 4)
    assert picture.count("M") == 2
    assert "M10 24v-24.0" in picture
    assert "M30 24v-12.0" in picture
