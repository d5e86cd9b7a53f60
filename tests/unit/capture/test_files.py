"""Files, folders and standard input: what is read, and what is said of the rest."""

from __future__ import annotations

import gzip
import io
import os
import socket
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
import zstandard
from tests.newsroom import START, StepClock

from rashomon.capture import CaptureSettings, read_sources
from rashomon.errors import CaptureError
from rashomon.model import Page, Reason, Rejected, Version
from rashomon.text.digests import article_id

Read = Callable[..., list[Page | Version | Rejected]]
PAGE = b"<!DOCTYPE html><html><body><p>The lamp is back.</p></body></html>"


def reasons(items: list[Page | Version | Rejected]) -> dict[str, Reason]:
    return {Path(item.source).name: item.reason for item in items if isinstance(item, Rejected)}


def test_an_address_of_another_kind_is_refused_without_its_password(read: Read) -> None:
    with pytest.raises(CaptureError, match=r"paper\.example/page: cannot be read: only http and https") as caught:
        read("ftp://reader:secret@paper.example/page")
    assert "secret" not in str(caught.value)


def test_folder_is_read_in_a_stable_order(tmp_path: Path, read: Read) -> None:
    for name in ("b/2.html", "a/1.txt", "c.md", "b/10"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(PAGE)
    pages = read(str(tmp_path))
    names = [Path(page.source).relative_to(tmp_path).as_posix() for page in pages if isinstance(page, Page)]
    assert names == ["a/1.txt", "b/10", "b/2.html", "c.md"]
    assert all(isinstance(page, Page) and page.captured_at == START and page.url is None for page in pages)


def test_missing_path_is_told_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(PAGE)
    with pytest.raises(CaptureError, match="there is no such file or folder") as caught:
        read_sources([str(tmp_path / "a.html"), str(tmp_path / "b.html")], clock=StepClock())
    assert caught.value.subject == str(tmp_path / "b.html")


def test_empty_binary_and_large_files_are_told_apart(tmp_path: Path, read: Read, settings: CaptureSettings) -> None:
    (tmp_path / "empty.html").touch()
    (tmp_path / "blank.html").write_bytes(b"\xef\xbb\xbf \n\t")
    (tmp_path / "photo.html").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    (tmp_path / "noise.html").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "large.html").write_bytes(b"<p>" + b"a" * 5_000)
    found = read(str(tmp_path), settings=replace(settings, max_page_bytes=5_000))
    assert reasons(found) == {
        "empty.html": Reason.EMPTY,
        "blank.html": Reason.EMPTY,
        "photo.html": Reason.BINARY,
        "noise.html": Reason.BINARY,
        "large.html": Reason.TOO_LARGE,
    }


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5", "utf-16", "utf-16-le", "shift_jis", "windows-1251"])
def test_pages_in_any_encoding_are_pages(tmp_path: Path, read: Read, encoding: str) -> None:
    words = "Лодки" if encoding == "windows-1251" else "日本"
    (tmp_path / "page").write_bytes(f"<html><body><p>{words * 200}</p></body></html>".encode(encoding))
    assert [type(item) for item in read(str(tmp_path))] == [Page]


def test_loops_pipes_sockets_and_dead_links_are_told(tmp_path: Path, read: Read) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/page.html").write_bytes(PAGE)
    (tmp_path / "a/loop").symlink_to(tmp_path)
    (tmp_path / "b").symlink_to("nowhere")
    (tmp_path / "itself").symlink_to("itself")
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "socket"))
        found = read(str(tmp_path))
    details = {Path(item.source).name: item.detail for item in found if isinstance(item, Rejected)}
    assert len([item for item in found if isinstance(item, Page)]) == 1
    assert details["loop"] == "a folder that was already read under another name"
    assert details["b"] == "a link to nothing"
    assert details["pipe"] == "a named pipe"
    assert details["socket"] == "a socket"
    assert "symbolic link" in details["itself"]


def test_odd_names_are_read_and_named_in_text(tmp_path: Path, read: Read) -> None:
    for name in (b"new\nline.md", b"\xff\xfe.md", "  梅罗.md".encode(), b"-rf.md"):
        Path(os.fsdecode(os.path.join(os.fsencode(tmp_path), name))).write_bytes(PAGE)  # noqa: PTH118
    pages = read(str(tmp_path))
    assert len(pages) == 4
    assert all(isinstance(page, Page) and page.source.encode("utf-8") for page in pages)


