"""How long a lake of a million to a billion articles takes on 10 to 1,000 workers, and what gives way first.

python scripts/simulate_scale.py [--figures BENCH.json] [--scattered]    # what bench.lake --json wrote; else the constants below

A stage's shards are handed out one by one by a driver that needs time for each, to workers that need processor time,
wait for storage, and are lost now and then. What is measured stands in `Costs`, what is assumed in `Assumed`.
"""

from __future__ import annotations

import argparse
import heapq
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    """Measured by bench.lake and bench.compare; docs/scale.md tells when and on what."""

    extract: float = 6.6  # ms of a processor for an article
    gather: float = 0.3  # for a late one
    versions: float = 0.24
    group: float = 1.9  # margins included: a window sees half as many again as it owns
    stories: float = 0.07
    accounts: float = 7.9
    compare: float = 81.0  # for an article of a story that several outlets tell: 112 real ones of one day
    page: float = 30.0  # kB of an article's page, packed
    row: float = 2.6  # kB of its version in a table; what bench.lake invents packs to 1.1, real text less well
    driver: float = 1.1  # ms of Ray's driver for a shard: 400 that did nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumed:
    """Of crawls, clusters and storage; none of it can be measured on one machine."""

    pages_in_file: int = 30_000  # a web archive of 1 GB
    part_rows: int = 10_000  # as LakeSettings
    shard_rows: int = 20_000
    late: float = 0.05  # articles captured later than within two days of publication …
    late_days: int = 300  # … spread over as many days before
    gathers: bool = True  # False: as if late articles stayed where they are
    told_by_several: float = 0.5  # articles in stories of two outlets or more: 255 of 508 on a day of 13 outlets
    largest_language: float = 0.4
    neighbours: int = 3000  # with which grouping compares an article, on either side in time
    open_ms: float = 30.0  # to open a file on object storage
    read_mb: float = 80.0  # a second, one worker
    storage_gb: float = 25.0  # a second, all workers together
    lost_per_hour: float = 0.02  # workers that go away, as machines offered cheaply do
    spread: float = 0.35  # of shards' sizes, as the sigma of a lognormal


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """What one stage asks for: shards, and for each of them seconds of processor, megabytes, files to open."""

    name: str
    shards: int
    seconds: float
    megabytes: float
    opens: float
    driver_seconds: float = 0.0  # for the plan of the stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    stage: Stage
    hours: float
    processor: float  # hours of all workers together
    storage: float
    driver: float
    lost: int


