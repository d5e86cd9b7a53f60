"""What is measured of each block's own text and of its boxes' names. Cheap, and none of it knows any site."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from rashomon.extract.tree import Block, Tree

Matrix = npt.NDArray[np.float32]

_WIDE = re.compile("[\u2e80-\u303f\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef\u0e00-\u0e7f]")
_STOPS = frozenset('.!?…。！？"”’»」』:：)）')
_LABEL_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]{2,}")
_TEXT_WORD = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")
_RUN = re.compile(r"[^\W_]+")
_NOT_WORD = re.compile(r"[\W_]+")
_REMEMBERED = 8_192  # names and short texts: a site's pages share most of theirs
_SHORT = 160  # characters up to which a block's words are looked at
_TAGS = (
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "li",
    "td",
    "div",
    "blockquote",
    "figcaption",
    "section",
    "article",
    "dd",
    "pre",
    "header",
    "a",
)
_TAG_CODES = {tag: number for number, tag in enumerate(_TAGS)} | {"h5": 4, "h6": 4, "th": 6, "dt": 12, "main": 11}

# Words of what is not the story, in long texts too: consent, subscription, rights; in the languages of the sets and Chinese.
_PROMISES = (
    "cookie",
    "newsletter",
    "subscri",
    "privacy",
    "copyright",
    "all rights",
    "sign up",
    "datenschutz",
    "abonn",
)
_WIDE_PROMISES = ("©", "版权", "客户端", "公众号", "隐私")
_PROMISE_REACH = 300  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """How much a word speaks for the article (above 0) or against it: in class and id names, and in short texts."""

    labels: Mapping[str, float]
    texts: Mapping[str, float]


@dataclass(slots=True, kw_only=True)
class Raw:
    """The measurements that need the text itself; all the rest is arithmetic on them."""

    columns: Matrix  # a row a block
    size: Matrix  # words, wide characters each counting for themselves
    link: Matrix  # share of the text in links
    box: npt.NDArray[np.int32]
    parents: npt.NDArray[np.int32]  # of the boxes
    ends: npt.NDArray[np.int32]  # of the boxes: after the last box inside
    label_words: list[tuple[str, ...]]  # of the boxes
    text_words: list[tuple[str, ...]]  # of the blocks; empty for long ones
    look: npt.NDArray[np.intp]  # of the blocks: those alike in element and names share a number
    section: npt.NDArray[np.intp]  # of the blocks: counts headings


@lru_cache(maxsize=_REMEMBERED)
def label_words(label: str) -> tuple[str, ...]:
    """The words that class and id names are made of."""
    return tuple({word.lower() for word in _LABEL_WORD.findall(label[:200]) if len(word) > 1})


@lru_cache(maxsize=_REMEMBERED)
def text_words(text: str) -> tuple[str, ...]:
    """The first words of a short text."""
    return tuple({word.lower() for word in _TEXT_WORD.findall(text[:_SHORT])[:8]}) if len(text) <= _SHORT else ()


def measure(tree: Tree, *, title: str = "", body: str = "") -> Raw:
    """The raw measurements of a page's blocks; `title` and `body` are what the page's metadata say they are."""
    blocks, boxes = tree.blocks, tree.boxes
    folded_title = _NOT_WORD.sub("", title).lower()
    folded_body = _NOT_WORD.sub("", body).lower()
    rows = []
    looks: dict[tuple[str, str, str], int] = {}
    look = []
    heading_at = -1
    for index, block in enumerate(blocks):
        box = boxes[block.box]
        tag = block.tag
        same_title = _is_title(block.text, folded_title)
        if (same_title and (heading_at < 0 or tag == "h1")) or (tag == "h1" and heading_at < 0):
            heading_at = index
        in_body = -1.0
        if folded_body:
            folded = _NOT_WORD.sub("", block.text[:120]).lower()
            in_body = float(folded in folded_body) if len(folded) > 8 else 0.5
        tag_code = _TAG_CODES.get(tag, len(_TAGS))
        rows.append((*_letters(block), tag_code, box.depth, block.line, same_title, in_body, block.flags, _promises(block.text)))  # fmt: skip
        look.append(looks.setdefault((tag, box.label, boxes[max(0, box.parent)].label), len(looks)))
    columns = np.array(rows, dtype=np.float32).reshape(len(rows), 18)
    heads = columns[:, 11]
    heading = np.full((len(rows), 1), heading_at, dtype=np.float32)
    return Raw(
        columns=np.concatenate([columns, heading], axis=1),
        size=columns[:, 0],
        link=columns[:, 2],
        box=np.array([block.box for block in blocks], dtype=np.int32),
        parents=np.array([box.parent for box in boxes], dtype=np.int32),
        ends=np.array([box.end or len(boxes) for box in boxes], dtype=np.int32),
        label_words=[()] * len(boxes),
        text_words=[()] * len(rows),
        look=np.array(look, dtype=np.intp),
        section=np.cumsum((heads >= 1) & (heads <= 4)),
    )


def _letters(block: Block) -> tuple[float, ...]:
    """What is measured of a block by its characters alone."""
    text = block.text
    length = len(text)
    size = text.count(" ") + 1
    plain = text.isascii()
    if not plain:
        size += len(_WIDE.findall(text))
    link = block.link / length
    points = 0
    if link < 0.9:
        points = text.count(".") + text.count(",")
        if not plain:
            points += text.count("，") + text.count("。") + text.count("、") + text.count("؛") + text.count("،")
    return (
        size,
        length,
        link,
        block.bold / length,
        points,
        points / size,
        text[-1] in _STOPS,
        text[0].islower(),
        text.isupper(),
        text.istitle(),
        (_DIGIT.search(text) is not None) if length < _SHORT else 0.5,
    )


def _is_title(text: str, folded_title: str) -> bool:
    """Whether a text is the page's title, or a good part of it, by letters and digits alone."""
    if not folded_title or len(text) >= 400:
        return False
    if text.isascii():
        # Most blocks share not even their first word with the title; folding them whole would be for nothing.
        run = _RUN.search(text)
        if run is None or run.group().lower() not in folded_title:
            return False
    folded = _NOT_WORD.sub("", text).lower()
    return bool(folded) and (folded == folded_title or (len(folded) > 12 and folded in folded_title))


