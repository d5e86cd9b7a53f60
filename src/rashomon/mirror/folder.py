"""A folder that editions are written to: nothing outside it is touched, nothing unchanged is rewritten."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

import msgspec

from rashomon.errors import PublishError
from rashomon.model import Digest
from rashomon.render.mirror_text import RenderedFile
from rashomon.text.digests import bytes_digest

MANIFEST = "manifest.json"
SIGNATURE = f"{MANIFEST}.sig"
LEDGER = ".rashomon"
"""What the files were made of, for the next edition alone: no file of this one."""
_FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRecord:
    """A file of an edition, as the manifest lists it."""

    path: str
    digest: Digest
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """All files of an edition but the manifest itself, by path; `as_of` is the newest capture in it."""

    rashomon: int = _FORMAT
    layout: str = ""
    as_of: datetime | None = None
    files: tuple[FileRecord, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What a run of publishing did: paths from the folder's root, sorted."""

    folder: Path
    layout: str
    articles: int
    as_of: datetime | None
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A file that holds what it should; `changed` where it did not before."""

    record: FileRecord
    changed: bool


class FolderWriter:
    """Writes files inside a folder, and nowhere else; several processes may have one each."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._real_root = os.path.realpath(root)
        self._checked: set[str] = set()

    def write(self, path: str, body: bytes) -> Written:
        """The file holds `body`, and is left alone if it already did. Raises PublishError for a path that leads out."""
        target = self.place_of(path)
        record = FileRecord(path=path, digest=bytes_digest(body), size=len(body))
        if read_file(target) == body:
            return Written(record=record, changed=False)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            replace_file(target, body)
        except OSError as error:
            raise PublishError(str(target), f"cannot be written: {error.strerror or error}") from error
        return Written(record=record, changed=True)

    def write_file(self, file: RenderedFile) -> Written:
        """As `write`, of a file's text."""
        return self.write(file.path, file.text.encode("utf-8", "replace"))

    def place_of(self, path: str) -> Path:
        """The file's place; links on the way that lead out of the folder are refused."""
        parts = PurePosixPath(path).parts
        if not parts or path.startswith("/") or "\\" in path or "\x00" in path or {"..", ".git"} & set(parts):
            raise PublishError(path, "is no path inside an edition")
        target = self.root.joinpath(*parts)
        parent = str(target.parent)
        if parent not in self._checked:
            real = os.path.realpath(parent)
            if os.path.commonpath([real, self._real_root]) != self._real_root:
                raise PublishError(path, f"leads out of {self.root} through a link")
            self._checked.add(parent)
        if target.is_symlink():
            raise PublishError(path, f"is a link in {self.root}; it is not written through")
        return target


class EditionFolder:
    """An edition in the making; made by `open_folder`."""

    def __init__(self, root: Path, layout: str, before: Manifest) -> None:
        self.root = root
        self.layout = layout
        self._writer = FolderWriter(root)
        self._before = {record.path: record for record in before.files}
        self._written: dict[str, FileRecord] = {}
        self._added: list[str] = []
        self._changed: list[str] = []

    def write(self, path: str, body: bytes) -> None:
        """The file holds `body`, unless it already does. Raises PublishError for a path that leads out."""
        self.enter(self._writer.write(path, body))

    def write_files(self, files: Iterable[RenderedFile]) -> None:
        """Each of the files, as `write`."""
        for file in files:
            self.enter(self._writer.write_file(file))

    def enter(self, written: Written) -> None:
        """Take a file that stands in the folder for one of the edition's."""
        path = written.record.path
        if path in self._written:
            raise PublishError(path, "two pages of this edition have one path")
        self._written[path] = written.record
        if written.changed:
            (self._added if path not in self._before else self._changed).append(path)

    def keep(self, paths: Iterable[str]) -> bool:
        """Take files of the edition before for this one's too; False where one of them is not what it was."""
        records = [self._before.get(path) for path in paths]
        for record in records:
            if record is None or not self._stands(record):
                return False
        for record in records:
            if record is not None:
                self.enter(Written(record=record, changed=False))
        return True

    def _stands(self, record: FileRecord) -> bool:
        held = read_file(self._writer.place_of(record.path))
        return held is not None and bytes_digest(held) == record.digest

    def finish(self, *, articles: int, as_of: datetime | None) -> Edition:
        """Removes what an earlier edition wrote and this one has no more, writes the manifest, tells what was done."""
        removed = sorted(set(self._before) - set(self._written))
        for path in removed:
            target = self._writer.place_of(path)
            with contextlib.suppress(FileNotFoundError):
                target.unlink()
            self._remove_empty_folders(target.parent)
        records = tuple(self._written[path] for path in sorted(self._written))
        manifest = Manifest(layout=self.layout, as_of=as_of, files=records)
        if manifest_bytes(manifest) != read_file(self.root / MANIFEST):
            (self.root / SIGNATURE).unlink(missing_ok=True)  # it is of the manifest before
        write_manifest(self.root, manifest)
        return Edition(
            folder=self.root,
            layout=self.layout,
            articles=articles,
            as_of=as_of,
            added=tuple(sorted(self._added)),
            changed=tuple(sorted(self._changed)),
            removed=tuple(removed),
            unchanged=len(self._written) - len(self._added) - len(self._changed),
        )

    def _remove_empty_folders(self, folder: Path) -> None:
        while folder != self.root and self.root in folder.parents:
            try:
                folder.rmdir()
            except OSError:
                return  # not empty
            folder = folder.parent


