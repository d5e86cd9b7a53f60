"""`rashomon stories`, `story`, `article`, `history`, `search`, `outlets`: what an archive holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from rich.console import Group, RenderableType
from rich.text import Text

from rashomon.archive import open_archive
from rashomon.cli.console import list_table, notes, page_console, write_json, write_text
from rashomon.cli.marked import findings_text
from rashomon.cli.options import DEFAULT_ARCHIVE, Archive, Format, OutputFormat, known_outlets, own_outlets, parse_day
from rashomon.cli.watch import health_of_hosts
from rashomon.model import (
    ArticleId,
    CaptureRecord,
    ClaimChange,
    EditKind,
    Hit,
    Joined,
    Revision,
    Story,
    StoryQuery,
    Version,
)
from rashomon.outlets import Outlet
from rashomon.render.documents import HistoryDocument, OutletsDocument, StoriesDocument, to_json
from rashomon.render.pages import article_page

Id = Annotated[str, typer.Argument(metavar="ID", help="The id, or a beginning of it that no other has.")]


class Order(StrEnum):
    TIME = "time"
    OUTLETS = "outlets"
    ARTICLES = "articles"


AROUND = 30
"""Characters of unchanged text shown on either side of a change."""


class ArticleFormat(StrEnum):
    TEXT = "text"
    JSON = "json"
    HTML = "html"


def register(app: typer.Typer) -> None:
    for command in (stories, story, article, history, search, outlets):
        app.command(command.__name__)(command)


def stories(
    archive: Archive = DEFAULT_ARCHIVE,
    output: OutputFormat = Format.TEXT,
    since: Annotated[str | None, typer.Option(help="Stories with an article at or after this day or time.")] = None,
    until: Annotated[str | None, typer.Option(help="Stories with an article before this day or time.")] = None,
    outlet: Annotated[str, typer.Option(help="Stories this outlet tells.")] = "",
    language: Annotated[str, typer.Option(help="Stories told in this language, e.g. zh.")] = "",
    min_outlets: Annotated[int, typer.Option(min=1, help="Stories that at least this many outlets tell.")] = 1,
    query: Annotated[str, typer.Option(help="Stories with these words in a headline.")] = "",
    sort: Annotated[
        Order, typer.Option(help="What comes first: the newest, or the most outlets or articles.")
    ] = Order.TIME,
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many; all, unless given.")] = None,
) -> None:
    """List the stories, newest first."""
    wanted = StoryQuery(
        since=parse_day(since, option="--since"),
        until=parse_day(until, option="--until"),
        outlet=outlet,
        language=language,
        min_outlets=min_outlets,
        words=query,
        sort=sort.value,
        limit=limit,
    )
    with open_archive(archive, read_only=True, create=False, outlets=own_outlets()) as opened:
        found = opened.stories(wanted)
    if output is Format.JSON:
        write_json(to_json(StoriesDocument(stories=found)))
        return
    table = list_table("Id", "Headline", "First", "Articles", "Outlets", "Origins")
    for item in found:
        first = f"{item.first_at:%Y-%m-%d %H:%M}" if item.first_at else "not known"
        counts = (str(len(item.articles)), str(item.outlets), str(item.origins))
        table.add_row(Text(item.id), Text(item.headline), first, *counts)
    page_console().print(table)
    notes.print(f"{len(found)} {'story' if len(found) == 1 else 'stories'}")


def story(id: Id, archive: Archive = DEFAULT_ARCHIVE, output: OutputFormat = Format.TEXT) -> None:  # noqa: A002
    """Show one story's articles, why each belongs to it, and which claims an outlet changed after others had told them."""
    with open_archive(archive, read_only=True, create=False, outlets=own_outlets()) as opened:
        found, joined, changes = opened.story(id), opened.joined(id), opened.claim_changes(id)
    if output is Format.JSON:
        write_json(to_json(found, joined=joined, changes=changes))
        return
    console = page_console()
    console.print(_story_text(found, joined))
    outlet_of = {item.id: item.outlet for item in found.articles}
    for change in changes:
        console.print(_change_text(change, outlet_of))


