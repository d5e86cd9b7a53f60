"""Opening an archive by its path or address."""

from __future__ import annotations

from pathlib import Path

from rashomon.archive.archive import Archive
from rashomon.outlets import Outlets, load_outlets
from rashomon.store import schema
from rashomon.store.opening import is_server, open_database


def open_archive(
    url: str | Path = "rashomon.db",
    *,
    read_only: bool = False,
    create: bool = True,
    outlets: Outlets | None = None,
) -> Archive:
    """The archive at that path or `postgresql://` address, made now where there is none and `create` allows it.

    What is known of outlets comes from `outlets`, else from a folder of that name beside the archive, which adds to
    the bundled ones.
    Raises NotAnArchive for another file, NewerArchive for one of a newer format, ArchiveError for what cannot be opened.
    """
    db = open_database(url, read_only=read_only, create=create)
    try:
        schema.upgrade(db)
        return Archive(db, known_outlets=outlets or _outlets_beside(url))
    except BaseException:
        db.close()
        raise


def _outlets_beside(url: str | Path) -> Outlets:
    folder = Path() / "outlets" if is_server(url) else Path(url).absolute().parent / "outlets"
    return load_outlets(folder if folder.is_dir() and any(folder.glob("*.toml")) else None)
