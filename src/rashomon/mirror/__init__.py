"""Editions on disk and in Git: rendered pages written with a manifest of digests, signed, bundled, checked."""

from rashomon.mirror.bundle import write_bundle
from rashomon.mirror.folder import Edition, FileRecord, open_folder
from rashomon.mirror.publishing import LAYOUTS, publish_mirror
from rashomon.mirror.repository import commit_edition
from rashomon.mirror.signing import EditionCheck, make_key, sign_edition, verify_edition

__all__ = [
    "LAYOUTS",
    "Edition",
    "EditionCheck",
    "FileRecord",
    "commit_edition",
    "make_key",
    "open_folder",
    "publish_mirror",
    "sign_edition",
    "verify_edition",
    "write_bundle",
]
