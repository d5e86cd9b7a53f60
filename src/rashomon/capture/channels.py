"""The channel that a file of a channel mirror was listed under: its folder's name."""

from __future__ import annotations

import re
from pathlib import Path

_MIRROR_PAGE = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*### [^\n]*\n\s*---\s*\n\s*#### \[")


def channel_of(path: Path, body: bytes) -> str | None:
    """The `<channel>` of `pages/<channel>/<id>.md` where the body is a channel mirror's page; else None."""
    if path.parent.parent.name == "pages" and _MIRROR_PAGE.match(body):
        return path.parent.name
    return None
