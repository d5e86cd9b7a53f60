"""A model of sentences as one more witness: a small real one, which knows that some words mean the same."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from numpy.typing import NDArray

from rashomon.errors import UsageError
from rashomon.group import GroupSettings, StoryIndex, load_embedder
from rashomon.group.meaning import Meanings
from rashomon.model import ArticleId, Version

SENSES = (
    ("ferry", "ship", "渡轮"),
    ("sinks", "sank", "沉没"),
    ("budget", "treasury", "预算"),
    ("vote", "votes", "表决"),
)
START = datetime(2031, 5, 6, 8, tzinfo=UTC)


def by_sense(texts: Sequence[str]) -> NDArray[np.float64]:
    """One column a sense: how often a text names it."""
    return np.array([[sum(text.lower().count(word) for word in words) + 0.01 for words in SENSES] for text in texts])


def article(number: int, headline: str) -> Version:
    at = START + timedelta(hours=number)
    return Version(
        id=ArticleId(f"a{number}"), outlet=f"Outlet {number}", headline=headline, text=headline, published_at=at
    )


def test_articles_of_one_sense_speak_for_one_event_and_others_against() -> None:
    meanings = Meanings(by_sense)
    headlines = ["The ferry sinks", "A ship sank", *["The budget", "A vote"] * 15]
    meanings.append(headlines, headlines)
    near, far = meanings.evidence(np.array([0, 0]), np.array([1, 2])).tolist()
    assert -2.0 <= far < near <= 2.0


def test_a_model_changes_how_an_index_judges() -> None:
    articles = [article(1, "Ferry sinks off Vellmar harbour"), article(2, "Budget off Vellmar harbour vote")]
    chances = []
    for embed in (None, by_sense):
        index = StoryIndex(GroupSettings(threshold=2.0), embed=embed)
        index.add(articles)
        chances.append([one.nearly_score for one in index.grouping().joined] or [0.0])
    assert max(chances[1]) < max(chances[0])


def test_a_model_is_named_by_module_and_function() -> None:
    assert load_embedder("numpy:asarray") is np.asarray


@pytest.mark.parametrize("name", ["", "numpy", "no_such_module:embed", "numpy:no_such_function"])
def test_a_name_that_leads_nowhere_is_refused(name: str) -> None:
    with pytest.raises(UsageError):
        load_embedder(name)