def _story_text(found: Story, joined: tuple[Joined, ...]) -> RenderableType:
    why = {item.article: item for item in joined}
    outlet_of = {item.id: item.outlet for item in found.articles}
    table = list_table("Id", "Published", "Outlet", "Headline", "Why together", "What nearly joined")
    for item in found.articles:
        when = f"{item.published_at:%Y-%m-%d %H:%M %z}" if item.published_at else "not known"
        reason = why.get(item.id)
        evidence = nearly = ""
        if reason and reason.nearest:
            evidence = f"{reason.score:.2f} with {outlet_of.get(reason.nearest, '')}: {', '.join(reason.shared)}"
        if reason and reason.nearly:
            nearly = f"{reason.nearly_score:.2f} with {reason.nearly}"
        cells = (Text(item.outlet), Text(item.headline), Text(evidence, style="dim"), Text(nearly, style="dim"))
        table.add_row(Text(item.id), when, *cells)
    told = Text("\n".join(_about(found)), style="dim")
    return Group(Text(found.headline, style="bold"), told, Text(), table)


def _change_text(change: ClaimChange, outlet_of: Mapping[ArticleId, str]) -> Text:
    """What the outlet told before and since, and who had told it by then."""
    seen = f"{change.seen_at:%Y-%m-%d %H:%M}" if change.seen_at else "later"
    told = ", ".join(dict.fromkeys(outlet_of.get(article, article) for article in change.told_before)) or "nobody else"
    text = Text.assemble((f"\n{change.outlet} changed, as seen {seen}; told before by {told}\n", "bold"))
    if change.before:
        text.append(f"[-{change.before}-]", style="red strike")
    return text.append(f"{{+{change.after}+}}", style="green bold")


def _about(found: Story) -> list[str]:
    """The story in a few lines: its id, names, languages, size day by day, and the stories next to it."""
    days = Counter(f"{item.published_at:%Y-%m-%d}" for item in found.articles if item.published_at)
    languages = sorted({item.language for item in found.articles if item.language})
    lines = [
        ("story", found.id),
        ("names", ", ".join(found.names)),
        ("languages", ", ".join(languages)),
        ("articles by day", ", ".join(f"{day} {count}" for day, count in sorted(days.items()))),
        ("related", ", ".join(found.related)),
    ]
    return [f"{name} {told}" for name, told in lines if told]


def article(
    id: Id,  # noqa: A002
    archive: Archive = DEFAULT_ARCHIVE,
    output: Annotated[ArticleFormat, typer.Option("--format", "-f", help="How to show it.")] = ArticleFormat.TEXT,
    explain: Annotated[bool, typer.Option("--explain", help="Mark all findings and name their rules.")] = False,
) -> None:
    """Show an article; with --explain everything found in it, and why."""
    with open_archive(archive, read_only=True, create=False, outlets=own_outlets()) as opened:
        version = opened.article(id)
        account = opened.account(id) if explain or output is ArticleFormat.HTML else None
        if account and output is ArticleFormat.HTML:
            write_text(article_page(account, versions=opened.versions(id), captures=opened.captures(id)))
            return
    if output is ArticleFormat.JSON:
        write_json(to_json(account if account else version))
        return
    console = page_console()
    if account:
        console.print(findings_text(account))
        return
    console.print(Text(version.headline, style="bold"))
    console.print(Text(_facts(version), style="dim"))
    console.print(Text("\n" + version.text.replace("\n", "\n\n")))


def _facts(version: Version) -> str:
    when = f"{version.published_at.isoformat()} ({version.published_at_basis})" if version.published_at else ""
    parts = [version.outlet, ", ".join(version.byline), when, version.url, version.id]
    return " · ".join(part for part in parts if part)


def history(id: Id, archive: Archive = DEFAULT_ARCHIVE, output: OutputFormat = Format.TEXT) -> None:  # noqa: A002
    """Show when an article was captured and how its text changed, word by word."""
    with open_archive(archive, read_only=True, create=False, outlets=own_outlets()) as opened:
        captures, versions, revisions = opened.captures(id), opened.versions(id), opened.history(id)
    if output is Format.JSON:
        write_json(to_json(HistoryDocument(captures=captures, versions=versions, revisions=revisions)))
        return
    table = list_table("Captured", "What", "Bytes", "From")
    for capture in captures:
        table.add_row(*_capture_row(capture))
    console = page_console()
    console.print(table)
    for revision in revisions:
        console.print(_revision_text(revision))


