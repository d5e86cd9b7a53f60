"""The boxes around judged blocks: what each holds, and what its names speak for."""

from __future__ import annotations

import re

import pytest

from rashomon.extract.measures import judged_blocks
from rashomon.extract.surroundings import HIGHEST, LOWEST, OWN, SUM, label_scores, surroundings_of, words_in
from rashomon.extract.tree import parse_html, walk_tree

PAGE = """
<div class="page"><ul class="menu"><li><a href="/a">Harbour</a></li></ul>
<div class="story good"><p>The bridge was closed.</p><p class="bad">Read on.</p></div></div><p>An end.</p>"""


@pytest.mark.parametrize(
    "name", ["post-body", "storyBody", "a2b_c", "TOC-item", "über-uns", "x", "h1", "", "İnfo", "wp--preset__text9"]
)
def test_words_of_a_name_are_its_runs_of_letters(name: str) -> None:
    runs = re.findall("[A-Z]?[a-z]+|[A-Z]{2,}", name)
    assert words_in(name) == {run.lower() for run in runs if len(run) > 1}


def test_boxes_without_a_judged_block_are_left_out_and_scores_come_down_to_those_inside() -> None:
    body = parse_html(PAGE).body
    assert body is not None
    tree = walk_tree(body)
    judged = judged_blocks(tree)
    blocks = [tree.blocks[index] for index in judged]
    assert [block.text for block in blocks] == ["The bridge was closed.", "Read on.", "An end."]
    found = surroundings_of(tree, blocks, judged, label_scores({"good": 1.5, "bad": -1.0}))
    # body, page, story, its two paragraphs, the last
    assert found.parents.tolist() == [0, 0, 1, 2, 2, 0]
    assert found.box.tolist() == [3, 4, 5]
    assert found.spans.tolist() == [[0, 0, 0, 0, 1, 2], [3, 2, 2, 1, 2, 3]]
    assert len(set(found.look.tolist())) == 3
    inner = found.labels[:, 4]
    assert inner[OWN] == -1.0
    assert inner[LOWEST] == -1.0
    assert inner[HIGHEST] == 1.5
    assert inner[SUM] == pytest.approx(-1.0 + 0.8 * 1.5)
