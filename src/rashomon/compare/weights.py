"""Logistic models learnt from the gold's labels by `scripts/train_alignment.py`, kept as data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of a logistic model over named figures, and the probability from which it says yes."""

    names: tuple[str, ...]
    mean: NDArray[np.float64]
    scale: NDArray[np.float64]
    weight: NDArray[np.float64]
    bias: float
    threshold: float

    def probability(self, figures: Mapping[str, NDArray[np.float32]]) -> NDArray[np.float64]:
        """0–1 for each row of the figures."""
        slope = self.weight / self.scale
        total = np.full(len(figures[self.names[0]]), self.bias - float(self.mean @ slope))
        for name, factor in zip(self.names, slope, strict=True):  # a column at a time: no second copy of all figures
            total += dampen(figures[name].astype(np.float64)) * factor
        result: NDArray[np.float64] = 1.0 / (1.0 + np.exp(-np.clip(total, -30.0, 30.0)))
        return result


def dampen(figures: NDArray[np.float64]) -> NDArray[np.float64]:
    """Figures with large values drawn together: log(1 + x), either sign."""
    result: NDArray[np.float64] = np.sign(figures) * np.log1p(np.abs(figures))
    return result


@dataclass(frozen=True, slots=True)
class Models:
    """What a comparison judges by: are two statements aligned, are they the same, is one told nowhere else,
    do statements part, and do they part in these very words."""

    aligned: Model
    same: Model
    only: Model
    parting: Model
    pinned: Model


@cache
def shipped_models() -> Models:
    """The models in the package, learnt from the gold's labels."""
    return read_models(files("rashomon.compare").joinpath("data", "weights.json").read_text(encoding="utf8"))


def read_models(text: str) -> Models:
    """Models from the JSON that `scripts/train_alignment.py` writes."""
    entries = json.loads(text)
    return Models(*(_model(entries[name]) for name in ("aligned", "same", "only", "parting", "pinned")))


def _model(entry: Mapping[str, Any]) -> Model:
    rows = entry["figures"]
    return Model(
        names=tuple(row[0] for row in rows),
        mean=np.array([row[1] for row in rows], dtype=np.float64),
        scale=np.array([row[2] for row in rows], dtype=np.float64),
        weight=np.array([row[3] for row in rows], dtype=np.float64),
        bias=float(entry["bias"]),
        threshold=float(entry["threshold"]),
    )
