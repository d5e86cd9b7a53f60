"""Digests and the ids made of them: SHA-256 throughout, so that anyone can check them with common tools."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from rashomon.model import ArticleId, Digest
from rashomon.text.urls import url_key

_ID_LENGTH = 16  # hexadecimal digits: 64 bits; among 10 million articles a clash has odds of 1 in 370,000


def article_id(outlet: str, url: str) -> ArticleId:
    """The article's id: a hash of its outlet and of what identifies its URL (scheme and tracking do not)."""
    seed = f"{outlet.strip().casefold()}\n{url_key(url)}"
    return ArticleId(hashlib.sha256(seed.encode("utf-8", "surrogatepass")).hexdigest()[:_ID_LENGTH])


def bytes_digest(body: bytes) -> Digest:
    """`sha256:` and the digest of the bytes."""
    return Digest("sha256:" + hashlib.sha256(body).hexdigest())


def version_digest(
    *,
    headline: str = "",
    byline: Sequence[str] = (),
    dateline: str = "",
    text: str = "",
    captions: Sequence[str] = (),
) -> Digest:
    """The digest of what readers see; empty fields are left out, so that a new field never changes old digests."""
    fields = [
        ("headline", headline),
        ("byline", "\x1f".join(byline)),
        ("dateline", dateline),
        ("text", text),
        ("captions", "\x1f".join(caption for caption in captions if caption)),
    ]
    shown = "\x1e".join(f"{name}\x1f{value}" for name, value in fields if value)
    return bytes_digest(shown.encode("utf-8", "surrogatepass"))
