"""How a whole archive is written to disk and read back: each form is a module that writes rows and reads them.

Whatever the form, the rows are those of `rashomon.store.transfer`, and an archive filled with them has every number,
digest and link that the first one had.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from rashomon.archive.forms import lines, parquet, tree, warc
from rashomon.errors import ArchiveError
from rashomon.store.transfer import PlainRow, Whole


class Form(Protocol):
    """What a form's module offers; `write` refuses a target that is there already."""

    def is_one(self, path: Path) -> bool: ...
    def write(self, whole: Whole, target: Path) -> None: ...
    def read(self, path: Path) -> Iterator[PlainRow]: ...


FORMS: dict[str, Form] = {"archive": lines, "parquet": parquet, "warc": warc, "markdown": tree}
"""Every form by the name that `export --format` knows it by."""


def require_export(path: Path) -> Form:
    """The form of an export; ArchiveError where the path leads to none."""
    if not path.exists():
        raise ArchiveError(str(path), "is not there")
    try:
        for form in FORMS.values():
            if form.is_one(path):
                return form
    except OSError as error:
        raise ArchiveError(str(path), f"cannot be read: {error.strerror}") from error
    raise ArchiveError(str(path), "is no whole archive as `rashomon export` writes it")


def read_rows(path: Path) -> Iterator[PlainRow]:
    """The rows of an export of whichever form."""
    return require_export(path).read(path)