def stages_of(articles: int, days: int, costs: Costs, assumed: Assumed) -> list[Stage]:
    """The stages of a build of as many articles, published over as many days."""
    files = max(1, articles // assumed.pages_in_file)
    parts = max(1, articles // assumed.part_rows)
    shards = max(1, articles // assumed.shard_rows)
    of_file = articles / files
    of_shard = articles / shards
    # A day has rows in the parts captured then and a day later, and in the files that late articles are gathered in: the
    # articles of `late_days` of capturing, spread over as many days.
    gathered = max(1, round(articles * assumed.late / assumed.shard_rows))
    holders = min(parts, 2 * parts / days) + min(gathered, gathered * assumed.late_days / days)
    if not assumed.gathers:
        late = min(days, assumed.late_days, round(assumed.late * assumed.part_rows))
        holders = min(parts, parts * (2 + late) / days)
    a_day = articles / days
    days_in_shard = max(1.0, of_shard / a_day)
    opened = min(parts + gathered, holders * days_in_shard)
    groups_read = opened * 0.5 * costs.row  # MB: a row group of 500 for each part, however few rows are wanted
    told = articles * assumed.told_by_several
    comparisons = max(1, round(told / 4 / 200))  # four articles a story, 200 stories a shard
    marks = files + 2 * shards

    def stage(
        name: str, count: int, ms: float, rows: float, kilobytes: float, opens: float, more: float = 0.0
    ) -> Stage:
        plan = marks * assumed.open_ms / 1000 / 16  # marks are read by sixteen at once
        return Stage(
            name=name, shards=count, seconds=ms * rows / 1000, megabytes=kilobytes * rows / 1000 + more, opens=opens,
            driver_seconds=plan,
        )  # fmt: skip

    windows_files = max(1.0, a_day / assumed.shard_rows) + 2
    return [
        stage("extract", files, costs.extract, of_file, costs.page + costs.row, 2),
        stage("gather", gathered, costs.gather, articles * assumed.late / gathered, 2 * costs.row, files / gathered),
        stage("versions", shards, costs.versions, of_shard, 2 * costs.row, opened, max(0.0, groups_read)),
        stage("group", shards, costs.group, of_shard, 1.5 * costs.row, windows_files),
        stage("stories", shards, costs.stories, of_shard, 1.0, 3),
        stage("accounts", shards, costs.accounts, of_shard, 2 * costs.row, 2),
        stage("compare", comparisons, costs.compare, told / comparisons, 20.0, windows_files),
    ]


def simulate(stage: Stage, workers: int, costs: Costs, assumed: Assumed, draw: random.Random) -> Ran:
    """The stage shard by shard: a worker free and the driver free, then storage and processor, or loss and again."""
    share_mb = min(assumed.read_mb, assumed.storage_gb * 1000 / workers)
    busy_until = [stage.driver_seconds] * min(workers, stage.shards)
    driver_free = stage.driver_seconds
    waiting = stage.shards
    lost = 0
    processor = storage = 0.0
    end = 0.0
    while waiting:
        free = heapq.heappop(busy_until)
        driver_free = max(driver_free, free) + costs.driver / 1000
        size = draw.lognormvariate(-(assumed.spread**2) / 2, assumed.spread)
        reading = stage.megabytes * size / share_mb + stage.opens * assumed.open_ms / 1000
        work = stage.seconds * size
        took = reading + work
        if draw.random() < 1 - (1 - assumed.lost_per_hour) ** (took / 3600):
            lost += 1
            took *= draw.random()
        else:
            waiting -= 1
        processor += work
        storage += reading
        heapq.heappush(busy_until, driver_free + took)
        end = max(end, driver_free + took)
    return Ran(
        stage=stage,
        hours=end / 3600,
        processor=processor / 3600,
        storage=storage / 3600,
        driver=(stage.driver_seconds + stage.shards * costs.driver / 1000) / 3600,
        lost=lost,
    )


def limits(articles: int, days: int, workers: int, ran: list[Ran], costs: Costs, assumed: Assumed) -> Iterator[str]:
    """What has given way, in words, the worst first."""
    versions = next(one for one in ran if one.stage.name == "versions")
    if versions.storage > 0.2 * sum(one.processor for one in ran):
        times = versions.storage / versions.processor
        yield f"shuffle: versions wait for storage {times:.0f} times as long as they work ({versions.stage.opens:,.0f} files opened a shard)"
    reach = assumed.neighbours / (articles / days * assumed.largest_language) * 24
    if reach < 24:
        yield (
            f"grouping sees {reach * 60:.0f} minutes on either side in the largest language"
            if reach < 2
            else f"grouping sees {reach:.0f} hours on either side in the largest language"
        )
    if workers * assumed.read_mb > assumed.storage_gb * 1000:
        yield f"storage gives each of {workers:,} workers {assumed.storage_gb * 1000 / workers:.0f} MB/s of the {assumed.read_mb:.0f} it could take"
    slow = [one for one in ran if one.stage.shards < 2 * workers]
    if slow:
        yield f"too few shards to share out: {', '.join(f'{one.stage.name} {one.stage.shards:,}' for one in slow)}"
    parts = articles / assumed.part_rows
    late = 0 if assumed.gathers else min(days, assumed.late_days, assumed.late * assumed.part_rows)
    entries = parts * (2 + late) + articles * assumed.late / assumed.shard_rows * min(days, assumed.late_days)
    memory = (entries * 150 + versions.stage.shards * versions.stage.opens * 8) / 1e9
    if memory > 4:
        yield f"the driver holds {memory:,.0f} GB of plans"
    if sum(one.driver for one in ran) > 0.2 * sum(one.hours for one in ran):
        yield f"the driver is busy {100 * sum(one.driver for one in ran) / sum(one.hours for one in ran):.0f} % of the time"


def report(costs: Costs, assumed: Assumed) -> Iterator[str]:
    """The tables of docs/scale.md, in Markdown."""
    yield "| articles | days | workers | hours | core hours | of which busy | lost shards | hours by stage | what gives way |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for articles, days in ((1_000_000, 1), (100_000_000, 100), (1_300_000_000, 1300)):
        for workers in (10, 100, 1000):
            draw = random.Random(f"{articles} {workers}")
            ran = [
                simulate(stage, workers, costs, assumed, draw) for stage in stages_of(articles, days, costs, assumed)
            ]
            hours = sum(one.hours for one in ran)
            busy = sum(one.processor for one in ran) / (hours * workers)
            by_stage = ", ".join(f"{one.stage.name} {one.hours:.2f}" for one in ran if one.hours > 0.05 * hours)
            broken = "; ".join(limits(articles, days, workers, ran, costs, assumed)) or "nothing"
            yield (
                f"| {articles:,} | {days:,} | {workers:,} | {hours:,.2f} | {hours * workers:,.0f} | {100 * busy:.0f} % | "
                f"{sum(one.lost for one in ran)} | {by_stage} | {broken} |"
            )
    yield ""
    yield "| stage | core hours a million | GB read and written a million |"
    yield "|---|---|---|"
    for stage in stages_of(1_000_000, 1, costs, assumed):
        core, gigabytes = stage.seconds * stage.shards / 3600, stage.megabytes * stage.shards / 1000
        yield f"| {stage.name} | {core:.2f} | {gigabytes:.1f} |"


def measured(path: Path) -> Costs:
    """The constants as bench.lake wrote them, of its largest input; those it does not measure stay."""
    runs = [run for run in json.loads(path.read_text("utf-8")) if run["runner"] == "local" and run["workers"] == 2]
    largest = max(runs, key=lambda run: int(run["pages"]))
    known = {field.name for field in fields(Costs)}
    found = {name: 1000 * seconds / largest["pages"] for name, seconds in largest["stages"].items() if name in known}
    return replace(Costs(), **found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--figures", type=Path)
    parser.add_argument("--scattered", action="store_true", help="late articles left where they are")
    options = parser.parse_args()
    costs = measured(options.figures) if options.figures else Costs()
    for line in report(costs, Assumed(gathers=not options.scattered)):
        print(line)


if __name__ == "__main__":
    main()
