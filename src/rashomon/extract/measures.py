"""What is measured of each block's own text and of its boxes' names. Cheap, and none of it knows any site."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from rashomon.extract.tree import FOOTER, QUOTE, Block, Tree

Matrix = npt.NDArray[np.float32]
Indices = npt.NDArray[np.intp]

_WIDE = re.compile("[\u2e80-\u303f\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef\u0e00-\u0e7f]")
_STOPS = frozenset('.!?…。！？"”’»」』:：)）')
_LABEL_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]{2,}")
_TEXT_WORD = re.compile(r"[^\W\d_]+|©")
_NOT_WORD = re.compile(r"[\W_]+")
_REMEMBERED = 16_384  # names: a site's pages share theirs, and all pages some
_SHORT = 160  # characters up to which a block's words are looked at
_FIRST_WORDS = 56  # characters of a block in which they stand
_REACH = 200  # characters of a label; style sheets by class write thousands
_MENU = 0.9  # share of a block's text in links from which it is judged only where it is a paragraph or a heading
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_WORDED = frozenset(("p", "h1", "h2", "h3", "h4"))
_TAGS = ("p", "h1", "h2", "h3", "h4", "li", "td", "div", "blockquote", "figcaption", "section", "article", "dd", "pre", "header", "a")  # fmt: skip
_TAG_CODES = {tag: number for number, tag in enumerate(_TAGS)} | {"h5": 4, "h6": 4, "th": 6, "dt": 12, "main": 11}
_OTHER_TAG = len(_TAGS)
_SAMPLE = 40  # characters of a block that are looked for in the linked data's text
_PROMISED = range(40, 700)  # lengths of blocks whose words of promise are counted; shorter ones have their first words
_PROMISE_REACH = 240  # characters

# The rows of `Raw.rows`.
(SIZE, LENGTH, LINK, BOLD, POINTS, POINTED, STOPPED, TAG, DEPTH, LINE, IS_TITLE, IN_BODY, PROMISES, WORDS, WORST_WORD, MENU_BEFORE,
 TEASED) = range(17)  # fmt: skip
ROWS = TEASED + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """How much a word speaks for the article (above 0) or against it: in class and id names, and in short texts."""

    name_score: Callable[[str], float]  # of a class or id name
    texts: Mapping[str, float]


def words_of(labels: Mapping[str, float], texts: Mapping[str, float]) -> Words:
    """The words ready for use: names that were met before are not taken apart again."""

    @lru_cache(maxsize=_REMEMBERED)
    def name_score(name: str) -> float:
        return sum([labels[word] for word in words_in(name) if word in labels])

    return Words(name_score=name_score, texts=texts)


@dataclass(slots=True, kw_only=True)
class Raw:
    """The measurements that need the text itself; all the rest is arithmetic on them. Blocks of menus are left out."""

    judged: list[int]  # the blocks measured, as indices into the tree's
    rows: Matrix  # a row a measure, a column a block
    flags: npt.NDArray[np.int32]
    box: Indices
    parents: Indices  # of the boxes
    spans: Indices  # of the boxes: their first judged block and the one after their last
    labels: Matrix  # of the boxes: own score, the lowest and highest along their ancestors, and a sum that fades
    look: Indices  # of the blocks: those alike in element and names share a number
    heading: int  # the judged block of the headline; -1 where none is found
    count: int  # of all blocks


def judged_blocks(tree: Tree) -> list[int]:
    """The blocks that may be the article's: not those in a foot, nor those of links alone but for paragraphs and headings."""
    return [
        index
        for index, block in enumerate(tree.blocks)
        if (block.link < _MENU * len(block.text) or block.tag in _WORDED)
        and (not block.flags & FOOTER or block.flags & QUOTE)
    ]


def names_in(label: str) -> list[str]:
    """The class and id names that a label is made of."""
    return label[:_REACH].split()


def words_in(name: str) -> set[str]:
    """The words that a class or id name is made of."""
    return {word.lower() for word in _LABEL_WORD.findall(name) if len(word) > 1}


def text_words(text: str) -> list[str]:
    """The first words of a short text; none of a long one."""
    return _TEXT_WORD.findall(text[:_FIRST_WORDS].lower()) if len(text) <= _SHORT else []


def measure(tree: Tree, words: Words, *, title: str = "", body: str = "") -> Raw:
    """The raw measurements of a page's blocks; `title` and `body` are what the page's metadata say they are."""
    boxes = tree.boxes
    judged = judged_blocks(tree)
    blocks = [tree.blocks[index] for index in judged]
    heading, measured = _letters(blocks, judged, words.texts, title, body)
    rows = np.empty((ROWS, len(judged)), dtype=np.float32)
    rows[LENGTH] = [len(block.text) for block in blocks]
    rows[LINK] = [block.link for block in blocks]
    rows[BOLD] = [block.bold for block in blocks]
    rows[TAG] = [_TAG_CODES.get(block.tag, _OTHER_TAG) for block in blocks]
    rows[DEPTH] = [boxes[block.box].depth for block in blocks]
    rows[LINE] = [block.line for block in blocks]
    rows[[SIZE, POINTS, STOPPED, IS_TITLE, IN_BODY, PROMISES, WORDS, WORST_WORD, MENU_BEFORE, TEASED]] = measured
    rows[LINK : BOLD + 1] /= rows[LENGTH]
    rows[POINTED] = rows[POINTS] / rows[SIZE]
    looks: dict[tuple[str, str, str], int] = {}
    look = []
    for block in blocks:
        box = boxes[block.box]
        look.append(looks.setdefault((block.tag, box.label, boxes[box.parent].label), len(looks)))
    return Raw(
        judged=judged,
        rows=rows,
        flags=np.array([block.flags for block in blocks], dtype=np.int32),
        box=np.array([block.box for block in blocks], dtype=np.intp),
        parents=np.array([box.parent for box in boxes], dtype=np.intp),
        spans=_spans(tree, judged),
        labels=_label_scores(tree, judged, words),
        look=np.array(look, dtype=np.intp),
        heading=heading,
        count=len(tree.blocks),
    )


