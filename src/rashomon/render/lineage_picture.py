"""The lineage as SVG: sources at the left, outlets at the right, lines as thick as what rests on them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import sqrt

from markupsafe import Markup, escape

from rashomon.render.story.lineage import LineageLine

_ROW = 34
_TOP = 18
_THICKEST = 12.0


def draw_lineage(lines: Sequence[LineageLine], width: int) -> Markup:
    """The picture `width` units wide; thickness grows with the root of the statements, dashes mark what is inferred."""
    sources = list(dict.fromkeys(line.source for line in lines))
    outlets = list(dict.fromkeys(line.outlet for line in lines))
    height = _TOP * 2 + _ROW * max(len(sources), len(outlets), 1) - (_ROW - 16)
    room = width * 0.36
    left = dict(zip(sources, _spread(len(sources), height), strict=True))
    right = dict(zip(outlets, _spread(len(outlets), height), strict=True))
    most = max((line.statements for line in lines), default=1)
    parts = [
        Markup('<svg class="lineage w{}" viewBox="0 0 {} {}" width="{}" height="{}" aria-hidden="true">').format(
            width, width, height, width, height
        )
    ]
    for line in sorted(lines, key=lambda line: -line.statements):
        parts.append(_curve(line, left[line.source], right[line.outlet], room, width - room, most))
    parts.extend(_labels(left.items(), room - 10, "end", room))
    parts.extend(_labels(right.items(), width - room + 10, "start", room))
    parts.append(Markup("</svg>"))
    return Markup("").join(parts)


def _curve(line: LineageLine, y1: float, y2: float, x1: float, x2: float, most: int) -> Markup:
    thickness = max(1.2, _THICKEST * sqrt(line.statements / max(most, 6)))
    middle = (x1 + x2) / 2
    path = f"M{x1:.0f} {y1:.0f}C{middle:.0f} {y1:.0f} {middle:.0f} {y2:.0f} {x2:.0f} {y2:.0f}"
    kind = "inferred" if line.inferred else "stated"
    return Markup('<path class="{}" d="{}" stroke-width="{}"/>').format(kind, path, f"{thickness:.1f}")


def _labels(places: Iterable[tuple[str, float]], x: float, anchor: str, room: float) -> list[Markup]:
    return [
        Markup('<text x="{}" y="{}" text-anchor="{}">{}</text>').format(
            f"{x:.0f}", f"{y + 5:.0f}", anchor, escape(_shorten(name, room - 14))
        )
        for name, y in places
    ]


def _spread(count: int, height: float) -> list[float]:
    if count < 2:
        return [height / 2] * count
    step = (height - 2 * _TOP) / (count - 1)
    return [_TOP + step * number for number in range(count)]


def _shorten(name: str, room: float) -> str:
    """The name cut to the room at 15 units a Han character, about half of it a Latin letter."""
    used = 0.0
    for position, character in enumerate(name):
        used += 15 if ord(character) > 0x2E7F else 8
        if used > room:
            return name[: max(1, position - 1)] + "…"
    return name
