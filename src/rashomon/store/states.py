"""What is held of each article, as a digest: who made something of it asks whether to make it again."""

from __future__ import annotations

import hashlib

import msgspec

from rashomon.model import ArticleId
from rashomon.store.database import Database

_PACK = msgspec.msgpack.Encoder()
# Bodies and captures are never changed; of a version it is enough how it is packed against its body.
_HELD = (
    "SELECT article, number, digest, captured_at, reason, extractor, data FROM versions ORDER BY article, number",
    "SELECT article, capture, version, outcome, detail FROM readings WHERE article IS NOT NULL"
    " ORDER BY article, capture",
    "SELECT article, place, url FROM urls ORDER BY article, place",
    "SELECT article, name FROM channels ORDER BY article, name",
    "SELECT article, original, data FROM copies ORDER BY article, original",
)


def article_states(db: Database) -> dict[ArticleId, bytes]:
    """For every article 32 bytes that change with its versions, captures, addresses, channels and copies.

    In the order in which the articles came.
    """
    ids = {
        number: ArticleId(id_)
        for number, id_ in db.rows(
            "SELECT a.number, a.id FROM articles a LEFT JOIN readings r ON r.article = a.number"
            " WHERE a.latest IS NOT NULL GROUP BY a.number, a.id ORDER BY coalesce(min(r.capture), 0), a.id"
        )
    }
    digests = {number: hashlib.sha256() for number in ids}
    for table, question in enumerate(_HELD):
        for row in db.rows(question):
            if row[0] in digests:
                digests[row[0]].update(_PACK.encode((table, *row[1:])))
    return {ids[number]: digest.digest() for number, digest in digests.items()}
