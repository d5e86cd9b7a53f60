from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from rashomon.run.lake.marks import Mark, Part
from rashomon.run.lake.settings import LakeSettings
from rashomon.run.lake.windows import Window, plan_windows

FIRST = datetime(2031, 5, 1, tzinfo=UTC)
Counts = dict[tuple[int, str], int]


def marks(counts: Counts) -> list[Mark]:
    """The marks of a file for each day."""
    days: dict[str, dict[str, int]] = {}
    for (hour, language), rows in counts.items():
        moment = FIRST + timedelta(hours=hour)
        days.setdefault(f"{moment:%Y-%m-%d}", {})[f"{moment:%Y-%m-%dT%H} {language}"] = rows
    parts = [
        Part(table="versions", path=f"versions/day={day}/x.parquet", rows=sum(rows.values()), counts=rows)
        for day, rows in sorted(days.items())
    ]
    return [Mark(stage="versions", shard="x", parts=tuple(parts))]


def owners(planned: list[Window], hour: str, language: str) -> list[Window]:
    return [
        one for one in planned if (not one.languages or language in one.languages) and one.first <= hour <= one.last
    ]


hours = st.dictionaries(st.tuples(st.integers(0, 400), st.sampled_from(["de", "en", "zh"])), st.integers(1, 40))


@given(hours)
def test_every_article_is_owned_by_one_window_whose_bounds_hold(counts: Counts) -> None:
    settings = LakeSettings(window_rows=60)
    planned = plan_windows(marks(counts), settings)
    for (at, language), _ in counts.items():
        hour = f"{FIRST + timedelta(hours=at):%Y-%m-%dT%H}"
        [owner] = owners(planned, hour, language)
        assert owner.low <= owner.first <= hour <= owner.last <= owner.high
        assert f"versions/day={hour[:10]}/x.parquet" in owner.parts
    for one in planned:
        inside = [rows for (at, language), rows in counts.items()
                  if one.first <= f"{FIRST + timedelta(hours=at):%Y-%m-%dT%H}" <= one.last
                  and (not one.languages or language in one.languages)]  # fmt: skip
        assert sum(inside) <= 60 or len({at for at, _ in counts}) == 1 or one.first == one.last


def test_a_quiet_lake_keeps_all_languages_together() -> None:
    counts = {(24 * day, language): 10 for day in range(9) for language in ("en", "zh")}
    planned = plan_windows(marks(counts), LakeSettings(window_rows=60))
    assert {one.languages for one in planned} == {()}
    assert [one.first[:10] for one in planned] == ["2031-05-01", "2031-05-04", "2031-05-07"]


def test_a_day_too_full_for_a_window_is_cut_by_language_first_and_small_languages_stay_together() -> None:
    counts = {(hour, language): rows for hour in range(24) for language, rows in (("en", 3), ("fr", 1), ("zh", 1))}
    planned = plan_windows(marks(counts), LakeSettings(window_rows=60))
    assert {one.languages for one in planned} == {("en",), ("fr", "zh")}
    assert len([one for one in planned if one.languages == ("en",)]) == 2


def test_neighbours_see_some_of_each_other_but_never_further_than_a_quarter_and_three_days() -> None:
    daily = plan_windows(marks({(24 * day, "en"): 20 for day in range(30)}), LakeSettings(window_rows=60))
    for left, right in pairwise(daily):
        assert left.overlaps(right)
        assert left.high < right.last
    apart = plan_windows(marks({(24 * 10 * day, "en"): 50 for day in range(4)}), LakeSettings(window_rows=60))
    assert not any(left.overlaps(right) for left, right in pairwise(apart))


def test_nothing_makes_no_window() -> None:
    assert plan_windows([], LakeSettings()) == []
