"""Chosen blocks as the body: `text`, its paragraphs joined by a line feed, and what kind each is."""

from __future__ import annotations

from collections.abc import Iterable

from rashomon.extract.tree import LIST, QUOTE, Block, Tree
from rashomon.model import Paragraph, ParagraphKind

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_ITEMS = frozenset(("li", "dt", "dd"))
_CELLS = frozenset(("td", "th"))
_CLOSING = tuple('.。！？!?…:：;；,，、”"」』')
_HEADING_LENGTH = 80


def assemble_text(pieces: Iterable[tuple[str, ParagraphKind]]) -> tuple[str, tuple[Paragraph, ...]]:
    """The text and its paragraphs' spans, in code points."""
    texts: list[str] = []
    paragraphs: list[Paragraph] = []
    at = 0
    for text, kind in pieces:
        if not text:
            continue
        texts.append(text)
        paragraphs.append(Paragraph(start=at, end=at + len(text), kind=kind))
        at += len(text) + 1
    return "\n".join(texts), tuple(paragraphs)


def pieces_of(tree: Tree, chosen: Iterable[int]) -> list[tuple[str, ParagraphKind]]:
    """The chosen blocks as text and kind; the cells of one table row become one piece."""
    pieces: list[tuple[str, ParagraphKind]] = []
    row_before = -1
    for index in chosen:
        block = tree.blocks[index]
        row = _row_of(tree, block)
        if row >= 0 and row == row_before and pieces[-1][1] is ParagraphKind.TABLE:
            pieces[-1] = (f"{pieces[-1][0]} | {block.text}", ParagraphKind.TABLE)
            continue
        row_before = row
        kind = ParagraphKind.TABLE if row >= 0 else kind_of(block)
        if kind is ParagraphKind.HEADING and not block.tag.startswith("h") and not pieces:
            kind = ParagraphKind.PARAGRAPH  # a bold first paragraph is the lead
        pieces.append((block.text, kind))
    return pieces


def kind_of(block: Block) -> ParagraphKind:
    """What a block is by its element; a short paragraph all in bold is a heading."""
    if block.tag in _HEADINGS:
        return ParagraphKind.HEADING
    if block.flags & QUOTE:
        return ParagraphKind.QUOTE
    if block.tag in _ITEMS or (block.flags & LIST and block.tag in ("p", "div")):
        return ParagraphKind.LIST
    length = len(block.text)
    if block.bold >= 0.95 * length and length <= _HEADING_LENGTH and not block.text.endswith(_CLOSING):
        return ParagraphKind.HEADING
    return ParagraphKind.PARAGRAPH


def _row_of(tree: Tree, block: Block) -> int:
    """The box of the table row of facts that a block stands in; -1 where it stands in none.

    Tables that only lay out a page hold long texts or whole paragraphs in their cells.
    """
    if block.tag not in _CELLS or len(block.text) > 200:
        return -1
    row = tree.boxes[block.box].parent
    return row if row >= 0 and tree.boxes[row].tag == "tr" else -1
