"""Writes src/rashomon/text/data/han_fold.txt from the dictionaries of OpenCC (Apache-2.0).

usage: python scripts/make_script_table.py

The dictionaries come with `opencc-python-reimplemented`, a development dependency. The table holds two lines of
equal length: characters, and what each is folded to. It is one to one, so offsets never shift; where one character
stands for several (乾: 干, 乾) the first is taken, which is enough for matching and is never shown.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

TARGET = Path(__file__).resolve().parents[1] / "src" / "rashomon" / "text" / "data" / "han_fold.txt"
ALIKE = {"著": "着", "瞭": "了", "妳": "你", "牠": "它", "祂": "他"}
"""Pairs that OpenCC leaves apart because writing needs both; matching needs one."""


def read_pairs(name: str) -> dict[str, str]:
    """The first one-character value of each one-character key of a dictionary file."""
    pairs = {}
    text = files("opencc").joinpath("dictionary", name).read_text(encoding="utf8")
    for line in text.lstrip("\ufeff").splitlines():
        key, _, values = line.partition("\t")
        firsts = [value for value in values.split() if len(value) == 1]
        if len(key) == 1 and firsts:
            pairs[key] = firsts[0]
    return pairs


def fold_table() -> dict[str, str]:
    """Each character that folds to another, variants of Taiwan and Hong Kong included."""
    simple = read_pairs("TSCharacters.txt")
    for name in ("TWVariants.txt", "HKVariants.txt"):
        for standard, variant in read_pairs(name).items():
            if variant not in simple:
                simple[variant] = simple.get(standard, standard)
    simple |= ALIKE
    for key in simple:
        while simple.get(simple[key], simple[key]) != simple[key]:  # 著 is reached by a variant, and folds itself
            simple[key] = simple[simple[key]]
    return {key: value for key, value in sorted(simple.items()) if key != value}


def main() -> None:
    table = fold_table()
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text("".join(table) + "\n" + "".join(table.values()) + "\n", encoding="utf8")
    print(f"{len(table)} characters -> {TARGET}")


if __name__ == "__main__":
    main()
