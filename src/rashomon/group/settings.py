"""The figures that grouping goes by, in one place; `docs/stories.md` tells how they were found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupSettings:
    """One default for every archive."""

    window: int = 3000  # articles before and after an article in time that it is compared with
    repaired: int = 1500  # articles before and after new ones whose stories are made anew
    neighbours: int = 60  # likest articles kept of each
    floor: float = 0.04  # likeness below which two articles are not looked at further
    threshold: float = 0.55  # tie above which two stories are one
    meaning: float = 1.0  # what a model of sentences counts, where one is given; see `meaning.Meanings`
    power: float = 0.78  # see `linkage.link_groups`
