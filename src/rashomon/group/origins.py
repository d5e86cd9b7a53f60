"""How many origins the articles of a story can be shown to have."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rashomon.outlets import Outlets

_BETWEEN = re.compile(r"[、,，;；/|]| and |和|及")


def count_origins(articles: Iterable[tuple[str, str]], outlets: Outlets) -> int:
    """The number of origins shown to differ, 1 at least; each article gives its outlet and what it credits.

    Only a known agency shows an origin: the one that an article credits, where it credits one alone, or an agency
    that reports for itself and credits nobody. All other articles may rest on the same word as these, so that they add none; the caller
    leaves out copies. Names of one owner are one origin.
    """
    shown = set()
    for outlet, credit in articles:
        named = {found.owner or found.id for name in _BETWEEN.split(credit) if (found := outlets.by_name(name.strip()))}
        if not credit and (own := outlets.by_name(outlet)) and own.kind == "agency":
            named = {own.owner or own.id}
        if len(named) == 1:
            shown |= named
    return max(1, len(shown))