def _capture_row(capture: CaptureRecord) -> tuple[str, Text, str, Text]:
    return f"{capture.captured_at:%Y-%m-%d %H:%M}", Text(capture.reason), str(capture.size), Text(capture.source)


def _revision_text(revision: Revision) -> Text:
    """The version's digest and reason, then its changed words, struck out or marked, with some words around them."""
    text = Text()
    text.append(f"\n{revision.reason}  {revision.version}\n", style="dim")
    for edits in (revision.headline, revision.text):
        for edit in edits:
            match edit.kind:
                case EditKind.SAME:
                    around = edit.text.replace("\n", " ")
                    text.append(around if len(around) <= 2 * AROUND else f"{around[:AROUND]} … {around[-AROUND:]}")
                case EditKind.REMOVED:
                    text.append(f"[-{edit.text}-]", style="red strike")
                case EditKind.ADDED:
                    text.append(f"{{+{edit.text}+}}", style="green bold")
        text.append("\n" if edits else "")
    return text


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help="Words; in quotes, a phrase.")],
    archive: Archive = DEFAULT_ARCHIVE,
    output: OutputFormat = Format.TEXT,
    outlet: Annotated[str, typer.Option(help="Only this outlet's articles.")] = "",
    limit: Annotated[int, typer.Option(min=1, help="At most so many.")] = 20,
    offset: Annotated[int, typer.Option(min=0, help="Leave out so many of the best.")] = 0,
) -> None:
    """Find articles by their words, in either script."""
    with open_archive(archive, read_only=True, create=False, outlets=own_outlets()) as opened:
        result = opened.search(" ".join(words), outlet=outlet, limit=limit, offset=offset)
    if output is Format.JSON:
        write_json(to_json(result))
        return
    console = page_console()
    for hit in result.hits:
        console.print(_hit_text(hit))
    notes.print(f"{result.total} {'article' if result.total == 1 else 'articles'}")


def _hit_text(hit: Hit) -> Text:
    when = f"{hit.article.published_at:%Y-%m-%d}" if hit.article.published_at else ""
    snippet = Text(hit.snippet.text)
    for start, end in hit.snippet.matches:
        snippet.stylize("bold", start, end)
    head = Text.assemble((hit.article.headline, "bold"), (f"  {hit.article.outlet} {when} {hit.article.id}\n", "dim"))
    return head.append_text(snippet).append("\n")


def outlets(archive: Archive = DEFAULT_ARCHIVE, output: OutputFormat = Format.TEXT) -> None:
    """List the outlets with how much the archive holds of each, and how collecting from them goes."""
    with open_archive(archive, read_only=True, create=False, outlets=own_outlets()) as opened:
        found = opened.outlets()
    health = health_of_hosts(archive)
    if output is Format.JSON:
        write_json(to_json(OutletsDocument(outlets=found, health=health)))
        return
    known = known_outlets()
    table = list_table("Outlet", "Articles", "Versions", "First", "Last")
    for item in found:
        days = [_day_of(moment, known.by_name(item.name)) for moment in (item.first_at, item.last_at)]
        table.add_row(Text(item.name), str(item.articles), str(item.versions), *days)
    console = page_console()
    console.print(table)
    if health:
        watched = list_table("Host", "Outlet", "Last success", "Requests", "Trouble")
        for host in health:
            last = f"{host.last_success_at:%Y-%m-%d %H:%M} UTC" if host.last_success_at else "never"
            watched.add_row(host.host, Text(host.outlet), last, str(host.requests), Text(host.trouble, style="yellow"))
        console.print()
        console.print(watched)


def _day_of(moment: datetime | None, outlet: Outlet | None) -> str:
    """The day by the outlet's own clock, where that is known."""
    if moment is None:
        return ""
    return f"{moment.astimezone(ZoneInfo(outlet.zone)) if outlet else moment:%Y-%m-%d}"
