"""Opening an archive by its path or address."""

from __future__ import annotations

from pathlib import Path

from rashomon.archive.archive import Archive
from rashomon.outlets import Outlets, load_outlets
from rashomon.store import schema
from rashomon.store.sqlite import SqliteDatabase, check_path


def open_archive(
    url: str | Path = "rashomon.db",
    *,
    read_only: bool = False,
    create: bool = True,
    outlets: Outlets | None = None,
) -> Archive:
    """The archive at that path, made now where there is none and `create` allows it.

    What is known of outlets comes from `outlets`, else from a folder of that name beside the archive, which adds to
    the bundled ones.
    Raises NotAnArchive for another file, NewerArchive for one of a newer format, ArchiveError for what cannot be opened.
    """
    path = Path(url)
    check_path(path, read_only=read_only, create=create)
    db = SqliteDatabase(path, read_only=read_only)
    try:
        schema.upgrade(db)
        return Archive(db, known_outlets=outlets or _outlets_beside(path))
    except BaseException:
        db.close()
        raise


def _outlets_beside(path: Path) -> Outlets:
    folder = path.absolute().parent / "outlets"
    return load_outlets(folder if folder.is_dir() and any(folder.glob("*.toml")) else None)