@contextmanager
def open_folder(root: Path, *, layout: str) -> Iterator[EditionFolder]:
    """The folder, made if need be. One that holds other files, or an edition of another layout, raises PublishError."""
    try:
        root.mkdir(parents=True, exist_ok=True)
        strangers = sorted(entry.name for entry in os.scandir(root) if entry.name != ".git")
    except OSError as error:
        raise PublishError(str(root), f"cannot be published to: {error.strerror or error}") from error
    if MANIFEST in strangers:
        before = read_manifest(root)
        if before.layout != layout:
            raise PublishError(str(root), f"holds an edition in the layout {before.layout!r}, not {layout!r}")
    elif strangers:
        raise PublishError(str(root), f"holds other files ({strangers[0]!r} …); give an empty folder")
    else:
        before = Manifest(layout=layout)
        # Written first: a run that is broken off leaves a folder that the next one knows as its own.
        write_manifest(root, before)
    yield EditionFolder(root, layout, before)


def read_manifest(root: Path) -> Manifest:
    """The manifest of the edition in the folder; raises PublishError where there is none that can be read."""
    path = root / MANIFEST
    try:
        body = path.read_bytes()
    except OSError as error:
        raise PublishError(str(path), f"cannot be read: {error.strerror or error}") from error
    return parse_manifest(body, source=str(path))


def parse_manifest(body: bytes, *, source: str) -> Manifest:
    """The manifest that the bytes hold; raises PublishError for any other, naming `source`."""
    try:
        manifest = msgspec.json.decode(body, type=Manifest)
    except msgspec.DecodeError as error:
        raise PublishError(source, f"is no manifest: {error}") from error
    if manifest.rashomon > _FORMAT:
        raise PublishError(source, "was written by a newer version of Rashomon")
    return manifest


def manifest_bytes(manifest: Manifest) -> bytes:
    """The manifest as JSON, a file a line: Git shows what an edition changed."""
    lines = [msgspec.json.encode(record).decode() for record in manifest.files]
    head = msgspec.json.encode({"rashomon": manifest.rashomon, "layout": manifest.layout, "as_of": manifest.as_of})
    text = head.decode()[:-1] + ',"files":[\n' + ",\n".join(lines) + "\n]}\n"
    return text.encode()


def write_manifest(root: Path, manifest: Manifest) -> None:
    """The manifest on disk; raises PublishError where it cannot be written."""
    try:
        replace_file(root / MANIFEST, manifest_bytes(manifest))
    except OSError as error:
        raise PublishError(str(root / MANIFEST), f"cannot be written: {error.strerror or error}") from error


def replace_file(target: Path, body: bytes) -> None:
    """The file holds `body`, all of it or, when this fails, what it held before."""
    waiting = target.with_name(f".{target.name[:40]}.{os.getpid()}.part")
    try:
        waiting.write_bytes(body)
        waiting.replace(target)
    except OSError:
        with contextlib.suppress(OSError):
            waiting.unlink()
        raise


def read_file(path: Path) -> bytes | None:
    """The file's bytes; None where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError:
        return None
