"""The figures that grouping goes by, in one place; `docs/stories.md` tells how they were found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What speaks for two articles telling one event; their sum goes through the logistic function.

    Square roots, because the step from no likeness to some tells more than that from much to more.
    """

    bias: float = -3.5
    whole: float = 12.3  # of the square root of the cosine; likewise for lead and headline
    lead: float = 7.1
    headline: float = 4.75
    peak: float = -55.0  # likeness by one term only is a topic's, or a name's
    shared: float = 0.27  # of the logarithm
    crowd: float = -17.5  # mean likeness to the 15 nearest articles: where all is alike, likeness tells little
    topic: float = -10.0  # the same for the 10 nearest that are three days away or more: what goes on for long
    late: float = -0.22  # of the logarithm of the days between, from the second on
    apart: float = -0.3  # the same, but no more than half the logarithm of the articles between: in an archive of
    #                      few articles, time alone says little
    between: float = -0.19  # of the logarithm of the number of articles between
    outlet: float = -2.8  # an outlet seldom tells one event twice


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupSettings:
    """One default for every archive."""

    window: int = 3000  # articles before and after an article in time that it is compared with
    repaired: int = 1500  # articles before and after new ones whose stories are made anew
    neighbours: int = 60  # likest articles kept of each
    floor: float = 0.04  # likeness below which two articles are not looked at further
    threshold: float = 0.45  # tie above which two stories are one
    power: float = 0.79  # see `linkage.link_groups`
    weights: Weights = Weights()
