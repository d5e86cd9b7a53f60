"""A lake measured: pages a second to versions and to stories, memory as the input grows, one worker against two.

    python -m bench.lake [--crawl FOLDER] [--files 2] [--times 1 4 16] [--bound 20000] [--ray] [--json FILE]

Without `--crawl` the web archives are written first (`scripts/make_crawl.py`): 250 pages a file, 120 kB each.

Seconds are of the processor, so that a busy machine does not change them much. `pages/s` is what two processors make of
them when they do nothing else: pages over the time that the longest-running of two workers needs, its shards handed out as
the runner does, stage after stage, and the driver's own seconds added. `wall` is what a clock on the wall showed.
"""

from __future__ import annotations

import argparse
import heapq
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path

from scripts.make_crawl import write_crawl

from rashomon.run.lake.building import build_lake
from rashomon.run.lake.marks import Mark
from rashomon.run.lake.settings import LakeSettings
from rashomon.run.local import LocalRunner
from rashomon.run.runner import Runner

_PER_FILE = 250


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One build. Seconds are the processor's but for `wall`; memory in megabytes, of the largest process."""

    pages: int
    runner: str
    workers: int
    wall: float
    driver: float
    stages: dict[str, float]
    longest: dict[str, float]  # of each stage, what the busier of two workers has to do
    memory: float
    driver_memory: float
    written: int
    digest: str

    def rate(self, *stages: str) -> float:
        """Pages a second of two free processors, up to these stages."""
        return self.pages / (self.driver + sum(self.longest.get(stage, 0.0) for stage in stages))


def measure(inputs: Sequence[Path], lake: Path, runner: str, workers: int, upto: str, bound: int) -> Measured:
    """A build in this process, which should have done nothing else before."""
    marks: list[Mark] = []
    wall, own = time.monotonic(), time.process_time()
    with ExitStack() as stack:
        engine = stack.enter_context(_engine(runner, workers))
        built = build_lake(
            [str(path) for path in inputs],
            str(lake),
            engine,
            settings=LakeSettings(part_rows=bound // 2, day_rows=bound, window_rows=bound),
            upto=upto,
            on_shard=marks.append,
        )
    spent: dict[str, list[float]] = {}
    for mark in marks:
        spent.setdefault(mark.stage, []).append(mark.seconds)
    inside = workers == 1 and runner == "local"
    driver = time.process_time() - own - (sum(map(sum, spent.values())) if inside else 0.0)
    return Measured(
        pages=built.rows["versions"],
        runner=runner,
        workers=workers,
        wall=round(time.monotonic() - wall, 2),
        driver=round(driver, 2),
        stages={stage: round(sum(seconds), 2) for stage, seconds in spent.items()},
        longest={stage: round(busiest(seconds, workers), 2) for stage, seconds in spent.items()},
        memory=max(cost.memory for cost in built.stages.values()) / 1e6,
        driver_memory=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6,
        written=sum(cost.written for cost in built.stages.values()),
        digest=built.digest,
    )


def busiest(seconds: Sequence[float], workers: int) -> float:
    """When the last of the workers is done, each taking the next shard as soon as it is free."""
    free = [0.0] * workers
    for one in seconds:
        heapq.heappush(free, heapq.heappop(free) + one)
    return max(free)


def _engine(name: str, workers: int) -> Runner:
    if name == "local":
        return LocalRunner(workers)
    from rashomon.run.ray import RayRunner

    return RayRunner(workers=workers)


def _in_its_own_process(inputs: Sequence[Path], runner: str, workers: int, bound: int) -> Measured:
    with tempfile.TemporaryDirectory() as lake:
        asked = [runner, str(workers), "stories", str(bound), lake, *map(str, inputs)]
        command = [sys.executable, "-m", "bench.lake", "--one", *asked]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return Measured(**json.loads(done.stdout.splitlines()[-1]))


def _show(one: Measured) -> None:
    stages = "  ".join(f"{stage} {1000 * seconds / one.pages:.2f}" for stage, seconds in one.stages.items())
    print(
        f"{one.pages:6} pages  {one.runner} {one.workers}  wall {one.wall:.0f} s  driver {one.driver:.1f} s  ms a page: {stages}\n"
        f"{'':14}to versions {one.rate('extract', 'versions'):.0f} pages/s,"
        f" to stories {one.rate('extract', 'versions', 'group', 'link', 'stories'):.0f} pages/s;"
        f" a worker {one.memory:.0f} MB, the driver {one.driver_memory:.0f} MB; {one.digest[:12]}",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--crawl", type=Path)
    parser.add_argument("--files", type=int, default=2, help="web archives of the smallest input")
    parser.add_argument("--times", type=int, nargs="*", default=[1, 4, 16])
    parser.add_argument("--bound", type=int, default=20_000, help="articles of a window and of a day's shard")
    parser.add_argument("--ray", action="store_true", help="measure Ray, too")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--one", nargs="*", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        runner, workers, upto, bound, lake, *inputs = options.one
        files = [Path(path) for path in inputs]
        print(json.dumps(asdict(measure(files, Path(lake), runner, int(workers), upto, int(bound)))))
        return
    figures = []
    with ExitStack() as stack:
        most = options.files * max(options.times)
        folder = options.crawl or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        if not list(folder.glob("*.warc.gz")):
            write_crawl(folder, pages=most * _PER_FILE, files=most)
        files = sorted(folder.glob("*.warc.gz"))
        runs = [("local", 2, times) for times in options.times] + [("local", 1, options.times[0])]
        runs += [("ray", workers, options.times[0]) for workers in (1, 2)] if options.ray else []
        for runner, workers, times in runs:
            found = _in_its_own_process(files[: options.files * times], runner, workers, options.bound)
            _show(found)
            figures.append(asdict(found))
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1), "utf-8")


if __name__ == "__main__":
    main()
