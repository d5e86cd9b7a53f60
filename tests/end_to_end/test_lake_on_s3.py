"""A lake on an S3-compatible server on loopback: read from, written to, gone on with and asked there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.lakes import PAGES, SMALL, build, crawl

from rashomon.run.lake.asking import OpenLake
from rashomon.run.lake.building import build_lake
from rashomon.run.lake.storage import Storage
from rashomon.run.local import LocalRunner

pytest.importorskip("moto", reason="NO MOTO: install the dev group to test object storage")

from moto.server import ThreadedMotoServer


@pytest.fixture(scope="module")
def bucket() -> Iterator[str]:
    """The address of an empty bucket."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
        patch.setenv("AWS_ACCESS_KEY_ID", "test")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "test")
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        Storage("s3://lake").fs.mkdir("lake")
        yield "s3://lake"
    server.stop()


def test_a_lake_on_object_storage_is_the_one_on_disk(bucket: str, tmp_path: Path) -> None:
    on_disk = build(tmp_path, upto="stories")
    store = Storage(bucket)
    for path in sorted(Path(crawl()).parent.glob("*.warc.gz")):
        store.put(f"crawl/{path.name}", path.read_bytes())
    with LocalRunner(2) as runner:
        there = build_lake([f"{bucket}/crawl/*.warc.gz"], f"{bucket}/first", runner, settings=SMALL, upto="stories")
    assert there.digests == on_disk.digests
    store.delete([next(path for path in store.paths("first/_marks/group"))])
    again = build_lake([f"{bucket}/crawl/*.warc.gz"], f"{bucket}/first", LocalRunner(1), settings=SMALL, upto="stories")
    assert again.digests == on_disk.digests
    assert [path for path in store.paths("first") if path.endswith(".part")] == []
    with OpenLake(f"{bucket}/first") as lake:
        assert lake.ask("SELECT count(*), count(DISTINCT day) > 3 FROM versions").rows == ((PAGES, True),)
        story = lake.stories(min_outlets=2, limit=1)[0]
        assert {version.id for version in lake.versions(story=story.id)} == {article.id for article in story.articles}
