"""What made a new version: a pure comparison of two states of one article."""

from __future__ import annotations

from rashomon.model import Version


def reason_for(before: Version, after: Version) -> str:
    """Why `after` is a version of its own: what readers see differs, or only our reading of it does."""
    if before.extractor != after.extractor and before.captured_at == after.captured_at:
        return "extractor improved"
    if before.text == after.text:
        return "headline changed" if before.headline != after.headline else "details changed"
    return "outlet edited"
