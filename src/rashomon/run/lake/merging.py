"""Stories across windows: groups of neighbouring windows that hold the same articles are one story."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from rashomon.run.lake.columns import encode_rows, read_rows
from rashomon.run.lake.marks import Job, Mark, Part, write_part
from rashomon.run.lake.windows import Window

STAGE = "link"
TABLE = "_links"
COLUMNS = pa.schema([("left", pa.int32()), ("right", pa.int32())])
_LEAST = 0.5  # of the articles that the smaller group has in the overlap


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbours:
    """Two windows, one following the other, and what their groups stand in."""

    name: str
    left: str
    right: str
    made_of: tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """A story that runs through several windows: its group in each, the earliest window first."""

    groups: tuple[tuple[str, int], ...]  # the file of the window's groups, and the group's number


def plan_links(windows: Sequence[Window], marks: Sequence[Mark]) -> list[Neighbours]:
    """The pairs of neighbouring windows that see articles in common."""
    return [
        Neighbours(
            name=f"{left.name}__{right.name}",
            left=before.parts[0].path,
            right=after.parts[0].path,
            made_of=(before.made_of, after.made_of),
        )
        for (left, before), (right, after) in zip(
            zip(windows, marks, strict=True), list(zip(windows, marks, strict=True))[1:], strict=False
        )
        if left.overlaps(right)
    ]


def link_windows(job: Job, shard: Neighbours, careful: bool) -> Mark:
    """The groups of two windows that are one story."""
    with job.lake.open(shard.left) as stream:
        left = {row["id"]: row["group"] for row in read_rows(stream, columns=["id", "group"])}
    with job.lake.open(shard.right) as stream:
        right = {row["id"]: row["group"] for row in read_rows(stream, columns=["id", "group"])}
    rows = [{"left": a, "right": b} for a, b in same_groups(left, right)]
    part = Part(table=TABLE, path=f"{TABLE}/{shard.name}.parquet", rows=len(rows))
    data = encode_rows(rows, COLUMNS, group=max(1, len(rows)))
    return Mark(stage=STAGE, shard=shard.name, parts=(write_part(job, part, data),))


def same_groups(left: Mapping[str, int], right: Mapping[str, int]) -> list[tuple[int, int]]:
    """Pairs of a group of the left and one of the right that share most of what both windows see of them.

    Each is the other's best match, so that no group is in two pairs, and a story is a path through the windows.
    """
    common = [(left[article], right[article]) for article in left.keys() & right.keys()]
    shared = Counter(common)
    sizes = (Counter(a for a, _ in common), Counter(b for _, b in common))
    best: tuple[dict[int, tuple[int, int]], dict[int, tuple[int, int]]] = ({}, {})
    for (a, b), count in shared.items():
        for side, own, other in ((0, a, b), (1, b, a)):
            best[side][own] = max(best[side].get(own, (0, 0)), (count, -other))
    return sorted(
        (a, b)
        for (a, b), count in shared.items()
        if best[0][a][1] == -b and best[1][b][1] == -a and count >= _LEAST * min(sizes[0][a], sizes[1][b])
    )


def chains(job: Job, neighbours: Iterable[Neighbours], marks: Iterable[Mark]) -> list[Chain]:
    """The stories that run through several windows; all that is held of the rest is the pair of windows at hand."""
    open_ends: dict[tuple[str, int], list[tuple[str, int]]] = {}
    found: list[list[tuple[str, int]]] = []
    for pair, mark in zip(neighbours, marks, strict=True):
        ends: dict[tuple[str, int], list[tuple[str, int]]] = {}
        with job.lake.open(mark.parts[0].path) as stream:
            for row in read_rows(stream):
                before, after = (pair.left, row["left"]), (pair.right, row["right"])
                path = open_ends.get(before)
                if path is None:
                    path = [before]
                    found.append(path)
                path.append(after)
                ends[after] = path
        open_ends = ends
    return [Chain(groups=tuple(path)) for path in found]
