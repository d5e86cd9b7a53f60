"""From likenesses to the chance that two articles tell one event."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from rashomon.group.pairs import Floats, Numbers, Pairs
from rashomon.group.settings import Weights

CROWD = 15  # nearest articles whose likeness tells how crowded the place is
TOPIC = 10  # the same away from the day
AWAY = 3.0  # days
_DAY = 86400.0


class Surroundings:
    """How crowded the place of each article is, as last measured."""

    def __init__(self) -> None:
        self.crowd = np.zeros(0, np.float64)
        self.topic = np.zeros(0, np.float64)

    def grow(self, size: int) -> None:
        """Make room for as many articles."""
        self.crowd = np.append(self.crowd, np.zeros(size - len(self.crowd)))
        self.topic = np.append(self.topic, np.zeros(size - len(self.topic)))

    def measure(self, pairs: Pairs, times: NDArray[np.float64], inside: NDArray[np.bool_]) -> None:
        """Measure the articles marked `inside` anew; `pairs` must hold all of theirs."""
        likeness = 0.4 * pairs.whole + 0.4 * pairs.lead + 0.2 * pairs.headline
        away = np.abs(times[pairs.left] - times[pairs.right]) > AWAY * _DAY
        self.crowd[inside] = _nearest(pairs.left, pairs.right, likeness, len(times), CROWD)[inside]
        far = pairs.chosen(away)
        self.topic[inside] = _nearest(far.left, far.right, likeness[away], len(times), TOPIC)[inside]


def _nearest(left: Numbers, right: Numbers, likeness: Floats, size: int, most: int) -> NDArray[np.float64]:
    """For each article the mean of its `most` highest likenesses, fewer counting as 0."""
    owners = np.append(left, right)
    values = np.append(likeness, likeness).astype(np.float64)
    order = np.lexsort((-values, owners))
    owners, values = owners[order], values[order]
    best = np.arange(len(owners)) - np.searchsorted(owners, owners) < most
    return np.bincount(owners[best], values[best], minlength=size) / most


def chances(
    pairs: Pairs,
    weights: Weights,
    *,
    times: NDArray[np.float64],
    rank: Numbers,
    outlets: Numbers,
    surroundings: Surroundings,
) -> NDArray[np.float64]:
    """For each pair the chance, 0–1, that its articles tell one event.

    `times` in seconds, `rank` (the place in the order of time) and `outlets` (a number for each) go by article.
    """
    left, right = pairs.left, pairs.right
    days = np.abs(times[left] - times[right]) / _DAY
    late = np.log1p(np.maximum(days - 1, 0))
    between = np.log1p(np.abs(rank[left] - rank[right]))
    crowd = np.sqrt(surroundings.crowd[left] * surroundings.crowd[right])
    topic = (surroundings.topic[left] + surroundings.topic[right]) / 2
    score = (
        weights.bias
        + weights.whole * np.sqrt(pairs.whole)
        + weights.lead * np.sqrt(pairs.lead)
        + weights.headline * np.sqrt(pairs.headline)
        + weights.peak * pairs.peak
        + weights.shared * np.log1p(pairs.shared)
        + weights.crowd * crowd
        + weights.topic * topic
        + weights.apart * np.minimum(late, between / 2)
        + weights.between * between
        + weights.outlet * (outlets[left] == outlets[right])
    )
    return np.asarray(1 / (1 + np.exp(-score)))
