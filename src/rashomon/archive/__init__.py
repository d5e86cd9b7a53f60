"""The one way in: `open_archive(url) -> Archive`. Each use case joins pure steps to the store.

The names are fetched when they are first asked for: a worker, which starts here too, needs few of the rooms below.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rashomon.archive.archive import Archive
    from rashomon.archive.opening import open_archive

__all__ = ["Archive", "open_archive"]

_MODULES = {"Archive": "archive", "open_archive": "opening"}

if not TYPE_CHECKING:  # to a type checker a name that is not there must stay an error

    def __getattr__(name: str) -> object:
        """The public name, from the module it lives in."""
        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(f"rashomon.archive.{_MODULES[name]}"), name)
