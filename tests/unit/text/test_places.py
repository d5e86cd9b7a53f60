from __future__ import annotations

import pytest

from rashomon.text.places import is_place


@pytest.mark.parametrize("name", ["法国", "法國", "Germany", "東京", "上海", "New York City"])
def test_knows_countries_and_large_cities_in_both_scripts(name: str) -> None:
    assert is_place(name)


@pytest.mark.parametrize("name", ["", "市长", "林可安", "Springfield Gazette"])
def test_other_words_are_no_places(name: str) -> None:
    assert not is_place(name)
