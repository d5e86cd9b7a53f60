"""Editions in a folder: what is written, what is left alone, what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from rashomon.errors import PublishError, UsageError
from rashomon.mirror import publish_mirror
from rashomon.mirror.folder import MANIFEST, open_folder, read_manifest
from rashomon.mirror.signing import verify_edition
from rashomon.model import ArticleId, Paragraph, Version

AT = datetime(2031, 5, 4, 9, 30, tzinfo=UTC)


def version(number: int, **changes: object) -> Version:
    text = f"The harbour council met for the {number}th time."
    made = Version(
        id=ArticleId(f"{number:016x}"),
        url=f"https://courier.example/{number}",
        outlet="Tidewater Courier",
        headline=f"Council meets, {number} | again",
        published_at=AT + timedelta(hours=number),
        captured_at=AT + timedelta(days=1, hours=number),
        text=text,
        paragraphs=(Paragraph(start=0, end=len(text)),),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.mark.parametrize("layout", ["feed-mirror", "feed-mirror-jekyll", "channel-mirror"])
def test_same_articles_give_the_same_bytes_in_any_order(tmp_path: Path, layout: str) -> None:
    articles = [version(n) for n in range(40)]
    publish_mirror(articles, tmp_path / "a", layout=layout)
    publish_mirror(reversed(articles), tmp_path / "b", layout=layout)
    assert contents(tmp_path / "a") == contents(tmp_path / "b")
    assert verify_edition(tmp_path / "a").whole


def test_unchanged_files_are_not_rewritten(tmp_path: Path) -> None:
    publish_mirror([version(1), version(2)], tmp_path, layout="channel-mirror")
    page = tmp_path / "pages/Tidewater Courier/0000000000000001.md"
    before = page.stat()
    edition = publish_mirror([version(1), version(2), version(3)], tmp_path, layout="channel-mirror")
    assert page.stat().st_mtime_ns == before.st_mtime_ns
    assert page.stat().st_ino == before.st_ino
    assert edition.added == ("pages/Tidewater Courier/0000000000000003.md",)
    assert "README.md" in edition.changed
    assert edition.articles == 3
    assert edition.as_of == AT + timedelta(days=1, hours=3)


def test_what_an_edition_no_longer_has_is_removed_and_nothing_else(tmp_path: Path) -> None:
    publish_mirror([version(1), version(2, outlet="Other")], tmp_path, layout="channel-mirror")
    (tmp_path / "CNAME").write_text("mirror.example")
    edition = publish_mirror([version(1)], tmp_path, layout="channel-mirror")
    assert "pages/Other/0000000000000002.md" in edition.removed
    assert not (tmp_path / "pages/Other").exists()
    assert (tmp_path / "CNAME").read_text() == "mirror.example"


def test_manifest_tells_what_was_tampered_with(tmp_path: Path) -> None:
    publish_mirror([version(1)], tmp_path, layout="feed-mirror")
    (tmp_path / "README.md").write_text("something else")
    assert verify_edition(tmp_path).changed == ("README.md",)
    assert read_manifest(tmp_path).layout == "feed-mirror"


def test_a_folder_with_other_files_is_refused_and_kept(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine")
    with pytest.raises(PublishError, match="holds other files"):
        publish_mirror([version(1)], tmp_path, layout="feed-mirror")
    assert contents(tmp_path) == {"README.md": b"mine"}


def test_another_layout_is_refused(tmp_path: Path) -> None:
    publish_mirror([version(1)], tmp_path, layout="feed-mirror")
    with pytest.raises(PublishError, match="feed-mirror"):
        publish_mirror([version(1)], tmp_path, layout="channel-mirror")
    with pytest.raises(UsageError):
        publish_mirror([version(1)], tmp_path / "x", layout="no-such")


@pytest.mark.parametrize("path", ["../out.md", "/etc/out.md", "a/../../out.md", "a\\..\\out.md", ".git/config", ""])
def test_no_path_leads_out(tmp_path: Path, path: str) -> None:
    with (
        pytest.raises(PublishError),
        open_folder(tmp_path / "edition", layout="feed-mirror") as folder,
    ):
        folder.write(path, b"x")
    assert list(tmp_path.iterdir()) == [tmp_path / "edition"]
    assert list((tmp_path / "edition").iterdir()) == [tmp_path / "edition" / MANIFEST]


def test_links_are_not_written_through(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    edition = tmp_path / "edition"
    publish_mirror([], edition, layout="feed-mirror")
    (edition / "articles").symlink_to(outside)
    with pytest.raises(PublishError, match="leads out"):
        publish_mirror([version(1)], edition, layout="feed-mirror")
    assert list(outside.iterdir()) == []


def test_outlets_that_look_alike_on_disk_do_not_meet(tmp_path: Path) -> None:
    alike = [version(1, outlet="A/B"), version(2, outlet="A_B"), version(3, outlet="A:B"), version(4, outlet="")]
    for layout in ("feed-mirror", "channel-mirror"):
        publish_mirror(alike, tmp_path / layout, layout=layout)
    assert len(list((tmp_path / "feed-mirror/articles").iterdir())) == 4
    assert (tmp_path / "channel-mirror/pages/courier.example").is_dir()


def test_hostile_names_stay_inside(tmp_path: Path) -> None:
    hostile = version(1, outlet="../../etc", headline="..\\..\\x/../\x00y" * 60, channels=("../..", "."))
    for layout in ("feed-mirror", "feed-mirror-jekyll", "channel-mirror"):
        publish_mirror([hostile], tmp_path / layout, layout=layout)
        assert verify_edition(tmp_path / layout).whole
    assert {path.name for path in tmp_path.iterdir()} == {"feed-mirror", "feed-mirror-jekyll", "channel-mirror"}
