"""Where a page shows time and author: near the headline, in boxes that belong to the article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from selectolax.lexbor import LexborNode

from rashomon.extract.tree import ASIDE, FOOTER, HIDDEN, IN_LINK, Block, Tree

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BARRED = ASIDE | FOOTER | HIDDEN | IN_LINK
_NEAR = 14  # blocks after the headline in which a page states time and author
_BEFORE = 6
_ENDING = 4  # last blocks of the text
_AFTER = 8  # blocks after it
_OPENING = 40  # blocks looked at where the article's place is not known
_REACH = 160  # characters of a box's name that are looked at
_CLIMB = 7  # boxes around a block that are looked at
_OTHER = re.compile(
    r"(?:^|[-_])(?:comments?|commentlist|kommentare?|related|recommend\w*|recirc\w*|sidebar|widget|teasers?|footer|copyright|newsletter|popular|latest|most|ticker|"
    r"cookies?|events?|calendar|archives?|nav|navbar|navigation|menu|breadcrumbs?|login|search|shar\w+|social\w*|carousel|slider|promo\w*|next|prev\w*|tags?|topics?|keywords?|"
    r"caption\w*|avatar|photos?|images?|gallery)(?:$|[-_\d])|"
    r"[a-z](?:Comment|Related|Recommend|Sidebar|Teaser|Footer|Newsletter|Popular|Latest|Ticker|Cookie|Calendar|Nav|Menu|Breadcrumb|Login|Search|Share|Social|Carousel|Promo|Caption|Tags|Topics)",
)
# Names of a state or a subject, not of what the box holds: has-sidebar, category-social, and style sheets' own.
_STATE = (
    "pointer-",
    "category-",
    "tag-",
    "has-",
    "is-",
    "with-",
    "no-",
    "enable-",
    "post-",
    "status-",
    "type-",
    "format-",
)
_STYLE = frozenset(":[(")
_WRAPPER = "elementor-widget"  # what a page builder calls each of its boxes; what it holds follows


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the article stands on the page: its headline's block and the first and last of its text (-1: unknown)."""

    heading: int
    first: int
    last: int


def own_boxes(tree: Tree, place: Place) -> frozenset[int]:
    """The boxes around the headline and around the first text: whatever they are called, the article is theirs."""
    found: set[int] = set()
    for index in (place.heading, place.first):
        box = tree.blocks[index].box if 0 <= index < len(tree.blocks) else -1
        while box >= 0:
            found.add(box)
            box = tree.boxes[box].parent
    return frozenset(found)


def is_foreign(tree: Tree, block: Block, own: frozenset[int], *, barred: int = BARRED) -> bool:
    """Whether a block belongs to something other than the article, by its boxes' names and what `barred` marks."""
    box = block.box
    for _ in range(_CLIMB):
        if box <= 0 or box in own:
            return False
        place = tree.boxes[box]
        if place.flags & ~tree.boxes[place.parent].flags & barred or (place.label and names_other(place.label)):
            return True
        box = place.parent
    return False


@lru_cache(maxsize=8192)
def names_other(label: str) -> bool:
    """Whether a box's name says that it holds something other than an article's own lines."""
    return any(
        _OTHER.search(token.removeprefix(_WRAPPER)) is not None
        for token in label[:_REACH].split()
        if not token.startswith(_STATE) and _STYLE.isdisjoint(token)
    )


def within_foreign(node: LexborNode) -> bool:
    """Whether one of the elements around is called something that is not the article."""
    parent = node.parent
    for _ in range(_CLIMB):
        if parent is None or parent.tag == "body":
            return False
        if parent.tag in ("aside", "nav"):
            return True
        attributes = parent.attributes
        label = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
        if len(label) < _REACH and names_other(label):
            return True
        parent = parent.parent
    return False


def near_blocks(tree: Tree, place: Place) -> Sequence[int]:
    """Blocks in which time and author may stand: after the headline, shortly before it, after the text."""
    count = len(tree.blocks)
    start = place.heading if place.heading >= 0 else place.first
    if start < 0:
        return range(min(count, _OPENING))
    order = list(range(start, min(count, max(start + _NEAR, place.first + 3))))
    order += range(max(0, start - _BEFORE), start)
    if place.last >= 0:
        order += range(max(start, place.last - _ENDING), min(count, place.last + _AFTER))
    return list(dict.fromkeys(order))


def nearness(index: int, place: Place) -> float:
    """From 2 right under the headline down to 0 far away."""
    if place.heading >= 0:
        steps = index - place.heading
        if steps < 0:
            return max(0.0, 1.4 - 0.15 * -steps)
        if steps <= _NEAR or index <= place.first + 1:
            return max(0.9, 2.0 - 0.06 * steps)
    if place.first >= 0 and abs(index - place.first) <= 6:
        return 1.2
    if place.last >= 0 and 0 <= index - place.last <= _AFTER:
        return 0.7
    return 0.0
