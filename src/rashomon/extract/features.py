"""The block model's input, as matrices: each block, its boxes, its neighbours, its place on the page."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from rashomon.extract.measures import Matrix, Raw

_FLAG_BITS = 14
WINDOW = (-3, -2, -1, 1, 2, 3)  # neighbours looked at, in blocks


def first_features(raw: Raw, per_box: Matrix, texts: Matrix) -> Matrix:
    """The first model's input: each block, its boxes, its neighbours, its place on the page."""
    columns = raw.columns
    count = len(columns)
    size, link = raw.size, raw.link
    plain = size * (1.0 - link)
    running = np.where((link < 0.4) & (size >= 8), plain, 0.0).astype(np.float32)
    flags = columns[:, 16].astype(np.int32)
    bits = ((flags[:, None] >> np.arange(_FLAG_BITS)) & 1).astype(np.float32)
    parent = raw.parents[raw.box]
    parent = np.maximum(parent, 0)
    grand = np.maximum(raw.parents[parent], 0)
    great = np.maximum(raw.parents[grand], 0)
    sums = subtree_sums(
        raw, np.stack([size, plain, running, np.ones_like(size), (running > 0).astype(np.float32)], axis=1)
    )
    whole = np.maximum(sums[0], 1.0)
    inner = [sums[raw.box], sums[parent], sums[grand], sums[great]]
    shares = [part[:, 2] / whole[2] for part in inner]
    density = [part[:, 1] / np.maximum(part[:, 0], 1.0) for part in inner]
    mean_size = [part[:, 2] / np.maximum(part[:, 3], 1.0) for part in inner]
    counts = [np.log1p(part[:, 4]) for part in inner[:3]]
    position = np.arange(count, dtype=np.float32)
    heading = columns[:, 18]
    after = np.where(heading >= 0, position - heading, 0.0)
    done = np.cumsum(running)
    big = np.flatnonzero(running >= 20)
    first, last = (float(big[0]), float(big[-1])) if big.size else (0.0, float(count))
    label = per_box[raw.box]
    own = np.concatenate([per_box[raw.box], per_box[parent][:, :1], per_box[grand][:, :1]], axis=1)
    window = _window(np.stack([np.log1p(size), link, columns[:, 6], columns[:, 11], label[:, 3], label[:, 1]], axis=1))
    same_box = [_shifted(raw.box.astype(np.float32), step) == raw.box for step in (-1, 1)]
    same_parent = [_shifted(parent.astype(np.float32), step) == parent for step in (-1, 1)]
    alike = _grouped(raw.look, np.stack([running, size, plain, np.ones_like(size)], axis=1))
    parted = _grouped(raw.section, np.stack([running, size, plain, np.ones_like(size)], axis=1))
    starts = np.searchsorted(raw.section, raw.section, side="left")
    groups = [alike[:, 0] / whole[2], alike[:, 2] / np.maximum(alike[:, 1], 1.0), np.log1p(alike[:, 3]), parted[:, 0] / whole[2],
              parted[:, 2] / np.maximum(parted[:, 1], 1.0), np.log1p(parted[:, 3]), texts[starts, 0], texts[starts, 1], np.clip(position - starts, 0, 40)]  # fmt: skip
    page = [
        np.log1p(whole[2]),
        np.log1p(count),
        whole[2] / whole[0],
        np.log1p(float(big.size)),
        running.max(initial=0.0),
    ]
    return np.concatenate(
        [
            np.log1p(columns[:, :2]), columns[:, 2:16], bits, own, texts, np.stack([*shares, *density, *mean_size, *counts], axis=1), window,
            np.stack([*same_box, *same_parent], axis=1).astype(np.float32), columns[:, 17:18], np.stack(groups, axis=1),
            np.stack([position / max(1, count), after / max(1, count), np.clip(after, -50, 50), np.sign(after), done / whole[2], (done - running) / whole[2],
                      np.clip(position - first, -30, 30), np.clip(last - position, -30, 30)], axis=1),
            np.tile(np.array(page, dtype=np.float32), (count, 1)),
        ],
        axis=1,
    ).astype(np.float32)  # fmt: skip