def _letters(
    blocks: Sequence[Block], judged: Sequence[int], weights: Mapping[str, float], title: str, body: str
) -> tuple[int, Matrix]:
    """The headline's block among the judged (-1: none), and what is measured of each block by its characters."""
    lower_title = title.lower()
    folded_title = _NOT_WORD.sub("", lower_title)
    possible = (
        range(len(folded_title), 2 * len(title) + 1) if len(folded_title) <= 12 else range(13, 2 * len(title) + 1)
    )
    measured: list[tuple[float, ...]] = []
    heading = before = teaser = -1
    for number, (index, block) in enumerate(zip(judged, blocks, strict=True)):
        text, tag = block.text, block.tag
        length = len(text)
        size = text.count(" ") + 1
        points = text.count(".") + text.count(",")
        if not text.isascii():
            size += len(_WIDE.findall(text))
            points += text.count("，") + text.count("。") + text.count("、") + text.count("؛") + text.count("،")
        same_title = length in possible and text[:4].lower() in lower_title and _is_title(text, folded_title)
        if (same_title and (heading < 0 or tag == "h1")) or (tag == "h1" and heading < 0):
            heading = number
        if tag in _HEADINGS:
            teaser = index if block.link >= _MENU * length and not same_title else -1
        total = worst = 0.0
        if length <= _SHORT:
            for word in text_words(text):
                if word in weights:
                    score = weights[word]
                    total += score
                    worst = min(worst, score)
        measured.append((
            size, points, text[-1] in _STOPS, same_title, text[:_SAMPLE] in body if body else -1.0,
            _promises(text) if length in _PROMISED else 0, total, worst, index - before - 1, index - teaser if teaser >= 0 else 0,
        ))  # fmt: skip
        before = index
    return heading, np.array(measured, dtype=np.float32).reshape(len(measured), 10).T


def _spans(tree: Tree, judged: list[int]) -> Indices:
    """For each box its first judged block and the one after its last, as two rows of positions among the judged."""
    count = len(tree.blocks)
    borders = np.array(
        [[box.first for box in tree.boxes], [box.last if box.last >= 0 else count for box in tree.boxes]], dtype=np.intp
    )
    spans: Indices = np.searchsorted(np.array(judged, dtype=np.intp), borders).astype(np.intp)
    return spans


def _is_title(text: str, folded_title: str) -> bool:
    """Whether a text is the page's title, or a good part of it, by letters and digits alone."""
    folded = _NOT_WORD.sub("", text).lower()
    return bool(folded) and (folded == folded_title or (len(folded) > 12 and folded in folded_title))


def _promises(text: str) -> int:
    """How many words of consent, subscription and rights a text's beginning holds, in the sets' languages and Chinese."""
    head = text[:_PROMISE_REACH].lower()
    found = (
        ("cookie" in head) + ("newsletter" in head) + ("subscri" in head) + ("privacy" in head) + ("copyright" in head)
        + ("all rights" in head) + ("sign up" in head) + ("datenschutz" in head) + ("abonn" in head)
    )  # fmt: skip
    if head.isascii():
        return found
    return found + ("©" in head) + ("版权" in head) + ("客户端" in head) + ("公众号" in head) + ("隐私" in head)


def _label_scores(tree: Tree, judged: list[int], words: Words) -> Matrix:
    """For each box the score of its own label and those along its ancestors; zeros where it holds no judged block."""
    boxes = tree.boxes
    found = [(0.0, 0.0, 0.0, 0.0)] * len(boxes)
    known: dict[str, float] = {"": 0.0}
    for index in sorted(_boxes_of(tree, judged)):
        box = boxes[index]
        label = box.label
        if label in known:
            score = known[label]
        else:
            score = known[label] = max(-4.0, min(4.0, sum(map(words.name_score, names_in(label)))))
        if box.parent < 0:
            found[index] = (score, score, score, score)
            continue
        _, lowest, highest, total = found[box.parent]
        found[index] = (score, min(score, lowest), max(score, highest), score + 0.8 * total)
    return np.ascontiguousarray(np.array(found, dtype=np.float32).T)


def _boxes_of(tree: Tree, judged: list[int]) -> set[int]:
    """The boxes that a judged block stands in, itself or further in."""
    boxes = tree.boxes
    found: set[int] = set()
    for index in judged:
        box = tree.blocks[index].box
        while box >= 0 and box not in found:
            found.add(box)
            box = boxes[box].parent
    return found
