"""What is told of each golden page – all but its text – beside what was read and found right; `make regold` rewrites it."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from rashomon.extract import extract_article
from rashomon.model import Page, Version

GOLDEN = Path(__file__).parents[2] / "golden" / "extract"
PAGES = {
    "english": "https://riverpost.example/news/2024/03/12/bridge",  # news with linked data, as fundus holds them
    "chinese": "https://www.hepan.example.cn/a/1.html",  # as cjk-latin
    "blog": "https://damp.example/nine-ways",  # as wcxb
    "german": "https://www.hafenbote.de/nordhafen",  # as segments
    "amp": "https://ardmouthpost.example/amp/2024/03/12/lock-gates",
    "liveblog": "https://ardmouthpost.example/live/1",
}


def read(name: str) -> Version:
    body = (GOLDEN / f"{name}.html").read_bytes()
    found = extract_article(
        Page(source=name, body=body, captured_at=datetime(2024, 3, 20, tzinfo=UTC), url=PAGES[name])
    )
    assert isinstance(found, Version)
    return found


def told(found: Version) -> dict[str, Any]:
    """A version's fields but for its text and what follows from that."""
    return {
        "url": found.url,
        "outlet": found.outlet,
        "headline": found.headline,
        "byline": list(found.byline),
        "published_at": found.published_at.isoformat() if found.published_at else None,
        "published_at_basis": found.published_at_basis.value,
        "published_at_precision": found.published_at_precision.value,
        "modified_at": found.modified_at.isoformat() if found.modified_at else None,
        "dateline": found.dateline,
        "section": found.section,
        "keywords": list(found.keywords),
        "language": found.language,
        "script": found.script,
        "editor": found.editor,
        "credit": found.credit,
        "notes": list(found.notes),
    }


@pytest.mark.parametrize("name", PAGES)
def test_what_is_told_of_a_golden_page(name: str) -> None:
    path = GOLDEN / f"{name}.json"
    found = told(read(name))
    if os.environ.get("REGOLD"):
        path.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert found == json.loads(path.read_text("utf-8"))


def test_an_amp_page_is_read_without_its_machinery() -> None:
    found = read("amp")
    for opening in ("The lock at Ardmouth", "The work will take", "“Nobody will lose a season,”"):
        assert opening in found.text
    assert [image.url for image in found.images] == ["https://img.ardmouthpost.example/gates.jpg"]
    for junk in ("cookies", "Related", "Home", "©"):
        assert junk not in found.text


def test_a_live_blogs_updates_are_its_text() -> None:
    found = read("liveblog")
    lines = found.text.split("\n")
    assert lines[0] == "Buses run again"
    assert "The gauge at the quay shows forty centimetres less than at six in the morning." in lines
    assert lines[-1].endswith("Nobody was hurt.")
    assert found.modified_at is not None
