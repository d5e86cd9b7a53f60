"""Version to account: who said what, on whose word, when. Pure."""

from __future__ import annotations

from rashomon.attribute.articles import attribute_article, attribute_speech
from rashomon.attribute.finders import Finders, finders_for
from rashomon.attribute.learnt import learn_pairs, with_learnt_names
from rashomon.attribute.markup import Mark, mark_findings

__all__ = [
    "Finders",
    "Mark",
    "attribute_article",
    "attribute_speech",
    "finders_for",
    "learn_pairs",
    "mark_findings",
    "with_learnt_names",
]
