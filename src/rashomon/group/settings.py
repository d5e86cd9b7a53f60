"""The figures that grouping goes by, in one place; `docs/stories.md` tells how they were found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What speaks for two articles telling one event; their sum goes through the logistic function.

    Square roots, because the step from no likeness to some tells more than that from much to more.
    """

    bias: float = -4.0
    whole: float = 11.3  # of the square root of the cosine; likewise for lead and headline
    lead: float = 6.0
    headline: float = 4.4
    peak: float = -20.0  # likeness by one term only is a topic's, or a name's
    shared: float = 0.3  # of the logarithm
    crowd: float = -17.0  # mean likeness to the 15 nearest articles: where all is alike, likeness tells little
    topic: float = -5.7  # the same for the 10 nearest that are three days away or more: what goes on for long
    days: float = -0.4  # of the logarithm of the days between
    between: float = -0.23  # of the logarithm of the number of articles between
    outlet: float = -2.6  # an outlet seldom tells one event twice


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupSettings:
    """One default for every archive."""

    window: int = 3000  # articles before and after an article in time that it is compared with
    repaired: int = 1500  # articles before and after new ones whose stories are made anew
    neighbours: int = 60  # likest articles kept of each
    floor: float = 0.04  # likeness below which two articles are not looked at further
    threshold: float = 0.44  # tie above which two stories are one
    power: float = 0.82  # see `linkage.link_groups`
    weights: Weights = Weights()
