"""Everything that a command's sources hold, told by content: the one way into the project for bytes."""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import IO, BinaryIO, cast

from rashomon.capture.addresses import Resolve, parse_networks, resolve_by_system
from rashomon.capture.expanding import read_address
from rashomon.capture.fetching import Fetcher
from rashomon.capture.files import printable, reason_of, rejected_file, require_path, walk_files
from rashomon.capture.pacing import Sleep
from rashomon.capture.settings import CaptureSettings
from rashomon.capture.streams import read_stream
from rashomon.errors import CaptureError
from rashomon.model import Page, Rejected, Version

Item = Page | Version | Rejected
_IN_MEMORY = 16_000_000  # bytes of standard input kept in memory before a temporary file takes them


def read_sources(
    sources: Sequence[str],
    *,
    clock: Callable[[], datetime],
    settings: CaptureSettings | None = None,
    stdin: BinaryIO | None = None,
    sleep: Sleep = time.sleep,
    resolve: Resolve = resolve_by_system,
) -> Iterator[Item]:
    """What files, folders, `-` (standard input) and http(s) addresses hold, in a stable order.

    A page for everything that may be an article, a version for each `article` document, a rejection with its reason
    for all else; nothing is passed over in silence. A path that does not exist raises CaptureError before anything
    is read. `sleep` and `resolve` are the network's clock and names, for tests.
    """
    settings = settings or CaptureSettings()
    parse_networks(settings.allow_networks)
    for source in sources:
        if source != "-" and not is_address(source):
            if "://" in source and not Path(source).exists():
                raise CaptureError(
                    source.rpartition("@")[2], "cannot be read: only http and https addresses are fetched"
                )
            require_path(Path(source))
    return _read_all(sources, _Network(settings, clock, sleep, resolve), stdin)


def is_address(source: str) -> bool:
    """Whether the source is a URL to fetch rather than a path."""
    return source.lower().startswith(("http://", "https://"))


class _Network:
    """A fetcher made when it is first needed: most imports never touch the network."""

    def __init__(
        self, settings: CaptureSettings, clock: Callable[[], datetime], sleep: Sleep, resolve: Resolve
    ) -> None:
        self.settings, self.clock = settings, clock
        self._sleep, self._resolve = sleep, resolve
        self._fetcher: Fetcher | None = None
        self._stack = ExitStack()

    def read(self, url: str) -> Iterator[Page | Rejected]:
        """All that the address leads to."""
        if self._fetcher is None:
            fetcher = Fetcher(self.settings, clock=self.clock, sleep=self._sleep, resolve=self._resolve)
            self._fetcher = self._stack.enter_context(fetcher)
        yield from read_address(self._fetcher, url)

    def close(self) -> None:
        self._stack.close()


def _read_all(sources: Sequence[str], network: _Network, stdin: BinaryIO | None) -> Iterator[Item]:
    try:
        for source in sources:
            if source == "-":
                yield from _read_stdin(stdin if stdin is not None else sys.stdin.buffer, network)
            elif is_address(source):
                yield from network.read(source)
            else:
                yield from _read_path(Path(source), network)
    finally:
        network.close()


def _read_stdin(stdin: BinaryIO, network: _Network) -> Iterator[Item]:
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as kept:
        shutil.copyfileobj(stdin, kept)
        kept.seek(0)
        yield from _read_open(cast("IO[bytes]", kept), "-", None, network)


def _read_path(root: Path, network: _Network) -> Iterator[Item]:
    left_out = {Path(name).resolve() for name in network.settings.leave_out}
    names = {path.name for path in left_out}
    for found in walk_files(root):
        if isinstance(found, Rejected):
            yield found
            continue
        if found.name in names and found != root and found.resolve() in left_out:
            continue
        try:
            with found.open("rb") as stream:
                yield from _read_open(stream, printable(found), found, network)
        except OSError as error:
            yield rejected_file(found, reason_of(error))


def _read_open(stream: IO[bytes], source: str, path: Path | None, network: _Network) -> Iterator[Item]:
    clock, settings = network.clock, network.settings
    yield from read_stream(stream, source=source, path=path, clock=clock, settings=settings, follow=network.read)
