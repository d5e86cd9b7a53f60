"""One walk over a parsed page: its text as blocks in reading order, with the boxes they stand in, and its pictures."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache

import numpy as np
from msgspec import Struct
from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser, LexborNode

from rashomon.extract.runs import BOLD, LINK, folded, lines_of

# What an element does to the walk.
_SKIP, _INLINE, _BOX, _BREAK, _LINK, _BOLD, _PICTURE, _TIME, _EDGE = range(9)


def _kinds() -> dict[str, int]:
    skipped = """
        script style noscript template svg math iframe object embed applet select option datalist button input
        textarea canvas video audio map dialog head meta link title nav menu rp rt track source param frame noframes"""
    inline = """
        span i em u small big sup sub font abbr acronym cite q code kbd samp var mark del ins s strike tt bdi bdo dfn
        data wbr nobr label ruby rb picture output meter progress slot"""
    boxes = """
        address article aside blockquote body caption center colgroup dd details dir div dl dt fieldset figcaption
        figure form h1 h2 h3 h4 h5 h6 hgroup hr html legend li listing main ol optgroup p plaintext pre
        search section summary table tbody td tfoot th thead tr ul xmp"""
    kinds = dict.fromkeys(skipped.split(), _SKIP) | dict.fromkeys(inline.split(), _INLINE)
    kinds |= dict.fromkeys(boxes.split(), _BOX) | {"br": _BREAK, "a": _LINK, "b": _BOLD, "strong": _BOLD}
    return kinds | {"img": _PICTURE, "time": _TIME, "header": _EDGE, "footer": _EDGE}


# What a box says of all that stands in it.
HEADER, FOOTER, ASIDE, FIGURE, CAPTION, FORM, TABLE, LIST, QUOTE, ARTICLE, MAIN, HIDDEN, BODY, IN_LINK = (
    1 << n for n in range(14)
)
_FLAGS = {
    "header": HEADER, "aside": ASIDE, "figure": FIGURE, "figcaption": CAPTION, "form": FORM, "table": TABLE,
    "ul": LIST, "ol": LIST, "dl": LIST, "blockquote": QUOTE, "article": ARTICLE, "main": MAIN, "amp-img": FIGURE,
    "footer": FOOTER,
}  # fmt: skip
_Kind = tuple[int, str, int, str]  # of an element: what it does to the walk, its name, its flags, its label by its name
_NAMING = frozenset(("data-testid", "data-component", "data-type", "data-module", "data-qa", "itemprop", "role"))
_TELLING = _NAMING | {"hidden", "aria-hidden", "style"}
_OWN = ARTICLE | MAIN | QUOTE  # boxes whose own header or foot may say whose words they are; the page's does not
_TOLD = "h1, h2, time"  # what a header holds that is an article's; all others hold menus
_ROLES = {"main": MAIN, "article": ARTICLE, "complementary": ASIDE, "contentinfo": FOOTER, "banner": HEADER}
_BODY_PROPERTY = frozenset(("articleBody", "reviewBody"))

# The boxes of what asks for consent to cookies, by its common makers' names and plain words.
_CONSENT = re.compile(
    r"onetrust|ot-sdk|ot-pc-|didomi|qc-cmp|sp_message|usercentrics|truste|cybotcookie|cookie-?(?:banner|consent|notice|bar|law|policy|popup|modal|overlay|info|alert|box|message|wall|dialog|disclaimer|settings|preferences)|"
    r"(?:(?:consent|gdpr|ccpa)-?|cmp)(?:banner|modal|manager|popup|notice|overlay|dialog|box|bar|container|wrapper|ui)|iubenda|fc-consent|cmplz|borlabs|klaro|osano|tarteaucitron|moove_gdpr|cky-(?:modal|consent|preference)",
    re.IGNORECASE,
)
_LABEL_REACH = 160  # characters of a name that are looked at; style sheets by class write thousands
# What one of these names holds, in lower case; looked for first, because most names hold none.
_CONSENT_SIGNS = ("cookie", "consent", "cmp", "gdpr", "ccpa", "onetrust", "ot-", "didomi", "sp_message", "usercentric", "truste", "iubenda",
                  "borlabs", "klaro", "osano", "tarteau", "cky-")  # fmt: skip

_NOTHING, _COOKIES, _LETTERS = range(3)  # what a box asks readers for
_LONGEST_OFFER = 800  # characters of a box that offers a newsletter; one named for it that holds more holds an article
_CONTROLS = bytes((*range(9), 11, *range(14, 32), 127))
_MOST_BLOCKS = 100_000  # more than any article; what follows is left out
_MOST_EDGE = 2_000  # characters of a page's header or foot that are kept


class Box(Struct, gc=False):  # a Struct is made in half the time of a dataclass, and a page makes hundreds
    """An element that stands as a block."""

    node: LexborNode
    tag: str
    parent: int  # index among the boxes; -1 for the outermost
    flags: int
    label: str  # its class, id and the like, as one string
    depth: int
    end: int = 0  # index after the last box inside it, boxes being numbered in reading order; 0 while it is open
    first: int = 0  # index of the first block inside it, or of what follows where it holds none
    last: int = -1  # index after its last block; -1 while it is open


class Block(Struct, gc=False):
    """A run of text without a block's border in it; `link` and `bold` count its characters in links and bold."""

    text: str
    box: int
    tag: str
    flags: int
    link: int
    bold: int
    line: bool  # split from the one before by a line break only


