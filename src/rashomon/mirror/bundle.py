"""An edition as one zip file, for readers without a network; the same edition gives the same bytes."""

from __future__ import annotations

import zipfile
from pathlib import Path

from rashomon.errors import PublishError
from rashomon.mirror.folder import MANIFEST, SIGNATURE, read_manifest

_NO_TIME = (1980, 1, 1, 0, 0, 0)  # the oldest that the format knows: when a file was written says nothing of it
_PLAIN_FILE = 0o644 << 16


def write_bundle(root: Path, target: Path) -> int:
    """The size of the zip file that holds the edition in the folder, with its manifest and signature."""
    paths = [record.path for record in read_manifest(root).files]
    paths += [name for name in (MANIFEST, SIGNATURE) if (root / name).is_file()]
    waiting = target.with_name(f".{target.name}.part")
    try:
        with zipfile.ZipFile(waiting, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as bundle:
            for path in sorted(paths):
                entry = zipfile.ZipInfo(path, _NO_TIME)
                entry.external_attr = _PLAIN_FILE
                entry.compress_type = zipfile.ZIP_DEFLATED
                bundle.writestr(entry, (root / path).read_bytes())
        waiting.replace(target)
    except OSError as error:
        waiting.unlink(missing_ok=True)
        raise PublishError(str(target), f"cannot be written: {error.strerror or error}") from error
    return target.stat().st_size
