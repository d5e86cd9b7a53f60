"""Pictures with what the outlet wrote under them; counters, icons and advertisements are left out."""

from __future__ import annotations

import re
from collections.abc import Container
from functools import lru_cache

from rashomon.extract.lines import without_caption_note
from rashomon.extract.tree import CAPTION, FIGURE, Box, Picture, Tree
from rashomon.model import Image
from rashomon.text.urls import absolute_url, host_of

_CAPTION_LABEL = re.compile(
    r"(?<![a-z])(?:figcaption|wp-caption-text|caption|cutline|picinfo|pic-info|img-?(?:desc|info|note|text)|image-?(?:desc|caption|description|credit)|photo-?(?:desc|caption|credit|info)|legend|bildunterschrift|bu-text|bildtext|legende)(?![a-z])",
    re.IGNORECASE,
)
# Every such name holds one of these; telling so takes a fifth of the time of the pattern.
_CAPTION_SIGNS = ("capt", "cutline", "pic", "img", "imag", "phot", "legend", "bild", "bu-text")
_LONGEST_LABEL = 120  # characters; what is longer names the whole page
_CREDIT_LABEL = re.compile(
    r"(?<![a-z])(?:(?:image|img|photo|picture|caption|media)[-_]*)?(?:credits?|copyright|photographer|bildquelle|source|agency)(?![a-z])",
    re.IGNORECASE,
)
_CREDIT_ELEMENTS = "span[class], cite, small[class], em[class], i[class]"
_CREDIT_LEAD = re.compile(
    r"^(?:Photo(?:graph)?s?|Pictures?|Images?|Fotos?|Bild(?:quelle)?|Credits?|Quelle|Crédits?|Source|摄影|攝影|图源|圖源|图片来源|圖片來源|来源|來源|图|圖)(?: by)?\s*[:：]\s*|^©\s*",
    re.IGNORECASE,
)
_CREDIT_TAIL = re.compile(
    r"\s*[(（\[](?!(?:数据|數據)[来來]源)(?P<in>[^()（）\[\]]{2,80}(?:/|AFP|AP\b|Getty|Reuters|路透|法新|美联|美聯|提供|攝|摄|图|圖|影|Images|Foto|Photo|Office|视频截图|档案|檔案|资料|資料|社|网|網|制图)[^()（）\[\]]{0,60})[)）\]]\s*$"
    r"|\s*(?:图|圖|Photo|Foto|Credit|Quelle|Crédit|Bild|摄影|攝影|图源|(?<!数据)(?<!數據)来源|(?<!數據)來源)\s*[:：]\s*(?P<after>[^。]{2,80})$"
    r"|\s*[©]\s*(?P<sign>.{2,80})$"
)
_ICON = re.compile(
    r"(?:avatar|gravatar|emoji|icon|logo|spacer|blank|pixel|tracking|/ad[sv]?/|doubleclick|badge|sprite|button|share|placeholder|1x1)",
    re.IGNORECASE,
)
_PROMOTION = re.compile(r"(?:subscri|promo|utm_|donat|newsletter|/ads?[/?_\-]|campaign|banner|sponsor)", re.IGNORECASE)
_PICTURE_FILE = re.compile(r"\.(?:jpe?g|png|webp|gif|avif)(?:\?|$)", re.IGNORECASE)
_MOST_CREDITS = 20  # elements of a caption, and boxes in it
_MOST = 200


def captions_of(tree: Tree, *, start: int = 0, stop: int | None = None) -> dict[int, int]:
    """Blocks that are captions, each with the index of its picture (-1: of none that is known).

    `start` and `stop` say between which blocks they are looked for.
    """
    found: dict[int, int] = {}
    after = {picture.before: number for number, picture in enumerate(tree.pictures)}
    last = -1
    figures, pictured = _figures(tree)
    for index, block in enumerate(tree.blocks[start:stop], start):
        last = after.get(index, last)
        near = -1 if last >= 0 and index - tree.pictures[last].before > 3 else last
        if block.flags & CAPTION or (block.flags & FIGURE and block.tag not in ("p", "li") and len(block.text) < 400):
            figure = figures.get(block.box, -1)
            found[index] = pictured.get(figure, near) if figure >= 0 else near
        elif (len(block.text) < 500 and _has_caption_label(tree, block.box)) or (
            near >= 0
            and len(block.text) < 400
            and _is_small(tree, block.box)
            and (index == tree.pictures[near].before or index - 1 in found)
        ):
            found[index] = near
    return found


