"""Comparisons as they were worked out last, packed against the texts they speak of: derived, and dropped at will."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import msgspec
import zstandard

from rashomon.model import Comparison, StoryId, Version
from rashomon.store.database import Database, one
from rashomon.store.packing import pack_against, unpack_against

_ENCODE = msgspec.json.Encoder()
_DECODE = msgspec.json.Decoder(Comparison)


def find(db: Database, story: StoryId, versions: Sequence[Version], *, digest: bytes) -> Comparison | None:
    """The story's comparison, if it was worked out from what `digest` stands for; `versions` are its accounts'."""
    row = one(db, "SELECT data FROM comparisons WHERE story = :story AND digest = :d", {"story": story, "d": digest})
    if row is None:
        return None
    try:
        found = _DECODE.decode(unpack_against(bytes(row[0]), _texts(versions)))
    except (zstandard.ZstdError, msgspec.MsgspecError):
        return None  # damaged, or of another program: it is worked out again
    whole = {version.id: version for version in versions}
    accounts = tuple(replace(account, article=whole[account.article.id]) for account in found.accounts)
    return replace(found, accounts=accounts)


def pack(comparison: Comparison, versions: Sequence[Version]) -> bytes:
    """The comparison as it is kept; `versions` are its accounts'."""
    bare = tuple(replace(account, article=Version(id=account.article.id)) for account in comparison.accounts)
    return pack_against(_ENCODE.encode(replace(comparison, accounts=bare)), _texts(versions))


def put(db: Database, story: StoryId, data: bytes, *, digest: bytes) -> None:
    """Keep a packed comparison, in the place of the story's last one; call it inside a transaction."""
    db.run(
        "INSERT INTO comparisons (story, digest, data) VALUES (:story, :digest, :data) ON CONFLICT (story) DO UPDATE"
        " SET digest = excluded.digest, data = excluded.data",
        {"story": story, "digest": digest, "data": data},
    )


def forget(db: Database, story: StoryId | None = None) -> None:
    """Drop the story's comparison, or all of them."""
    where = "" if story is None else " WHERE story = :story"
    db.run(f"DELETE FROM comparisons{where}", {} if story is None else {"story": story})


def _texts(versions: Sequence[Version]) -> bytes:
    """What a comparison mostly repeats: 2.4 to 4 kB an account instead of 6 (250 accounts of 55 stories)."""
    return b"\n".join(_ENCODE.encode(version.text) for version in versions)
