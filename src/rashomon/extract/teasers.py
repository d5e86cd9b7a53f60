"""Announcements of other articles on a page: headings that are links to other pages, with some words under each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from rashomon.extract.headline import fold_title
from rashomon.extract.tree import ARTICLE, Tree

_HEADINGS = ("h1", "h2", "h3", "h4")
_CARDS = ("h2", "h3", "h4")
_LINKED = 0.9  # share of a heading that is a link
_REACH = 3  # blocks under such a heading at most
_INDEX = 5  # such headings with text under them make an index
_LIST = 3  # and so many beside an article a list of others


def linked_headings(tree: Tree) -> list[int]:
    """The headings that are links to other pages; those that lead to themselves are an article's own."""
    found = [
        index
        for index, block in enumerate(tree.blocks)
        if block.tag in _CARDS and block.link >= _LINKED * len(block.text)
    ]
    if len(found) < _LIST:
        return found
    within = {index for href, index in tree.links if href.startswith("#")}
    return [index for index in found if index not in within]


def part_from_teasers(tree: Tree, chosen: list[int], headline: str) -> tuple[list[int], float]:
    """The chosen blocks without others' teasers, and how much of their text stands under headings that are links.

    What follows an `article` element outside of it, under such headings, is others'. The share is 0 for few headings.
    """
    sections = _sections(tree, chosen, headline)
    if not sections:
        return chosen, 0.0
    return _without(tree, chosen, sections), _share(tree, chosen, sections)


def _share(tree: Tree, chosen: Sequence[int], sections: Mapping[int, list[int]]) -> float:
    if len(sections) < _INDEX:
        return 0.0
    whole = sum(len(tree.blocks[index].text) for index in chosen if tree.blocks[index].tag not in _HEADINGS)
    under = sum(len(tree.blocks[index].text) for blocks in sections.values() for index in blocks)
    return under / whole if whole else 0.0


def _without(tree: Tree, chosen: list[int], sections: Mapping[int, list[int]]) -> list[int]:
    outside = {heading: blocks for heading, blocks in sections.items() if not tree.blocks[heading].flags & ARTICLE}
    if not outside or sum(not tree.blocks[index].flags & ARTICLE for index in linked_headings(tree)) < _LIST:
        return chosen
    before = [index for index in chosen if index < min(outside)]
    if not before or not all(tree.blocks[index].flags & ARTICLE for index in before):
        return chosen
    others = {index for heading, blocks in outside.items() for index in (heading, *blocks)}
    return [index for index in chosen if index not in others]


def _sections(tree: Tree, chosen: Sequence[int], headline: str) -> dict[int, list[int]]:
    """The chosen blocks right under each heading that is a link to another page."""
    linked = linked_headings(tree)
    if len(linked) < _LIST:
        return {}
    title = fold_title(headline)
    teasers = {index for index in linked if fold_title(tree.blocks[index].text) != title}
    headings = [index for index, block in enumerate(tree.blocks) if block.tag in _HEADINGS]
    found: dict[int, list[int]] = {}
    for index in chosen:
        at = bisect_right(headings, index) - 1
        if at >= 0 and headings[at] in teasers and 0 < index - headings[at] <= _REACH:
            found.setdefault(headings[at], []).append(index)
    return found
