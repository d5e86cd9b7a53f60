"""`rashomon lake`: the same steps over a whole news crawl, into open tables, and what these hold."""

from __future__ import annotations

from contextlib import ExitStack
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from rashomon.cli.console import list_table, notes, page_console, write_json
from rashomon.cli.options import Format, OutputFormat, own_outlets
from rashomon.errors import UsageError
from rashomon.render.documents import to_json

if TYPE_CHECKING:  # the engine and the tables are optional extras
    from rashomon.run.lake.building import Built
    from rashomon.run.lake.marks import Mark
    from rashomon.run.runner import Runner

lake = typer.Typer(
    help="A news crawl as tables: build them on one machine or a cluster, and ask them.", no_args_is_help=True
)


class Engine(StrEnum):
    LOCAL = "local"
    RAY = "ray"


def register(app: typer.Typer) -> None:
    app.add_typer(lake, name="lake")


@lake.command("build")
def build(
    inputs: Annotated[
        list[str],
        typer.Option("--input", "-i", help="Web archives, Parquet or JSON Lines: a glob of any fsspec address."),
    ],
    output: Annotated[str, typer.Option("--output", "-o", help="The lake: a folder, s3://bucket/folder …")],
    runner: Annotated[Engine, typer.Option(help="What runs the steps.")] = Engine.LOCAL,
    address: Annotated[str, typer.Option(help="A Ray cluster's address; without it one is started here.")] = "",
    workers: Annotated[int | None, typer.Option(min=1, help="Processes; one for each processor unless told.")] = None,
    upto: Annotated[
        str, typer.Option(help="The last stage: extract, versions, group, stories, accounts, compare.")
    ] = "compare",
    format: OutputFormat = Format.TEXT,  # noqa: A002
) -> None:
    """Make or go on with a lake: versions, copies, stories, statements, quotations, sources, comparisons."""
    try:
        from rashomon.run.lake.building import STAGES, build_lake
    except ImportError as error:
        raise UsageError("rashomon lake", f"needs the extra `rashomon[lake]` ({error})") from error
    if upto not in STAGES:
        raise UsageError("--upto", f"is one of {', '.join(STAGES)}")
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with ExitStack() as stack:
        engine = stack.enter_context(_engine(runner, address, workers))
        progress = stack.enter_context(Progress(*columns, console=notes, transient=True))
        task = progress.add_task("Looking", total=None)

        def show_stage(stage: str, shards: int) -> None:
            progress.reset(task, description=stage, total=shards)

        def show_shard(mark: Mark) -> None:
            progress.advance(task)

        built = build_lake(
            inputs, output, engine, outlets=own_outlets(), upto=upto, on_stage=show_stage, on_shard=show_shard
        )
    if format is Format.JSON:
        write_json(to_json(built))
    else:
        _print_built(built)


def _engine(kind: Engine, address: str, workers: int | None) -> Runner:
    if kind is Engine.LOCAL:
        from rashomon.run.local import LocalRunner

        return LocalRunner(workers)
    try:
        from rashomon.run.ray import RayRunner
    except ImportError as error:
        raise UsageError("--runner ray", f"needs the extra `rashomon[ray]` ({error})") from error
    return RayRunner(address or None, workers=workers)


def _print_built(built: Built) -> None:
    table = list_table("Table", "Rows")
    for name, rows in built.rows.items():
        table.add_row(name, str(rows))
    console = page_console()
    console.print(table)
    if built.rejected:
        reasons = ", ".join(f"{count} {reason}" for reason, count in built.rejected.items())
        console.print(f"Set aside: {reasons}", markup=False)
    console.print(f"Digest {built.digest}", markup=False)
