"""The block model on pages of our own: what is text, what is not, and tables whole or not at all."""

from __future__ import annotations

import numpy as np

from rashomon.extract.block_model import LIKELY, block_chances
from rashomon.extract.tree import Tree, parse_html, walk_tree

STORY = (
    "<p>The old harbour bridge was closed on Tuesday after the river rose by two metres in one night, the council said.</p>"
    "<p>Nobody was hurt, the council's engineer told reporters at the quay, and buses will take the northern road instead.</p>"
)
ENDING = "<p>The ferry will run every ten minutes until the bridge opens again, which may take nine weeks or a little longer.</p>"
GAUGES = "<table><tr><th>Gauge</th><th>Tuesday</th></tr><tr><td>Quay</td><td>3.2 m</td></tr><tr><td>Mill</td><td>2.9 m</td></tr></table>"
MENU = "<ul>" + "".join(f"<li><a href='/{name}'>{name}</a></li>" for name in ("Home", "Town", "Harbour")) + "</ul>"


def walked(inner: str) -> Tree:
    body = parse_html(f"<html><body>{inner}</body></html>").body
    assert body is not None
    return walk_tree(body)


def taken(tree: Tree) -> list[str]:
    return [block.text for block in np.array(tree.blocks, dtype=object)[block_chances(tree) >= LIKELY]]


def test_paragraphs_are_taken_and_menus_and_teasers_are_not() -> None:
    page = walked(
        f"{MENU}<article><h1>Bridge closed</h1>{STORY}{ENDING}</article><div class='related'><h3>Related</h3>{MENU}</div>"
    )
    found = taken(page)
    assert [text.split()[0] for text in found if len(text) > 40] == ["The", "Nobody", "The"]
    assert not {"Home", "Town", "Harbour", "Related"} & set(found)


def test_a_table_of_facts_is_taken_whole() -> None:
    tree = walked(f"<article><h1>Bridge closed</h1>{STORY}{GAUGES}{ENDING}</article>")
    cells = [at for at, block in enumerate(tree.blocks) if block.tag in ("th", "td")]
    assert len(cells) == 6
    assert len(set(block_chances(tree)[cells].tolist())) == 1


def test_a_page_without_blocks_has_no_chances() -> None:
    assert len(block_chances(walked(""))) == 0


def test_a_page_of_menus_alone_holds_nothing_likely() -> None:
    assert taken(walked(MENU * 3)) == []


def test_chances_do_not_depend_on_what_was_read_before() -> None:
    page = f"<article><h1>Bridge closed</h1>{STORY}{ENDING}</article>"
    first = block_chances(walked(page))
    block_chances(walked(MENU + GAUGES))
    assert block_chances(walked(page)).tolist() == first.tolist()


def test_what_stands_behind_the_articles_box_is_doubted() -> None:
    other = "<div><p>The council of the northern town spoke of its budget on Monday, and of what the new lamps on the quay cost.</p></div>"
    chances = block_chances(walked(f"<main><div><h1>Bridge closed</h1>{STORY}{ENDING}</div></main>{other}"))
    assert chances[1:4].min() > 0.9
    assert chances[-1] < 0.7
