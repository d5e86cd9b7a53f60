"""`rashomon lake`: the same steps over a whole news crawl, into open tables, and what these hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated
from urllib.parse import parse_qsl

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text

from rashomon.cli.console import list_table, notes, page_console, write_json
from rashomon.cli.options import Format, OutputFormat, own_outlets
from rashomon.errors import UsageError
from rashomon.model import Story, Version
from rashomon.render.documents import StoriesDocument, to_json

if TYPE_CHECKING:  # the engine and the tables are optional extras
    from rashomon.run.lake.asking import OpenLake
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
        str, typer.Option(help="The last stage: extract, gather, versions, group, link, stories, accounts, compare.")
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


class Asked(StrEnum):
    STORIES = "stories"
    STORY = "story"
    SQL = "sql"


@lake.command("query")
def query(
    place: Annotated[str, typer.Argument(metavar="LAKE", help="A folder, s3://bucket/folder …")],
    what: Annotated[Asked, typer.Argument(help="What is asked for.")] = Asked.STORIES,
    argument: Annotated[
        str, typer.Argument(metavar="ID|SQL", help="The story's id, or a question to the tables.")
    ] = "",
    day: Annotated[str, typer.Option(help="Stories that begin on this day of UTC, e.g. 2031-05-01.")] = "",
    outlet: Annotated[str, typer.Option(help="Stories this outlet tells.")] = "",
    words: Annotated[str, typer.Option("--query", help="Stories with these words in the headline.")] = "",
    min_outlets: Annotated[int, typer.Option(min=1, help="Stories that at least this many outlets tell.")] = 1,
    limit: Annotated[int, typer.Option(min=1, help="At most so many stories.")] = 50,
    format: OutputFormat = Format.TEXT,  # noqa: A002
) -> None:
    """Ask a lake where it lies: its stories, one story's comparison, or SQL over its tables (DuckDB)."""
    if what is not Asked.STORIES and not argument:
        raise UsageError(what.value, "needs a story's id" if what is Asked.STORY else "needs a question")
    with _opened(place) as opened:
        if what is Asked.SQL:
            answer = opened.ask(argument)
            if format is Format.JSON:
                write_json(to_json([dict(zip(answer.columns, row, strict=True)) for row in answer.rows]))
                return
            table = list_table(*answer.columns)
            for row in answer.rows:
                table.add_row(*(Text("" if value is None else str(value)) for value in row))
            page_console().print(table)
        elif what is Asked.STORY:
            story = opened.story(argument)
            document = opened.comparison(story.id)
            if format is Format.JSON:
                write_json(document if document is not None else to_json(story))
                return
            _print_stories((story,))
            for article in story.articles:
                page_console().print(Text(f"  {article.id}  {article.outlet}: {article.headline}"))
            for claim in opened.claims(story.id):
                page_console().print(Text(f"  {claim.standing}{', disputed' if claim.disputed else ''}: {claim.text}"))
        else:
            found = opened.stories(day=day, min_outlets=min_outlets, outlet=outlet, words=words, limit=limit)
            if format is Format.JSON:
                write_json(to_json(StoriesDocument(stories=found)))
            else:
                _print_stories(found)


def is_lake(source: str) -> bool:
    """Whether a source of `import` is a lake's address."""
    return source.startswith("lake://")


def lake_versions(source: str) -> Iterator[Version]:
    """The articles that lake://PATH, lake://PATH?day=… or lake://PATH?story=… names; PATH is any fsspec address."""
    place, _, query = source.removeprefix("lake://").partition("?")
    asked = dict(parse_qsl(query, keep_blank_values=True))
    if unknown := asked.keys() - {"day", "story"}:
        raise UsageError(source, f"asks for {', '.join(sorted(unknown))}; a lake knows day= and story=")
    with _opened(place) as opened:
        yield from opened.versions(day=asked.get("day", ""), story=asked.get("story", ""))


def _opened(place: str) -> OpenLake:
    try:
        from rashomon.run.lake.asking import OpenLake
    except ImportError as error:
        raise UsageError("rashomon lake", f"needs the extra `rashomon[lake]` ({error})") from error
    return OpenLake(place)


def _print_stories(found: Sequence[Story]) -> None:
    table = list_table("Id", "First", "Headline", "Articles", "Outlets", "Origins")
    for story in found:
        first = f"{story.first_at:%Y-%m-%d %H:%M}" if story.first_at else "not known"
        counts = (str(len(story.articles)), str(story.outlets), str(story.origins))
        table.add_row(Text(story.id), first, Text(story.headline), *counts)
    page_console().print(table)


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
