"""Raw bytes as received, each once, found by their SHA-256."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

import zstandard

from rashomon.errors import ArchiveError, NotFound
from rashomon.model import Digest
from rashomon.store.database import Database, one
from rashomon.store.packing import Packing


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedBody:
    """Bytes ready to be stored: their SHA-256, how many there are, and one frame packed with that dictionary."""

    digest: bytes
    size: int
    dictionary: int | None
    frame: bytes


def pack_body(body: bytes, packing: Packing) -> PackedBody:
    """The bytes as `Bodies.add` stores them."""
    return PackedBody(
        digest=hashlib.sha256(body).digest(), size=len(body), dictionary=packing.number, frame=packing.pack(body)
    )


class Bodies:
    """The archive's bodies with their dictionaries at hand; the newest one packs what is new."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._packings: dict[int | None, Packing] = {None: Packing()}
        newest = one(db, "SELECT number, data FROM dictionaries ORDER BY number DESC LIMIT 1", {})
        if newest:
            self._packings[newest[0]] = Packing(newest[0], bytes(newest[1]))
        self.packing = self._packings[newest[0] if newest else None]

    def use_dictionary(self, data: bytes, *, made_at: datetime) -> None:
        """Store a trained dictionary and pack with it from here on."""
        [(number,)] = self._db.rows(
            "INSERT INTO dictionaries (made_at, data) VALUES (:made_at, :data) RETURNING number",
            {"made_at": made_at.isoformat(), "data": data},
        )
        self.packing = self._packings[number] = Packing(number, data)

    def add(self, body: PackedBody) -> int:
        """The number of the body, stored now unless it is there."""
        known = one(self._db, "SELECT number FROM bodies WHERE digest = :digest", {"digest": body.digest})
        if known:
            return int(known[0])
        [(number,)] = self._db.rows(
            "INSERT INTO bodies (digest, size, dictionary, data) VALUES (:digest, :size, :dictionary, :data)"
            " RETURNING number",
            {"digest": body.digest, "size": body.size, "dictionary": body.dictionary, "data": body.frame},
        )
        return int(number)

    def read(self, number: int) -> bytes:
        """The body of that number, checked against its digest; ArchiveError where it is damaged or lost.

        NotFound where it was removed on request.
        """
        row = one(self._db, "SELECT digest, dictionary, data FROM bodies WHERE number = :number", {"number": number})
        if not row:
            raise ArchiveError(self._db.subject, f"body {number} is not there: the archive is damaged")
        digest, dictionary, frame = row
        name = digest_text(digest)
        if not frame:
            raise NotFound(name, "these bytes were removed from the archive on request")
        try:
            body = self._packing(dictionary).unpack(bytes(frame))
        except zstandard.ZstdError as error:
            raise ArchiveError(self._db.subject, f"the body {name} is damaged and cannot be unpacked") from error
        if hashlib.sha256(body).digest() != bytes(digest):
            raise ArchiveError(self._db.subject, f"the body {name} is damaged: its bytes have another digest")
        return body

    def find(self, digest: Digest) -> bytes:
        """The body of that digest; NotFound where there is none."""
        found = one(self._db, "SELECT number FROM bodies WHERE digest = :digest", {"digest": digest_bytes(digest)})
        if not found:
            raise NotFound(digest, "the archive holds no body of this digest")
        return self.read(found[0])

    def _packing(self, number: int | None) -> Packing:
        if number not in self._packings:
            row = one(self._db, "SELECT data FROM dictionaries WHERE number = :number", {"number": number})
            if not row:
                raise ArchiveError(self._db.subject, f"dictionary {number} is not there: the archive is damaged")
            self._packings[number] = Packing(number, bytes(row[0]))
        return self._packings[number]


def digest_bytes(digest: str) -> bytes:
    """The 32 bytes of `sha256:…`; NotFound for what is no such digest."""
    try:
        raw = bytes.fromhex(digest.removeprefix("sha256:"))
    except ValueError:
        raw = b""
    if len(raw) != hashlib.sha256().digest_size:
        raise NotFound(digest, "this is no SHA-256 digest")
    return raw


def digest_text(raw: bytes) -> Digest:
    """`sha256:` and the 64 digits of 32 bytes."""
    return Digest("sha256:" + bytes(raw).hex())
