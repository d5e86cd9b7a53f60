"""Packing gives back what went in, and notices what was damaged."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
import zstandard

from rashomon.store.packing import Packing, pack_against, train_dictionary, unpack_against

PAGES = [
    f"<html><body><h1>Report {n}</h1><p>Water stands at {n * 7} cm.</p></body></html>".encode() for n in range(400)
]


def test_a_trained_dictionary_packs_smaller() -> None:
    data = train_dictionary(PAGES)
    trained, plain = Packing(1, data), Packing()
    assert trained.unpack(trained.pack(PAGES[3])) == PAGES[3]
    assert len(trained.pack(PAGES[3])) < len(plain.pack(PAGES[3]))


def test_too_little_gives_no_dictionary() -> None:
    assert train_dictionary([b"x"]) == b""


def test_packing_against_a_page_repeats_nothing_of_it() -> None:
    page = bytes(range(256)) * 20
    assert len(pack_against(page[:2000], page)) < 100
    assert unpack_against(pack_against(page[:2000], page), page) == page[:2000]


@pytest.mark.parametrize("packing", [Packing(), Packing(1, train_dictionary(PAGES))])
def test_a_damaged_frame_is_noticed(packing: Packing) -> None:
    frame = bytearray(packing.pack(PAGES[5] * 20))
    frame[len(frame) // 2] ^= 0xFF
    with pytest.raises(zstandard.ZstdError):
        packing.unpack(bytes(frame))


def test_empty_bytes_stay_empty() -> None:
    assert Packing().unpack(Packing().pack(b"")) == b""
    assert unpack_against(pack_against(b"", b""), b"") == b""


def test_threads_may_share_a_packing() -> None:
    packing = Packing(1, train_dictionary(PAGES))
    frames = [packing.pack(page) for page in PAGES]
    with ThreadPoolExecutor(4) as threads:
        for _ in range(20):
            assert list(threads.map(packing.unpack, frames)) == PAGES
