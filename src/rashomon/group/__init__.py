"""Articles into stories, and copies told apart from tellings."""

from rashomon.group.grouping import Changes, Grouping, Redirect
from rashomon.group.index import StoryIndex, group_articles
from rashomon.group.settings import GroupSettings

__all__ = ["Changes", "GroupSettings", "Grouping", "Redirect", "StoryIndex", "group_articles"]