def images_of(
    tree: Tree, captions: dict[int, int], base: str, *, kept: Container[int] | None = None
) -> tuple[Image, ...]:
    """The article's pictures in reading order; `kept`, where given, says between which blocks they may stand."""
    texts: dict[int, list[str]] = {}
    own: dict[int, str] = {}
    known: dict[int, list[str]] = {}
    for index, number in captions.items():
        if kept is not None and number not in kept:
            continue
        caption, credit = _own_credit(tree, index, known)
        texts.setdefault(number, []).append(without_caption_note(caption))
        if credit:
            own.setdefault(number, credit)
    images: dict[str, Image] = {}
    for number, picture in enumerate(tree.pictures[:_MOST]):
        if kept is not None and number not in kept:
            continue
        caption, credit = _split_credit(list(dict.fromkeys(part for part in texts.get(number, ()) if part)))
        credit = own.get(number, credit)
        url = _address(picture, base)
        if not url or (not caption and _is_decoration(tree, picture, url, base)):
            continue
        if url not in images or (caption and not images[url].caption):
            images[url] = Image(url=url, caption=caption, credit=credit)
    return tuple(images.values())


def _figures(tree: Tree) -> tuple[dict[int, int], dict[int, int]]:
    """For each box in a figure that figure, the innermost; for each figure its first picture."""
    figures: dict[int, int] = {}
    for index, box in enumerate(tree.boxes):
        if box.flags & FIGURE:
            figures[index] = index if box.tag == "figure" else figures.get(box.parent, -1)
    first: dict[int, int] = {}
    for number, picture in enumerate(tree.pictures):
        first.setdefault(figures.get(picture.box, -1), number)
    return figures, first


def _has_caption_label(tree: Tree, box: int) -> bool:
    """Whether the box or the one around it is called a caption, as its own box and not one of the whole page."""
    place: Box = tree.boxes[box]
    if place.label and _names_caption(place.label):
        return True
    outer = tree.boxes[place.parent].label if place.parent >= 0 else ""
    return bool(outer) and _names_caption(outer)


@lru_cache(maxsize=4096)
def _names_caption(label: str) -> bool:
    """Whether a box's name says that it holds a caption."""
    if len(label) >= _LONGEST_LABEL:
        return False
    folded = label.lower()
    for sign in _CAPTION_SIGNS:
        if sign in folded:
            return _CAPTION_LABEL.search(label) is not None
    return False


def _is_small(tree: Tree, box: int) -> bool:
    """Whether the box holds nothing but small print."""
    child = tree.boxes[box].node.first_child
    while child is not None and child.is_text_node and not (child.text_content or "").strip():
        child = child.next
    return child is not None and child.tag == "small"


def _own_credit(tree: Tree, index: int, known: dict[int, list[str]]) -> tuple[str, str]:
    """A caption's text and the credit at its end that stands in an element of its own; "" where none does."""
    block = tree.blocks[index]
    if block.box not in known:
        known[block.box] = _credits_in(tree, block.box)
    for credit in known[block.box]:
        if len(credit) < len(block.text) and block.text.endswith(credit):
            return block.text[: -len(credit)].rstrip(" |/–—-"), _CREDIT_LEAD.sub("", credit)
    return block.text, ""


def _credits_in(tree: Tree, box: int) -> list[str]:
    """The first texts in a small box that stand in elements called a credit."""
    if tree.boxes[box].end - box > _MOST_CREDITS:
        return []  # no caption's own box; and boxes in boxes would be searched again and again
    texts = [
        " ".join(element.text().split())
        for element in tree.boxes[box].node.css(_CREDIT_ELEMENTS)[:_MOST_CREDITS]
        if element.tag == "cite" or _CREDIT_LABEL.search(element.attributes.get("class") or "")
    ]
    return [text for text in texts if text]


def _split_credit(parts: list[str]) -> tuple[str, str]:
    """Caption and credit, parted where the caption ends with one."""
    if not parts:
        return "", ""
    text = " ".join(parts)
    match = _CREDIT_TAIL.search(text)
    if match and match.start() > 0:
        credit = match.group("in") or match.group("after") or match.group("sign")
        return text[: match.start()].rstrip(), credit.strip()
    return text, ""


def _address(picture: Picture, base: str) -> str:
    attributes = picture.node.attributes
    for name in ("data-src", "data-original", "data-lazy-src", "data-url", "src", "data-srcset", "srcset"):
        value = (attributes.get(name) or "").strip()
        if name.endswith("srcset"):
            value = value.split(",")[-1].strip().split(" ")[0]
        if value and not value.startswith("data:") and not value.endswith("undefined"):
            return absolute_url(base, value)
    return ""


def _is_decoration(tree: Tree, picture: Picture, url: str, base: str) -> bool:
    """Whether a picture without caption counts readers, decorates or advertises."""
    attributes = picture.node.attributes
    for name in ("width", "height"):
        size = re.match(r"\d+", attributes.get(name) or "")
        if size and int(size.group(0)) < 60:
            return True
    if _ICON.search(url.rpartition("?")[0] or url):
        return True
    parent = picture.node.parent
    while parent is not None and parent.tag in ("picture", "span", "figure", "amp-img", "noscript"):
        parent = parent.parent
    if parent is None or parent.tag != "a":
        return False
    href = parent.attributes.get("href") or ""
    if _PICTURE_FILE.search(href):
        return False
    return bool(_PROMOTION.search(href)) or (host_of(href) != host_of(base) and bool(host_of(href)))
