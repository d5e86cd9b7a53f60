"""Sampled shingles of made-up sentences."""

from __future__ import annotations

import numpy as np

from rashomon.text.shingles import SAMPLED, sample_shingles

WORDS = [f"{first}{second}" for first in "bdfgklmnprst" for second in ("a", "ende", "il", "orm", "ust")]
ENGLISH = " ".join(WORDS[(7 * at * at + 3 * at) % 60] + WORDS[(11 * at + at // 9) % 60] for at in range(400))
HAN = "".join(chr(0x4E00 + (at * at * 13 + at * 7) % 3000) for at in range(800))


def hashes(text: str) -> set[int]:
    return set(sample_shingles([text]).hash.tolist())


def test_about_a_quarter_is_kept() -> None:
    assert 396 / SAMPLED * 0.7 < len(hashes(ENGLISH)) < 396 / SAMPLED * 1.3
    assert 796 / SAMPLED * 0.7 < len(hashes(HAN)) < 796 / SAMPLED * 1.3


def test_case_width_script_and_punctuation_make_no_difference() -> None:
    assert hashes(ENGLISH) == hashes(ENGLISH.upper().replace(" ", ",  "))
    assert hashes("台灣總統說明氣候變遷與經濟發展的關係" * 3) == hashes("台湾总统，说明气候变迁与经济发展的关系。" * 3)
    assert hashes(HAN) == hashes("\n".join(HAN))


def test_a_part_is_found_in_the_whole() -> None:
    part = " ".join(ENGLISH.split()[100:200])
    assert hashes(part)
    assert hashes(part) <= hashes(ENGLISH)


def test_texts_of_a_batch_do_not_run_into_each_other() -> None:
    batch = sample_shingles([ENGLISH, "", HAN])
    alone = sample_shingles([ENGLISH]), sample_shingles([HAN])
    assert set(batch.text.tolist()) == {0, 2}
    assert set(batch.hash[batch.text == 0].tolist()) == set(alone[0].hash.tolist())
    assert set(batch.hash[batch.text == 2].tolist()) == set(alone[1].hash.tolist())
    assert batch.whole.tolist() == [int(alone[0].whole[0]), 0, int(alone[1].whole[0])]


def test_the_hash_of_the_whole_tells_order() -> None:
    words = ENGLISH.split()
    turned = " ".join([words[1], words[0], *words[2:]])
    one, other, same = sample_shingles([ENGLISH, turned, ENGLISH.replace(" ", "\n")]).whole.tolist()
    assert one == same != other


def test_nothing_and_too_little_give_no_shingles() -> None:
    assert not len(sample_shingles([]).hash)
    assert not len(sample_shingles(["", "!", "one two"]).hash)
    assert sample_shingles(["one two"]).whole.dtype == np.uint64
