"""An archive as a folder that a person can read: each article's latest version as Markdown, bodies as plain files.

`archive.jsonl` holds all rows but the bodies' bytes, which stand in `bodies/` under their digests; from the two the
archive comes back whole. The Markdown is for reading, and is not read back.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rashomon.archive.forms import lines
from rashomon.errors import ArchiveError, UsageError
from rashomon.model import ParagraphKind, Version
from rashomon.render.markdown import escape_markdown
from rashomon.render.mirror_text import folder_name
from rashomon.store.transfer import PlainRow, Whole

_ROWS = "archive.jsonl"
_MARKS = {ParagraphKind.HEADING: "## ", ParagraphKind.QUOTE: "> ", ParagraphKind.LIST: "- "}


def is_one(path: Path) -> bool:
    """Whether the folder holds rows and bodies."""
    return (path / _ROWS).is_file() and (path / "bodies").is_dir()


def write(whole: Whole, target: Path) -> None:
    """Write the archive to a new folder."""
    try:
        target.mkdir()
    except FileExistsError as error:
        raise UsageError(str(target), "is there already; an export never overwrites") from error
    bodies = target / "bodies"
    bodies.mkdir()
    with (target / _ROWS).open("xb") as file:
        file.writelines(lines.encoded(_without_bytes(whole, bodies)))
    for version in whole.articles():
        folder = target / "articles" / folder_name(version.outlet)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{version.id}.md").write_bytes(_markdown(version).encode("utf-8", "replace"))


def _markdown(version: Version) -> str:
    """The article for reading: headline, where it is from, paragraphs."""
    when = version.published_at.isoformat() if version.published_at else ""
    facts = [fact for fact in (version.outlet, ", ".join(version.byline), when) if fact]
    blocks = [f"# {escape_markdown(version.headline)}", escape_markdown(" · ".join(facts)), f"<{version.url}>"]
    for paragraph in version.paragraphs:
        blocks.append(_MARKS.get(paragraph.kind, "") + escape_markdown(version.text[paragraph.start : paragraph.end]))
    return "\n\n".join(blocks) + "\n"


def _without_bytes(whole: Whole, bodies: Path) -> Iterator[PlainRow]:
    """The rows, each body's bytes written to a file of their own on the way."""
    for table, row in whole.rows():
        if table == "bodies" and row["data"] is not None:
            place = _place_of(bodies, row["digest"])
            place.parent.mkdir(exist_ok=True)
            place.write_bytes(row["data"])
            row = row | {"data": None}
        yield table, row


def read(path: Path) -> Iterator[PlainRow]:
    """The folder's rows, with their bodies' bytes."""
    for table, row in lines.read(path / _ROWS):
        yield table, _with_bytes(path / "bodies", row) if table == "bodies" else row


def _with_bytes(bodies: Path, row: dict[str, Any]) -> dict[str, Any]:
    place = _place_of(bodies, row["digest"])
    try:
        return row | {"data": place.read_bytes() if place.exists() else None}
    except OSError as error:
        raise ArchiveError(str(place), f"cannot be read: {error.strerror}") from error


def _place_of(bodies: Path, digest: bytes) -> Path:
    return bodies / digest.hex()[:2] / digest.hex()
