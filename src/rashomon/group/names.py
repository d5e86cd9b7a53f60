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
    written: list[tuple[str, str]] = []  # runs and names, folded and as they stand
    counts: Counter[str] = Counter()
    han = 0
    for headline in headlines:
        runs = [(fold_text(run), run) for run in _HAN_RUN.findall(headline)]
        if runs:
            han += 1
            counts.update(
                {
                    folded[start : start + size]
                    for folded, _ in runs
                    for size in range(2, _LONGEST + 1)
                    for start in range(len(folded) - size + 1)
                }
            )
        else:
            runs = [(fold_text(name), name) for name in _NAME.findall(headline)]
            counts.update({folded for folded, _ in runs})
        written += runs
    chosen: list[str] = []
    common = [entry for entry in counts.items() if entry[1] > 1]
    for name, count in sorted(common, key=lambda entry: (-entry[1] * len(entry[0]), entry[0])):
        among = han if _HAN_RUN.match(name) else len(headlines) - han
        if count < max(2, among / 2) or any(name in other or other in name for other in chosen):
            continue
        chosen.append(name)
    return tuple(_as_written(name, written) for name in chosen[:_TOLD])


def _as_written(name: str, written: Sequence[tuple[str, str]]) -> str:
    """How the name stands where it is first."""
    for folded, run in written:
        at = folded.find(name)
        if at >= 0:
            return run[at : at + len(name)]
    return name
