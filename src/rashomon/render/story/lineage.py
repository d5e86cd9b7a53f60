"""On whose word: which outlet relies on which source, and how often."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.model import LineageKind
from rashomon.render.story.lookup import Lookup


@dataclass(frozen=True, slots=True, kw_only=True)
class LineageLine:
    source: str
    outlet: str
    kind: LineageKind
    statements: int
    inferred: bool
    lang: str
    hrefs: tuple[str, ...]


def view_lineage(lookup: Lookup) -> tuple[LineageLine, ...]:
    """One line a pair of source and outlet, the source on which most rests first."""
    labels = {str(column.id): column.label for column in lookup.columns}
    gathered: dict[tuple[str, str], list[tuple[LineageKind, tuple[str, ...]]]] = {}
    for arrow in lookup.comparison.lineage:
        outlet = labels.get(arrow.to, arrow.to)
        known = tuple(key for key in arrow.sentences if key in lookup.places)
        gathered.setdefault((arrow.from_, outlet), []).append((arrow.kind, known))
    lines = []
    for (source, outlet), arrows in gathered.items():
        ids = list(dict.fromkeys(key for _kind, found in arrows for key in found))
        stated = [kind for kind, _found in arrows if kind is not LineageKind.INFERRED]
        column = next((c for c in lookup.columns if c.label == outlet), None)
        lines.append(
            LineageLine(
                source=source,
                outlet=outlet,
                kind=stated[0] if stated else LineageKind.INFERRED,
                statements=max(1, len(ids)),
                inferred=not stated,
                lang=column.lang if column else "und",
                hrefs=tuple(f"#{place.anchor}" for key, place in lookup.places.items() if key in set(ids)),
            )
        )
    weight: dict[str, int] = {}
    for line in lines:
        weight[line.source] = weight.get(line.source, 0) + line.statements
    return tuple(sorted(lines, key=lambda line: (-weight[line.source], line.source, -line.statements)))
