"""`rashomon subscribe`, `watch`, `retry`: keep collecting."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer

from rashomon.archive import Archive as OpenArchive
from rashomon.archive import open_archive
from rashomon.capture.fetching import Fetcher
from rashomon.capture.lists import read_opml
from rashomon.capture.watching import (
    JournalLedger,
    Round,
    Watcher,
    WatchSettings,
    failed_tasks,
    find_lists,
    open_ledger,
    subscribe,
    take_inbox,
)
from rashomon.capture.watching import retry as try_again
from rashomon.capture.watching.health import log_line
from rashomon.capture.watching.looking import Look
from rashomon.capture.watching.watcher import Add
from rashomon.cli.collect import tally_text
from rashomon.cli.console import notes, page_console, write_json
from rashomon.cli.options import DEFAULT_ARCHIVE, Archive, Format, OutputFormat, capture_settings, own_outlets
from rashomon.cli.sources import now
from rashomon.errors import CaptureError, UsageError
from rashomon.render.documents import to_json

LedgerPath = Annotated[
    Path | None,
    typer.Option("--ledger", help="Where subscriptions and due times are kept; beside the archive, unless given."),
]


def register(app: typer.Typer) -> None:
    app.command("subscribe")(subscribe_to)
    app.command("watch")(watch)
    app.command("retry")(retry)


def subscribe_to(
    addresses: Annotated[list[str], typer.Argument(metavar="URL|OPML…", help="Feeds, index pages, sites; OPML files.")],
    archive: Archive = DEFAULT_ARCHIVE,
    ledger: LedgerPath = None,
) -> None:
    """Watch these lists from now on; the feed of a site is found by itself."""
    settings = WatchSettings()
    with open_ledger(_ledger_path(archive, ledger)) as opened, _fetcher() as fetcher:
        for address in addresses:
            lists = _lists_of(fetcher, address)
            for task in subscribe(opened, lists, now=now(), settings=settings):
                page_console().print(f"watching {task.url}", markup=False)


def _lists_of(fetcher: Fetcher, address: str) -> tuple[str, ...]:
    if "://" in address:
        return find_lists(fetcher, address)
    try:
        body = Path(address).read_bytes()
    except OSError as error:
        raise CaptureError(address, f"cannot be read: {error.strerror}") from error
    return tuple(feed.url for feed in read_opml(body, source=address))


def watch(
    archive: Archive = DEFAULT_ARCHIVE,
    ledger: LedgerPath = None,
    once: Annotated[bool, typer.Option("--once", help="Look at what is due, then stop: for cron.")] = False,
    output: OutputFormat = Format.TEXT,
) -> None:
    """Collect what is due, and look again at what was collected, until stopped."""
    with ExitStack() as stack:
        opened = stack.enter_context(open_archive(archive, outlets=own_outlets()))
        path = _ledger_path(archive, ledger)
        tasks = stack.enter_context(JournalLedger(path))
        fetcher = stack.enter_context(_fetcher())
        watcher = Watcher(tasks, _adder(opened), fetcher, clock=now, on_look=_log, inbox=lambda: take_inbox(path))
        if not once:
            watcher.run()
            return
        done = watcher.run_once()
    if output is Format.JSON:
        write_json(to_json(done))
    else:
        page_console().print(_round_text(done), markup=False)


def retry(
    urls: Annotated[list[str] | None, typer.Argument(metavar="[URL…]", help="Only these; all, unless given.")] = None,
    archive: Archive = DEFAULT_ARCHIVE,
    ledger: LedgerPath = None,
    show: Annotated[
        bool, typer.Option("--list", help="Only list what failed, why, and when it is tried next.")
    ] = False,
) -> None:
    """Make what failed due at once."""
    console = page_console()
    with open_ledger(_ledger_path(archive, ledger)) as opened:
        for task in failed_tasks(opened):
            console.print(f"{task.url}: {task.last_failure}; next try {task.due_at.isoformat()}", markup=False)
        if not show:
            console.print(f"{try_again(opened, now=now(), urls=urls or ())} due at once")


def _ledger_path(archive: str, ledger: Path | None) -> Path:
    if ledger is not None:
        return ledger
    if "://" in archive:
        raise UsageError(archive, "lies in a database: say with --ledger where subscriptions are kept")
    return Path(f"{archive}.watch")


def _fetcher() -> Fetcher:
    return Fetcher(capture_settings(), clock=now)


def _adder(archive: OpenArchive) -> Add:
    return lambda items, told: archive.add(items, on_item=told)


def _log(look: Look) -> None:
    notes.print(log_line(look, now=now()), markup=False)


def _round_text(done: Round) -> str:
    return (
        f"{done.looks} looks: {done.unchanged} unchanged, {done.failed} failed, {done.gone} gone, "
        f"{done.put_off} put off; {tally_text(done.tally)}"
    )
