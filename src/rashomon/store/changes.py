"""What made a new version, and which words changed: pure comparisons of two states of one article."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from rashomon.model import CaptureRecord, Digest, Revision, Version
from rashomon.text.edits import text_edits

_NEVER = datetime.min.replace(tzinfo=UTC)


def reason_for(before: Version, after: Version) -> str:
    """Why `after` is a version of its own: what readers see differs, or only our reading of it does."""
    if before.extractor != after.extractor and before.captured_at == after.captured_at:
        return "extractor improved"
    if before.text != after.text:
        return "outlet edited"
    if before.headline != after.headline:
        return "headline changed"
    changed = [name for name in ("byline", "dateline") if getattr(before, name) != getattr(after, name)]
    return f"{' and '.join(changed) or 'captions'} changed"


def revisions(versions: Sequence[Version], reasons: Sequence[str]) -> tuple[Revision, ...]:
    """Each version, the oldest first, with what it changed in the one before it."""
    told = []
    for place, (version, reason) in enumerate(zip(versions, reasons, strict=True)):
        before = versions[place - 1] if place else version
        told.append(
            Revision(
                version=version.digest or Digest(""),
                captured_at=version.captured_at,
                reason=reason,
                headline=text_edits(before.headline, version.headline) if before.headline != version.headline else (),
                text=text_edits(before.text, version.text) if before.text != version.text else (),
            )
        )
    return tuple(told)


def with_visits(revisions: Sequence[Revision], captures: Sequence[CaptureRecord]) -> tuple[Revision, ...]:
    """The revisions and, between them, what visits found beside words: gone, back again, too many changes to keep."""
    visits: list[Revision] = []
    capped = 0
    for capture in captures:
        kind, _, detail = capture.reason.partition(": ")
        capped = capped + 1 if kind == "capped" else 0
        if kind not in ("gone", "capped") and detail != "back again":
            continue
        told = Revision(
            version=capture.version or Digest(""),
            captured_at=capture.captured_at,
            reason=f"{capped} × {detail}" if capped > 1 else capture.reason if kind == "gone" else detail,
        )
        visits[-1:] = [told] if capped > 1 else [*visits[-1:], told]
    return tuple(sorted((*revisions, *visits), key=lambda one: one.captured_at or _NEVER))
