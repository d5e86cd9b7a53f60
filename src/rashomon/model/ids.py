"""Identifiers, as types of their own so that one is never passed for another."""

from __future__ import annotations

from typing import NewType

ArticleId = NewType("ArticleId", str)
"""Hash of outlet and canonical URL (`rashomon.text.digests.article_id`)."""
StoryId = NewType("StoryId", str)
SentenceId = NewType("SentenceId", str)
"""`<article id>.s<N>`, N counting from 0 in reading order."""
ClaimId = NewType("ClaimId", str)
Digest = NewType("Digest", str)
"""`sha256:` and 64 hexadecimal digits."""
