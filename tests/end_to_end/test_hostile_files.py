"""Files as they should not be, in folders as they should not be: `add` tells of each and keeps what is readable."""

from __future__ import annotations

import json
import os
import socket
from pathlib import Path

import pytest
from tests.end_to_end.conftest import Rashomon
from tests.end_to_end.test_bad_input import article_page
from tests.unit.extract.test_hostile import CASES

NAMES = (
    b"two\nlines.html",
    b"tab\tand\x1b[31mcolour.html",
    b"not utf-8 \xff\xfe.html",
    "河口镇".encode() * 27 + b".html",  # 248 bytes: ten more and the file system refuses
    b"a" * 250 + b".html",
    b"-rf --archive.html",
    b"'; DROP TABLE captures; --.html",
    b"%00%2e%2e.html",
    b"  .html",
)
DEEP = 10_000
LARGE = 1_000_000
PAGES = {
    "deep.html": b"<div>" * DEEP + b"text" + b"</div>" * DEEP,
    "attributes.html": b"<p " + b" ".join(b"a%d=1" % n for n in range(20_000)) + b">text",
    "unclosed.html": b"<p>" * 50_000,
    "comment.html": b"<!--" * 10_000,
    "nul.html": article_page().replace(b"<p>", b"<p>\x00"),
    "entities.html": b"&" * 100_000 + b"&#x110000;" * 1000,
    "surrogates.json": b'{"id": "\\ud800", "text": "\\udfff"}',
    "half.json": b'{"id": "1", "headline": "',
    "lines.jsonl": b'{"id": 1}\n' * 50,
    "bomb.gz": b"\x1f\x8b\x08\x00" + bytes(100),
    "bad.warc.gz": b"\x1f\x8b\x08\x00garbage",
    "bom.html": b"\xff\xfe" + article_page().decode().encode("utf-16-le")[:-1],
    "one-line.md": "水".encode() * 300_000,
    "brackets.md": b"[" * 30_000 + b"](" * 30_000,
}


@pytest.fixture
def names(tmp_path: Path) -> Path:
    """A folder of articles under hostile names."""
    place = tmp_path / "pages"
    place.mkdir()
    for number, name in enumerate(NAMES):
        told = article_page().replace("一米二".encode(), f"{number + 2}米".encode())
        (place / os.fsdecode(name)).write_bytes(told)
    return place


@pytest.fixture
def folder(names: Path) -> Path:
    """The same with hostile pages, and with what is no file at all."""
    small = [body for body in CASES.values() if len(body) < LARGE]  # the large ones take extraction's own test seconds
    for number, body in enumerate((*PAGES.values(), *small)):
        (names / f"{number}.html").write_bytes(body)
    (names / "loop").symlink_to(names)
    (names / "itself").symlink_to("itself")
    (names / "dead").symlink_to("nowhere")
    os.mkfifo(names / "pipe")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(names / "socket"))
    return names


def test_every_file_is_told_of_and_the_archive_stays_whole(rashomon: Rashomon, folder: Path) -> None:
    outcome = rashomon("add", folder, "--format", "json")
    assert "Traceback" not in outcome.err
    tally = json.loads(outcome.out)
    assert tally["new"] + tally["versions"] + tally["duplicates"] >= len(NAMES)
    assert tally["rejected"]["unreadable"] >= 5
    for name in ("pipe", "socket", "loop", "itself", "dead"):
        assert f"pages/{name}: unreadable" in outcome.err
    assert "\x1b[31m" not in outcome.err
    verified = rashomon("verify", "--sample", "0")
    assert verified.code == 0, verified.out
    assert json.loads(rashomon("search", "水闸", "--format", "json").out)["total"] >= 1


def test_an_export_of_hostile_names_comes_back(rashomon: Rashomon, names: Path) -> None:
    rashomon("add", names)
    for form in ("archive", "parquet", "warc", "markdown"):
        assert rashomon("export", "--format", form, "-o", f"all.{form}").code == 0
        assert rashomon("import", f"all.{form}", "--archive", f"{form}.db").code == 0
        assert rashomon("verify", "--archive", f"{form}.db").code == 0


def test_an_archive_among_its_own_pages_is_no_page(rashomon: Rashomon, tmp_path: Path) -> None:
    (tmp_path / "first.html").write_bytes(article_page())
    for _ in range(2):
        tally = json.loads(rashomon("add", ".", "--format", "json").out)
        assert (tally["read"], tally["rejected"]) == (1, {})
