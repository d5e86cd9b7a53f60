"""Names of countries, territories and large cities, from CLDR's and GeoNames' tables."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from rashomon.text.script import fold_script


def is_place(name: str) -> bool:
    """Whether a name is that of a country, a territory or a city of more than 100,000 people, in Chinese or English."""
    return fold_script(name) in _places()


@cache
def _places() -> frozenset[str]:
    """The table that `scripts/make_place_table.py` writes: CLDR (Unicode licence) and GeoNames (CC BY 4.0)."""
    return frozenset(files("rashomon.text").joinpath("data", "places.txt").read_text(encoding="utf8").splitlines())