def test_folders_nested_deeper_than_python_recurses(tmp_path: Path, read: Read) -> None:
    folder = tmp_path
    for _ in range(1_200):
        folder = folder / "d"
        folder.mkdir()
    (folder / "page.html").write_bytes(PAGE)
    try:
        assert len(read(str(tmp_path))) == 1
    finally:  # pytest's own cleaning recurses
        (folder / "page.html").unlink()
        while folder != tmp_path:
            folder.rmdir()
            folder = folder.parent


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_unreadable_file_and_folder_are_told(tmp_path: Path, read: Read) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "closed").chmod(0)
    (tmp_path / "secret.html").write_bytes(PAGE)
    (tmp_path / "secret.html").chmod(0)
    try:
        found = read(str(tmp_path))
    finally:
        (tmp_path / "closed").chmod(0o700)
    assert reasons(found) == {"closed": Reason.UNREADABLE, "secret.html": Reason.UNREADABLE}


def test_a_checkouts_own_files_are_left_alone(tmp_path: Path, read: Read) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git/HEAD").write_text("ref: refs/heads/main")
    (tmp_path / "page.md").write_bytes(PAGE)
    assert len(read(str(tmp_path))) == 1


def test_channel_is_the_folder_of_a_channel_mirrors_page(tmp_path: Path, read: Read) -> None:
    folder = tmp_path / "pages/ncid77"
    folder.mkdir(parents=True)
    (folder / "n1.md").write_text("### 题目\n\n---\n\n#### [首页](../..) &nbsp;|&nbsp; [x](y)\n\n<p>正文。</p>")
    (folder / "other.html").write_bytes(PAGE)
    assert [page.channel for page in read(str(tmp_path)) if isinstance(page, Page)] == ["ncid77", None]


def test_standard_input_holds_a_page_or_documents(clock: StepClock) -> None:
    (page,) = read_sources(["-"], clock=clock, stdin=io.BytesIO(PAGE))
    assert isinstance(page, Page)
    assert (page.source, page.body) == ("-", PAGE)
    (version,) = read_sources(["-"], clock=clock, stdin=io.BytesIO(document(1)))
    assert isinstance(version, Version)


def document(number: int, **more: object) -> bytes:
    fields = {"id": f"{number}", "headline": f"Story {number}", "text": "The lamp is back.", **more}
    return msgspec.json.encode(fields) + b"\n"


def test_article_documents_are_versions_line_by_line(tmp_path: Path, read: Read) -> None:
    lines = [document(1), b"\n", document(2, published_at="2031-05-04T08:00:00-03:00"), b'{"headline": "no text"}\n']
    path = tmp_path / "any.name"
    path.write_bytes(b"".join(lines) + b"{broken\n" + document(3)[:-1])
    first, second, no_text, broken, third = read(str(path))
    assert isinstance(first, Version)
    assert first.id == "1"
    assert isinstance(second, Version)
    assert second.published_at is not None
    assert second.published_at.isoformat() == "2031-05-04T08:00:00-03:00"
    assert isinstance(no_text, Rejected)
    assert no_text.source == f"{path} line 4"
    assert isinstance(broken, Rejected)
    assert isinstance(third, Version)


def test_one_document_may_stand_on_several_lines(tmp_path: Path, read: Read) -> None:
    made = msgspec.json.format(document(1, id=None, url="https://a.example/1", outlet="A"), indent=2)
    (tmp_path / "one.json").write_bytes(made)
    (version,) = read(str(tmp_path))
    assert isinstance(version, Version)
    assert version.id == article_id("A", "https://a.example/1")


def test_packed_files_are_read(tmp_path: Path, read: Read) -> None:
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(PAGE))
    (tmp_path / "b.jsonl.zst").write_bytes(zstandard.compress(document(1) + document(2)))
    (tmp_path / "c.gz").write_bytes(gzip.compress(PAGE)[:-20])
    (tmp_path / "d.gz").write_bytes(gzip.compress(gzip.compress(PAGE)))
    page, first, second, cut, nested = read(str(tmp_path))
    assert isinstance(page, Page)
    assert page.body == PAGE
    assert isinstance(first, Version)
    assert isinstance(second, Version)
    assert isinstance(cut, Rejected)
    assert "cannot be unpacked" in cut.detail
    assert isinstance(nested, Rejected)


def test_feed_file_gives_its_entries_without_the_network(tmp_path: Path, clock: StepClock) -> None:
    (tmp_path / "feed").write_text(
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Courier</title>'
        "<entry><title>A &amp; B</title><link href='https://c.example/1'/><id>1</id>"
        "<updated>2031-05-04T08:00:00-03:00</updated><summary>Short.</summary></entry></feed>"
    )

    def no_network(host: str, port: int) -> tuple[str, ...]:
        raise AssertionError(f"asked for {host}")

    (page,) = read_sources([str(tmp_path)], clock=clock, resolve=no_network)
    assert isinstance(page, Page)
    assert page.url == "https://c.example/1"
    assert b"<title>A &amp; B</title>" in page.body
    assert b'content="2031-05-04T08:00:00-03:00"' in page.body
    assert b'name="rashomon:text" content="summary"' in page.body
