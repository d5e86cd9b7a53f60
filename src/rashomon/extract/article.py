"""Any news page to an article version."""

from __future__ import annotations

from rashomon.extract.generic import read_page
from rashomon.extract.mirrored import read_mirrored, without_text
from rashomon.extract.mirrors import read_mirror
from rashomon.extract.reading import Reading, finish
from rashomon.model import Page, Reason, Rejected, Version
from rashomon.outlets import Outlets, load_outlets
from rashomon.text.encoding import decode_bytes

_MOST_BYTES = 60_000_000
_BINARY = (
    b"%PDF-",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"RIFF",
    b"\x7fELF",
    b"SQLite format 3",
    b"ID3",
    b"OggS",
)


def extract_article(page: Page, *, outlets: Outlets | None = None) -> Version | Rejected:
    """The article in a page, whatever its format, or why there is none. Never raises for what a page holds."""
    body = page.body
    if not body or body.isspace():
        return Rejected(source=page.source, reason=Reason.EMPTY)
    if len(body) > _MOST_BYTES:
        return Rejected(source=page.source, reason=Reason.TOO_LARGE, detail=f"{len(body):,} bytes")
    if body.startswith(_BINARY):
        return Rejected(source=page.source, reason=Reason.BINARY)
    decoded = decode_bytes(body, page.content_type)
    known = outlets if outlets is not None else load_outlets()
    mirror = read_mirror(decoded.text)
    found: Reading | Rejected
    if mirror is not None:
        found = read_mirrored(mirror, page, known)
        if not found.pieces:
            found = Rejected(source=page.source, reason=without_text(mirror))
    else:
        found = read_page(decoded.text, page, known, utf8=decoded.utf8)
    if isinstance(found, Rejected):
        return found
    if decoded.note:
        found.notes = (decoded.note, *found.notes)
    return finish(found, page)
