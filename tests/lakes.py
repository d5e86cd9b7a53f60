"""A small crawl, and bounds so small that every stage of a lake has several shards."""

from __future__ import annotations

import atexit
from functools import cache
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from scripts.make_crawl import write_crawl

from rashomon.run.lake.building import Built, build_lake
from rashomon.run.lake.settings import LakeSettings
from rashomon.run.local import LocalRunner
from rashomon.run.runner import Runner

SMALL = LakeSettings(part_rows=7, day_rows=9, window_rows=12, compared_stories=3)
PAGES = 36


@cache
def crawl() -> str:
    """A glob of three web archives with 36 pages of four days between them, written once a process."""
    folder = Path(mkdtemp(prefix="rashomon-crawl-"))
    atexit.register(rmtree, folder, ignore_errors=True)
    write_crawl(folder, pages=PAGES, files=3, per_day=9)
    return f"{folder}/*.warc.gz"


def build(lake: str | Path, runner: Runner | None = None, *, inputs: str = "", upto: str = "compare") -> Built:
    """A lake of the small crawl, made in this process unless a runner is given."""
    return build_lake([inputs or crawl()], str(lake), runner or LocalRunner(1), settings=SMALL, upto=upto)
