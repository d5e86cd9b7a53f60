"""The public names: held here, so that none is added or lost by accident."""

from __future__ import annotations

import rashomon

PUBLIC = {
    "Account",
    "Archive",
    "Comparison",
    "Page",
    "RashomonError",
    "Rejected",
    "Story",
    "StoryQuery",
    "Version",
    "attribute_article",
    "compare_accounts",
    "extract_article",
    "extract_many",
    "group_articles",
    "load_outlets",
    "open_archive",
}


def test_the_public_names_are_these() -> None:
    assert set(rashomon.__all__) == PUBLIC
    assert all(hasattr(rashomon, name) for name in PUBLIC)


def test_every_public_name_says_what_it_is() -> None:
    assert not [name for name in PUBLIC if not getattr(rashomon, name).__doc__]
