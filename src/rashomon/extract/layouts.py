"""What an outlet's file knows of its pages' layouts, read from a page that matches one; extraction works without."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np
from selectolax.lexbor import LexborHTMLParser, LexborNode

from rashomon.extract.head import Head
from rashomon.extract.tree import Tree
from rashomon.outlets import Layout, Outlet
from rashomon.text.trees import Matrix

_LEAST = 200  # characters in the body's element; with fewer the layout is not this page's
_LIKELIER = 0.35  # added to the chance of a block inside it; 0.1 and less stays out, as share bars and teasers do


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a layout found on a page; all empty where none matched."""

    body: LexborNode | None = None
    headline: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""


def match_layout(document: LexborHTMLParser, outlet: Outlet | None, captured_at: datetime) -> Seen:
    """The page as the first layout that matches reads it: those of the capture's day first, for old pages the others."""
    day = captured_at.date()
    layouts = sorted(outlet.layouts, key=lambda layout: not layout.holds(day)) if outlet else ()
    return next((seen for layout in layouts if (seen := _seen(document, layout)) is not None), Seen())


def with_seen(head: Head, seen: Seen) -> Head:
    """The head with what the layout found in place of what linked data state."""
    if not seen.authors and not seen.published:
        return head
    data = replace(
        head.data, authors=seen.authors or head.data.authors, published=seen.published or head.data.published
    )
    return replace(head, data=data)


def within_body(tree: Tree, chances: Matrix, seen: Seen) -> Matrix:
    """The blocks' chances where the body's element is known: none outside of it, better inside."""
    if seen.body is None:
        return chances
    found = next((number for number, box in enumerate(tree.boxes) if box.node == seen.body), -1)
    if found < 0:
        return chances
    end = tree.boxes[found].end or len(tree.boxes)
    inside = np.array([found <= block.box < end for block in tree.blocks], dtype=bool)
    return np.where(inside, np.minimum(chances + np.float32(_LIKELIER), 1.0), 0.0).astype(np.float32)


def _seen(document: LexborHTMLParser, layout: Layout) -> Seen | None:
    """What a layout's selectors find; None where its body, or whatever else it names first, is not there."""
    body = _first(document, layout.body)
    headline = _first(document, layout.headline)
    if layout.body and (body is None or len(body.text() or "") < _LEAST):
        return None
    if not layout.body and headline is None:
        return None
    shown = _first(document, layout.date)
    return Seen(
        body=body,
        headline=_words(headline),
        authors=tuple(words for node in _all(document, layout.byline) if (words := _words(node))),
        published=(shown.attributes.get("datetime") or _words(shown)) if shown is not None else "",
    )


def _all(document: LexborHTMLParser, selector: str) -> list[LexborNode]:
    """The elements a selector finds; none for an empty one. That it can be read was seen when the outlet was loaded."""
    return document.css(selector)[:20] if selector else []


def _first(document: LexborHTMLParser, selector: str) -> LexborNode | None:
    return next(iter(_all(document, selector)), None)


def _words(node: LexborNode | None) -> str:
    return " ".join((node.text() or "").split()) if node is not None else ""
