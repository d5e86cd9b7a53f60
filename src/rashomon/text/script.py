"""One form for matching: traditional and simplified Han, width and case folded, every offset kept.

The table is made from OpenCC's character dictionaries (Apache-2.0) by `scripts/make_script_table.py`. Folded text is
for comparing and searching only; no reader is ever shown it.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING
from unicodedata import normalize

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

_WIDTH = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {0x3000: " ", 0xA0: " "}
_DOTS = dict.fromkeys(map(ord, "‧・•⋅"), "·")  # the dot between the parts of a foreign name
_RANGES = (
    ("Hang", "가", "힣"),
    ("Kana", "\u3041", "\u30fa"),
    ("Cyrl", "\u0400", "\u04ff"),
    ("Arab", "\u0600", "\u06ff"),
    ("Hebr", "\u0590", "\u05ff"),
    ("Grek", "\u0370", "\u03ff"),
    ("Deva", "\u0900", "\u097f"),
    ("Thai", "\u0e00", "\u0e7f"),
)
_LAST_CASED = 0x1F000  # no letter above it has a lower case
_SHORT = 32  # characters below which `str.translate` is the faster way
_SAMPLE = 4000  # characters looked at: enough for a majority, and constant time on long text


@cache
def _han_table() -> dict[int, str]:
    lines = files("rashomon.text").joinpath("data", "han_fold.txt").read_text(encoding="utf8").splitlines()
    return {ord(key): value for key, value in zip(lines[0], lines[1], strict=True)}


@cache
def _full_table() -> dict[int, str]:
    wide = {code: letter.lower() for code, letter in _WIDTH.items()}
    table = _han_table() | wide | _DOTS
    for code in range(_LAST_CASED):
        folded = table.get(code, chr(code)).casefold()
        if len(folded) == 1 and ord(folded) != code:
            table[code] = folded
    return table


@cache
def _codes(*, full: bool) -> npt.NDArray[np.uint32]:
    """What each code point folds to, as an array over all of them: 40 times as fast as `str.translate`."""
    import numpy as np  # takes a moment to load: only when something is folded

    codes = np.arange(0x110000, dtype=np.uint32)
    table = _full_table() if full else _han_table()
    codes[list(table)] = [ord(letter) for letter in table.values()]
    return codes


def _translate(text: str, *, full: bool) -> str:
    if len(text) < _SHORT:
        return _translated(text, full=full)
    import numpy as np

    read = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    return _codes(full=full)[read].tobytes().decode("utf-32-le", "surrogatepass")


@lru_cache(maxsize=8192)  # names, which come again and again
def _translated(text: str, *, full: bool) -> str:
    return text.translate(_full_table() if full else _han_table())


def fold_script(text: str) -> str:
    """The text with traditional Han characters as simplified ones, of the same length."""
    return text if text.isascii() else _translate(text, full=False)


def fold_text(text: str) -> str:
    """The text for matching, of the same length: script as `fold_script`, lower case, half width, one name dot."""
    return text.lower() if text.isascii() else _translate(text, full=True)


@lru_cache(maxsize=8192)
def fold_name(name: str) -> str:
    """A name for comparing: folded, composed, without spaces, dots and hyphens. The length may change."""
    folded = fold_text(name if name.isascii() else normalize("NFKC", name))
    return folded if folded.isalnum() else "".join(filter(str.isalnum, folded))


def script_of(text: str) -> str:
    """The ISO 15924 code of the script that most of the text is in: Hans, Hant, Jpan, Latn …; Zyyy for none."""
    counts = {"Hani": 0, "Latn": 0}
    sample = text[:_SAMPLE]
    for letter in sample:
        if "\u3400" <= letter <= "\u9fff" or letter >= "\U00020000":
            counts["Hani"] += 1
        elif letter.isalpha():
            name = next((name for name, low, high in _RANGES if low <= letter <= high), "Latn")
            counts[name] = counts.get(name, 0) + 1
    if counts.get("Kana", 0) * 10 > counts["Hani"] + counts["Latn"]:
        return "Jpan"
    counts["Hani"] *= 3  # a Han character says about as much as three letters
    most = max(counts, key=lambda name: counts[name])
    if not counts[most]:
        return "Zyyy"
    return {"Hani": _han_form(sample), "Hang": "Kore", "Kana": "Jpan"}.get(most, most)


def _han_form(text: str) -> str:
    """Hant where more characters are traditional-only than simplified-only."""
    table = _han_table()
    simple = _simplified_only()
    traditional = sum(ord(letter) in table for letter in text)
    return "Hant" if traditional > sum(letter in simple for letter in text) else "Hans"


@cache
def _simplified_only() -> frozenset[str]:
    """Characters that only simplified text uses, nearly: those that some common traditional one folds to."""
    table = _han_table()
    # 里, 后, 干 … are values too but stand in traditional text in their own right; Big5 holds just those.
    return frozenset(value for value in table.values() if ord(value) not in table and not _in_big5(value))


def _in_big5(letter: str) -> bool:
    try:
        letter.encode("big5")
    except UnicodeEncodeError:
        return False
    return True
