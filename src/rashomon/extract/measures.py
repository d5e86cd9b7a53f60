"""What is measured of each block's own text. Cheap, and none of it knows any site."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from struct import Struct

import numpy as np
import numpy.typing as npt

from rashomon.extract.surroundings import Surroundings, label_scores, surroundings_of
from rashomon.extract.tree import FOOTER, QUOTE, Block, Tree
from rashomon.text.trees import Indices, Matrix

_WIDE = re.compile("[\u2e80-\u303f\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef\u0e00-\u0e7f]")
_STOPS = frozenset('.!?…。！？"”’»」』：:)）')
_TEXT_WORD = re.compile(r"[^\W\d_]+|[©\n]")
_NOT_WORD = re.compile(r"[\W_]+")
_SHORT = 160  # characters up to which a block's words are looked at
_FIRST_WORDS = 56  # characters of a block in which they stand
_MENU = 0.9  # share of a block's text in links from which it is judged only where it is a paragraph or a heading
_FEW_LINKS, _RUNNING = 0.4, 8  # share in links below which, and words from which, a block is running text
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_WORDED = frozenset(("p", "h1", "h2", "h3", "h4"))
_TAGS = ("p", "h1", "h2", "h3", "h4", "li", "td", "div", "blockquote", "figcaption", "section", "article", "dd", "pre", "header", "a")  # fmt: skip
_TAG_CODES = {tag: number for number, tag in enumerate(_TAGS)} | {"h5": 4, "h6": 4, "th": 6, "dt": 12, "main": 11}
_OTHER_TAG = len(_TAGS)
_SAMPLE = 40  # characters of a block that are looked for in the linked data's text
_BELOW = 40  # blocks up to which it is told how far a block stands under its heading
_TITLE = 13  # letters from which a part of the title counts as the title
_PROMISED = range(40, 700)  # lengths of blocks whose words of promise are counted; shorter ones have their first words
_PROMISE_REACH = 240  # characters
# Words of consent, subscription and rights, in the sets' languages and Chinese.
_PROMISES = (
    "cookie", "newsletter", "subscri", "privacy", "copyright", "all rights", "sign up", "datenschutz", "abonn",
    "©", "版权", "客户端", "公众号", "隐私",
)  # fmt: skip

# The rows of `Raw.rows`: those from RUNS to SIZE are summed up over boxes, those from SIZE on told of neighbours too.
(LENGTH, BOLD, POINTS, STOPPED, DEPTH, LINE, IS_TITLE, IN_BODY, PROMISES, WORDS, WORST_WORD, MENU_BEFORE, TEASED, BELOW,
 RUNS, ONE, RUNNING, PLAIN, SIZE, LINK, POINTED, TAG) = range(22)  # fmt: skip
ROWS = TAG + 1
_PACKED = Struct(f"{ROWS}f")  # a block's rows; a third of the time that an array takes them in


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """How much words speak for the article (above 0) or against it: in class and id names, and in short texts."""

    label_score: Callable[[str], float]  # of all the names of a box
    texts: Mapping[str, float]  # with the line feed, which parts blocks


def words_of(labels: Mapping[str, float], texts: Mapping[str, float]) -> Words:
    """The words ready for use."""
    return Words(label_score=label_scores(labels), texts={**texts, "\n": 0.0})


@dataclass(slots=True, kw_only=True)
class Raw:
    """The measurements that need the text itself; all the rest is arithmetic on them. Blocks of menus are left out."""

    judged: list[int]  # the blocks measured, as indices into the tree's
    rows: Matrix  # a row a measure, a column a block
    flags: npt.NDArray[np.int32]
    sections: Indices  # of each block the number of the heading it stands under, 0 for none
    heads: list[int]  # where sections begin
    around: Surroundings
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


def text_words(text: str) -> list[str]:
    """The first words of a short text; none of a long one."""
    return _TEXT_WORD.findall(text[:_FIRST_WORDS].lower()) if len(text) <= _SHORT else []


def measure(tree: Tree, words: Words, *, title: str = "", body: str = "") -> Raw:
    """The raw measurements of a page's blocks; `title` and `body` are what the page's metadata say they are."""
    judged = judged_blocks(tree)
    blocks = [tree.blocks[index] for index in judged]
    heading, heads, sections, values = _letters(tree, blocks, judged, words.texts, title, body)
    return Raw(
        judged=judged,
        rows=np.frombuffer(values, dtype=np.float32).reshape(-1, ROWS).T,
        flags=np.array([block.flags for block in blocks], dtype=np.int32),
        sections=np.array(sections, dtype=np.intp),
        heads=heads,
        around=surroundings_of(tree, blocks, judged, words.label_score),
        heading=heading,
        count=len(tree.blocks),
    )


def _letters(
    tree: Tree, blocks: Sequence[Block], judged: Sequence[int], weights: Mapping[str, float], title: str, body: str
) -> tuple[int, list[int], list[int], bytes]:
    """What is measured of each block by its characters and those before it, block after block in the order of the rows.

    With it the headline's block (-1: none), the first block of each section, and the section of each block.
    """
    lower_title = title.lower()
    folded_title = _NOT_WORD.sub("", lower_title)
    least, most = min(len(folded_title), _TITLE), 2 * len(title)
    boxes = tree.boxes
    scores, promised = _word_scores(blocks, weights), _promised(blocks)
    pack, values = _PACKED.pack, list[bytes]()
    heads, sections = [0], []
    heading = before = teaser = -1
    for number, (index, block) in enumerate(zip(judged, blocks, strict=True)):
        text, tag = block.text, block.tag
        length = len(text)
        size = text.count(" ") + 1
        points = text.count(".") + text.count(",")
        if not text.isascii():
            size += len(_WIDE.findall(text))
            points += text.count("，") + text.count("。") + text.count("、") + text.count("؛") + text.count("،")
        link = block.link / length
        same_title = least <= length <= most and text[:4].lower() in lower_title and _is_title(text, folded_title)
        if (same_title and (heading < 0 or tag == "h1")) or (tag == "h1" and heading < 0):
            heading = number
        if tag in _HEADINGS:
            teaser = index if block.link >= _MENU * length and not same_title else -1
            heads.append(number)
        sections.append(len(heads) - 1)
        runs = link < _FEW_LINKS and size >= _RUNNING
        plain = size * (1.0 - link)
        total, worst = next(scores) if length <= _SHORT else (0.0, 0.0)
        values.append(pack(
            length, block.bold / length, points, text[-1] in _STOPS, boxes[block.box].depth, block.line, same_title,
            text[:_SAMPLE] in body if body else -1.0, promised.get(number, 0), total, worst, index - before - 1,
            index - teaser if teaser >= 0 else 0, min(number - heads[-1], _BELOW),
            runs, 1.0, plain if runs else 0.0, plain, size, link, points / size, _TAG_CODES.get(tag, _OTHER_TAG),
        ))  # fmt: skip
        before = index
    return heading, heads, sections, b"".join(values)


def _is_title(text: str, folded_title: str) -> bool:
    """Whether a text is the page's title, or a good part of it, by letters and digits alone."""
    folded = _NOT_WORD.sub("", text).lower()
    return bool(folded) and (folded == folded_title or (len(folded) >= _TITLE and folded in folded_title))


def _word_scores(blocks: Sequence[Block], weights: Mapping[str, float]) -> Iterator[tuple[float, float]]:
    """For each short block the sum of its first words' weights, and the lowest (0 at most)."""
    # All are searched at once, each with a line feed at its end: half the time of one search a block.
    short = [block.text[:_FIRST_WORDS].lower() for block in blocks if len(block.text) <= _SHORT]
    words = _TEXT_WORD.findall("\n".join((*short, "")))
    total = worst = 0.0
    for word in [word for word in words if word in weights]:
        if word == "\n":
            yield total, worst
            total = worst = 0.0
        else:
            score = weights[word]
            total += score
            if score < worst:
                worst = score


def _promised(blocks: Sequence[Block]) -> dict[int, int]:
    """How many words of promise the beginnings of blocks hold, for those that hold any."""
    heads = [block.text[:_PROMISE_REACH].lower() if len(block.text) in _PROMISED else "" for block in blocks]
    whole = "\n".join(heads)
    made = [word for word in _PROMISES if word in whole]  # few pages hold more than two of them
    counts = [sum([word in head for word in made]) for head in heads] if made else []
    return {at: count for at, count in enumerate(counts) if count}