def second_features(raw: Raw, first: Matrix, chance: Matrix) -> Matrix:
    """The second model's input: the first's, and what the first model said of the blocks around."""
    count = len(chance)
    size = raw.size
    mass = size * chance
    parent = np.maximum(raw.parents[raw.box], 0)
    grand = np.maximum(raw.parents[parent], 0)
    great = np.maximum(raw.parents[grand], 0)
    sums = subtree_sums(raw, np.stack([size, mass, (chance > 0.5).astype(np.float32), np.ones_like(size)], axis=1))
    whole = np.maximum(sums[0], 1e-3)
    inner = [sums[raw.box], sums[parent], sums[grand], sums[great]]
    purity = [part[:, 1] / np.maximum(part[:, 0], 1.0) for part in inner]
    share = [part[:, 1] / whole[1] for part in inner]
    agreed = [part[:, 2] / np.maximum(part[:, 3], 1.0) for part in inner]
    # The innermost box that holds nine tenths of the likely text, and the blocks inside it.
    holders = np.flatnonzero(sums[:, 1] >= 0.9 * whole[1])
    holder = int(holders[-1]) if holders.size else 0
    inside = _inside(raw, holder)
    done = np.cumsum(mass) / whole[1]
    sure = np.flatnonzero(mass >= np.maximum(10.0, 0.02 * whole[1]))
    first_sure, last_sure = (float(sure[0]), float(sure[-1])) if sure.size else (0.0, float(count))
    position = np.arange(count, dtype=np.float32)
    window = _window(np.stack([chance, mass], axis=1))
    page = [
        np.log1p(whole[1]),
        whole[1] / max(1.0, float(whole[0])),
        float(chance.max(initial=0.0)),
        np.log1p(float(sure.size)),
    ]
    sums_alike = _grouped(raw.look, np.stack([size, mass], axis=1))
    sums_parted = _grouped(raw.section, np.stack([size, mass], axis=1))
    starts = np.searchsorted(raw.section, raw.section, side="left")
    groups = [sums_alike[:, 1] / np.maximum(sums_alike[:, 0], 1.0), sums_alike[:, 1] / whole[1], sums_parted[:, 1] / np.maximum(sums_parted[:, 0], 1.0),
              sums_parted[:, 1] / whole[1], chance[starts]]  # fmt: skip
    near = np.convolve(mass, np.ones(9, dtype=np.float32), mode="same")[:count] / np.maximum(
        1.0, np.convolve(size, np.ones(9, dtype=np.float32), mode="same")[:count]
    )
    return np.concatenate(
        [
            first, np.stack([chance, mass, *purity, *share, *agreed, inside, done, done - mass / whole[1], near,
                             np.clip(position - first_sure, -30, 30), np.clip(last_sure - position, -30, 30)], axis=1),
            window, np.stack(groups, axis=1), np.tile(np.array(page, dtype=np.float32), (count, 1)),
        ],
        axis=1,
    ).astype(np.float32)  # fmt: skip


def subtree_sums(raw: Raw, values: Matrix) -> Matrix:
    """For every box the sums of its own blocks' values and of all boxes inside it."""
    boxes = len(raw.parents)
    own = np.stack(
        [np.bincount(raw.box, weights=values[:, column], minlength=boxes) for column in range(values.shape[1])], axis=1
    )
    # A box and all inside it are neighbours in reading order, so that a sum over them is a difference of running sums.
    running = np.concatenate([np.zeros((1, own.shape[1])), np.cumsum(own, axis=0)])
    sums: Matrix = (running[raw.ends] - running[:-1]).astype(np.float32)
    return sums


def _grouped(group: npt.NDArray[np.intp], values: Matrix) -> Matrix:
    """For each block the sums of the values over all blocks of its group."""
    sums = np.stack([np.bincount(group, weights=values[:, column]) for column in range(values.shape[1])], axis=1)
    return sums[group].astype(np.float32)


def _inside(raw: Raw, holder: int) -> Matrix:
    """1 for each block under the box, 0 for others; boxes are numbered in reading order."""
    parents = raw.parents
    inner = np.zeros(len(parents), dtype=np.float32)
    inner[holder : raw.ends[holder]] = 1.0
    return inner[raw.box]


def _window(values: Matrix) -> Matrix:
    """Each row's neighbours' values side by side; zero beyond the ends."""
    return np.concatenate([_shifted(values, step) for step in WINDOW], axis=1)


def _shifted(values: Matrix, step: int) -> Matrix:
    """The values `step` rows further on."""
    moved = np.zeros_like(values)
    count = len(values)
    if step > 0 and step < count:
        moved[:-step] = values[step:]
    elif step < 0 and -step < count:
        moved[-step:] = values[:step]
    return moved
