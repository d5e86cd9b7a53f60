"""A model of sentences as one more witness: how near two articles are in meaning, by vectors that another program makes.

None is needed. One is named as `module:function`, which takes texts and gives one row of numbers each, or as the folder
of a model of the sentence-transformers library.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rashomon.errors import UsageError
from rashomon.group.pairs import Floats, Numbers

Embed = Callable[[Sequence[str]], NDArray[np.floating[Any]]]

_READ = 1000  # characters of an article: models of sentences read some hundred words
_SAMPLE = 4000  # pairs by which is told how near two articles are that have nothing in common
_NEUTRAL = 2.5  # deviations above that at which two articles of one topic lie: neither for nor against one event
_MOST = 2.0  # deviations from there that count at most, lest the model outvote the words


class Meanings:
    """The vectors of the articles by number, and what they say of pairs."""

    def __init__(self, embed: Embed) -> None:
        self._embed = embed
        self._rows: list[NDArray[np.float16]] = []

    def append(self, headlines: Sequence[str], texts: Sequence[str]) -> None:
        """Read a batch of articles."""
        told = [f"{headline}\n{text[:_READ]}" for headline, text in zip(headlines, texts, strict=True)]
        rows = np.asarray(self._embed(told), np.float32)
        norms = np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
        self._rows.extend((rows / norms).astype(np.float16))

    def evidence(self, left: Numbers, right: Numbers) -> Floats:
        """For each pair what its meaning adds to the logit of its chance, before any weight: from -2 to 2."""
        chooser = np.random.default_rng(0)
        some = chooser.integers(0, len(self._rows), (2, _SAMPLE))
        some = some[:, some[0] != some[1]]
        if not len(left) or not some.size:
            return np.zeros(len(left), np.float32)
        usual = self._cosines(some[0], some[1])
        deviations = (self._cosines(left, right) - usual.mean()) / max(float(usual.std()), 1e-3)
        found: Floats = np.clip(deviations - _NEUTRAL, -_MOST, _MOST).astype(np.float32)
        return found

    def _cosines(self, left: Numbers, right: Numbers) -> Floats:
        found = np.zeros(len(left), np.float32)
        for at in range(0, len(left), _SAMPLE):
            ours = np.stack([self._rows[number] for number in left[at : at + _SAMPLE].tolist()]).astype(np.float32)
            theirs = np.stack([self._rows[number] for number in right[at : at + _SAMPLE].tolist()]).astype(np.float32)
            found[at : at + _SAMPLE] = (ours * theirs).sum(axis=1)
        return found


def load_embedder(name: str) -> Embed:
    """The function of that name, or the model in that folder; raises UsageError where there is none."""
    if Path(name).is_dir():
        return _local_model(name)
    module, _, function = name.partition(":")
    try:
        found: Embed = getattr(importlib.import_module(module), function)
    except (ImportError, AttributeError, ValueError) as error:
        raise UsageError(
            name, "there is neither a function module:function nor a model's folder of this name"
        ) from error
    return found


def _local_model(folder: str) -> Embed:
    try:
        library = importlib.import_module("sentence_transformers")
    except ImportError as error:
        raise UsageError(folder, "a model's folder needs the library: pip install sentence-transformers") from error
    model = library.SentenceTransformer(folder, local_files_only=True)

    def embed(texts: Sequence[str]) -> NDArray[np.floating[Any]]:
        rows: NDArray[np.floating[Any]] = model.encode(list(texts), convert_to_numpy=True, show_progress_bar=False)
        return rows

    return embed
