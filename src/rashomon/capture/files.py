"""Files and folders: each regular file below a path, in a stable order, and why any other was not read."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from rashomon.errors import CaptureError
from rashomon.model import Reason, Rejected

# A checkout's own files are no pages: reading them would reject thousands of packed objects.
_SKIPPED_FOLDERS = frozenset({".git", ".hg", ".svn"})
_KINDS = (
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISBLK, "a block device"),
    (stat.S_ISCHR, "a character device"),
)


def require_path(path: Path) -> None:
    """Raises CaptureError where there is nothing at `path`."""
    try:
        path.lstat()
    except FileNotFoundError as error:
        raise CaptureError(str(path), "there is no such file or folder") from error
    except (OSError, ValueError) as error:
        raise CaptureError(printable(path), f"cannot be looked at: {reason_of(error)}") from error


def walk_files(root: Path) -> Iterator[Path | Rejected]:
    """Every regular file at or below `root`, by name, each folder once; the rest as rejections with the reason.

    Links are followed; a folder that is met a second time (a loop, or two ways to it) is not entered again.
    """
    entered: set[tuple[int, int]] = set()
    # A stack of our own: folders may be nested deeper than Python recurses. Names wait, and not paths: a folder of a
    # million files takes 150 MB as names and 330 MB as paths.
    waiting: list[Iterator[Path]] = [iter((root,))]
    while waiting:
        path = next(waiting[-1], None)
        if path is None:
            waiting.pop()
            continue
        try:
            found = path.stat()
        except OSError as error:
            gone = path.is_symlink() and isinstance(error, FileNotFoundError)
            yield rejected_file(path, "a link to nothing" if gone else reason_of(error))
            continue
        if stat.S_ISREG(found.st_mode):
            yield path
        elif not stat.S_ISDIR(found.st_mode):
            yield rejected_file(path, next((name for test, name in _KINDS if test(found.st_mode)), "no regular file"))
        elif (found.st_dev, found.st_ino) in entered:
            yield rejected_file(path, "a folder that was already read under another name")
        else:
            entered.add((found.st_dev, found.st_ino))
            try:
                waiting.append(map(path.joinpath, _names_in(path)))
            except OSError as error:
                yield rejected_file(path, f"the folder cannot be read: {reason_of(error)}")


def _names_in(folder: Path) -> list[str]:
    with os.scandir(folder) as entries:
        return sorted(entry.name for entry in entries if entry.name not in _SKIPPED_FOLDERS)


def rejected_file(path: Path, detail: str) -> Rejected:
    """The outcome of a file that could not be read."""
    return Rejected(source=printable(path), reason=Reason.UNREADABLE, detail=detail)


def printable(path: Path) -> str:
    """The path as text that can be stored and shown: bytes that are no UTF-8 are escaped."""
    return os.fsencode(path).decode("utf-8", "backslashreplace") if "\x00" not in str(path) else repr(str(path))


def reason_of(error: Exception) -> str:
    """The system's own words for what went wrong, in lower case."""
    words = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return words[:1].lower() + words[1:]
