"""Rashomon: one event, every account.

The public names, nothing else: a name that is not here may change without notice.
"""

from rashomon.archive import Archive, open_archive
from rashomon.attribute import attribute_article
from rashomon.compare import compare_accounts
from rashomon.errors import RashomonError
from rashomon.extract import extract_article
from rashomon.group import group_articles
from rashomon.model import Account, Comparison, Page, Rejected, Story, StoryQuery, Version
from rashomon.outlets import load_outlets

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
    "group_articles",
    "load_outlets",
    "open_archive",
]
