"""What is left among a page's chosen blocks: consent beside the article, and headings that announce others."""

from __future__ import annotations

from rashomon.extract.leftovers import without_leftovers
from rashomon.extract.teasers import linked_headings, part_from_teasers
from rashomon.extract.tree import Tree, parse_html, walk_tree

TEXT = "<p>The old harbour bridge was closed after the river rose by two metres in one night, the council said.</p>" * 3
ASKS = (
    "<div class=k3><div><h2>Cenimy prywatność</h2><p>Za zgodą czytelnika partnerzy i my zapisujemy pliki cookie, aby "
    "mierzyć, co jest czytane.</p><p>Zgoda na przetwarzanie danych jest dobrowolna; partnerzy stoją na osobnej stronie.</p></div></div>"
)


def tree_of(body: str) -> Tree:
    root = parse_html(f"<html><body>{body}</body></html>").body
    assert root is not None
    return walk_tree(root, page=True)


def kept(body: str) -> str:
    tree = tree_of(body)
    return " ".join(tree.blocks[index].text for index in without_leftovers(tree, list(range(len(tree.blocks)))))


def test_a_box_that_asks_for_consent_is_left_out() -> None:
    text = kept(f"<div><article>{TEXT}</article></div>{ASKS}")
    assert "harbour" in text
    assert "partnerzy" not in text
    assert "Cenimy" not in text


def test_what_is_named_a_caption_is_none_of_the_text() -> None:
    text = kept(
        f"<article>{TEXT}<div class=wp-caption><img src=/b.jpg><p>The quay from the north.</p></div>{TEXT}</article>"
    )
    assert "harbour" in text
    assert "from the north" not in text
    assert "council" in kept(f"<article class=has-captions>{TEXT}{TEXT}</article>")


def test_an_article_about_cookies_stays() -> None:
    text = kept(f"<article>{ASKS}</article><p>Cookies were the council's second topic on Monday, after the bridge.</p>")
    assert "partnerzy" in text
    assert "second topic" in text


def test_headings_that_lead_to_themselves_are_no_links_to_others() -> None:
    own = "".join(f"<h2 id=p{n}><a href='#p{n}'>Part {n}</a></h2><p>Of the harbour.</p>" for n in range(6))
    assert linked_headings(tree_of(own)) == []
    assert len(linked_headings(tree_of(own.replace("href='#", "href='/")))) == 6


def test_sections_under_links_within_the_article_stay() -> None:
    listed = "".join(
        f"<h3><a href=/shop/{n}>Lamp {n}</a></h3><p>A lamp for the quay, number {n}.</p>" for n in range(6)
    )
    tree = tree_of(f"<article>{TEXT}{listed}</article>")
    chosen = list(range(len(tree.blocks)))
    assert part_from_teasers(tree, chosen, "")[0] == chosen


def test_the_one_teaser_taken_of_a_list_is_left_out() -> None:
    others = "".join(
        f"<h3><a href=/{n}>Another story, {n}</a></h3><p>Of lamps on the quay, number {n}.</p>" for n in range(4)
    )
    tree = tree_of(f"<article>{TEXT}</article>{others}")
    lamps = next(index for index, block in enumerate(tree.blocks) if "number 2" in block.text)
    own = [index for index, block in enumerate(tree.blocks) if "bridge" in block.text]
    assert part_from_teasers(tree, [*own, lamps], "")[0] == own
