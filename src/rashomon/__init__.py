"""Rashomon: one event, every account.

The public names, nothing else: a name that is not here may change without notice. Each is fetched when it is first
asked for, so that a process that only reads pages, or only groups, does not load the other rooms.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rashomon.archive import Archive, open_archive
    from rashomon.attribute import attribute_article
    from rashomon.compare import compare_accounts
    from rashomon.errors import RashomonError
    from rashomon.extract import extract_article
    from rashomon.group import group_articles
    from rashomon.model import Account, Comparison, Page, Rejected, Story, StoryQuery, Version
    from rashomon.outlets import load_outlets
    from rashomon.run.pages import extract_many

__all__ = [
    "Account",
    "Archive",
    "Comparison",
    "Page",
    "RashomonError",
    "Rejected",
    "Story",
    "StoryQuery",
    "Version",
    "attribute_article",
    "compare_accounts",
    "extract_article",
    "extract_many",
    "group_articles",
    "load_outlets",
    "open_archive",
]

_ROOMS = {
    "Archive": "archive",
    "RashomonError": "errors",
    "attribute_article": "attribute",
    "compare_accounts": "compare",
    "extract_article": "extract",
    "extract_many": "run.pages",
    "group_articles": "group",
    "load_outlets": "outlets",
    "open_archive": "archive",
}


if not TYPE_CHECKING:  # to a type checker a name that is not there must stay an error

    def __getattr__(name: str) -> object:
        """The public name, from the room it lives in; the nouns live in `model`."""
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(f"rashomon.{_ROOMS.get(name, 'model')}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
