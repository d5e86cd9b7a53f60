"""The one way in: `open_archive(url) -> Archive`. Each use case joins pure steps to the store."""

from rashomon.archive.archive import Archive
from rashomon.archive.editions import site_of
from rashomon.archive.opening import open_archive

__all__ = ["Archive", "open_archive", "site_of"]
