"""Many pages to articles, over processes of one machine; the order of what comes in is kept."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_all_start_methods, get_context

from rashomon.extract import extract_article
from rashomon.model import Page, Rejected, Version
from rashomon.outlets import Outlets

_BATCH = 16  # pages a message: at 2–4 ms a page, sending costs under a tenth of the work
_AHEAD = 4  # batches waiting per worker; bounds what is held of an endless source


def extract_many(
    pages: Iterable[Page], *, workers: int | None = None, outlets: Outlets | None = None
) -> Iterator[Version | Rejected]:
    """The article or the reason of each page, in the order given, taken from the source as needed.

    `workers` processes share the work; None takes one for each core, 1 stays in this process.
    """
    count = workers if workers is not None else os.cpu_count() or 1
    if count <= 1:
        for page in pages:
            yield extract_article(page, outlets=outlets)
        return
    method = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"
    source = iter(pages)
    waiting: deque[Future[list[Version | Rejected]]] = deque()
    with ProcessPoolExecutor(max_workers=count, mp_context=get_context(method)) as pool:
        try:
            while True:
                while len(waiting) < count * _AHEAD and (batch := list(islice(source, _BATCH))):
                    waiting.append(pool.submit(_extract_batch, batch, outlets))
                if not waiting:
                    return
                yield from waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


def _extract_batch(pages: list[Page], outlets: Outlets | None) -> list[Version | Rejected]:
    return [extract_article(page, outlets=outlets) for page in pages]
