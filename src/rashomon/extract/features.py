"""What is measured of each block, as a matrix: the block model's input. Cheap, and none of it knows any site."""

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
_FLAG_BITS = 14

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

WINDOW = (-3, -2, -1, 1, 2, 3)


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
