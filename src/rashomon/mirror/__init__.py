"""Editions on disk and in Git: rendered pages written with a manifest of digests."""

from rashomon.mirror.folder import Edition, FileRecord, open_folder
from rashomon.mirror.publishing import LAYOUTS, publish_files, publish_mirror
from rashomon.mirror.repository import commit_edition

__all__ = ["LAYOUTS", "Edition", "FileRecord", "commit_edition", "open_folder", "publish_files", "publish_mirror"]
