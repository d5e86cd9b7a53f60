"""Copies among made-up texts: whole, edited, and inside others."""

from __future__ import annotations

import random

import numpy as np

from rashomon.group.copies import Fingerprints, Overlap
from rashomon.model import CopyKind

VOCABULARY = [f"{a}{b}{c}" for a in "bdgklmnprst" for b in ("a", "e", "io", "u") for c in ("n", "rd", "lt", "sk", "m")]


def text(seed: int, words: int = 300) -> str:
    chooser = random.Random(seed)
    return " ".join(chooser.choice(VOCABULARY) for _ in range(words))


def overlaps(texts: list[str], outlets: list[int] | None = None) -> list[Overlap]:
    fingerprints = Fingerprints()
    fingerprints.append(texts)
    numbers = np.arange(len(texts))
    found = fingerprints.overlaps(numbers, numbers, np.array(outlets or numbers))
    return [overlap for overlap in found if overlap.left < overlap.right]


def test_unlike_texts_do_not_overlap() -> None:
    assert overlaps([text(seed) for seed in range(12)]) == []


def test_an_edited_reprint_is_near() -> None:
    words = text(1).split()
    edited = " ".join(word for at, word in enumerate(words) if at % 30)
    (overlap,) = overlaps([text(1), edited, text(2)])
    assert (overlap.left, overlap.right, overlap.kind) == (0, 1, CopyKind.NEAR)


def test_an_agency_report_inside_a_longer_article_is_contained() -> None:
    (overlap,) = overlaps([text(1, 120), f"{text(2, 400)} {text(1, 120)} {text(3, 400)}"])
    assert overlap.kind is CopyKind.CONTAINED
    assert overlap.left_share > 0.9
    assert overlap.right_share < 0.25


def test_what_one_outlet_puts_under_every_article_is_no_copy() -> None:
    footer = text(99, 200)
    texts = [f"{text(seed, 150)} {footer}" for seed in range(6)]
    assert overlaps(texts, [7] * 6) == []


def test_the_same_words_are_found_however_long_ago_and_however_short() -> None:
    fingerprints = Fingerprints()
    fingerprints.append(["The ferry sank.", "THE FERRY SANK", "The ferry did not sink.", ""])
    (overlap,) = fingerprints.exact(np.arange(4))
    assert (overlap.left, overlap.right, overlap.kind) == (1, 0, CopyKind.EXACT)
