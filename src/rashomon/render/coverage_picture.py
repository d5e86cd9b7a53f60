"""Counts over time as SVG: a column a period, all rows of a table on one scale."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

from markupsafe import Markup

_STEP = 10
_HEIGHT = 24


def draw_counts(counts: Sequence[int], most: int) -> Markup:
    """The counts of one row; a column's height grows with the root of its count, so that one article can be seen."""
    width = _STEP * len(counts)
    column = round(min(_STEP - 2, 0.7 * len(counts)), 1)  # the picture is stretched: few columns must not become slabs
    columns = []
    for place, count in enumerate(counts):
        if count:
            tall = max(2.0, _HEIGHT * sqrt(count / most))
            columns.append(f"M{place * _STEP} {_HEIGHT}v-{tall:.1f}h{column}v{tall:.1f}z")
    return Markup(
        '<svg class="counts" viewBox="0 0 {w} {h}" width="{w}" height="{h}" preserveAspectRatio="none"'
        ' aria-hidden="true"><path d="{d}"/></svg>'
    ).format(w=width, h=_HEIGHT, d="".join(columns))
