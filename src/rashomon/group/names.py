"""The words that the headlines of a story have in common."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from rashomon.text.script import fold_text

_HAN_RUN = re.compile(r"[\u3400-\u9fff·]{2,}")
_NAME = re.compile(r"\b[A-ZÀ-Þ][\w’'-]{3,}")
_LONGEST = 6  # Han characters: a name of a person or body, not a clause
_TOLD = 5


def key_names(headlines: Sequence[str]) -> tuple[str, ...]:
    """At most five runs of Han characters or capitalised words that half of the headlines hold, commonest first.

    Headlines of one script count among themselves; each name is given as first written.
    """
    written: dict[str, str] = {}
    counts: Counter[str] = Counter()
    han = sum(1 for headline in headlines if _HAN_RUN.search(headline))
    for headline in headlines:
        found: dict[str, str] = {}
        for run in _HAN_RUN.findall(headline):
            folded = fold_text(run)
            for size in range(2, _LONGEST + 1):
                for start in range(len(run) - size + 1):
                    found.setdefault(folded[start : start + size], run[start : start + size])
        if not found:
            found = {fold_text(name): name for name in _NAME.findall(headline)}
        counts.update(found.keys())
        for key, name in found.items():
            written.setdefault(key, name)
    chosen: list[str] = []
    for name, count in sorted(counts.items(), key=lambda entry: (-entry[1] * len(entry[0]), entry[0])):
        among = han if _HAN_RUN.match(name) else len(headlines) - han
        if count < max(2, among / 2) or any(name in other or other in name for other in chosen):
            continue
        chosen.append(name)
    return tuple(written[name] for name in chosen[:_TOLD])
