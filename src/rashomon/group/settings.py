"""The figures that grouping goes by, in one place; `docs/stories.md` tells how each was found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupSettings:
    """One default for every archive."""

    window: int = 3000  # articles before and after an article in time that it is compared with
    repaired: int = 1500  # articles before and after new ones whose stories are made anew
    neighbours: int = 60  # likest articles kept of each
    floor: float = 0.06  # likeness below which two articles are not looked at further
    whole: float = 0.4
    lead: float = 0.4
    headline: float = 0.2
    days: float = 0.03  # taken off for each doubling, or so, of the days between
    threshold: float = 0.09
    copied: float = 1.0  # added for a copy: these always stand together
