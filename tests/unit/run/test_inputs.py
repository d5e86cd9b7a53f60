from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.lakes import crawl

from rashomon.model import Page, Reason, Rejected, Version
from rashomon.run.lake.inputs import read_file, read_input

AT = datetime(2031, 5, 1, 8, tzinfo=UTC)
HTML = "<h1>Ferry strikes pier</h1><p>The ferry struck the pier of Eskan at noon.</p>"


def write(path: Path, rows: list[dict[str, Any]]) -> str:
    pq.write_table(pa.Table.from_pylist(rows), path)
    return str(path)


@pytest.mark.parametrize(("body", "when"), [("body", "captured_at"), ("html", "fetched_at"), ("content", "warc_date")])
def test_a_table_of_pages_may_name_its_columns_in_the_usual_ways(tmp_path: Path, body: str, when: str) -> None:
    row = {"url": "https://bay.example/1", body: HTML if body == "html" else HTML.encode(), when: AT}
    [page] = read_input(write(tmp_path / "pages.parquet", [row]))
    assert isinstance(page, Page)
    assert (page.url, page.body, page.captured_at) == ("https://bay.example/1", HTML.encode(), AT)


def test_a_time_without_an_offset_is_taken_as_utc_and_a_page_without_time_is_rejected(tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [
        {"url": "https://bay.example/1", "body": HTML, "captured_at": "2031-05-01T08:00:00"},
        {"url": "https://bay.example/2", "body": HTML, "captured_at": None},
    ]
    page, rejected = read_input(write(tmp_path / "pages.parquet", rows))
    assert isinstance(page, Page)
    assert page.captured_at == AT
    assert isinstance(rejected, Rejected)
    assert "captured_at" in rejected.detail


def test_a_table_of_articles_is_read_as_documents(tmp_path: Path) -> None:
    row = {"outlet": "Bay", "url": "https://bay.example/1", "headline": "A", "text": "One.\nTwo.", "published_at": AT}
    [version] = read_input(write(tmp_path / "articles.parquet", [row]))
    assert isinstance(version, Version)
    assert (version.published_at, len(version.paragraphs)) == (AT, 2)


def test_a_table_of_something_else_is_rejected(tmp_path: Path) -> None:
    [rejected] = read_input(write(tmp_path / "numbers.parquet", [{"n": 1}]))
    assert isinstance(rejected, Rejected)
    assert rejected.reason is Reason.UNREADABLE


@pytest.mark.parametrize("text", [HTML, "<opml><body><outline xmlUrl='https://bay.example/feed'/></body></opml>"])
def test_what_tells_no_time_or_leads_to_the_network_is_rejected(tmp_path: Path, text: str) -> None:
    (tmp_path / "page.html").write_text(text, "utf-8")
    found = list(read_input(str(tmp_path / "page.html")))
    assert [type(one) for one in found] == [Rejected]


class Failing(io.BytesIO):
    """A file whose storage stops delivering after so many bytes."""

    def read(self, size: int | None = -1, /) -> bytes:
        if self.tell() >= 40_000:
            raise TimeoutError("no answer")
        return super().read(min(size or 10_000, 10_000))


def test_what_storage_fails_to_deliver_is_no_damage() -> None:
    archive = Path(crawl().replace("*", "crawl-0000")).read_bytes()
    assert len(archive) > 60_000
    with pytest.raises(TimeoutError):
        list(read_file(Failing(archive), source="crawl"))