def _promises(text: str) -> int:
    """How many of the words of consent, subscription and rights a text's beginning holds."""
    head = text[:_PROMISE_REACH].lower()
    found = sum([word in head for word in _PROMISES])
    return found if head.isascii() else found + sum([word in head for word in _WIDE_PROMISES])


def word_scores(tree: Tree, words: Words) -> tuple[Matrix, Matrix]:
    """For each box the scores of its own label and along its ancestors; for each block that of its first words."""
    labels = words.labels
    known: dict[str, float] = {"": 0.0}
    count = len(tree.boxes)
    own, lowest, highest, total = [0.0] * count, [0.0] * count, [0.0] * count, [0.0] * count
    needed = _boxes_of_blocks(tree)
    for index, box in enumerate(tree.boxes):
        if not needed[index]:
            continue
        label = box.label
        score = known.get(label)
        if score is None:
            score = sum([labels[word] for word in label_words(label) if word in labels])
            known[label] = score = max(-4.0, min(4.0, score))
        own[index] = score
        parent = box.parent
        if parent < 0:
            lowest[index] = highest[index] = total[index] = score
        else:
            lowest[index] = min(score, lowest[parent])
            highest[index] = max(score, highest[parent])
            total[index] = score + 0.8 * total[parent]
    weights = words.texts
    texts = [(0.0, 0.0)] * len(tree.blocks)
    for index, block in enumerate(tree.blocks):
        if len(block.text) <= _SHORT:
            found = [weights[word] for word in text_words(block.text) if word in weights]
            if found:
                texts[index] = (sum(found), min(0.0, *found))
    per_box = np.array([own, lowest, highest, total], dtype=np.float32).T
    return per_box, np.array(texts, dtype=np.float32).reshape(len(texts), 2)


def _boxes_of_blocks(tree: Tree) -> bytearray:
    """1 for each box that a block stands in, itself or further in."""
    boxes = tree.boxes
    needed = bytearray(len(boxes))
    for block in tree.blocks:
        box = block.box
        while box >= 0 and not needed[box]:
            needed[box] = 1
            box = boxes[box].parent
    return needed
