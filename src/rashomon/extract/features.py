"""The block model's input: each block, its boxes, its neighbours, its place on the page. A row a feature."""

from __future__ import annotations

import numpy as np

from rashomon.extract.measures import (
    LENGTH,
    LINK,
    POINTED,
    SIZE,
    TAG,
    WORDS,
    WORST_WORD,
    Indices,
    Matrix,
    Raw,
)
from rashomon.extract.tree import ARTICLE, ASIDE, CAPTION, FIGURE, FORM, HIDDEN, IN_LINK, LIST, MAIN, QUOTE, TABLE

_FLAG_BITS = np.array([[ASIDE], [FIGURE], [CAPTION], [FORM], [TABLE], [LIST], [QUOTE], [ARTICLE], [MAIN], [HIDDEN], [IN_LINK]], dtype=np.int32)  # fmt: skip
_WINDOW = 2  # neighbours looked at on each side, in blocks
_LEVELS = 4  # a block's own box and the three around it
_HOLDS = 0.5  # share of the page's running text whose innermost box is looked for


def features_of(raw: Raw) -> Matrix:
    """The features of a page's judged blocks: a row a feature, a column a block."""
    rows = raw.rows
    count = rows.shape[1]
    size, link, tag = rows[SIZE], rows[LINK], rows[TAG]
    plain = size * (1.0 - link)
    runs = (link < 0.4) & (size >= 8)
    running = np.where(runs, plain, np.float32(0.0))
    values = np.empty((5, count), dtype=np.float32)
    values[0], values[1], values[2], values[3], values[4] = size, plain, running, 1.0, runs
    sums = np.zeros((5, count + 1), dtype=np.float32)
    np.cumsum(values, axis=1, out=sums[:, 1:])
    whole = np.maximum(sums[:, -1], 1.0)
    position = np.arange(count)
    chain = _chain(raw)
    inside = sums[:, raw.spans[1][chain]] - sums[:, raw.spans[0][chain]]  # sums × levels × blocks
    labels = raw.labels[:, raw.box]
    logs = np.log1p(rows[: LENGTH + 1])
    neighbours = np.stack([logs[0], link, rows[POINTED], tag, labels[3], labels[1]])
    out: list[Matrix] = [
        rows,
        logs,
        ((raw.flags & _FLAG_BITS) > 0).astype(np.float32),
        labels,
        raw.labels[0][chain[1:3]],
        inside[2] / whole[2],
        inside[1] / np.maximum(inside[0], 1.0),
        inside[2] / np.maximum(inside[3], 1.0),
        np.log1p(inside[4, :3]),
        _window(neighbours),
        *(row[None] for row in _groups(raw, values, whole, sums, position)),
        *(row[None] for row in _places(raw, running, sums[2], labels[3], position)),
        np.repeat(_page(raw, whole, running, sums[0, -1])[:, None], count, axis=1),
    ]
    return np.concatenate(out, dtype=np.float32)


def _chain(raw: Raw) -> Indices:
    """For each block its box and the boxes around that, a row a level."""
    chain = np.empty((_LEVELS, len(raw.box)), dtype=np.intp)
    chain[0] = raw.box
    for level in range(1, _LEVELS):
        chain[level] = np.maximum(raw.parents[chain[level - 1]], 0)
    return chain


def _window(values: Matrix) -> Matrix:
    """Each block's neighbours' values one under the other; zero beyond the ends."""
    height, count = values.shape
    padded = np.zeros((height, count + 2 * _WINDOW), dtype=np.float32)
    padded[:, _WINDOW:-_WINDOW] = values
    steps = [step for step in range(2 * _WINDOW + 1) if step != _WINDOW]
    return np.concatenate([padded[:, step : step + count] for step in steps])


def _groups(raw: Raw, values: Matrix, whole: Matrix, sums: Matrix, position: Indices) -> list[Matrix]:
    """What is alike in element and names over the page, and what stands under the same heading."""
    tag = raw.rows[TAG]
    alike = np.stack([np.bincount(raw.look, weights=row) for row in values[:4]])
    best = max(1.0, float(alike[2].max(initial=0.0)))
    own = alike[:, raw.look]
    heads = np.flatnonzero((tag >= 1) & (tag <= 4))
    number = np.searchsorted(heads, position, side="right")
    borders = np.concatenate([[0], heads, [len(position)]])
    starts, ends = borders[number], borders[number + 1]
    parted = sums[:, ends] - sums[:, starts]
    return [
        own[2] / whole[2],
        own[2] / best,
        own[1] / np.maximum(own[0], 1.0),
        np.log1p(own[3]),
        parted[2] / whole[2],
        parted[1] / np.maximum(parted[0], 1.0),
        np.log1p(parted[3]),
        raw.rows[WORDS][starts],
        raw.rows[WORST_WORD][starts],
        np.minimum(position - starts, 40.0),
    ]


def _places(raw: Raw, running: Matrix, sums: Matrix, label: Matrix, position: Indices) -> list[Matrix]:
    """Where a block stands on the page, from its headline, its running text and the boxes that hold most of that."""
    count = len(position)
    whole = max(1.0, float(sums[-1]))
    big = np.flatnonzero(running >= 20)
    first, last = (int(big[0]), int(big[-1])) if big.size else (0, count)
    after = position - raw.heading if raw.heading >= 0 else np.zeros(count)
    done = sums[1:] / whole
    places = [
        after / max(1, count),
        np.minimum(np.maximum(after, -50), 50),
        done,
        done - running / whole,
        np.minimum(np.maximum(position - first, -30), 30),
        np.minimum(np.maximum(last - position, -30), 30),
    ]
    held = sums[raw.spans[1]] - sums[raw.spans[0]]
    holder = int(np.flatnonzero(held >= min(_HOLDS * whole, held[0]))[-1])
    places.append((position >= raw.spans[0, holder]) & (position < raw.spans[1, holder]))
    places.append(label - label[running.argmax()])
    return places


def _page(raw: Raw, whole: Matrix, running: Matrix, size: float) -> Matrix:
    """What is told of all blocks alike: how long the page is, how much of it is running text."""
    counts = np.log1p(np.array([whole[2], len(running), raw.count, float((running >= 20).sum())]))
    told = [*counts, whole[2] / max(1.0, size), running.max(initial=0.0)]
    return np.array(told, dtype=np.float32)
