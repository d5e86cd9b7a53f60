"""`rashomon subscribe`, `subscriptions`, `unsubscribe`, `watch`, `retry`: keep collecting."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from rashomon.archive import Archive as OpenArchive
from rashomon.archive import open_archive
from rashomon.archive.watching import open_database_ledger
from rashomon.capture.fetching import Fetcher
from rashomon.capture.lists import FeedLink, opml_of, read_opml
from rashomon.capture.watching import (
    JournalLedger,
    Ledger,
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
from rashomon.capture.watching import subscriptions as watched_lists
from rashomon.capture.watching import unsubscribe as end_list
from rashomon.capture.watching.health import health_of, log_line, metrics_text, serve_health
from rashomon.capture.watching.looking import Look
from rashomon.capture.watching.watcher import Add
from rashomon.cli.collect import tally_text
from rashomon.cli.console import list_table, notes, page_console, write_json, write_text
from rashomon.cli.options import (
    DEFAULT_ARCHIVE,
    Archive,
    Format,
    OutputFormat,
    capture_settings,
    known_outlets,
    own_outlets,
)
from rashomon.cli.sources import now
from rashomon.errors import ArchiveError, CaptureError, NotFound
from rashomon.model import HostHealth
from rashomon.render.documents import SubscriptionsDocument, to_json

LedgerPath = Annotated[
    Path | None,
    typer.Option(
        "--ledger",
        help="A file for subscriptions and due times; beside the archive, or in it on a server, unless given.",
        show_default=False,
    ),
]


class ListFormat(StrEnum):
    TEXT = "text"
    JSON = "json"
    OPML = "opml"


def register(app: typer.Typer) -> None:
    app.command("subscribe")(subscribe_to)
    for command in (subscriptions, unsubscribe, watch, retry):
        app.command(command.__name__)(command)


def subscribe_to(
    addresses: Annotated[list[str], typer.Argument(metavar="URL|OPML…", help="Feeds, index pages, sites; OPML files.")],
    archive: Archive = DEFAULT_ARCHIVE,
    ledger: LedgerPath = None,
) -> None:
    """Watch these lists from now on; the feed of a site is found by itself."""
    settings = WatchSettings()
    with _ledger(archive, ledger) as opened, _fetcher() as fetcher:
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


def subscriptions(
    archive: Archive = DEFAULT_ARCHIVE,
    ledger: LedgerPath = None,
    output: Annotated[
        ListFormat, typer.Option("--format", "-f", help="Text, JSON, or an OPML file for another reader.")
    ] = ListFormat.TEXT,
) -> None:
    """List what is watched, how often it is asked, and how the last look went."""
    with _ledger(archive, ledger, read_only=True) as opened:
        found = watched_lists(opened)
    if output is ListFormat.OPML:
        write_text(opml_of(FeedLink(url=item.url) for item in found))
    elif output is ListFormat.JSON:
        write_json(to_json(SubscriptionsDocument(subscriptions=found)))
    else:
        table = list_table("List", "Every", "Last success", "Next look", "Trouble")
        for item in found:
            last = f"{item.last_success_at:%Y-%m-%d %H:%M}" if item.last_success_at else "not yet"
            every, due = f"{item.interval / 60:.0f} min", f"{item.due_at:%Y-%m-%d %H:%M}"
            table.add_row(Text(item.url), every, last, due, Text(item.last_failure))
        page_console().print(table)
        notes.print(f"{len(found)} {'list' if len(found) == 1 else 'lists'} watched")


def unsubscribe(
    addresses: Annotated[list[str], typer.Argument(metavar="URL…", help="Lists, as `subscriptions` names them.")],
    archive: Archive = DEFAULT_ARCHIVE,
    ledger: LedgerPath = None,
) -> None:
    """Watch these lists no more; what they brought stays, and is looked at again as before."""
    with _ledger(archive, ledger) as opened:
        for address in addresses:
            if not end_list(opened, address):
                raise NotFound(address, "is not watched; `rashomon subscriptions` lists what is")
            page_console().print(f"no longer watching {address}", markup=False)


def watch(
    archive: Archive = DEFAULT_ARCHIVE,
    ledger: LedgerPath = None,
    once: Annotated[bool, typer.Option("--once", help="Look at what is due, then stop: for cron.")] = False,
    health: Annotated[
        int | None,
        typer.Option(
            "--health", min=0, max=65_535, metavar="PORT", help="Answer on 127.0.0.1:PORT at /health and /metrics."
        ),
    ] = None,
    output: OutputFormat = Format.TEXT,
) -> None:
    """Collect what is due, and look again at what was collected, until stopped."""
    with ExitStack() as stack:
        tasks, worker = _own_ledger(stack, archive, ledger)
        if not watched_lists(tasks):
            notes.print("rashomon: nothing is subscribed to yet; `rashomon subscribe URL` adds a feed, page or site")
        opened = stack.enter_context(open_archive(archive, outlets=own_outlets()))
        fetcher = stack.enter_context(_fetcher())
        inbox = (lambda: take_inbox(tasks.path)) if isinstance(tasks, JournalLedger) else tuple
        watcher = Watcher(tasks, _adder(opened), fetcher, clock=now, on_look=_log, inbox=inbox, worker=worker)
        if health is not None:
            stack.enter_context(_health_endpoint(health, archive, tasks, watcher))
        if not once:
            watcher.run()
            return
        done = watcher.run_once()
    if output is Format.JSON:
        write_json(to_json(done))
    else:
        page_console().print(_round_text(done), markup=False)


@contextmanager
def _health_endpoint(port: int, archive: str, tasks: Ledger, watcher: Watcher) -> Iterator[None]:
    """The endpoint, while the block lasts; its threads read the archive over a connection of their own."""

    def trouble() -> str:
        found = health_of(tasks, outlets=known_outlets(), now=now())
        return "; ".join(f"{host.host} {host.trouble}" for host in found if host.trouble)

    def metrics() -> str:
        with open_archive(archive, read_only=True, create=False, outlets=own_outlets()) as opened:
            return metrics_text(tasks, watcher.total, outlets=opened.outlets())

    with serve_health(port, health=trouble, metrics=metrics) as found:
        notes.print(f"health and metrics on http://127.0.0.1:{found}/health and /metrics")
        yield


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
    with _ledger(archive, ledger, read_only=show) as opened:
        failed = failed_tasks(opened)
        for task in failed:
            console.print(f"{task.url}: {task.last_failure}; next try {task.due_at.isoformat()}", markup=False)
        if not failed:
            notes.print("nothing has failed")
        elif not show:
            console.print(f"{try_again(opened, now=now(), urls=urls or ())} due at once")


def health_of_hosts(archive: str) -> tuple[HostHealth, ...]:
    """How collecting for this archive goes, host by host; empty where nothing was ever watched."""
    try:
        with _ledger(archive, None, read_only=True) as opened:
            return health_of(opened, outlets=known_outlets(), now=now())
    except ArchiveError:
        return ()


def _ledger(archive: str, path: Path | None, *, read_only: bool = False) -> AbstractContextManager[Ledger]:
    """The ledger: the file given, else the archive's own; a file that is not there is empty and stays away."""
    if path is None and "://" in archive:
        return open_database_ledger(archive, read_only=read_only)
    return open_ledger(_ledger_path(archive, path), read_only=read_only)


def _own_ledger(stack: ExitStack, archive: str, path: Path | None) -> tuple[Ledger, str]:
    """The ledger for a watcher, and the name that it works under."""
    if path is None and "://" in archive:
        ledger: Ledger = stack.enter_context(open_database_ledger(archive))
        return ledger, f"{socket.gethostname()}-{os.getpid()}"
    return stack.enter_context(JournalLedger(_ledger_path(archive, path))), "watch"


def _ledger_path(archive: str, ledger: Path | None) -> Path:
    return ledger if ledger is not None else Path(f"{archive}.watch")


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
