"""`rashomon joined`: which articles were met at several addresses, and what showed each to be one."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.text import Text

from rashomon.archive import open_archive
from rashomon.cli.console import notes, page_console, write_json
from rashomon.cli.options import DEFAULT_ARCHIVE, Archive, Format, OutputFormat, own_outlets
from rashomon.model import JoinedReport, MetArticle
from rashomon.render.documents import to_json

WHY = {
    "first": "met first here",
    "id": "same outlet and canonical URL",
    "url": "one of its known URLs",
    "text": "same outlet, same words",
}


def register(app: typer.Typer) -> None:
    app.command("joined")(joined)


def joined(
    article: Annotated[str, typer.Argument(help="An article's id: every address at which it was met.")] = "",
    archive: Archive = DEFAULT_ARCHIVE,
    output: OutputFormat = Format.TEXT,
    limit: Annotated[
        int, typer.Option(min=1, help="At most so many articles, those met at most addresses first.")
    ] = 20,
) -> None:
    """Tell which articles were met at several addresses, under tracking, mirrors or channels, and why each is one."""
    with open_archive(archive, read_only=True, create=False, outlets=own_outlets()) as opened:
        report = opened.joined_articles(article, most=limit)
    if output is Format.JSON:
        write_json(to_json(report))
        return
    console = page_console()
    for met in report.listed:
        console.print(_met_text(met))
    notes.print(_summary(report))


def _met_text(met: MetArticle) -> Text:
    """The article, and each address with what showed that it was this article."""
    text = Text.assemble((met.article.headline, "bold"), (f"  {met.article.outlet} {met.article.id}\n", "dim"))
    for meeting in met.meetings:
        told = WHY.get(meeting.why, meeting.why) + ("" if meeting.outcome != "version" else "; its words differ")
        text.append(f"  {meeting.source}").append(f"  {told}\n", style="dim")
    return text


def _summary(report: JoinedReport) -> str:
    """The whole archive in a line: "9 articles at 12 addresses; 2 met at several: 2 same outlet …"."""
    why = ", ".join(f"{count} {WHY.get(reason, reason)}" for reason, count in report.reasons.items())
    articles = f"{report.articles} {'article' if report.articles == 1 else 'articles'}"
    told = f"{articles} at {report.addresses} addresses; {report.joined} met at several"
    return f"{told}: {why}" if why else told