@dataclass(slots=True)
class Picture:
    """An image and the place among the blocks where it stands."""

    node: LexborNode
    box: int
    before: int  # index of the block that follows


@dataclass(slots=True)
class Tree:
    """A page as its blocks, boxes, pictures and links."""

    blocks: list[Block] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    times: list[tuple[LexborNode, int]] = field(default_factory=list)
    links: list[tuple[str, int]] = field(default_factory=list)  # address as written, index of the block it stands in
    edges: list[str] = field(default_factory=list)  # what stands in the page's header and foot, which are no blocks


def parse_html(text: str, *, utf8: bytes = b"") -> LexborHTMLParser:
    """The document tree of a page, without its control characters and lone surrogates.

    `utf8` may give the text's own bytes, where they are at hand: writing them anew takes as long as a third of parsing.
    """
    raw = utf8 or text.encode("utf-8", "ignore")
    # Looking for control characters takes a fifth of the time of taking them out, and few pages hold any.
    values = np.frombuffer(raw, dtype=np.uint8)
    if raw and (values.min() < 9 or (values - np.uint8(14) < 18).any() or b"\x0b" in raw or b"\x7f" in raw):
        raw = raw.translate(None, _CONTROLS)
    return LexborHTMLParser(raw, options=LexborDocumentOptions.WO_EVENTS)


def walk_tree(root: LexborNode, *, noscript: bool = False, page: bool = False) -> Tree:
    """All blocks under an element, in reading order.

    `noscript` takes in what stands there for readers without scripts; `page` says that the element is a whole page's body,
    whose own header and foot are no blocks.
    """
    tree = Tree()
    blocks, boxes = tree.blocks, tree.boxes
    boxes.append(Box(root, root.tag or "", -1, 0, "", 0))
    text_number, known_kinds = _kinds_by_id(noscript)
    kinds = known_kinds.copy()
    pieces: list[str | None] = []  # of the run being gathered; None for a line break
    marks: dict[int, int] = {}  # of its pieces that stand in a link or in bold: which of both
    stack: list[tuple[LexborNode | None, int, int, int]] = []  # next node, box and mark outside, what is being left
    box = mark = 0
    node: LexborNode | None = root.first_child
    while True:
        if node is None:
            if not stack:
                break
            node, outer, mark, left = stack.pop()
            if left == _BOX:
                if pieces:
                    _add_blocks(tree, pieces, marks, box)
                if len(blocks) > _MOST_BLOCKS:
                    break
                done = boxes[box]
                done.end, done.last = len(boxes), len(blocks)
                box = outer
            elif left == _TIME:
                pieces.append(" ")
            continue
        number = node.tag_id
        if number == text_number:  # half of all nodes, most of them white space
            text = node.text_content if pieces or not node.is_empty_text_node else None
            if text and (pieces or not text.isspace()):
                if mark:
                    marks[len(pieces)] = mark
                pieces.append(text)
            node = node.next
            continue
        known = kinds.get(number)
        if known is None:
            known = kinds[number] = _kind_of(node.tag)
        kind = known[0]
        if kind == _SKIP:
            node = node.next
            continue
        if kind == _BREAK:
            pieces.append(None)
            node = node.next
            continue
        if kind == _PICTURE:
            tree.pictures.append(Picture(node, box, len(blocks) + (1 if pieces else 0)))
            if known[1] == "img":
                node = node.next
                continue
        child = node.first_child
        if kind == _EDGE:
            kind = _SKIP if page and _is_edge(node, known[1], boxes[box].flags) else _BOX
        if kind == _BOX:
            if pieces:
                _add_blocks(tree, pieces, marks, box)
            inner = -1 if child is None else _open_box(tree, node, known, box, mark)
            if inner < 0:
                node = node.next
            else:
                stack.append((node.next, box, mark, _BOX))
                box, node = inner, child
            continue
        if kind == _SKIP:
            if pieces:
                _add_blocks(tree, pieces, marks, box)
            tree.edges.append(node.text(separator=" ", skip_empty=True)[:_MOST_EDGE])
            node = node.next
            continue
        if child is None:
            node = node.next
            continue
        stack.append((node.next, box, mark, kind))
        if kind == _LINK:
            href = node.attributes.get("href")
            if href:
                tree.links.append((href, len(blocks)))
                mark |= LINK
        elif kind == _BOLD:
            mark |= BOLD
        elif kind == _TIME:
            pieces.append(" ")
            tree.times.append((node, len(blocks)))
        node = child
    if pieces:
        _add_blocks(tree, pieces, marks, box)
    return tree


