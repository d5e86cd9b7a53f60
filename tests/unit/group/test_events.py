"""What must be kept apart although it is told in the same words: invented accidents, counts, markets, roundups."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from rashomon.group import group_articles
from rashomon.model import ArticleId, Version

START = datetime(2031, 5, 6, 8, tzinfo=UTC)


def told(name: str, headline: str, text: str, *, outlet: str, hours: float = 0) -> Version:
    at = START + timedelta(hours=hours)
    return Version(id=ArticleId(name), outlet=outlet, headline=headline, text=text, published_at=at)


def stories_of(versions: list[Version]) -> list[set[str]]:
    return [{article.id for article in story.articles} for story in group_articles(versions).stories]


def together(versions: list[Version], *names: str) -> bool:
    return any(set(names) <= story for story in stories_of(versions))


CRASHES = [
    told(
        "torvik1",
        "Bus plunges into Torvik gorge, nine dead",
        "A coach carrying pensioners from Torvik to the Haldra monastery left the mountain road on Tuesday and fell into "
        "a gorge, killing nine. Police chief Egon Straum said the brakes had failed near the Sorrel bridge.",
        outlet="Torvik Courier",
    ),
    told(
        "torvik2",
        "Nine killed as pensioners' coach falls into gorge near Torvik",
        "Nine pensioners on their way to the Haldra monastery died when their coach fell into a gorge at the Sorrel "
        "bridge on Tuesday. Brakes had failed, said police chief Egon Straum of Torvik.",
        outlet="Northern Wire",
        hours=3,
    ),
    told(
        "quell1",
        "Bus overturns on Quell ring road, four dead",
        "A school bus overturned on the ring road of Quell on Wednesday and four people were killed. Mayor Petra Ollin "
        "closed the Linden junction, where a lorry had lost its load of gravel.",
        outlet="Quell Evening",
        hours=26,
    ),
    told(
        "quell2",
        "Four die in school bus accident in Quell",
        "Gravel lost by a lorry at the Linden junction made a school bus overturn in Quell on Wednesday; four people "
        "died, mayor Petra Ollin said after closing the ring road.",
        outlet="Northern Wire",
        hours=29,
    ),
]


def test_two_accidents_of_one_kind_are_two_stories() -> None:
    assert together(CRASHES, "torvik1", "torvik2")
    assert together(CRASHES, "quell1", "quell2")
    assert not together(CRASHES, "torvik1", "quell1")
    assert not together(CRASHES, "torvik2", "quell2")


FORMS = {
    "Vellmar": "The health office of Vellmar counted {cases} new cases of marsh fever and {deaths} deaths by noon of day "
    "{day} of the outbreak. Residents are asked to boil water and to stay away from the canals.",
    "Torvik": "Marsh fever: {cases} people were taken ill in Torvik and {deaths} of {ill} in care died, doctors at the Sorrel hospital told "
    "our paper. The schools stay open, the town council says.",
}


def count(day: int, place: str, cases: int, deaths: int) -> Version:
    return told(
        f"{place}{day}",
        f"{place}: {cases} new marsh fever cases",
        FORMS[place].format(cases=cases, deaths=deaths, day=day, ill=3 * cases + 7),
        outlet=f"{place} Post",
        hours=24 * day,
    )


def test_daily_counts_are_told_apart_by_day_and_place() -> None:
    counts = [
        count(day, place, first + 17 * day, first // 20 + 2 * day)
        for day in range(5)
        for place, first in (("Vellmar", 102), ("Torvik", 340))
    ]
    found = stories_of([*counts, *CRASHES])
    assert all(len(story & {f"Vellmar{day}" for day in range(5)}) < 2 for story in found)
    assert all(len(story & {f"Torvik{day}" for day in range(5)}) < 2 for story in found)
    assert not any({"Vellmar0", "Torvik0"} <= story for story in found)


def market(day: int, points: int, moved: str, share: str) -> Version:
    return told(
        f"market{day}",
        f"Torvik shares {moved} to {points} points",
        f"The index of the Torvik exchange {moved} to {points} points at the close. Dealers named {share} as the day's "
        "most traded share; the crown was little changed against its neighbours.",
        outlet="Exchange Letter",
        hours=24 * day,
    )


def test_market_reports_of_different_weeks_are_not_one_story() -> None:
    reports = [
        market(0, 8120, "rise", "Haldra Mills"),
        market(7, 7994, "fall", "Sorrel Shipping"),
        market(14, 8201, "climb", "Ollin Timber"),
    ]
    found = stories_of([*reports, *CRASHES])
    assert all(len(story & {"market0", "market7", "market14"}) < 2 for story in found)


@pytest.mark.parametrize("hours", [1.0, 30.0])
def test_a_roundup_does_not_draw_the_events_it_lists_together(hours: float) -> None:
    roundup = told(
        "roundup",
        "The morning in brief",
        "Nine pensioners died when a coach fell into a gorge near Torvik. Four people were killed in a school bus accident "
        "in Quell. The Haldra theatre opens its season on Friday. Sorrel Shipping has sold its last ferry.",
        outlet="Northern Wire",
        hours=hours,
    )
    found = [*CRASHES, roundup]
    assert not together(found, "torvik1", "quell1")
    assert together(found, "torvik1", "torvik2")
    assert together(found, "quell1", "quell2")
