"""The boxes around a page's judged blocks: which stand in which, what they hold, and what their names speak for."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

import numpy as np

from rashomon.extract.tree import Block, Tree
from rashomon.text.trees import Indices, Matrix

_LABEL_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]{2,}")
_SPACED = {code: " " for code in range(128) if not chr(code).islower()}
_REMEMBERED = 16_384  # names: a site's pages share theirs, and all pages some
_REACH = 200  # characters of a label; style sheets by class write thousands
_MOST = 4.0  # that a box's names may speak for or against the article
_FADING = 0.8  # of the sum of scores from one box to that in it

LOWEST, SUM, OWN, HIGHEST = range(4)  # the rows of `Surroundings.labels`


@dataclass(slots=True, kw_only=True)
class Surroundings:
    """The boxes that hold a judged block, in the tree's order, so that the first is the page's body."""

    box: Indices  # of each block the innermost
    look: Indices  # of each block: those alike in element and names share a number
    parents: Indices  # of the boxes; the first is its own
    spans: Indices  # of the boxes: their first judged block and the one after their last
    labels: Matrix  # of the boxes: the lowest score along their ancestors, a sum that fades, their own, the highest


def label_scores(labels: Mapping[str, float]) -> Callable[[str], float]:
    """What a box's names speak for, by their words; labels and names that were met before are not taken apart again."""

    @lru_cache(maxsize=_REMEMBERED)
    def name_score(name: str) -> float:
        return sum([labels[word] for word in words_in(name) if word in labels])

    @lru_cache(maxsize=_REMEMBERED)
    def label_score(label: str) -> float:
        return max(-_MOST, min(_MOST, sum(map(name_score, names_in(label)))))

    return label_score


def names_in(label: str) -> list[str]:
    """The class and id names that a label is made of."""
    return label[:_REACH].split()


def words_in(name: str) -> set[str]:
    """The words that a class or id name is made of."""
    if name.isascii() and name.islower():  # as most are; told in a third of the time
        return {word for word in name.translate(_SPACED).split() if len(word) > 1}
    return {word.lower() for word in _LABEL_WORD.findall(name) if len(word) > 1}


def surroundings_of(
    tree: Tree, blocks: Sequence[Block], judged: Sequence[int], label_score: Callable[[str], float]
) -> Surroundings:
    """The boxes around blocks, which are the tree's at the indices `judged`."""
    boxes = tree.boxes
    numbers = {-1: 0}  # of the boxes met, by their index in the tree
    looks: dict[tuple[str, str, str], int] = {}
    parents: list[int] = []
    firsts: list[int] = []
    lasts: list[int] = []
    scores: list[tuple[float, float, float, float]] = []
    box: list[int] = []
    look: list[int] = []
    known: dict[int, int] = {}
    for position, block in enumerate(blocks):
        own = index = block.box
        if own not in known:
            fresh = []
            while index not in numbers:
                fresh.append(index)
                index = boxes[index].parent
            for index in reversed(fresh):
                place = boxes[index]
                label = place.label
                score = label_score(label) if label else 0.0
                outer = numbers[place.parent]
                if scores:
                    lowest, total, _, highest = scores[outer]
                    entry = (
                        score if score < lowest else lowest,
                        score + _FADING * total,
                        score,
                        score if score > highest else highest,
                    )
                else:
                    entry = (score, score, score, score)
                numbers[index] = len(scores)
                scores.append(entry)
                parents.append(outer)
                firsts.append(position)
                lasts.append(place.last)
            place = boxes[own]
            around = boxes[place.parent].label
            known[own] = looks.setdefault((place.tag, place.label, around), len(looks))
        box.append(numbers[own])
        look.append(known[own])
    ends = np.searchsorted(judged, [last if last >= 0 else len(tree.blocks) for last in lasts])
    return Surroundings(
        box=np.array(box, dtype=np.intp),
        look=np.array(look, dtype=np.intp),
        parents=np.array(parents, dtype=np.intp),
        spans=np.array([firsts, ends], dtype=np.intp),
        labels=np.frombuffer(array("f", chain.from_iterable(scores)), dtype=np.float32).reshape(-1, 4).T,
    )
