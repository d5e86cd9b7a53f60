"""The channel that a file of a channel mirror was listed under."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

_HEAD = 4_000  # bytes in which a page's own lines stand
_MIRROR_PAGE = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:---\n(?:[a-z]+:[^\n]*\n){1,9}---\n)?### [^\n]*\n\s*---\s*\n\s*#### \["
)
_SECTION = re.compile(rb'<meta property="article:section" content="([^"]*)">')
_OURS = b'<meta property="'


def channel_of(path: Path, body: bytes) -> str | None:
    """The channel of a channel mirror's page; None for any other page.

    The seed mirror tells it by the folder alone (`pages/<channel>/<id>.md`). Pages that we wrote carry it themselves,
    and one that carries none was filed under its outlet's name for want of a channel.
    """
    head = body[:_HEAD]
    if path.parent.parent.name != "pages" or not _MIRROR_PAGE.match(head):
        return None
    section = _SECTION.search(head)
    if section:
        return unescape(section.group(1).decode("utf-8", "replace"))
    return None if _OURS in head else path.parent.name
