"""Version to account: who said what, on whose word, when. Pure."""

from __future__ import annotations

from rashomon.attribute.articles import attribute_article

__all__ = ["attribute_article"]
