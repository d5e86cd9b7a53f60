"""The figures that grouping goes by, in one place; `docs/stories.md` tells how they were found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What speaks for two articles telling one event; their sum goes through the logistic function.

    Square roots, because the step from no likeness to some tells more than that from much to more.
    """

    bias: float = -3.25
    whole: float = 12.75  # of the square root of the cosine; likewise for lead and headline
    lead: float = 7.1
    headline: float = 5.0
    peak: float = -75.0  # likeness by one term only is a topic's, or a name's
    shared: float = 0.18  # of the logarithm
    crowd: float = -17.3  # mean likeness to the 15 nearest articles: where all is alike, likeness tells little
    topic: float = -10.0  # the same for the 10 nearest that are three days away or more: what goes on for long
    apart: float = -0.38  # of the logarithm of the days between, from the second on, but no more than half that of
    #                       the articles between: in an archive of few articles, time alone says little
    between: float = -0.19  # of the logarithm of the number of articles between
    outlet: float = -1.5  # an outlet seldom tells one event twice


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupSettings:
    """One default for every archive."""

    window: int = 3000  # articles before and after an article in time that it is compared with
    repaired: int = 1500  # articles before and after new ones whose stories are made anew
    neighbours: int = 60  # likest articles kept of each
    floor: float = 0.04  # likeness below which two articles are not looked at further
    threshold: float = 0.4  # tie above which two stories are one
    power: float = 0.81  # see `linkage.link_groups`
    weights: Weights = Weights()
