"""Origins shown to differ, never more."""

from __future__ import annotations

import pytest

from rashomon.group.origins import count_origins
from rashomon.outlets import Outlet, Outlets

AGENCIES = [
    Outlet(id="ap", name="Arda Press", kind="agency"),
    Outlet(id="bn", name="Bolt News", kind="agency", owner="bolt"),
    Outlet(id="post", name="Vellmar Post", kind="newspaper", owner="bolt"),
]
KNOWN = Outlets(
    all=tuple(AGENCIES), hosts={}, folded_names={outlet.name.casefold().replace(" ", ""): outlet for outlet in AGENCIES}
)


@pytest.mark.parametrize(
    ("articles", "expected"),
    [
        ([], 1),
        ([("Vellmar Post", ""), ("Another", "")], 1),
        ([("Vellmar Post", "Arda Press"), ("Another", "Arda Press")], 1),
        ([("Another", "Arda Press"), ("Third", "Bolt News")], 2),
        ([("Another", "Arda Press, Bolt News"), ("Third", "Bolt News")], 1),
        ([("Arda Press", ""), ("Third", "Bolt News")], 2),
        ([("Arda Press", "(Agencies)"), ("Third", "Bolt News")], 1),
        ([("Bolt News", ""), ("Third", "Vellmar Post")], 1),
        ([("Another", "somebody"), ("Third", "Arda Press")], 1),
    ],
)
def test_count(articles: list[tuple[str, str]], expected: int) -> None:
    assert count_origins(articles, KNOWN) == expected
