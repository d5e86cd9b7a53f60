"""How a lake is cut into shards. What stories there are depends on it a little, so that it belongs to the lake."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class LakeSettings:
    """Bounds that keep the memory of every step the same, whatever the input is like."""

    part_rows: int = 10_000  # versions read before a file is written: about 250 MB
    day_rows: int = 20_000  # captures that a shard of versions takes; a day of more is divided by article
    window_rows: int = 20_000  # articles that a window of stories owns; it sees a quarter as many on either side
    overlap_days: int = 3  # how far, at most, a window looks beyond what it owns
    compared_stories: int = 200  # stories of two outlets or more in a shard of comparisons
    most_accounts: int = 24  # accounts of a story that are compared, the earliest of each outlet first
