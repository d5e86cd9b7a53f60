"""Files below one address of any fsspec file system: a folder, s3://…, and others whose package is installed."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, cast

import fsspec
from fsspec.implementations.local import LocalFileSystem

from rashomon.errors import UsageError


class Storage:
    """A folder by its address; paths are relative to it. Picklable: it is opened anew where it arrives."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self.fs, self._root = _opened(self.url)

    def __reduce__(self) -> tuple[type[Storage], tuple[str]]:
        return Storage, (self.url,)

    @property
    def is_local(self) -> bool:
        return isinstance(self.fs, LocalFileSystem)

    def put(self, path: str, data: bytes) -> None:
        """Write a file whole: others see all of it or none."""
        place = self.place(path)
        if not self.is_local:
            self.fs.pipe_file(place, data)
            return
        file = Path(place)
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_name(f"{file.name}.{os.getpid()}.part")
        with draft.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(file)

    def get(self, path: str) -> bytes:
        return cast(bytes, self.fs.cat_file(self.place(path)))

    def open(self, path: str) -> IO[bytes]:
        """The file, to be read in pieces from anywhere."""
        return cast("IO[bytes]", self.fs.open(self.place(path), "rb"))

    def has(self, path: str) -> bool:
        return bool(self.fs.exists(self.place(path)))

    def paths(self, folder: str) -> list[str]:
        """All files below a folder, sorted; none where there is no folder."""
        self.fs.invalidate_cache()
        root = self.fs._strip_protocol(self._root)
        return sorted(path.removeprefix(root).lstrip("/") for path in self.fs.find(self.place(folder)))

    def delete(self, paths: Iterable[str]) -> None:
        for path in paths:
            self.fs.rm_file(self.place(path))

    def place(self, path: str) -> str:
        """The path as the file system itself names it."""
        return f"{self._root}/{path}" if path else self._root


def _opened(url: str) -> tuple[Any, str]:
    try:
        fs, root = fsspec.core.url_to_fs(url, use_listings_cache=False)
    except (ValueError, ImportError) as error:
        raise UsageError(url, f"is on no file system that can be reached: {error}") from error
    return fs, root.rstrip("/")


def expand(patterns: Iterable[str]) -> list[tuple[str, str]]:
    """Every file that the patterns name, by its address, with what tells whether it has changed; sorted, none twice.

    A pattern that names nothing raises UsageError.
    """
    found: dict[str, str] = {}
    for pattern in patterns:
        fs, path = _opened(pattern)
        places = sorted(place for place in fs.glob(path) if fs.isfile(place))
        if not places:
            raise UsageError(pattern, "names no file")
        for place in places:
            about = fs.info(place)
            state = about.get("ETag") or about.get("mtime") or about.get("LastModified") or ""
            found[fs.unstrip_protocol(place)] = f"{about.get('size')} {state}"
    return sorted(found.items())


@contextmanager
def open_url(url: str) -> Iterator[IO[bytes]]:
    """The file at an address."""
    fs, path = _opened(url)
    with fs.open(path, "rb") as stream:
        yield stream
