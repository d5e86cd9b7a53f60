"""Many texts as one array, in parts that memory holds."""

from __future__ import annotations

import numpy as np

from rashomon.text.codes import parts
from rashomon.text.shingles import sample_shingles

LONG = "The swing bridge over the Lower Bay stays open. " * 9000  # 432,000 characters


def test_parts_hold_every_text_once_in_order() -> None:
    texts = ["a", LONG, LONG, LONG, "b", "", LONG]
    found = list(parts(texts))
    assert [text for _, part in found for text in part] == texts
    assert [first for first, _ in found] == [0, 4]
    assert list(parts([])) == []


def test_shingles_of_a_batch_in_parts_are_those_of_each_text() -> None:
    texts = ["水坝出现裂缝，没有人受伤。", LONG, LONG + "x", LONG, "Nobody was hurt when the sea wall broke at night."]
    together = sample_shingles(texts)
    for number, text in enumerate(texts):
        alone = sample_shingles([text])
        assert np.array_equal(together.hash[together.text == number], alone.hash)
        assert together.whole[number] == alone.whole[0]
