"""Pages that the archive has already: an import that was stopped, or a folder that grew, is not read anew.

Reading a page takes some 1.5 ms of processor, finding that it is known a tenth of that.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rashomon.model import Page, Reason, Rejected, Version
from rashomon.store import captures, versions
from rashomon.store.bodies import Bodies
from rashomon.store.database import Database, one, text_hash

_REJECTED = "rejected"
_READ = frozenset(
    {"new", "version", "unchanged", "duplicate", "capped", _REJECTED}
)  # what was removed is none of these
_AT_ONCE = 500  # addresses looked up in one statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a page was read as when its bytes came from the same address before."""

    source: str
    reading: captures.Reading

    @property
    def rejected(self) -> Rejected | None:
        """Why the page holds no article, where it holds none."""
        if self.reading.outcome != _REJECTED:
            return None
        reason, _, detail = self.reading.detail.partition(": ")
        return Rejected(source=self.source, reason=Reason(reason), detail=detail)


def versions_of(db: Database, bodies: Bodies, found: Iterable[Known]) -> dict[int, Version]:
    """The versions that the pages were read as, by number."""
    return versions.get_all(db, bodies, sorted({one.reading.version for one in found if one.reading.version}))


def known_among(db: Database, items: Sequence[object]) -> dict[int, Known]:
    """The pages that need not be read, as their bytes were read from their address before, by their places."""
    hashes = {place: text_hash(page.url or page.source) for place, page in enumerate(items) if isinstance(page, Page)}
    asked = sorted(set(hashes.values()))
    met: set[int] = set()
    for start in range(0, len(asked), _AT_ONCE):
        among = ", ".join(map(str, asked[start : start + _AT_ONCE]))
        met.update(number for (number,) in db.rows(f"SELECT hash FROM addresses WHERE hash IN ({among})"))
    return {
        place: found
        for place, page in enumerate(items)
        if isinstance(page, Page) and hashes[place] in met and (found := known(db, page)) is not None
    }


def known(db: Database, page: Page) -> Known | None:
    """What the page was read as before; None where it is to be read.

    A file is known while it holds what it last held, a page from the network as the capture of one moment.
    """
    address = captures.known_address(db, page.url or page.source)
    if address is None or address.body is None:
        return None
    body = one(db, "SELECT number FROM bodies WHERE digest = :digest", {"digest": hashlib.sha256(page.body).digest()})
    if body is None or (page.url is None and address.body != body[0]):
        return None
    reading = captures.find(db, address.number, body[0], None if page.url is None else page.captured_at)
    if reading is None or reading.outcome not in _READ:
        return None
    if reading.outcome == _REJECTED and reading.detail.partition(": ")[0] not in set(Reason):
        return None  # for a reason of another day: to be read again
    return Known(source=page.source, reading=reading)
