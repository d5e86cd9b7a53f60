"""Articles out of any outlet's HTML page."""

from __future__ import annotations

from rashomon.extract.paragraphs import pieces_of
from rashomon.extract.pictures import captions_of, images_of
from rashomon.extract.reading import Reading
from rashomon.extract.tree import ASIDE, FOOTER, HIDDEN, Tree, parse_html, walk_tree
from rashomon.model import Page, Reason, Rejected
from rashomon.outlets import Outlets
from rashomon.text.urls import host_of

_EXTRACTOR = "generic/1"


def read_page(text: str, page: Page, outlets: Outlets) -> Reading | Rejected:
    """The article in an HTML page, or why there is none."""
    document = parse_html(text)
    if document.body is None:
        return Rejected(source=page.source, reason=Reason.NO_TEXT)
    tree = walk_tree(document.body)
    captions = captions_of(tree)
    chosen = _chosen(tree, captions)
    if not chosen:
        return Rejected(source=page.source, reason=Reason.NO_TEXT)
    title = document.css_first("h1") or document.css_first("title")
    url = page.url or ""
    return Reading(
        extractor=_EXTRACTOR,
        pieces=pieces_of(tree, chosen),
        headline=" ".join((title.text() if title else "").split()),
        url=url,
        outlet=outlets.by_host(host_of(url)),
        outlet_name=host_of(url).removeprefix("www."),
        images=images_of(tree, captions, url),
    )


def _chosen(tree: Tree, captions: dict[int, int]) -> list[int]:
    """The blocks under the box that holds most running text."""
    weights: dict[int, float] = {}
    for index, block in enumerate(tree.blocks):
        if index in captions or block.flags & (ASIDE | FOOTER | HIDDEN) or block.link > 0.5 * len(block.text):
            continue
        weight = len(block.text) - block.link if len(block.text) > 60 or block.tag == "p" else 0
        box, share = tree.boxes[block.box].parent if block.tag == "p" else block.box, 1.0
        while box >= 0 and share > 0.1:
            weights[box] = weights.get(box, 0.0) + weight * share
            box, share = tree.boxes[box].parent, share * 0.85
    if not weights:
        return []
    best = max(weights, key=lambda box: weights[box])
    found = []
    for index, block in enumerate(tree.blocks):
        box = block.box
        while box > best:
            box = tree.boxes[box].parent
        if (
            box == best
            and index not in captions
            and not block.flags & (ASIDE | FOOTER | HIDDEN)
            and block.link <= 0.5 * len(block.text)
        ):
            found.append(index)
    return found
