"""The block model's input: each block, its boxes, its neighbours, its place on the page. A row a feature."""

from __future__ import annotations

import numpy as np

from rashomon.extract.measures import ROWS, RUNNING, RUNS, SIZE, WORDS, WORST_WORD, Raw
from rashomon.extract.surroundings import HIGHEST, SUM
from rashomon.extract.tree import ARTICLE, ASIDE, CAPTION, FIGURE, FORM, HIDDEN, IN_LINK, LIST, MAIN, QUOTE, TABLE
from rashomon.text.trees import Indices, Matrix

_FLAG_BITS = np.array([[ASIDE], [FIGURE], [CAPTION], [FORM], [TABLE], [LIST], [QUOTE], [ARTICLE], [MAIN], [HIDDEN], [IN_LINK]], dtype=np.int32)  # fmt: skip
_WINDOW = 2  # neighbours looked at on each side, in blocks
_LEVELS = 4  # a block's own box and the three around it
_HOLDS = 0.5  # share of the page's running text whose innermost box is looked for
_BIG = 20  # words from which running text is a paragraph
_FAR = np.array(
    [[50], [30], [30]], dtype=np.float32
)  # blocks up to which distances are told apart: from headline and text
_RUNS, _COUNT, _RUNNING, _PLAIN, _WORDS = range(SIZE + 1 - RUNS)  # what is summed up: the rows RUNS to SIZE

# Where each group of features begins. Pages have some fifty blocks, so that an array operation costs more than its
# numbers: a group is computed at once, for boxes and sections before their blocks take it over, and put in its place.
_BOX_ROWS = HIGHEST + 5
_BOXES = ROWS
_FLAGS = _BOXES + _BOX_ROWS * _LEVELS
_NEIGHBOURS = _FLAGS + len(_FLAG_BITS)
_TOLD = slice(SIZE, _BOXES + SUM + 1)  # of neighbours: the last measures of a block, the first of its box
_ALIKE = _NEIGHBOURS + (_TOLD.stop - _TOLD.start) * 2 * _WINDOW
_SECTIONS = _ALIKE + 4
_PLACES = _SECTIONS + 5
_PAGE = _PLACES + 8
FEATURES = _PAGE + 6


def features_of(raw: Raw) -> Matrix:
    """The features of a page's judged blocks: a row a feature, a column a block."""
    around = raw.around
    count = raw.rows.shape[1]
    found = np.empty((FEATURES, count), dtype=np.float32)
    found[:ROWS] = raw.rows
    summed = found[RUNS : SIZE + 1]
    sums = np.zeros((len(summed), count + 1), dtype=np.float32)
    summed.cumsum(axis=1, out=sums[:, 1:])
    whole = max(float(sums[_RUNNING, -1]), 1.0)
    held = sums.take(around.spans[1], axis=1) - sums.take(around.spans[0], axis=1)
    boxes = np.empty((_BOX_ROWS, held.shape[1]), dtype=np.float32)
    boxes[: HIGHEST + 1] = around.labels
    boxes[HIGHEST + 1 :] = *_shares(held, whole), held[_RUNNING] / np.maximum(held[_COUNT], 1.0), held[_RUNS]
    box = around.box
    for start in range(_BOXES, _FLAGS, _BOX_ROWS):
        found[start : start + _BOX_ROWS] = boxes.take(box, axis=1)
        box = around.parents.take(box)
    found[_FLAGS:_NEIGHBOURS] = raw.flags & _FLAG_BITS
    _tell_neighbours(found[_TOLD], found[_NEIGHBOURS:_ALIKE])
    found[_ALIKE:_SECTIONS] = _alike(summed, around.look, whole).take(around.look, axis=1)
    found[_SECTIONS:_PLACES] = _sections(raw, sums, whole).take(raw.sections, axis=1)
    found[_PLACES:_PAGE] = _places(raw, found, sums[_RUNNING] / whole, held[_RUNNING])
    found[_PAGE:] = _page(raw, summed, sums, whole)
    return found


def _shares(sums: Matrix, whole: float) -> tuple[Matrix, Matrix]:
    """Of parts of a page their share of its running text, and the share of words out of links in theirs."""
    return sums[_RUNNING] / np.float32(whole), sums[_PLAIN] / np.maximum(sums[_WORDS], 1.0)


def _tell_neighbours(values: Matrix, found: Matrix) -> None:
    """Writes each block's neighbours' values one under the other; zero beyond the ends."""
    height, count = values.shape
    found[:] = 0.0
    for number in range(_WINDOW):
        step = _WINDOW - number
        if step < count:
            before, after = number * height, (2 * _WINDOW - 1 - number) * height
            found[before : before + height, step:] = values[:, :-step]
            found[after : after + height, :-step] = values[:, step:]


def _alike(summed: Matrix, look: Indices, whole: float) -> Matrix:
    """Of blocks alike in element and names over the page: their text's share of all and of the greatest such, and how many."""
    sums = np.empty((len(summed), int(look.max()) + 1), dtype=np.float32)
    for row, values in zip(sums, summed, strict=True):
        row[:] = np.bincount(look, weights=values)
    running = sums[_RUNNING]
    best = max(1.0, float(running.max()))
    return np.array([*_shares(sums, whole), running / best, sums[_COUNT]], dtype=np.float32)


def _sections(raw: Raw, sums: Matrix, whole: float) -> Matrix:
    """Of what stands under the same heading: its share of the text, how many blocks, and the heading's own words."""
    bounds = sums.take([*raw.heads, raw.rows.shape[1]], axis=1)
    held = bounds[:, 1:] - bounds[:, :-1]
    words = raw.rows[WORDS : WORST_WORD + 1].take(raw.heads, axis=1)
    return np.array([*_shares(held, whole), held[_COUNT], *words], dtype=np.float32)


def _places(raw: Raw, found: Matrix, done: Matrix, held: Matrix) -> Matrix:
    """Where a block stands on the page, from its headline, its running text and the boxes that hold most of that.

    `done` is the share of the running text before each block and after the last, `held` what each box holds of it.
    """
    running, label = found[RUNNING], found[_BOXES + SUM]
    count = len(running)
    position = np.arange(count, dtype=np.float32)
    big = (running >= _BIG).nonzero()[0]
    first, last = (int(big[0]), int(big[-1])) if big.size else (0, count)
    after = position - raw.heading if raw.heading >= 0 else np.zeros(count, dtype=np.float32)
    holder = int((held >= min(_HOLDS * max(1.0, float(held[0])), held[0])).nonzero()[0][-1])
    start, end = raw.around.spans[:, holder]
    places = np.empty((_PAGE - _PLACES, count), dtype=np.float32)
    places[0] = after / count
    places[1] = after
    places[2] = position - first
    places[3] = last - position
    np.clip(places[1:4], -_FAR, _FAR, out=places[1:4])
    places[4], places[5] = done[1:], done[:-1]
    places[6] = 0.0
    places[6, start:end] = 1.0
    places[7] = label - label[running.argmax()]
    return places


def _page(raw: Raw, summed: Matrix, sums: Matrix, whole: float) -> Matrix:
    """What is told of all blocks alike: how long the page is, how much of it is running text."""
    running = summed[_RUNNING]
    big = np.count_nonzero(running >= _BIG)
    told = [whole, len(running), raw.count, big, whole / max(1.0, float(sums[_WORDS, -1])), running.max()]
    return np.array(told, dtype=np.float32)[:, None]
