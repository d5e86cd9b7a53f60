"""`rashomon lake`, from a crawl to stories, stopped and gone on with, with poison in it, on other storage."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

import pyarrow.parquet as pq
import pytest
from tests.lakes import PAGES, SMALL, build, crawl

from rashomon.errors import RunError, UsageError
from rashomon.render.documents import to_json
from rashomon.run.lake.building import build_lake
from rashomon.run.lake.settings import LakeSettings
from rashomon.run.local import LocalRunner
from rashomon.run.runner import R, S, Step


class Stopped:
    """A runner that is stopped after so many shards, over all stages."""

    def __init__(self, after: int) -> None:
        self.left = after

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None

    def map(self, step: Step[S, R], shards: Iterable[S]) -> Iterator[R]:
        for shard in shards:
            if not self.left:
                raise KeyboardInterrupt
            self.left -= 1
            yield step(shard, False)


class Counting(Stopped):
    """A runner that counts what it is given to do."""

    def __init__(self) -> None:
        super().__init__(-1)

    @property
    def done(self) -> int:
        return -1 - self.left


@pytest.mark.parametrize("after", [1, 5, 12])
def test_a_stopped_build_goes_on_where_it_was(tmp_path: Path, after: int) -> None:
    whole = Counting()
    wanted = build(tmp_path / "whole", whole, upto="stories")
    with pytest.raises(KeyboardInterrupt):
        build(tmp_path / "stopped", Stopped(after), upto="stories")
    rest = Counting()
    assert build(tmp_path / "stopped", rest, upto="stories").digest == wanted.digest
    assert rest.done == whole.done - after
    again = Counting()
    assert build(tmp_path / "stopped", again, upto="stories").digest == wanted.digest
    assert again.done == 0


def test_another_input_makes_anew_only_what_it_touches_and_leaves_nothing_stale(tmp_path: Path) -> None:
    folder = Path(crawl()).parent
    files = sorted(folder.glob("*.warc.gz"))
    build(tmp_path / "grown", inputs=str(files[0]), upto="stories")
    rest = Counting()
    grown = build(tmp_path / "grown", rest, upto="stories")
    whole = build(tmp_path / "whole", upto="stories")
    assert grown.digests == whole.digests
    read = [path for path in (tmp_path / "grown").rglob("*.parquet") if path.parts[-3] == "versions"]
    assert sum(pq.ParquetFile(path).metadata.num_rows for path in read) == PAGES


def test_days_are_folders_and_rows_stand_by_language_and_outlet(tmp_path: Path) -> None:
    build(tmp_path, upto="versions")
    days = sorted(path.name for path in (tmp_path / "versions").iterdir())
    assert days[0] == "day=2031-05-01"
    assert len(days) >= 4
    for path in (tmp_path / "versions").rglob("*.parquet"):
        file = pq.ParquetFile(path)
        rows = file.read().to_pylist()
        assert [(row["language"], row["outlet"]) for row in rows] == sorted((r["language"], r["outlet"]) for r in rows)
        assert file.metadata.row_group(0).column(0).compression == "ZSTD"
        assert file.metadata.row_group(0).column(0).statistics.has_min_max


def article(number: int, **more: object) -> dict[str, object]:
    return {
        "outlet": f"Paper {number % 3}",
        "url": f"https://paper{number % 3}.example/{number}",
        "headline": f"Ferry {number} strikes the pier of Eskan",
        "text": f"Ferry number {number} struck the pier of Eskan at noon. Nobody was hurt, the harbour office said.",
        "published_at": "2031-05-01T12:00:00+08:00",
        "language": "en",
        **more,
    }


def write_articles(path: Path, articles: Iterable[dict[str, object]]) -> str:
    path.write_text("".join(json.dumps(one) + "\n" for one in articles), "utf-8")
    return str(path)


def test_poison_is_set_aside_with_its_reason_and_costs_nothing_else(tmp_path: Path) -> None:
    lines = [json.dumps(article(number)) for number in range(6)]
    lines[2] = json.dumps(article(2, text="lone \ud800 half"))
    lines[4] = '{"text": 5}'
    (tmp_path / "in.jsonl").write_text("\n".join(lines), "utf-8")
    (tmp_path / "torn.warc.gz").write_bytes(gzip.compress(b"WARC/1.1\r\nWARC-Type: response\r\n")[:-4])
    (tmp_path / "picture.parquet").write_bytes(b"PAR1 and no more")
    inputs = [str(tmp_path / name) for name in ("in.jsonl", "torn.warc.gz", "picture.parquet")]
    built = build_lake(inputs, str(tmp_path / "lake"), LocalRunner(1), settings=SMALL, upto="versions")
    assert built.rows["versions"] == 4
    assert sum(built.rejected.values()) == built.rows["rejected"] >= 4
    told = [
        row for path in (tmp_path / "lake" / "rejected").iterdir() for row in pq.ParquetFile(path).read().to_pylist()
    ]
    assert all(row["reason"] and row["source"] for row in told)
    assert any("line 3" in row["source"] or "UnicodeEncodeError" in row["detail"] for row in told)


def test_one_day_of_one_outlet_is_cut_into_even_shards_and_makes_the_same_stories(tmp_path: Path) -> None:
    skewed = [article(number, outlet="The Only Paper", url=f"https://only.example/{number}") for number in range(60)]
    inputs = [write_articles(tmp_path / "in.jsonl", skewed)]
    small = build_lake(
        inputs, str(tmp_path / "small"), LocalRunner(1), settings=LakeSettings(day_rows=10), upto="stories"
    )
    large = build_lake(inputs, str(tmp_path / "large"), LocalRunner(1), upto="stories")
    assert small.stages["versions"].shards == 6
    sizes = [pq.ParquetFile(path).metadata.num_rows for path in (tmp_path / "small" / "versions").rglob("*.parquet")]
    assert max(sizes) <= 20
    assert small.digests == large.digests


def test_an_article_met_twice_is_one_version_under_both_addresses(tmp_path: Path) -> None:
    once = article(1, urls=["https://paper1.example/1"], captured_at="2031-05-02T00:00:00Z")
    again = article(
        1, urls=["https://paper1.example/1", "https://paper1.example/one"], captured_at="2031-05-01T23:00:00Z"
    )
    edited = article(1, text="Ferry number 1 struck the pier. Two were hurt.", captured_at="2031-05-03T00:00:00Z")
    inputs = [write_articles(tmp_path / f"{n}.jsonl", [one]) for n, one in enumerate((once, again, edited))]
    build_lake(inputs, str(tmp_path / "lake"), LocalRunner(1), settings=SMALL, upto="stories")
    rows = [
        row
        for path in (tmp_path / "lake" / "versions").rglob("*.parquet")
        for row in pq.ParquetFile(path).read().to_pylist()
    ]
    assert [(row["captures"], row["latest"]) for row in sorted(rows, key=lambda row: -row["captures"])] == [
        (2, False),
        (1, True),
    ]
    assert sorted(rows, key=lambda row: -row["captures"])[0]["urls"] == [
        "https://paper1.example/1",
        "https://paper1.example/one",
    ]


def test_a_lake_is_input_to_another(tmp_path: Path) -> None:
    first = build(tmp_path / "first", upto="stories")
    second = build(tmp_path / "second", inputs=f"{tmp_path}/first/versions/*/*.parquet", upto="stories")
    assert second.digests["versions"] == first.digests["versions"]
    assert second.digests["stories"] == first.digests["stories"]


def test_input_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="names no file"):
        build(tmp_path / "lake", inputs=f"{tmp_path}/nothing/*.warc.gz")


def test_a_lake_keeps_the_bounds_it_was_begun_with(tmp_path: Path) -> None:
    build(tmp_path, upto="extract")
    with pytest.raises(UsageError, match="begun with other settings"):
        build_lake([crawl()], str(tmp_path), LocalRunner(1), settings=LakeSettings())


def test_a_step_that_fails_for_one_shard_names_it_and_does_the_rest(tmp_path: Path) -> None:
    build(tmp_path, upto="extract")
    broken = sorted((tmp_path / "_extracted").iterdir())[0]
    whole = broken.read_bytes()
    broken.write_bytes(b"PAR1")
    with pytest.raises(RunError, match="of001"):
        build(tmp_path, upto="versions")
    broken.write_bytes(whole)
    rest = Counting()
    build(tmp_path, rest, upto="versions")
    assert 0 < rest.done < len(os.listdir(tmp_path / "_marks" / "versions"))  # noqa: PTH208


def test_documents_round_trip_through_the_table(tmp_path: Path) -> None:
    from tests.fictional import VERSIONS

    from rashomon.run.lake.columns import version_of, version_row

    for version in VERSIONS.values():
        assert to_json(version_of(version_row(version))) == to_json(version)


def test_articles_captured_long_after_their_day_are_gathered_and_lost_by_nobody(tmp_path: Path) -> None:
    usual = [article(number) for number in range(110)]
    late = [article(200 + day, published_at=f"2029-01-{day:02}T08:00:00Z") for day in range(1, 20)]
    inputs = [write_articles(tmp_path / f"{n}.jsonl", [*usual[n::2], *late[n::2]]) for n in (0, 1)]
    built = build_lake(inputs, str(tmp_path / "lake"), LocalRunner(1), upto="versions")
    assert built.rows["versions"] == len(usual) + len(late)
    assert (built.stages["gather"].shards, len(list((tmp_path / "lake" / "_gathered").iterdir()))) == (1, 1)
    alone = build_lake(
        [write_articles(tmp_path / "all.jsonl", [*usual, *late])],
        str(tmp_path / "other"),
        LocalRunner(1),
        upto="versions",
    )
    assert alone.digests == built.digests