@cache
def _kinds_by_id(noscript: bool) -> tuple[int, dict[int, _Kind]]:
    """The parser's number of text; and for that of each known element what it does to the walk."""
    document = LexborHTMLParser("text")
    found: dict[int, _Kind] = {}
    for tag, kind in _kinds().items():
        does = _BOX if noscript and tag == "noscript" else kind
        found[document.create_node(tag).tag_id] = (does, tag, _FLAGS.get(tag, 0), "")
    text = document.body.first_child if document.body is not None else None
    return (text.tag_id if text is not None else 0), found


def _kind_of(tag: str | None) -> _Kind:
    """What an element does to the walk that HTML does not know: boxes of a site's own have a hyphen in their names."""
    if not tag or tag[0] in "-!":
        return _SKIP, "", 0, ""
    if tag == "amp-img":
        return _PICTURE, tag, FIGURE, tag
    if "-" in tag:
        return _BOX, tag, 0, tag
    return _LINK if tag == "ok" else _INLINE, tag, 0, ""


def _is_edge(node: LexborNode, tag: str, around: int) -> bool:
    """Whether a header or foot is the page's own and not an article's."""
    return not around & _OWN and (tag == "footer" or node.css_first(_TOLD) is None)


def _open_box(tree: Tree, node: LexborNode, known: _Kind, parent: int, mark: int) -> int:
    """Adds the box of an element and gives its index; -1 for what asks for consent or an address."""
    boxes = tree.boxes
    _, tag, own, label = known
    outer = boxes[parent]
    flags = outer.flags | own
    if mark & LINK:
        flags |= IN_LINK
    attributes = node.attributes
    if attributes:
        named = attributes.get("class")
        if named:
            label = named
        if len(attributes) > 1 or not named:
            numbered = attributes.get("id")
            if numbered:
                label = f"{named or ''} {numbered}"
            if not _TELLING.isdisjoint(attributes):
                flags |= _attribute_flags(attributes)
                for name in attributes:
                    if name in _NAMING:
                        label = f"{label} {attributes[name] or ''}"
        if label:
            asked = _asked_by(label)
            if asked == _COOKIES or (asked == _LETTERS and len(node.text(skip_empty=True)) < _LONGEST_OFFER):
                return -1
    boxes.append(Box(node, tag, parent, flags, label, outer.depth + 1, 0, len(tree.blocks)))
    return len(boxes) - 1


def _attribute_flags(attributes: dict[str, str | None]) -> int:
    """What a box's attributes say of all in it."""
    flags = 0
    if attributes.get("itemprop") in _BODY_PROPERTY:
        flags |= BODY
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        flags |= HIDDEN
    style = attributes.get("style")
    if style and "none" in style and "display:none" in style.replace(" ", "").lower():
        flags |= HIDDEN
    role = attributes.get("role")
    return flags | _ROLES.get(role, 0) if role else flags


@lru_cache(maxsize=4096)
def _asked_by(label: str) -> int:
    """What a box of this name asks readers for: consent to cookies, an address for a newsletter, or nothing."""
    folded = label[:_LABEL_REACH].lower()
    if "newsletter" in folded:
        return _LETTERS
    for sign in _CONSENT_SIGNS:
        if sign in folded:
            return _COOKIES if _CONSENT.search(folded) is not None else _NOTHING
    return _NOTHING


def _add_blocks(tree: Tree, pieces: list[str | None], marks: dict[int, int], box: int) -> None:
    """Turns the gathered pieces into a block, or several where line breaks part paragraphs."""
    place = tree.boxes[box]
    while (last := pieces[-1]) is not None and last.isspace() and len(pieces) > 1:
        pieces.pop()
    if len(pieces) == 1 and last is not None:  # as most are
        text = folded(last)
        if text:
            mark = marks[0] if marks and 0 in marks else 0
            length = len(text)
            tree.blocks.append(
                Block(
                    text, box, place.tag, place.flags, length if mark & LINK else 0, length if mark & BOLD else 0, False
                )
            )
    else:
        for number, (text, link, bold) in enumerate(lines_of(pieces, marks)):
            tree.blocks.append(Block(text, box, place.tag, place.flags, link, bold, number > 0))
    pieces.clear()
    if marks:
        marks.clear()
