"""One walk over a parsed page: its text as blocks in reading order, with the boxes they stand in, and its pictures."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

# What an element does to the walk.
_SKIP, _INLINE, _BOX, _BREAK, _LINK, _BOLD, _PICTURE, _TIME = range(8)


def _kinds() -> dict[str, int]:
    skipped = """
        script style noscript template svg math iframe object embed applet select option datalist button input
        textarea canvas video audio map dialog head meta link title nav menu rp rt track source param frame noframes"""
    inline = """
        span i em u small big sup sub font abbr acronym cite q code kbd samp var mark del ins s strike tt bdi bdo dfn
        data wbr nobr label ruby rb ok picture output meter progress slot"""
    boxes = """
        address article aside blockquote body caption center colgroup dd details dir div dl dt fieldset figcaption
        figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main ol optgroup p plaintext pre
        search section summary table tbody td tfoot th thead tr ul xmp"""
    kinds = dict.fromkeys(skipped.split(), _SKIP) | dict.fromkeys(inline.split(), _INLINE)
    kinds |= dict.fromkeys(boxes.split(), _BOX) | {"br": _BREAK, "a": _LINK, "b": _BOLD, "strong": _BOLD}
    return kinds | {"img": _PICTURE, "amp-img": _PICTURE, "time": _TIME}


_KINDS = _kinds()

# What a box says of all that stands in it.
HEADER, FOOTER, ASIDE, FIGURE, CAPTION, FORM, TABLE, LIST, QUOTE, ARTICLE, MAIN, HIDDEN, BODY, IN_LINK = (
    1 << n for n in range(14)
)
_FLAGS = {
    "header": HEADER, "footer": FOOTER, "aside": ASIDE, "figure": FIGURE, "figcaption": CAPTION, "form": FORM, "table": TABLE,
    "ul": LIST, "ol": LIST, "dl": LIST, "blockquote": QUOTE, "article": ARTICLE, "main": MAIN, "amp-img": FIGURE,
}  # fmt: skip
_NAMING = (
    "data-testid",
    "data-component",
    "data-type",
    "data-module",
    "data-qa",
    "itemprop",
    "role",
)  # attributes that say what a box is
_ROLES = {"main": MAIN, "article": ARTICLE, "complementary": ASIDE, "contentinfo": FOOTER, "banner": HEADER}
_BODY_PROPERTY = frozenset(("articleBody", "reviewBody"))

# The boxes of what asks for consent to cookies, by its common makers' names and plain words.
_CONSENT = re.compile(
    r"onetrust|ot-sdk|ot-pc-|didomi|qc-cmp|sp_message|usercentrics|truste|cybotcookie|cookie-?(?:banner|consent|notice|bar|law|policy|popup|modal|overlay|info|alert|box|message|wall|dialog|disclaimer|settings|preferences)|"
    r"(?:consent|gdpr|cmp|ccpa)-?(?:banner|modal|manager|popup|notice|overlay|dialog|box|bar|container|wrapper|ui)|iubenda|fc-consent|cmplz|borlabs|klaro|osano|tarteaucitron|moove_gdpr|cky-(?:modal|consent|preference)",
    re.IGNORECASE,
)

_LABEL_REACH = 160  # characters of a name that are looked at; style sheets by class write thousands
# What one of these names holds, in lower case; looked for first, because most names hold none.
_CONSENT_SIGNS = ("cookie", "consent", "cmp", "gdpr", "ccpa", "onetrust", "ot-", "didomi", "sp_message", "usercentric", "truste", "iubenda",
                  "borlabs", "klaro", "osano", "tarteau", "cky-")  # fmt: skip

# Marks in gathered text; the page's own control characters are removed before parsing.
_LINE, _LINK_ON, _LINK_OFF, _BOLD_ON, _BOLD_OFF = "\x02", "\x03", "\x04", "\x05", "\x06"
_MARKS = re.compile("[\x03-\x06]")
_CONTROLS = bytes((*range(9), 11, *range(14, 32), 127))
_WIDE = "\u2e80-\u303f\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"
_WIDE_WRAP = re.compile(
    rf"(?<=[{_WIDE}])[ \t\r\u00a0]*\n\s*|[ \t\r\u00a0]*\n\s*(?=[\x03-\x06]*[{_WIDE}])|(?<=[{_WIDE}][\x03-\x06])[ \t\r\u00a0]*\n\s*"
)
_HAS_WIDE = re.compile(f"[{_WIDE}]")
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff]")
_SENTENCE_END = tuple(".。！？!?：:；;…”’\"'»」』）)】")
_MAX_BLOCKS = 100_000  # more than any article; what follows is left out


@dataclass(slots=True)
class Box:
    """An element that stands as a block."""

    node: LexborNode
    tag: str
    parent: int  # index among the boxes; -1 for the outermost
    flags: int
    label: str  # its class, id and the like, as one string
    depth: int
    end: int = 0  # index after the last box inside it, boxes being numbered in reading order; 0 while it is open


@dataclass(slots=True)
class Block:
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


def parse_html(text: str) -> LexborHTMLParser:
    """The document tree of a page; control characters and lone surrogates are removed first."""
    # On bytes: taking out characters is thirty times faster there than looking for them in the text.
    return LexborHTMLParser(text.encode("utf-8", "ignore").translate(None, _CONTROLS))


def walk_tree(root: LexborNode, *, noscript: bool = False) -> Tree:
    """All blocks under an element, in reading order; `noscript` takes in what stands there for readers without scripts."""
    tree = Tree()
    blocks, boxes = tree.blocks, tree.boxes
    boxes.append(Box(root, root.tag or "", -1, 0, "", 0))
    buffer: list[str] = []
    stack: list[
        tuple[LexborNode | None, int, str, bool]
    ] = []  # next node, box, mark to close with, whether a box closes
    box, links = 0, 0
    node: LexborNode | None = root.first_child
    kinds = _KINDS | {"noscript": _BOX} if noscript else _KINDS
    while True:
        if node is None:
            if not stack or len(blocks) > _MAX_BLOCKS:
                break
            node, outer, mark, closes = stack.pop()
            if closes:
                if buffer:
                    _flush(tree, buffer, box, links)
                boxes[box].end = len(boxes)
                box = outer
            elif mark:
                buffer.append(mark)
                if mark is _LINK_OFF:
                    links -= 1
            continue
        tag = node.tag or "!"
        if tag == "-text":
            text = node.text_content
            if text and (buffer or not text.isspace()):
                buffer.append(text)
            node = node.next
            continue
        kind = kinds.get(tag)
        if kind is None:
            kind = _BOX if "-" in tag and not tag.startswith(("-", "!")) else _SKIP if tag[0] in "-!" else _INLINE
        if kind == _SKIP:
            node = node.next
            continue
        if kind == _BREAK:
            buffer.append(_LINE)
            node = node.next
            continue
        if kind == _PICTURE:
            tree.pictures.append(Picture(node, box, len(blocks) + (1 if buffer else 0)))
            node = node.next if tag == "img" else node.first_child or node.next
            continue
        child = node.first_child
        if kind == _BOX:
            if buffer:
                _flush(tree, buffer, box, links)
            if child is not None:
                inner = _open_box(boxes, node, tag, box, links)
                if inner < 0:
                    node = node.next
                    continue
                stack.append((node.next, box, "", True))
                box = inner
                node = child
            else:
                node = node.next
            continue
        mark = ""
        if kind == _LINK or (tag == "ok" and node.attributes.get("href")):
            href = node.attributes.get("href")
            if href:
                tree.links.append((href, len(blocks)))
                buffer.append(_LINK_ON)
                mark = _LINK_OFF
                links += 1
        elif kind == _BOLD:
            buffer.append(_BOLD_ON)
            mark = _BOLD_OFF
        elif kind == _TIME:
            buffer.append(" ")
            mark = " "
            tree.times.append((node, len(blocks)))
        if child is None:
            if mark and mark != " ":
                buffer.pop()
                links -= mark is _LINK_OFF
            node = node.next
        else:
            stack.append((node.next, box, mark, False))
            node = child
    if buffer:
        _flush(tree, buffer, box, links)
    return tree


def _open_box(boxes: list[Box], node: LexborNode, tag: str, parent: int, links: int) -> int:
    """Adds the box of an element and gives its index; -1 for what asks for consent and is no part of any page."""
    outer = boxes[parent]
    flags = outer.flags | _FLAGS.get(tag, 0)
    if links:
        flags |= IN_LINK
    attributes = node.attributes
    label = tag if "-" in tag else ""
    if attributes:
        get = attributes.get
        named, numbered = get("class"), get("id")
        label = f"{named or ''} {numbered}" if numbered else named or ""
        if len(attributes) > 1:
            for name in _NAMING:
                if name in attributes:
                    label += f" {attributes[name] or ''}"
        if label and _asks_consent(label):
            return -1
        if len(attributes) > 1 or not named:
            flags |= _attribute_flags(attributes)
    boxes.append(Box(node, tag, parent, flags, label, outer.depth + 1))
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
def _asks_consent(label: str) -> bool:
    folded = label[:_LABEL_REACH].lower()
    for sign in _CONSENT_SIGNS:
        if sign in folded:
            return _CONSENT.search(folded) is not None
    return False


def _flush(tree: Tree, buffer: list[str], box: int, links: int) -> None:
    """Turns gathered text into a block, or several where line breaks part paragraphs."""
    raw = "".join(buffer)
    buffer.clear()
    if links:
        buffer.append(_LINK_ON)
    if raw.isspace() or not raw:
        return
    if not raw.isascii():
        if "\n" in raw and _HAS_WIDE.search(raw):
            raw = _WIDE_WRAP.sub("", raw)
        raw = _INVISIBLE.sub("", raw)
    if _LINE not in raw:
        if not _MARKS.search(raw):
            text = " ".join(raw.split())
            if text:
                place = tree.boxes[box]
                tree.blocks.append(Block(text, box, place.tag, place.flags, 0, 0, False))
            return
        _add_block(tree, " ".join(raw.split()), box, False)
        return
    in_link = False
    for number, line in enumerate(_paragraphs(raw)):
        part = _LINK_ON + line if in_link else line
        in_link = part.rfind(_LINK_ON) > part.rfind(_LINK_OFF)
        _add_block(tree, " ".join(part.split()), box, number > 0)


def _paragraphs(raw: str) -> list[str]:
    """The paragraphs of a run with line breaks: parted by two breaks, or by one where a sentence or line item ends."""
    found: list[list[str]] = []
    blank = True
    ended = False
    for line in raw.split(_LINE):
        bare = _MARKS.sub("", line).strip()
        if not bare:
            blank = True
            if found and line:
                found[-1].append(line.strip())
            continue
        goes_on = not blank and not ended and bare[:1].islower() and not line.startswith(("\u3000", "\u00a0\u00a0"))
        if goes_on and found:
            found[-1] += (" ", line)
        else:
            found.append([line])
        blank, ended = False, bare.endswith(_SENTENCE_END)
    return ["".join(parts) for parts in found]


def _add_block(tree: Tree, marked: str, box: int, line: bool) -> None:
    if marked.startswith(_LINK_ON):  # most often one link and nothing else, as in menus
        inner = marked[1:-1] if marked.endswith(_LINK_OFF) else marked[1:]
        if not _MARKS.search(inner):
            text = inner.strip()
            if text:
                place = tree.boxes[box]
                tree.blocks.append(Block(text, box, place.tag, place.flags, len(text), 0, line))
            return
    link = _marked_length(marked, _LINK_ON, _LINK_OFF)
    bold = _marked_length(marked, _BOLD_ON, _BOLD_OFF)
    text = (
        _MARKS.sub("", marked).strip()
        if "\x03" in marked or "\x04" in marked or "\x05" in marked or "\x06" in marked
        else marked
    )
    if not text:
        return
    if "  " in text:
        text = " ".join(text.split())
    place = tree.boxes[box]
    tree.blocks.append(Block(text, box, place.tag, place.flags, min(link, len(text)), min(bold, len(text)), line))


def _marked_length(marked: str, on: str, off: str) -> int:
    """How many characters stand between the marks."""
    at = marked.find(on)
    length = 0
    while at >= 0:
        end = marked.find(off, at)
        if end < 0:
            return length + len(marked) - at - 1
        length += end - at - 1
        at = marked.find(on, end)
    return length
