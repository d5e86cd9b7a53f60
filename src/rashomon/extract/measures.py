"""What is measured of each block's own text and of its boxes' names. Cheap, and none of it knows any site."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rashomon.extract.tree import Tree

Matrix = npt.NDArray[np.float32]

_WIDE = re.compile("[\u2e80-\u303f\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef\u0e00-\u0e7f]")
_STOPS = tuple('.!?…。！？"”’»」』:：)）')
_LABEL_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]{2,}")
_TEXT_WORD = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")
_NOT_WORD = re.compile(r"[\W_]+")
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
    "©",
    "all rights",
    "sign up",
    "datenschutz",
    "abonn",
    "版权",
    "客户端",
    "公众号",
    "隐私",
)
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


def label_words(label: str) -> tuple[str, ...]:
    """The words that class and id names are made of."""
    return tuple({word.lower() for word in _LABEL_WORD.findall(label[:200]) if len(word) > 1})


def text_words(text: str) -> tuple[str, ...]:
    """The first words of a short text."""
    return tuple({word.lower() for word in _TEXT_WORD.findall(text[:_SHORT])[:8]}) if len(text) <= _SHORT else ()


def measure(tree: Tree, *, title: str = "", body: str = "") -> Raw:
    """The raw measurements of a page's blocks; `title` and `body` are what the page's metadata say they are."""
    blocks, boxes = tree.blocks, tree.boxes
    folded_title = _NOT_WORD.sub("", title).lower()
    folded_body = _NOT_WORD.sub("", body).lower()
    rows = []
    heading_at = -1
    for index, block in enumerate(blocks):
        text = block.text
        length = len(text)
        size = text.count(" ") + 1
        if not text.isascii():
            size += len(_WIDE.findall(text))
        link = block.link / length
        points = 0
        if link < 0.9:
            points = (
                text.count(".")
                + text.count(",")
                + text.count("，")
                + text.count("。")
                + text.count("、")
                + text.count("؛")
                + text.count("،")
            )
        same_title = 0.0
        if folded_title and length < 400:
            folded = _NOT_WORD.sub("", text).lower()
            if folded and (folded == folded_title or (len(folded) > 12 and folded in folded_title)):
                same_title = 1.0
                if heading_at < 0 or block.tag == "h1":
                    heading_at = index
        if block.tag == "h1" and heading_at < 0:
            heading_at = index
        in_body = -1.0
        if folded_body:
            folded = _NOT_WORD.sub("", text[:120]).lower()
            in_body = float(folded in folded_body) if len(folded) > 8 else 0.5
        rows.append(
            (
                size,
                length,
                link,
                block.bold / length,
                points,
                points / size,
                text.endswith(_STOPS),
                text[0].islower(),
                text.isupper(),
                text.istitle(),
                (_DIGIT.search(text) is not None) if length < _SHORT else 0.5,
                _TAG_CODES.get(block.tag, len(_TAGS)),
                boxes[block.box].depth,
                block.line,
                same_title,
                in_body,
                block.flags,
                _promises(text),
            )
        )
    columns = np.array(rows, dtype=np.float32).reshape(len(rows), 18)
    heads = columns[:, 11]
    looks = [
        hash((block.tag, boxes[block.box].label, boxes[max(0, boxes[block.box].parent)].label)) for block in blocks
    ]
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
        look=np.unique(np.array(looks, dtype=np.int64), return_inverse=True)[1],
        section=np.cumsum((heads >= 1) & (heads <= 4)),
    )


def _promises(text: str) -> int:
    """How many of the words of consent, subscription and rights a text's beginning holds."""
    head = text[:_PROMISE_REACH].lower()
    return sum([word in head for word in _PROMISES])


def word_scores(tree: Tree, words: Words) -> tuple[Matrix, Matrix]:
    """For each box the scores of its own label and along its ancestors; for each block that of its first words."""
    labels = words.labels
    known: dict[str, float] = {}
    own: list[float] = []
    lowest: list[float] = []
    highest: list[float] = []
    total: list[float] = []
    needed = _boxes_of_blocks(tree)
    for index, box in enumerate(tree.boxes):
        label = box.label
        score = 0.0
        if label and needed[index]:
            found = known.get(label)
            if found is None:
                for word in label_words(label):
                    score += labels.get(word, 0.0)
                known[label] = score = max(-4.0, min(4.0, score))
            else:
                score = found
        own.append(score)
        parent = box.parent
        if parent < 0:
            lowest.append(score)
            highest.append(score)
            total.append(score)
        else:
            lowest.append(min(score, lowest[parent]))
            highest.append(max(score, highest[parent]))
            total.append(score + 0.8 * total[parent])
    weights = words.texts
    texts = []
    for block in tree.blocks:
        score = least = 0.0
        if len(block.text) <= _SHORT:
            for word in text_words(block.text):
                weight = weights.get(word, 0.0)
                score += weight
                least = min(least, weight)
        texts.append((score, least))
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
